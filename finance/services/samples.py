"""The sample that reviewers look at: drawn from a seed that is printed, so that anybody draws the same one again.

Each entry that spends or brings money, is not corrected and is no correction, gets a number between 0 and 1 from
SHA-256 of `seed:number`; its rank is that number to the power of one over its amount (weighted sampling without
replacement, Efraimidis and Spirakis 2006): an entry of 200 € comes ten times as easily as one of 20 €. Entries that one
person recorded alone come first.
"""

import hashlib
import secrets
from collections.abc import Sequence
from math import log

from finance.models import Book, Entry

SPACE = 2**64


def new_seed() -> str:
    """Eight signs that a hand copies without a fault."""
    return secrets.token_hex(4).upper()


def draw(book: Book, seed: str, size: int, *, after: int = 0) -> list[Entry]:
    """The first `size` entries of the draw, in its order, of those written after number `after`. One query."""
    entries = Entry.objects.filter(
        book=book, number__gt=after, kind__in=[Entry.Kind.EXPENSE, Entry.Kind.INCOME], reversed_by__isnull=True
    )
    return in_order(list(entries), seed)[:size]


def in_order(entries: Sequence[Entry], seed: str) -> list[Entry]:
    """All of them in the order of the draw; the same for ever with one seed, whatever order they came in."""
    return sorted(entries, key=lambda entry: (not entry.direct, -_key(entry, seed), entry.number))


def _key(entry: Entry, seed: str) -> float:
    """Logarithm of the rank: it grows with it, and keeps its precision where the rank is next to one."""
    drawn = int.from_bytes(hashlib.sha256(f"{seed}:{entry.number}".encode()).digest()[:8], "big")
    return log((drawn + 1) / (SPACE + 1)) / float(entry.total)
