"""Files of a book: its entries as CSV and XLSX, with real numbers and days."""

from collections.abc import Iterator
from typing import Any

from django.http import FileResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from finance.exports_csv import entry_chunks
from finance.models import Book
from finance.queries.entries import EntryFilter, EntryRow, entries_of, rows_of
from occe.kit.csvfiles import csv_file_response
from occe.kit.workbooks import Column, Sheet, workbook_response

BATCH = 500


def entries_csv(book: Book, wanted: EntryFilter) -> FileResponse:
    """The entries that the filter lets through, in lines that the database writes."""
    header = [str(column.title) for column in _columns()]
    return csv_file_response(f"{_name(book)}.csv", entry_chunks(book, wanted, header))


def entries_xlsx(book: Book, wanted: EntryFilter) -> FileResponse:
    """The same as a workbook of one sheet."""
    sheet = Sheet(_("Écritures"), _columns(), _rows(book, wanted))
    title = _("Écritures %(year)s") % {"year": book.year}
    return workbook_response(f"{_name(book)}.xlsx", [sheet], title=title, language=get_language() or "fr")


def _name(book: Book) -> str:
    number = book.cooperative.number if book.cooperative else 0
    return _("ecritures-%(number)s-%(year)s") % {"number": number, "year": book.year.slug}


def _columns() -> list[Column]:
    return [
        Column(_("Numéro"), "whole"),
        Column(_("Date"), "day"),
        Column(_("Pièce")),
        Column(_("Libellé")),
        Column(_("Compte")),
        Column(_("Nature")),
        Column(_("Entre"), "euros"),
        Column(_("Sort"), "euros"),
        Column(_("En tout"), "euros"),
    ]


def _rows(book: Book, wanted: EntryFilter) -> Iterator[list[Any]]:
    entries = entries_of(book, wanted)
    for start in range(0, entries.count(), BATCH):
        for row in rows_of(book, entries[start : start + BATCH]):
            yield _cells(row)


def _cells(row: EntryRow) -> list[Any]:
    entry = row.entry
    accounts = ", ".join(dict.fromkeys(f"{line.code} {line.label}" for line in row.purposes))
    return [
        entry.number,
        entry.date,
        entry.voucher.number if entry.voucher else "",
        row.title,
        accounts,
        entry.get_kind_display(),
        row.came_in or None,
        row.went_out or None,
        row.after,
    ]
