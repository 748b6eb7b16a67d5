"""Books filled by COPY, as fast as the database reads: numbers, papers, chain and digests are those of real entries.

The triggers of the ledger are switched off meanwhile, which only the owner of the tables may do, and on again before
the transaction ends. What stands is then proved by `check_ledger`, not by trust in this module.
"""

import datetime
import random
import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import count

from django.db import connection
from django.utils import timezone

from finance.chart_of_accounts import BANK, CASH, EDUCATION, FAMILIES, SALES
from finance.models import Account, Book, Entry, EntryLine, Voucher
from finance.services.digests import digest_of
from occe.kit.folded import natural_key

TABLES = {
    "finance_voucher": ("id", "public_id", "book_id", "number", "sort_key", "caption", "void_reason"),
    "finance_entry": (
        "id", "public_id", "federation_id", "book_id", "number", "kind", "date", "label", "direct", "reason",
        "voucher_id", "request_id", "posted_at", "line_count", "total", "digest", "previous_digest",
    ),
    "finance_entryline": ("id", "federation_id", "entry_id", "position", "account_id", "debit", "credit"),
}  # fmt: skip
Kind = Entry.Kind
ZERO = Decimal(0)
BOOKS_AT_ONCE = 25
"""So many are held in memory between two copies."""
# A round of a cooperative's life: families' money counted, taken to the bank, something sold, something bought.
ROUND = (
    (Kind.INCOME, CASH, FAMILIES, "R", "Participations volontaires des familles"),
    (Kind.TRANSFER, BANK, CASH, "", "De la caisse à la banque"),
    (Kind.INCOME, BANK, SALES, "R", "Ventes de produits pour cession"),
    (Kind.EXPENSE, EDUCATION, BANK, "D", "Charges des activités éducatives"),
)


def fill_books(books: Sequence[Book], *, entries: int) -> None:
    """Give each book so many entries of two lines, spread over its year. The books are empty; one year, one chart."""
    if not books or not entries:
        return
    accounts = {account.code: account for account in Account.objects.of_year(books[0].year)}
    with connection.cursor() as cursor:
        ids = {table: count(_next_id(cursor, table)) for table in TABLES}
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for begin in range(0, len(books), BOOKS_AT_ONCE):
            written = list(_entries(books[begin : begin + BOOKS_AT_ONCE], entries, accounts, ids))
            for table, columns in TABLES.items():
                with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
                    for row in (row for one in written for row in one.rows(table)):
                        copy.write_row(row)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")  # noqa: S608


@dataclass(frozen=True, slots=True)
class _Written:
    """An entry that is ready to be copied, with its lines; its paper is the entry's (none for a transfer)."""

    entry: Entry
    lines: list[EntryLine]

    def rows(self, table: str) -> list[tuple]:
        found: dict[str, list] = {
            "finance_voucher": [self.entry.voucher] if self.entry.voucher else [],
            "finance_entry": [self.entry],
            "finance_entryline": self.lines,
        }
        return [tuple(getattr(row, name) for name in TABLES[table]) for row in found[table]]


def _entries(
    books: Sequence[Book], each: int, accounts: dict[str, Account], ids: dict[str, count]
) -> Iterator[_Written]:
    """The entries of these books, each under the next of `ids`; the chance is seeded by the book."""
    codes = {account.pk: account.code for account in accounts.values()}
    for book in books:
        chance, previous, papers = random.Random(book.pk), "", Counter()  # noqa: S311 - invented amounts
        amount = ZERO
        for number in range(1, each + 1):
            kind, debit, credit, letter, label = ROUND[(number - 1) % len(ROUND)]
            if kind != Kind.TRANSFER:  # what the families gave is what is taken to the bank
                amount = Decimal(chance.randrange(100, 9000)) / 100
            entry = _entry(book, number, each, chance)
            entry.pk, entry.kind, entry.total, entry.previous_digest = (
                next(ids["finance_entry"]),
                kind,
                amount,
                previous,
            )
            if letter:
                papers[letter] += 1
                entry.voucher = _paper(book, next(ids["finance_voucher"]), f"{letter}{papers[letter]:02d}", chance)
            entry.label = f"{entry.voucher.number} · {label}" if entry.voucher else label
            lines = [
                EntryLine(id=next(ids["finance_entryline"]), federation_id=book.federation_id, entry_id=entry.pk,
                          position=position, account_id=accounts[code].pk, debit=debited, credit=amount - debited)
                for position, (code, debited) in enumerate(((debit, amount), (credit, ZERO)), start=1)
            ]  # fmt: skip
            entry.digest = previous = digest_of(entry, lines, codes)
            yield _Written(entry, lines)


def _entry(book: Book, number: int, each: int, chance: random.Random) -> Entry:
    """The number's place in the year: entries are spread over it evenly, and posted on its last day."""
    days = (book.year.ends - book.year.starts).days
    return Entry(
        public_id=_uuid(chance), federation_id=book.federation_id, book_id=book.pk, number=number, line_count=2,
        date=book.year.starts + datetime.timedelta(days=(number - 1) * days // each), request_id=_uuid(chance),
        posted_at=timezone.make_aware(datetime.datetime.combine(book.year.ends, datetime.time(12))),
    )  # fmt: skip


def _paper(book: Book, identifier: int, number: str, chance: random.Random) -> Voucher:
    return Voucher(id=identifier, public_id=_uuid(chance), book_id=book.pk, number=number, sort_key=natural_key(number))


def _uuid(chance: random.Random) -> uuid.UUID:
    return uuid.UUID(int=chance.getrandbits(128), version=4)


def _next_id(cursor, table: str) -> int:
    cursor.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}")  # noqa: S608 - a name of ours
    return cursor.fetchone()[0]
