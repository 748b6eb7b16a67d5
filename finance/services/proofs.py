"""Proof of the ledger: each statement of it, asked of all rows at once. Nothing is believed because a trigger said so.

Rooms above add proofs of the figures that they keep (`register_proof` in their `apps.ready`): accepted reports, yearly
snapshots of the public figures.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import connection

from finance.models import Entry

from .guards import GUARDS


@dataclass(frozen=True, slots=True)
class Broken:
    """A row that does not stand: which proof it fails, where it is, what is wrong."""

    proof: str
    place: str
    detail: str

    def __str__(self) -> str:
        return f"{self.proof}: {self.place}: {self.detail}"


Proof = Callable[[], Iterator[Broken]]
_registered: list[Proof] = []


def register_proof(proof: Proof) -> None:
    """Have `proof()` run with the ledger's own; it yields what is broken, and nothing when all stands."""
    _registered.append(proof)


def broken_rows(*, first_only: bool = False) -> list[Broken]:
    """What does not stand in the whole ledger, in the order of the proofs; at most one row when `first_only`."""
    broken: list[Broken] = []
    for proof in (_guards, *(_statement(name, sql) for name, sql in STATEMENTS.items()), *_registered):
        for row in proof():
            broken.append(row)
            if first_only:
                return broken
    return broken


def counted() -> tuple[int, int]:
    """How many books and entries the proofs went through."""
    return Entry.objects.values("book").distinct().count(), Entry.objects.count()


# Each statement selects broken rows only: a place (text) and a detail (text), the first one first.
STATEMENTS = {
    "balance": """
        SELECT format('book %s, entry %s', e.book_id, e.number),
            format('%s lines of %s, debit %s, credit %s, total %s', l.count, e.line_count, l.debit, l.credit, e.total)
        FROM finance_entry e
        LEFT JOIN (SELECT entry_id, count(*), sum(debit) AS debit, sum(credit) AS credit
                   FROM finance_entryline GROUP BY entry_id) l ON l.entry_id = e.id
        WHERE l.count IS NULL OR l.count <> e.line_count OR l.count < 2 OR l.debit <> l.credit OR l.debit <> e.total
        ORDER BY e.book_id, e.number
    """,
    "numbers": """
        SELECT format('book %s, entry %s', book_id, number), format('its turn is %s', turn)
        FROM (SELECT book_id, number, row_number() OVER (PARTITION BY book_id ORDER BY number) AS turn
              FROM finance_entry) counted
        WHERE number <> turn ORDER BY book_id, number
    """,
    "chain": """
        SELECT format('book %s, entry %s', book_id, number), 'it does not follow the digest of the entry before'
        FROM (SELECT book_id, number, previous_digest,
                lag(digest, 1, '') OVER (PARTITION BY book_id ORDER BY number) AS before FROM finance_entry) chained
        WHERE previous_digest <> before ORDER BY book_id, number
    """,
    "digest": """
        SELECT format('book %s, entry %s', e.book_id, e.number), 'its digest is not that of its content'
        FROM finance_entry e
        LEFT JOIN finance_voucher v ON v.id = e.voucher_id
        LEFT JOIN finance_entry r ON r.id = e.reverses_id
        LEFT JOIN (SELECT l.entry_id, string_agg(finance_line_text(l, a.code), E'\\n' ORDER BY l.position) AS text
                   FROM finance_entryline l JOIN finance_account a ON a.id = l.account_id
                   GROUP BY l.entry_id) lines ON lines.entry_id = e.id
        WHERE e.digest IS DISTINCT FROM finance_digest(finance_entry_text(e, v.number, r.number), lines.text)
        ORDER BY e.book_id, e.number
    """,
    "days": """
        SELECT format('book %s, entry %s', e.book_id, e.number), format('%s lies outside the year', e.date)
        FROM finance_entry e JOIN finance_book b ON b.id = e.book_id JOIN cooperatives_schoolyear y ON y.id = b.year_id
        WHERE e.date NOT BETWEEN y.starts AND y.ends ORDER BY e.book_id, e.number
    """,
    "places": """
        SELECT format('book %s, entry %s, line %s', e.book_id, e.number, l.position),
            'its account, class or federation is not that of the book'
        FROM finance_entryline l JOIN finance_entry e ON e.id = l.entry_id JOIN finance_book b ON b.id = e.book_id
        JOIN finance_account a ON a.id = l.account_id LEFT JOIN cooperatives_classroom c ON c.id = l.classroom_id
        WHERE a.year_id <> b.year_id OR a.federation_id <> b.federation_id OR e.federation_id <> b.federation_id
            OR l.federation_id <> b.federation_id OR c.cooperative_id <> b.cooperative_id OR c.year_id <> b.year_id
        ORDER BY e.book_id, e.number, l.position
    """,
    "corrections": """
        SELECT format('book %s, entry %s', e.book_id, e.number), 'it is not the mirror of an entry of its own book'
        FROM finance_entry e JOIN finance_entry r ON r.id = e.reverses_id
        WHERE e.book_id <> r.book_id OR r.reverses_id IS NOT NULL OR e.total <> r.total OR EXISTS (
            SELECT FROM (SELECT * FROM finance_entryline WHERE entry_id = e.id) mine
            FULL JOIN (SELECT * FROM finance_entryline WHERE entry_id = r.id) theirs
                ON mine.position = theirs.position AND mine.account_id = theirs.account_id
                AND mine.debit = theirs.credit AND mine.credit = theirs.debit
            WHERE mine.id IS NULL OR theirs.id IS NULL)
        ORDER BY e.book_id, e.number
    """,
    "expenses": """
        SELECT format('expense %s', c.id), format('%s was agreed, %s is posted', c.amount, e.total)
        FROM finance_expenseclaim c JOIN finance_entry e ON e.id = c.entry_id
        JOIN finance_book b ON b.id = e.book_id
        WHERE c.amount <> e.total OR b.cooperative_id <> c.cooperative_id OR e.kind <> 'expense'
        ORDER BY c.id
    """,
    "deposits": """
        SELECT format('slip %s', s.id), format('%s was counted, %s is posted', counted.sum, e.total)
        FROM finance_depositslip s JOIN finance_entry e ON e.id = s.entry_id JOIN finance_book b ON b.id = e.book_id
        CROSS JOIN LATERAL (
            SELECT (SELECT coalesce(sum(cents * count), 0) / 100.0 FROM finance_slippiece WHERE slip_id = s.id)
                + (SELECT coalesce(sum(amount), 0) FROM finance_slipcheque WHERE slip_id = s.id) AS sum) counted
        WHERE counted.sum <> e.total OR b.cooperative_id <> s.cooperative_id OR e.kind <> 'income'
        ORDER BY s.id
    """,
    "handovers": """
        SELECT format('book %s, handover of %s', h.book_id, h.day), format('%s, %s and %s were left, the book held %s',
            h.bank, h.cash, h.class_boxes, held.sums)
        FROM finance_handover h
        CROSS JOIN LATERAL (
            SELECT ARRAY[coalesce(sum(l.debit - l.credit) FILTER (WHERE a.treasury = 'bank'), 0),
                coalesce(sum(l.debit - l.credit) FILTER (WHERE a.treasury = 'cash'), 0),
                coalesce(sum(l.debit - l.credit) FILTER (WHERE a.treasury = 'class_box'), 0)] AS sums
            FROM finance_entryline l JOIN finance_entry e ON e.id = l.entry_id JOIN finance_account a
                ON a.id = l.account_id
            WHERE e.book_id = h.book_id AND e.number <= h.last_number AND e.date <= h.day) held
        WHERE held.sums <> ARRAY[h.bank, h.cash, h.class_boxes] ORDER BY h.book_id, h.day
    """,
    "reconciliations": """
        SELECT format('reconciliation %s of book %s', r.id, r.book_id),
            format('%s, %s and %s are written, its list has %s', r.going_out, r.coming_in, r.not_in_book, listed.sums)
        FROM finance_reconciliation r
        CROSS JOIN LATERAL (
            SELECT ARRAY[count(*), coalesce(-sum(amount) FILTER (WHERE side = 'book' AND amount < 0), 0),
                coalesce(sum(amount) FILTER (WHERE side = 'book' AND amount > 0), 0),
                coalesce(sum(amount) FILTER (WHERE side = 'bank'), 0)] AS sums
            FROM finance_reconciliationitem i WHERE i.reconciliation_id = r.id) listed
        WHERE listed.sums <> ARRAY[r.item_count, r.going_out, r.coming_in, r.not_in_book] ORDER BY r.id
    """,
    "openings": """
        SELECT format('book %s', b.id), format('%s was left, %s is brought forward', held.sum, brought.sum)
        FROM finance_book b
        JOIN cooperatives_schoolyear y ON y.id = b.year_id
        JOIN finance_book before ON before.federation_id = b.federation_id
            AND before.cooperative_id IS NOT DISTINCT FROM b.cooperative_id AND before.state = 'accepted'
        JOIN cooperatives_schoolyear last ON last.id = before.year_id AND last.ends + 1 = y.starts
        CROSS JOIN LATERAL (
            SELECT coalesce(sum(l.debit - l.credit), 0) AS sum FROM finance_entryline l
            JOIN finance_entry e ON e.id = l.entry_id JOIN finance_account a ON a.id = l.account_id
            WHERE e.book_id = before.id AND a.kind = 'treasury') held
        CROSS JOIN LATERAL (
            SELECT coalesce(sum(l.debit - l.credit), 0) AS sum FROM finance_entryline l
            JOIN finance_entry e ON e.id = l.entry_id JOIN finance_account a ON a.id = l.account_id
            WHERE e.book_id = b.id AND a.kind = 'treasury' AND e.kind = 'opening'
                AND NOT EXISTS (SELECT FROM finance_entry r WHERE r.reverses_id = e.id)) brought
        WHERE held.sum <> brought.sum AND b.state IN ('open', 'returned') AND y.starts <= CURRENT_DATE
            AND EXISTS (SELECT FROM finance_entry e WHERE e.book_id = b.id)
        ORDER BY b.id
    """,
}


def _guards() -> Iterator[Broken]:
    """A guard that is missing or switched off."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE c.relname = ANY(%s) AND t.tgenabled IN ('O', 'A') AND NOT t.tgisinternal",
            [list(GUARDS)],
        )
        standing = set(cursor.fetchall())
    for table, names in GUARDS.items():
        for name in sorted(names):
            if (table, name) not in standing:
                yield Broken("guards", table, f"{name} is missing or switched off")


def _statement(name: str, sql: str) -> Proof:
    def prove() -> Iterator[Broken]:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            while rows := cursor.fetchmany(100):
                for place, detail in rows:
                    yield Broken(name, place, detail)

    return prove
