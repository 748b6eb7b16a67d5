"""The digest of an entry: SHA-256 of a canonical text that ends the argument about what was posted.

The text is UTF-8; lines are joined by a line feed, fields by `|`; an absent value is empty.

1. book id, number, kind, date (ISO), 1 if direct else 0, reason, voucher number, number of the entry reversed, request
   id, user id of who posted, moment (UTC, `2026-10-02T14:05:59.000001`), number of lines, total, digest of the entry
   before (empty for the first of a book)
2. label
3. and on, in the order of `position`: position, account code, debit, credit (two decimals), ids of classroom, project,
   decision, activity, grant

The database writes the same text by itself (`finance/migrations/0003_ledger_guards.py`) and refuses, at commit, a
digest that is not that of the content; `check_ledger` proves all of them again.
"""

import hashlib
from collections.abc import Iterable
from datetime import UTC

from finance.models import Entry, EntryLine


def digest_of(entry: Entry, lines: Iterable[EntryLine], codes: dict[int, str]) -> str:
    """Sixty-four hexadecimal digits. `codes` gives the code of each account by its id.

    The entry's voucher and the entry that it reverses are read through it.
    """
    parts = [_entry_text(entry), *(_line_text(line, codes[line.account_id]) for line in lines)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _entry_text(entry: Entry) -> str:
    fields = [
        entry.book_id,
        entry.number,
        str(entry.kind),
        entry.date.isoformat(),
        int(entry.direct),
        str(entry.reason),
        entry.voucher.number if entry.voucher else "",
        entry.reverses.number if entry.reverses else "",
        entry.request_id,
        _shown(entry.posted_by_id),
        entry.posted_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f"),
        entry.line_count,
        f"{entry.total:.2f}",
        entry.previous_digest,
    ]
    return "|".join(str(field) for field in fields) + f"\n{entry.label}"


def _line_text(line: EntryLine, code: str) -> str:
    axes = (line.classroom_id, line.project_id, line.decision_id, line.activity_id, line.grant_id)
    fields = [line.position, code, f"{line.debit:.2f}", f"{line.credit:.2f}", *map(_shown, axes)]
    return "|".join(str(field) for field in fields)


def _shown(identifier: int | None) -> str:
    return "" if identifier is None else str(identifier)
