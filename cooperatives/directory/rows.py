"""From the cells of one line to one school, with what was mended and what is doubtful told beside it."""

import re
from collections.abc import Iterator
from datetime import date
from typing import BinaryIO

from cooperatives.directory.lines import LABELS, NEEDED, Lines
from cooperatives.directory.places import from_lambert_93, lies_in
from cooperatives.directory.refusals import (
    LONGEST_RAW,
    CellEmpty,
    CellTooLong,
    DepartmentUnknown,
    LineRefused,
    RefusedLine,
    SectorUnknown,
    UaiDoubtful,
    UaiElsewhere,
    UaiTwice,
)
from cooperatives.directory.school import DirectoryRow, Kind, Note, Sector, State
from occe.kit.dates import DayRefused, parse_day
from occe.kit.folded import LineEmpty, clean_line, fold
from occe.kit.uai import UaiRefused, department_of, parse_uai

LONGEST = {"name": 200, "address": 250, "commune": 100, "academy": 60, "district": 120, "phone": 20, "email": 254}


def read_directory(file: BinaryIO) -> Iterator[DirectoryRow | RefusedLine]:
    """Each line of the ministry's directory, opened in binary mode, as a school or as a refusal with its reason.

    Raises NotADirectory at once when the header is that of another file. Reads line by line; only the UAI numbers seen
    are kept, to tell a second line with the same.
    """
    return _rows(Lines(file))


def _rows(lines: Lines) -> Iterator[DirectoryRow | RefusedLine]:
    seen: dict[str, int] = {}
    for record in lines:
        if isinstance(record, RefusedLine):
            yield record
            continue
        line, cells = record
        try:
            row = _Reader({column: cells[place] for column, place in lines.columns.items()}).row(line.number)
            if (first := seen.setdefault(row.uai, line.number)) != line.number:
                raise UaiTwice(uai=row.uai, first=first)
        except LineRefused as reason:
            yield RefusedLine(line.number, reason, line.text[:LONGEST_RAW])
        else:
            yield row


class _Reader:
    """Reads the cells of one line, and gathers the notes on the way."""

    def __init__(self, cells: dict[str, str]) -> None:
        self.cells = cells
        self.notes: set[Note] = set()

    def row(self, number: int) -> DirectoryRow:
        uai = self.uai()
        department = self.department(uai)
        kind = self.kind()
        latitude, longitude = self.position(department)
        return DirectoryRow(
            number=number,
            uai=uai,
            name=self.text("name"),
            kind=kind,
            sector=self.sector(kind),
            state=self.state(),
            nature_code=self.text("nature_code")[:4],
            address=self.address(),
            postcode=self.postcode(department),
            commune=self.text("commune"),
            commune_code=self.commune_code(department),
            department=department,
            academy=self.text("academy"),
            district=self.text("district"),
            phone=self.phone(),
            email=self.text("email"),
            pupil_count=self.pupil_count(),
            latitude=latitude,
            longitude=longitude,
            opened_on=self.day("opened_on"),
            updated_on=self.day("updated_on"),
            notes=frozenset(self.notes),
        )

    def text(self, column: str) -> str:
        """A cell as one clean line; refuses what is needed and missing, and what no column of ours holds."""
        raw = self.cells.get(column, "")
        try:
            line = " ".join(raw.split()) if raw.isascii() and raw.isprintable() else clean_line(raw)
        except LineEmpty:
            line = ""
        if not line and column in NEEDED:
            raise CellEmpty(column=LABELS[column])
        if len(line) > LONGEST.get(column, 1000):
            raise CellTooLong(column=LABELS.get(column, column))
        return line

    def uai(self) -> str:
        """The school's number; a spreadsheet's lost zeros are put back when the check letter says so."""
        typed = self.text("uai")
        if re.fullmatch(r"[1-9][0-9]{4,5}[A-Za-z]", typed):
            typed = typed.zfill(8)
            self.notes.add(Note.UAI_MENDED)
        try:
            return parse_uai(typed)
        except UaiRefused as why:
            raise UaiDoubtful(typed=self.text("uai")[:20], why=str(why)) from why

    def department(self, uai: str) -> str:
        """`015` from `015`, `15`, `15.0`; `02A` from `2A`; from the school's number when the column is empty."""
        typed = self.text("department").upper()
        if not typed:
            return department_of(uai)
        code = re.sub(r"[.,]0+$", "", typed).zfill(3)
        if not re.fullmatch(r"0[0-9]{2}|02[AB]|9[78][0-9]", code) or code == "000":
            raise DepartmentUnknown(typed=typed[:20])
        if code != typed:
            self.notes.add(Note.DEPARTMENT_MENDED)
        if Note.UAI_MENDED in self.notes and code != department_of(uai):
            raise UaiElsewhere(typed=self.text("uai"), department=code)
        return code

    def kind(self) -> Kind:
        type_ = fold(self.text("type"))
        nature = self.text("nature_code")
        if type_ == "ecole" or (not type_ and nature.startswith("1")):
            flags = (self.text("nursery") == "1", self.text("elementary") == "1")
            by_flags = {(True, True): Kind.PRIMARY, (True, False): Kind.NURSERY, (False, True): Kind.ELEMENTARY}
            by_nature = {"101": Kind.NURSERY, "151": Kind.ELEMENTARY}
            return by_flags.get(flags) or by_nature.get(nature, Kind.PRIMARY)
        by_type = {
            "college": Kind.LOWER_SECONDARY,
            "lycee": Kind.UPPER_SECONDARY,
            "erea": Kind.SPECIAL,
            "medico social": Kind.SPECIAL,
            "service administratif": Kind.SERVICE,
            "information et orientation": Kind.SERVICE,
        }
        return by_type.get(type_, Kind.LOWER_SECONDARY if nature == "340" else Kind.OTHER)

    def sector(self, kind: Kind) -> Sector:
        """Public or private; the directory leaves it out for some services, which are all of the State."""
        typed = fold(self.cells["sector"])
        if typed.startswith("priv"):
            return Sector.PRIVATE
        if typed.startswith("publi") or (not typed and kind is Kind.SERVICE):
            return Sector.PUBLIC
        raise SectorUnknown()

    def state(self) -> State:
        typed = fold(self.text("state"))
        if typed.startswith("ferme"):
            return State.CLOSED
        if typed == "a fermer":
            return State.TO_BE_CLOSED
        if typed not in ("", "ouvert", "ouverte", "a ouvrir"):
            self.notes.add(Note.STATE_UNKNOWN)
        return State.OPEN

    def address(self) -> str:
        """The street; the directory's third line repeats postcode and commune, which have columns of their own."""
        parts = [self.text(column) for column in ("address_1", "address_2", "address_3")]
        street = ", ".join(part for part in parts if part and not re.match(r"[0-9]{5} ", part))
        if len(street) > LONGEST["address"]:
            raise CellTooLong(column=LABELS["address"])
        return street

    def postcode(self, department: str) -> str:
        typed = self.text("postcode").replace(" ", "")
        mended = self._zero_back(typed, department)
        if mended:
            self.notes.add(Note.POSTCODE_MENDED)
        elif typed and not re.fullmatch(r"[0-9]{5}", typed):
            self.notes.add(Note.POSTCODE_DROPPED)
            return ""
        return mended or typed

    def commune_code(self, department: str) -> str:
        typed = self.text("commune_code").upper()
        mended = self._zero_back(typed, department)
        if mended:
            self.notes.add(Note.COMMUNE_CODE_MENDED)
        return mended or (typed if re.fullmatch(r"[0-9][0-9AB][0-9]{3}", typed) else "")

    def _zero_back(self, typed: str, department: str) -> str:
        """Five digits from four, where the department says that a zero was lost; else nothing."""
        code = "0" + typed
        return code if re.fullmatch(r"[0-9]{4}", typed) and department[1:] == code[:2] else ""

    def phone(self) -> str:
        """Ten digits without spaces; a French number of nine has lost its zero in a spreadsheet."""
        typed = self.text("phone")
        digits = re.sub(r"[ .\-]", "", typed)
        if re.fullmatch(r"[1-9][0-9]{8}", digits):
            self.notes.add(Note.PHONE_MENDED)
            return "0" + digits
        return digits if re.fullmatch(r"0[0-9]{9}", digits) else typed

    def pupil_count(self) -> int | None:
        typed = self.text("pupil_count")
        if re.fullmatch(r"[0-9]{1,5}(?:[.,]0+)?", typed):
            return int(re.split(r"[.,]", typed)[0])
        if typed:
            self.notes.add(Note.PUPIL_COUNT_DROPPED)
        return None

    def day(self, column: str) -> date | None:
        typed = self.text(column)[:10]  # some exports write a time behind
        try:
            return parse_day(typed, earliest=date(1800, 1, 1)) if typed else None
        except DayRefused:
            self.notes.add(Note.DATE_DROPPED)
            return None

    def position(self, department: str) -> tuple[float | None, float | None]:
        """Latitude and longitude: of their own columns, of the joint one, or from the Lambert-93 map."""
        latitude, longitude = self.number("latitude"), self.number("longitude")
        if latitude is None or longitude is None:
            latitude, longitude = self._joint_position()
        if latitude is None or longitude is None:
            latitude, longitude = self._map_position(department)
        if latitude is None or longitude is None:
            if self.text("latitude") or self.text("longitude") or self.text("position"):
                self.notes.add(Note.POSITION_DROPPED)
            return None, None
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180) or latitude == longitude == 0:
            self.notes.add(Note.POSITION_DROPPED)
            return None, None
        if not lies_in(department, latitude, longitude):
            self.notes.add(Note.POSITION_OUTSIDE)
        return latitude, longitude

    def _joint_position(self) -> tuple[float | None, float | None]:
        found = re.fullmatch(r"(-?[0-9.]{1,20}) ?, ?(-?[0-9.]{1,20})", self.text("position"))
        return (_number(found[1]), _number(found[2])) if found else (None, None)

    def _map_position(self, department: str) -> tuple[float | None, float | None]:
        x, y = self.number("x"), self.number("y")
        projection = self.text("projection").upper().removeprefix("EPSG:")
        if x is None or y is None or projection not in ("", "2154") or department >= "970":
            return None, None
        if not (0 < x < 1_300_000 and 6_000_000 < y < 7_200_000):
            self.notes.add(Note.POSITION_DROPPED)
            return None, None
        self.notes.add(Note.POSITION_CONVERTED)
        return from_lambert_93(x, y)

    def number(self, column: str) -> float | None:
        return _number(self.text(column))


def _number(typed: str) -> float | None:
    return float(typed.replace(",", ".")) if re.fullmatch(r"-?[0-9]{1,10}(?:[.,][0-9]{1,20})?", typed) else None
