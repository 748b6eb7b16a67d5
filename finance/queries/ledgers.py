"""The three classical readings of the books: by account (ledger), by entry (journal), summed by account (balance).

Of one book, or of all the books of an association's year. Lines come through a cursor of the server, so that a million
of them take no more memory than two thousand.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import connection
from django.utils.translation import get_language

from cooperatives.models import SchoolYear
from finance.models import Book, EntryLine

BATCH = 2000


class Reading(StrEnum):
    """Which of the three."""

    LEDGER = "ledger"
    JOURNAL = "journal"
    BALANCE = "balance"


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose books: those of a year, or one of them."""

    year: SchoolYear
    book: Book | None = None

    @property
    def is_one_book(self) -> bool:
        return self.book is not None


_LINES = """
    FROM finance_book b
    LEFT JOIN cooperatives_cooperative c ON c.id = b.cooperative_id
    JOIN finance_entry e ON e.book_id = b.id
    JOIN finance_entryline l ON l.entry_id = e.id
    JOIN finance_account a ON a.id = l.account_id
    LEFT JOIN finance_voucher v ON v.id = e.voucher_id
    LEFT JOIN cooperatives_classroom k ON k.id = l.classroom_id
    WHERE b.federation_id = %(federation)s AND b.year_id = %(year)s AND (%(book)s::bigint IS NULL OR b.id = %(book)s)
"""
_SELECTS = {
    Reading.LEDGER: """
        SELECT c.number, a.code, a.auditor_code, {label}, e.date, e.number, v.number, e.label, k.name,
            l.debit, l.credit,
            sum(l.debit - l.credit) OVER (PARTITION BY a.code, b.id ORDER BY e.date, e.number, l.position)
    """
    + _LINES
    + " ORDER BY a.code, c.number NULLS FIRST, e.date, e.number, l.position",
    Reading.JOURNAL: "SELECT c.number, e.number, e.date, v.number, e.label, a.code, a.auditor_code, {label}, k.name, "
    "l.debit, l.credit " + _LINES + " ORDER BY c.number NULLS FIRST, e.number, l.position",
    Reading.BALANCE: "SELECT a.code, a.auditor_code, {label}, sum(l.debit), sum(l.credit), "
    "greatest(sum(l.debit - l.credit), 0.00), greatest(sum(l.credit - l.debit), 0.00) "
    + _LINES
    + " GROUP BY a.code, a.auditor_code, {label} ORDER BY a.code",
}


def read(reading: Reading, scope: Scope) -> Iterator[tuple[Any, ...]]:
    """The rows, in order; of one book without the column of the cooperative's number (see `exports_ledgers`)."""
    label = "a.label_en" if (get_language() or "fr").startswith("en") else "a.label_fr"
    place = {
        "federation": scope.year.federation_id,
        "year": scope.year.pk,
        "book": scope.book.pk if scope.book else None,
    }
    without = 1 if scope.is_one_book and reading != Reading.BALANCE else 0
    with connection.chunked_cursor() as cursor:
        cursor.execute(_SELECTS[reading].format(label=label), place)
        while rows := cursor.fetchmany(BATCH):
            for row in rows:
                yield row[without:]


def line_count(scope: Scope) -> int:
    """How many lines the books hold."""
    lines = EntryLine.objects.filter(entry__book__year=scope.year)
    return (lines.filter(entry__book=scope.book) if scope.book else lines).count()
