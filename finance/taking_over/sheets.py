"""Bytes to rows of text: a CSV file, or the first sheet of a workbook that is looked at before it is unpacked."""

import datetime
import io
import warnings
import zipfile
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from finance.statements.decoding import decoded
from finance.statements.errors import FileRefused
from finance.statements.proposing import separator_of
from finance.statements.tables import rows_of
from occe.kit.folded import clean_text

Rows = list[tuple[int, list[str]]]
"""The lines that are not empty: the file's own number of each, and its cells."""

LARGEST = 5 * 1024 * 1024
MOST_ROWS = 3000
"""Ten times the year of a large cooperative."""
MOST_COLUMNS = 40
LONGEST_CELL = 300
# A workbook is an archive: what it would become is read in its directory, before anything is unpacked.
MOST_UNPACKED = 50 * 1024 * 1024
MOST_RATIO = 100
MOST_PARTS = 300
_FOREIGN = ("vbaproject.bin", "externallinks/", "embeddings/", "activex/")
_ARCHIVE, _OLD_WORKBOOK, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"


def read_rows(data: bytes) -> Rows:
    """The rows of a file that somebody sent. Raises FileRefused, which says why and, where it can, at which line."""
    if len(data) > LARGEST:
        raise FileRefused(_("Ce fichier dépasse 5 Mo. Ne gardez que la feuille des écritures."))
    if not data.strip():
        raise FileRefused(_("Ce fichier est vide."))
    if data.startswith((_OLD_WORKBOOK, _PDF)):
        raise FileRefused(_("Enregistrez ce fichier en classeur .xlsx ou en CSV, puis envoyez-le à nouveau."))
    rows = _of_workbook(data) if data.startswith(_ARCHIVE) else _of_text(data)
    if not rows:
        raise FileRefused(_("Ce fichier ne contient aucune ligne."))
    return rows


def _of_text(data: bytes) -> Rows:
    if b"\x00" in data:
        raise FileRefused(_("Ce fichier n’est pas un texte. Enregistrez-le en CSV, ou en classeur .xlsx."))
    if data.count(b"\n") > 3 * MOST_ROWS:
        raise _too_long()
    text = decoded(data)
    longest = max(len(line) for line in text.split("\n"))
    if longest > MOST_COLUMNS * LONGEST_CELL:
        raise FileRefused(_("Une ligne de ce fichier est bien trop longue : ce n’est pas un tableau d’écritures."))
    rows: Rows = []
    for row in rows_of(text, separator_of(text)):
        _keep(rows, row.line, row.cells)
    return rows


def _of_workbook(data: bytes) -> Rows:
    _look_into(data)
    import openpyxl  # only here: half a second, and few people import

    rows: Rows = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles that it does not know
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            sheet = book.worksheets[0]
            sheet.reset_dimensions()  # what the file says of its size may be a lie
            for line, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True), 1):
                _keep(rows, line, [_written(cell) for cell in cells])
                if line > 10 * MOST_ROWS:
                    raise _too_long()
    except FileRefused:
        raise
    except Exception as error:  # a reader of somebody else's format fails in its own ways
        raise FileRefused(_("Ce classeur ne s’ouvre pas. Enregistrez-le à nouveau, ou en CSV.")) from error
    return rows


def _look_into(data: bytes) -> None:
    """Judge the archive by its directory, then each part by whether it names an entity: no workbook has one."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            unpacked = sum(part.file_size for part in parts)
            if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * len(data):
                raise FileRefused(_("Ce classeur cache plus qu’il ne montre : il n’a pas été ouvert."))
            if any(part.filename.lower().endswith(_FOREIGN[0]) or _is_foreign(part.filename) for part in parts):
                raise FileRefused(
                    _("Ce classeur contient des macros ou des liens vers d’autres fichiers. Enregistrez-le en CSV.")
                )
            for part in parts:
                if part.filename.lower().endswith((".xml", ".rels")) and _names_an_entity(archive.read(part)):
                    raise FileRefused(_("Ce classeur cache plus qu’il ne montre : il n’a pas été ouvert."))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise FileRefused(_("Ce classeur ne s’ouvre pas. Enregistrez-le à nouveau, ou en CSV.")) from error


def _is_foreign(name: str) -> bool:
    return any(folder in name.lower() for folder in _FOREIGN[1:])


def _names_an_entity(xml: bytes) -> bool:
    return b"<!DOCTYPE" in xml or b"<!ENTITY" in xml or b"\x00" in xml[:200]


def _keep(rows: Rows, line: int, cells: Any) -> None:
    kept = [clean_text(str(cell)[: LONGEST_CELL + 1]).replace("\n", " ") for cell in cells]
    while kept and not kept[-1]:
        kept.pop()
    if not kept:
        return
    if len(kept) > MOST_COLUMNS:
        raise FileRefused(_("Il y a plus de 40 colonnes : ne gardez que celles des écritures."), line=line)
    if any(len(cell) > LONGEST_CELL for cell in kept):
        raise FileRefused(_("Une case contient plus de 300 signes : ce n’est pas un tableau d’écritures."), line=line)
    rows.append((line, kept))
    if len(rows) > MOST_ROWS:
        raise _too_long()


def _too_long() -> FileRefused:
    return FileRefused(_("Ce fichier compte plus de 3 000 lignes : c’est trop pour l’année d’une coopérative."))


def _written(value: Any) -> str:
    """A cell as a person would type it: days with dashes, sums with two decimals, codes without any."""
    match value:
        case None:
            return ""
        case bool():
            return _("oui") if value else _("non")
        case datetime.datetime():
            return value.date().isoformat()
        case datetime.date():
            return value.isoformat()
        case float():
            return (
                str(int(value))
                if value == int(value)
                else f"{Decimal(repr(value)).quantize(Decimal('0.000001')):f}".rstrip("0")
            )
        case _:
            return str(value)
