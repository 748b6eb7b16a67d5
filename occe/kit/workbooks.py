"""Workbooks (XLSX) with real numbers and real dates, written row by row so that memory stays flat."""

import datetime
import re
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import IO, TYPE_CHECKING, Any, Literal

import xlsxwriter
from django.http import FileResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from occe.kit.uploads.names import safe_disposition

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 1_048_575
LONGEST_TEXT = 32_767
LONGEST_TITLE = 31
NARROWEST, WIDEST = 8, 60
FIRST_EXCEL_DAY = datetime.date(1900, 3, 1)

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_FORMATS = {
    "fr": {"euros": '#,##0.00\u00a0"€"', "whole": "#,##0", "day": "dd/mm/yyyy", "moment": "dd/mm/yyyy hh:mm"},
    "en": {"euros": '"€"#,##0.00', "whole": "#,##0", "day": "d mmm yyyy", "moment": "d mmm yyyy hh:mm"},
}


class SheetTooLong(ValueError):
    """A sheet holds 1 048 575 rows under its header, no more: a CSV file takes the rest."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column's title and what it holds: text, euros (`Decimal`), whole numbers, days, moments, yes or no."""

    title: "StrOrPromise"
    kind: Literal["text", "euros", "whole", "day", "moment", "yes_no"] = "text"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its title, its columns, and rows with one value a column, None where there is none."""

    title: "StrOrPromise"
    columns: Sequence[Column]
    rows: Iterable[Sequence[Any]]


def workbook_response(name: str, sheets: Iterable[Sheet], *, title: str, language: str) -> FileResponse:
    """A download named `name` (with its .xlsx); the file lies on disk until it is sent."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    write_workbook(file, sheets, title=title, language=language)
    file.seek(0)
    response = FileResponse(file, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = safe_disposition(name)
    return response


def write_workbook(
    target: IO[bytes],
    sheets: Iterable[Sheet],
    *,
    title: str,
    language: str,
    created: datetime.datetime | None = None,
) -> None:
    """Write the workbook to `target`, with its title and language in the document's properties.

    Text stays text, whatever it begins with; each sheet has a frozen, filtered header that prints on every page. The
    same sheets with the same `created` give the same bytes (without it, the moment of writing stands inside). Raises
    TypeError for a value that is not of its column's kind, SheetTooLong past what a sheet holds.
    """
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"title": title, "created": created})
        book.set_custom_property("Language", language)
        formats = {kind: book.add_format({"num_format": shape}) for kind, shape in _FORMATS[language[:2]].items()}
        header = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        used: set[str] = set()
        for sheet in sheets:
            worksheet = book.add_worksheet(_free_title(str(sheet.title), used))
            _write_sheet(worksheet, sheet, header, formats)


def _write_sheet(worksheet: Any, sheet: Sheet, header: Any, formats: dict[str, Any]) -> None:
    widths = [len(str(column.title)) + 3 for column in sheet.columns]  # 3 for the filter's arrow
    for place, column in enumerate(sheet.columns):
        worksheet.write_string(0, place, str(column.title), header)
    last = 0
    for last, row in enumerate(sheet.rows, 1):
        if last > MOST_ROWS:
            raise SheetTooLong(f"more than {MOST_ROWS} rows")
        for place, (column, value) in enumerate(zip(sheet.columns, row, strict=True)):
            shown = _write_cell(worksheet, last, place, column.kind, value, formats)
            widths[place] = max(widths[place], shown)
    for place, width in enumerate(widths):
        worksheet.set_column(place, place, min(max(width, NARROWEST), WIDEST))
    worksheet.freeze_panes(1, 0)
    worksheet.autofilter(0, 0, last, len(sheet.columns) - 1)
    worksheet.repeat_rows(0)
    worksheet.set_paper(9)  # A4
    worksheet.fit_to_pages(1, 0)


def _write_cell(worksheet: Any, row: int, place: int, kind: str, value: Any, formats: dict[str, Any]) -> int:
    """Write one value in its column's kind; returns about how many signs it shows."""
    if value is None:
        return 0
    match kind, value:
        case ("text", _):
            text = _fitting(str(value))
            worksheet.write_string(row, place, text)
            return len(text)
        case ("yes_no", bool()):
            worksheet.write_string(row, place, _("oui") if value else _("non"))
        case (_, bool()):
            raise TypeError(f"{value!r} is not {kind}")
        case ("euros", Decimal() | int()) | ("whole", int()):
            worksheet.write_number(row, place, value, formats[kind])
            return len(f"{value:,}") + 5
        case ("day", datetime.date()) | ("moment", datetime.datetime()):
            _write_time(worksheet, row, place, value, formats[kind])
            return 16 if kind == "moment" else 11
        case _:
            raise TypeError(f"{value!r} is not {kind}")
    return 4


def _write_time(worksheet: Any, row: int, place: int, value: datetime.date, shape: Any) -> None:
    """A day or a moment in local time; text before March 1900, where the calendar of spreadsheets is wrong."""
    if isinstance(value, datetime.datetime) and timezone.is_aware(value):
        value = timezone.make_naive(value)
    day = value.date() if isinstance(value, datetime.datetime) else value
    if day < FIRST_EXCEL_DAY:
        worksheet.write_string(row, place, f"{day:%d/%m}/{day.year:04d}")
    else:
        worksheet.write_datetime(row, place, value, shape)


def _fitting(text: str) -> str:
    """What a cell can hold: no control sign but line breaks; where the end is missing, a mark says so."""
    text = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"


def _free_title(title: str, used: set[str]) -> str:
    """A sheet title that spreadsheets accept: 31 signs, none of their own, no other sheet's, never empty."""
    plain = " ".join(re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", title).split())
    clean = plain.strip("' ")[:LONGEST_TITLE].strip("' ") or _("Feuille")
    free, number = clean, 1
    while free.casefold() in used or free.casefold() == "history":
        number += 1
        free = f"{clean[: LONGEST_TITLE - len(str(number)) - 1]} {number}"
    used.add(free.casefold())
    return free
