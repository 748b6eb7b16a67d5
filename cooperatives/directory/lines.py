"""From the bytes of a file to numbered records of cells, whatever the file went through.

A copy saved again by a spreadsheet may have lost its byte order mark, changed its separator, or its encoding, even line
by line when pieces were pasted together. One broken quote must not swallow the lines after it.
"""

import csv
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from django.utils.translation import gettext_lazy as _

from cooperatives.directory.refusals import (
    LONGEST_RAW,
    LineMisaligned,
    LineRefused,
    LineTooLong,
    LineUnquoted,
    RefusedLine,
)
from occe.kit.folded import fold
from occe.kit.refused import Refused

LONGEST_LINE = 64 * 1024
MOST_COLUMNS = 300
MOST_LINES_JOINED = 5

# Each column by the names that it has had, folded and without spaces, the preferred first: with underscores, with
# spaces or accents, in capitals or as the API writes them, they all fold to the same.
COLUMNS: dict[str, tuple[str, ...]] = {
    "uai": ("identifiantdeletablissement", "numerouai", "codeuai", "uai", "rne"),
    "name": ("nometablissement", "nomdeletablissement", "appellationofficielle"),
    "type": ("typeetablissement", "typedetablissement"),
    "sector": ("statutpublicprive", "secteurpublicprive", "secteur"),
    "address_1": ("adresse1", "adresse"),
    "address_2": ("adresse2",),
    "address_3": ("adresse3",),
    "postcode": ("codepostal",),
    "commune": ("nomcommune", "libellecommune", "commune"),
    "commune_code": ("codecommune", "codeinsee"),
    "department": ("codedepartement", "departement"),
    "academy": ("libelleacademie", "academie"),
    "nursery": ("ecolematernelle",),
    "elementary": ("ecoleelementaire",),
    "phone": ("telephone",),
    "email": ("mail", "courriel", "email"),
    "pupil_count": ("nombredeleves", "nombreeleves", "effectif"),
    "position": ("position", "coordonnees"),
    "latitude": ("latitude",),
    "longitude": ("longitude",),
    "x": ("coordxorigine", "coordonneex", "coordx"),
    "y": ("coordyorigine", "coordonneey", "coordy"),
    "projection": ("epsgorigine", "epsg"),
    "district": ("nomcirconscription", "circonscription"),
    "opened_on": ("dateouverture",),
    "updated_on": ("datemajligne", "datemiseajour"),
    "state": ("etat", "etatetablissement"),
    "nature_code": ("codenature",),
}
# What the reports call them: the ministry's own names.
LABELS = {"uai": "Identifiant_de_l_etablissement", "name": "Nom_etablissement", "sector": "Statut_public_prive",
          "commune": "Nom_commune", "address": "Adresse_1", "academy": "Libelle_academie",
          "district": "nom_circonscription", "phone": "Telephone", "email": "Mail"}  # fmt: skip
NEEDED = ("uai", "name", "sector", "commune")


class NotADirectory(Refused):
    """The file is no directory of schools at all: `str()` says what is missing."""

    code = "not_a_directory"
    sentence = _("Ce fichier n’est pas l’annuaire de l’éducation en CSV : il y manque %(missing)s.")


class Line(NamedTuple):
    """One physical line, without its end; `cut` when it is longer than any line of a directory."""

    number: int
    text: str
    cut: bool


class Lines:
    """The records of one file: `columns` says where each column stands, iterating gives (line, cells) or refusals."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._number = 0
        self._waiting: list[Line] = []
        header = self._read_header()
        self.columns = _resolve([fold(name).replace(" ", "") for name in header])
        self.width = len(header)

    def __iter__(self) -> Iterator[tuple[Line, list[str]] | RefusedLine]:
        while line := self._next_line():
            try:
                cells = self._record(line)
            except LineRefused as reason:
                yield RefusedLine(line.number, reason, line.text[:LONGEST_RAW])
            else:
                if any(cells):
                    yield line, cells

    def _read_header(self) -> list[str]:
        line = self._next_line()
        text = line.text if line else ""
        self._separator = max(";\t,", key=text.count)
        header = self._cells(text)
        if "\r" in text:  # without a line feed the whole file is one line, and would give no school and no refusal
            raise NotADirectory(missing=_("les fins de ligne habituelles (enregistrez-le en « CSV UTF-8 »)"))
        if len(header) > MOST_COLUMNS or (line and line.cut):
            raise NotADirectory(missing=_("un en-tête plausible"))
        return header

    def _record(self, line: Line) -> list[str]:
        """The cells of the record that begins with this line, as many as the header has."""
        if line.cut:
            raise LineTooLong()
        cells = self._cells(line.text) if line.text.count('"') % 2 == 0 else self._joined(line)
        if any(cells[self.width :]):
            raise LineMisaligned(found=len(cells), expected=self.width)
        # Spreadsheets leave out empty cells at the end of a line.
        return cells[: self.width] + [""] * (self.width - len(cells))

    def _joined(self, line: Line) -> list[str]:
        """The cells of a record with a line break inside its quotes. Lines that do not complete it are read again."""
        taken: list[Line] = []
        while len(taken) < MOST_LINES_JOINED and (follower := self._next_line()):
            taken.append(follower)
            if follower.text.count('"') % 2:
                cells = self._cells("\n".join([line.text, *(piece.text for piece in taken)]))
                swallowed = any(map(self._looks_whole, taken[:-1])) or follower.cut
                if len(cells) == self.width and not swallowed:
                    return cells
                break
        self._waiting = taken + self._waiting
        raise LineUnquoted()

    def _looks_whole(self, line: Line) -> bool:
        """Whether a line between two quotes is rather a record of its own, swallowed by the first of them."""
        return line.text.count(self._separator) >= self.width - 1

    def _next_line(self) -> Line | None:
        if self._waiting:
            return self._waiting.pop(0)
        data = self._file.readline(LONGEST_LINE)
        if not data:
            return None
        self._number += 1
        rest = data
        while not rest.endswith(b"\n") and (rest := self._file.readline(LONGEST_LINE)):
            pass
        return Line(self._number, self._decoded(data), cut=rest is not data and len(data) == LONGEST_LINE)

    def _decoded(self, data: bytes) -> str:
        if self._number == 1:
            if data.startswith((b"\xff\xfe", b"\xfe\xff")):
                raise NotADirectory(missing=_("l’encodage UTF-8 (enregistrez-le en « CSV UTF-8\u00a0»)"))
            data = data.removeprefix(b"\xef\xbb\xbf")
        try:
            text = data.decode()
        except UnicodeDecodeError:
            text = data.decode("cp1252", errors="replace")
        return text.rstrip("\r\n")

    def _cells(self, text: str) -> list[str]:
        if '"' not in text:
            return text.split(self._separator)
        try:
            return next(csv.reader([text], delimiter=self._separator), [])
        except csv.Error:
            raise LineUnquoted() from None


def _resolve(names: list[str]) -> dict[str, int]:
    """Where each of our columns stands among the folded names of the header."""
    places = {
        column: next(names.index(alias) for alias in aliases if alias in names)
        for column, aliases in COLUMNS.items()
        if not set(aliases).isdisjoint(names)
    }
    if missing := [LABELS[column] for column in NEEDED if column not in places]:
        raise NotADirectory(missing=", ".join(missing))
    return places
