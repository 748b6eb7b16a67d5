"""Ledger, journal and trial balance as files: CSV and XLSX of any length, PDF of what a person can still read."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from finance.documents import pdf_response
from finance.queries.ledgers import Reading, Scope, line_count, read
from occe.kit.csvfiles import csv_chunks, csv_file_response
from occe.kit.workbooks import Column, Sheet, workbook_response

PDF_ROWS = 2000
"""Fifty pages; what is longer is read on a screen."""


def title_of(reading: Reading) -> str:
    """`Grand livre`."""
    words = {Reading.LEDGER: _("Grand livre"), Reading.JOURNAL: _("Journal"), Reading.BALANCE: _("Balance des comptes")}
    return words[reading]


def title_in(reading: Reading, scope: Scope) -> str:
    """`Grand livre 2025-2026`."""
    return f"{title_of(reading)} {scope.year.slug}"


def name_of(reading: Reading, scope: Scope, extension: str) -> str:
    """`grand-livre-18-2025-2026.csv`; no name of a person or a school."""
    words = {Reading.LEDGER: "grand-livre", Reading.JOURNAL: "journal", Reading.BALANCE: "balance"}
    cooperative = scope.book.cooperative if scope.book else None
    place = cooperative.number if cooperative else "ad"
    return f"{words[reading]}-{place}-{scope.year.slug}.{extension}"


def columns_of(reading: Reading, scope: Scope) -> list[Column]:
    """The columns of `finance.queries.ledgers.read`."""
    number = [] if scope.is_one_book else [Column(_("Coopérative"), "whole")]
    account = [Column(_("Compte")), Column(_("Code du commissaire")), Column(_("Nature"))]
    sums = [Column(_("Débit"), "euros"), Column(_("Crédit"), "euros")]
    paper = [Column(_("Pièce")), Column(_("Libellé"))]
    match reading:
        case Reading.LEDGER:
            day = [Column(_("Date"), "day"), Column(_("Numéro"), "whole")]
            return [*number, *account, *day, *paper, Column(_("Classe")), *sums, Column(_("Solde"), "euros")]
        case Reading.JOURNAL:
            day = [Column(_("Numéro"), "whole"), Column(_("Date"), "day")]
            return [*number, *day, *paper, *account, Column(_("Classe")), *sums]
        case Reading.BALANCE:
            return [*account, *sums, Column(_("Solde débiteur"), "euros"), Column(_("Solde créditeur"), "euros")]


def csv_pieces(reading: Reading, scope: Scope) -> Iterator[bytes]:
    """The file in pieces, read while it is written."""
    return csv_chunks([column.title for column in columns_of(reading, scope)], _rows(reading, scope))


def sheet_of(reading: Reading, scope: Scope) -> Sheet:
    """The same as a sheet."""
    return Sheet(title_in(reading, scope), columns_of(reading, scope), _rows(reading, scope))


def ledger_file(request: HttpRequest, reading: Reading, scope: Scope, form: str) -> HttpResponse | FileResponse | None:
    """A download of one book; None for a PDF that nobody could read (more than 2 000 rows)."""
    name, title = name_of(reading, scope, form), title_in(reading, scope)
    if form == "csv":
        return csv_file_response(name, csv_pieces(reading, scope))
    if form == "xlsx":
        return workbook_response(name, [sheet_of(reading, scope)], title=title, language=get_language() or "fr")
    if reading != Reading.BALANCE and line_count(scope) > PDF_ROWS:
        return None
    assert scope.book
    context = {"book": scope.book, "cooperative": scope.book.cooperative, "columns": columns_of(reading, scope)}
    return pdf_response(request, "ledger", title=title, name=name, context=context | {"rows": _shown(reading, scope)})


def _rows(reading: Reading, scope: Scope) -> Iterator[tuple[Any, ...]]:
    """The rows; a trial balance ends with its sums, which must agree."""
    sums = [Decimal(0)] * 4
    for row in read(reading, scope):
        yield row
        if reading == Reading.BALANCE:
            sums = [before + value for before, value in zip(sums, row[-4:], strict=True)]
    if reading == Reading.BALANCE:
        yield (_("En tout"), None, None, *sums)


def _shown(reading: Reading, scope: Scope) -> Iterator[list[tuple[str, Any]]]:
    kinds = [column.kind for column in columns_of(reading, scope)]
    for row in _rows(reading, scope):
        yield list(zip(kinds, row, strict=True))
