"""Rows written past the doors of the ledger, as only a fault or a thief would."""

import datetime
from decimal import Decimal
from uuid import uuid4

from django.db import connection

from finance.models import Account, Entry, EntryLine
from finance.services.digests import digest_of
from tests.finance.ledger import CASH, FAMILIES


def run(sql: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def at_commit():
    """Ask now what the database would ask at commit."""
    connection.check_constraints()


def add_entry(ledger, **changed) -> Entry:
    """A row of `finance_entry` written past the door, right in all but what is `changed`."""
    last = Entry.objects.filter(book=ledger.book).order_by("-number").first()
    fields = {
        "federation_id": ledger.book.federation_id,
        "book": ledger.book,
        "number": last.number + 1 if last else 1,
        "previous_digest": last.digest if last else "",
        "kind": Entry.Kind.EXPENSE,
        "date": datetime.date(2025, 10, 2),
        "label": "Forcée",
        "request_id": uuid4(),
        "line_count": 2,
        "total": 5,
        "digest": "0" * 64,
    }
    return Entry.objects.create(**(fields | changed))


def add_line(entry: Entry, account: Account, position: int, *, debit=0, credit=0, **axes) -> EntryLine:
    fields = {"federation_id": entry.federation_id, "entry": entry, "account": account, "position": position}
    return EntryLine.objects.create(debit=debit, credit=credit, **(fields | axes))


def load(owner, ledger, count: int) -> None:
    """So many true entries by COPY, as a restore brings them, with the guards off meanwhile."""
    last = ledger.book.entries.latest("number")
    codes = {account.pk: account.code for account in ledger.accounts.values()}
    entries, lines = [], []
    for _ in range(count):
        entry = Entry(
            pk=1_000_000 + last.number,
            federation_id=ledger.book.federation_id,
            book=ledger.book,
            number=last.number + 1,
            kind="income",
            date=datetime.date(2025, 10, 2),
            label="Chargée",
            request_id=uuid4(),
            posted_at=last.posted_at,
            line_count=2,
            total=Decimal("1.00"),
            previous_digest=last.digest,
        )
        sides = (ledger[CASH], Decimal("1.00"), Decimal("0.00")), (ledger[FAMILIES], Decimal("0.00"), Decimal("1.00"))
        rows = [
            EntryLine(federation_id=entry.federation_id, entry=entry, position=n, account=a, debit=d, credit=c)
            for n, (a, d, c) in enumerate(sides, start=1)
        ]
        entry.digest = digest_of(entry, rows, codes)
        entries.append(entry)
        lines += rows
        last = entry
    for table in ("entry", "entryline"):
        owner.execute(f"ALTER TABLE finance_{table} DISABLE TRIGGER USER")
    copy_rows(owner, Entry, entries)
    copy_rows(owner, EntryLine, lines)
    owner.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for table in ("entry", "entryline"):
        owner.execute(f"ALTER TABLE finance_{table} ENABLE TRIGGER USER")
    owner.commit()


def copy_rows(owner, model, rows) -> None:
    columns = [field.attname for field in model._meta.concrete_fields if not (model is EntryLine and field.primary_key)]
    with (
        owner.cursor() as cursor,
        cursor.copy(f"COPY {model._meta.db_table} ({', '.join(columns)}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row([getattr(row, column) for column in columns])
