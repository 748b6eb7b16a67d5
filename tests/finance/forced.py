"""Rows written past the doors of the ledger, as only a fault or a thief would."""

import datetime
from uuid import uuid4

from django.db import connection

from finance.models import Account, Entry, EntryLine


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
