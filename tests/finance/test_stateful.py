"""The ledger against a plain model of it: random posts, corrections, closings and returns in two books.

The seed is fixed, so that a failure is the same tomorrow; `make test-long` walks much further.
"""

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from finance.errors import BookCannotMove, BookTakesNoEntries, EntryAlreadyReversed, EntryRefused, RequestAlreadyUsed
from finance.models import Entry
from finance.queries.balances import money
from finance.queries.figures import totals_by_account
from finance.services.books import accept_book, return_book, send_book
from finance.services.posting import Line, post_entry, reverse_entry
from finance.services.proofs import broken_rows
from occe.kit.actors import System
from tests.finance.ledger import BANK, CASH, EDUCATION, FAMILIES, ZERO, ledger_of
from tests.finance.walks import UndoneWalk, run

CODES = (BANK, CASH, EDUCATION, "60700008", "70800008", FAMILIES)
TREASURY = (BANK, CASH)
cents = st.integers(1, 100_000).map(lambda amount: Decimal(amount) / 100)
days = st.dates(datetime.date(2025, 9, 1), datetime.date(2026, 8, 31))
# A balanced entry: several debits, and one credit of their sum, or the other way round.
sides = st.lists(st.tuples(st.sampled_from(CODES), cents), min_size=1, max_size=4)


@dataclass
class Plain:
    """What a book is, without a database: its state, and what each entry did to each account."""

    state: str = "open"
    entries: list[dict[str, Decimal]] = field(default_factory=list)
    reversed: set[int] = field(default_factory=set)
    reversals: set[int] = field(default_factory=set)

    @property
    def is_writable(self) -> bool:
        return self.state in ("open", "returned")

    def balance(self, code: str) -> Decimal:
        return sum((entry.get(code, ZERO) for entry in self.entries), ZERO)


class LedgerMachine(UndoneWalk):
    """Two books of one year; each rule acts on one of them and on its plain twin alike."""

    def __init__(self):
        super().__init__()
        world = self.world
        self.ledgers = [
            ledger_of(cooperative, world.year) for cooperative in (world.cooperative, world.other_cooperative)
        ]
        self.plain = [Plain(), Plain()]
        self.mandataires = [world.actor(world.claire), world.actor(world.sonia)]
        self.treasurer = world.actor(world.tristan)

    def teardown(self):
        assert broken_rows() == []
        super().teardown()

    def _post(self, which, entries, turned, day, request_id):
        ledger, total = self.ledgers[which], sum(amount for _code, amount in entries)
        lines = [Line(ledger[code], debit=amount) for code, amount in entries]
        lines.append(Line(ledger[CASH], credit=total))
        if turned:
            lines = [line.mirrored() for line in lines]
        return post_entry(
            ledger.book,
            lines=lines,
            kind=Entry.Kind.INCOME if turned else Entry.Kind.EXPENSE,
            date=day,
            label="Marche au hasard",
            request_id=request_id,
            by=System(),
        )

    @rule(which=st.integers(0, 1), entries=sides, turned=st.booleans(), day=days, again=st.booleans())
    def post(self, which, entries, turned, day, again):
        plain, request_id = self.plain[which], uuid4()
        if not plain.is_writable:
            with pytest.raises(BookTakesNoEntries):
                self._post(which, entries, turned, day, request_id)
            return
        entry = self._post(which, entries, turned, day, request_id)
        moved: dict[str, Decimal] = {CASH: -sum(amount for _code, amount in entries)}
        for code, amount in entries:
            moved[code] = moved.get(code, ZERO) + amount
        plain.entries.append({code: -amount if turned else amount for code, amount in moved.items()})
        assert entry.number == len(plain.entries)
        if again:
            assert self._post(which, entries, turned, day, request_id) == entry
            with pytest.raises(RequestAlreadyUsed):
                self._post(which, [*entries, (BANK, Decimal("0.01"))], turned, day, request_id)

    @rule(which=st.integers(0, 1), debit=cents, credit=cents)
    def post_unbalanced(self, which, debit, credit):
        ledger, plain = self.ledgers[which], self.plain[which]
        if debit == credit or not plain.is_writable:
            return
        with pytest.raises(EntryRefused):
            post_entry(
                ledger.book,
                lines=[Line(ledger[EDUCATION], debit=debit), Line(ledger[CASH], credit=credit)],
                kind=Entry.Kind.EXPENSE,
                date=datetime.date(2025, 10, 2),
                label="Bancale",
                request_id=uuid4(),
                by=System(),
            )

    @precondition(lambda self: any(plain.entries for plain in self.plain))
    @rule(which=st.integers(0, 1), data=st.data())
    def reverse(self, which, data):
        plain = self.plain[which]
        if not plain.entries:
            return
        number = data.draw(st.integers(1, len(plain.entries)), label="number")
        entry = Entry.objects.get(book=self.ledgers[which].book, number=number)
        act = {"by": System(), "reason": Entry.Reason.TWICE, "request_id": uuid4()}
        if number in plain.reversed | plain.reversals:
            with pytest.raises(EntryAlreadyReversed):
                reverse_entry(entry, **act)
        elif not plain.is_writable:
            with pytest.raises(BookTakesNoEntries):
                reverse_entry(entry, **act)
        else:
            mirror = reverse_entry(entry, **act)
            plain.entries.append({code: -amount for code, amount in plain.entries[number - 1].items()})
            plain.reversed.add(number)
            plain.reversals.add(mirror.number)
            assert mirror.number == len(plain.entries)

    @rule(which=st.integers(0, 1))
    def send(self, which):
        moves = {"open": "submitted", "returned": "submitted"}
        self._move(
            which,
            moves,
            lambda book: send_book(book, by=self.mandataires[which], without="sur papier"),
            idle="submitted",
        )

    @rule(which=st.integers(0, 1))
    def accept(self, which):
        self._move(which, {"submitted": "accepted"}, lambda book: accept_book(book, by=self.treasurer), idle="accepted")

    @rule(which=st.integers(0, 1))
    def give_back(self, which):
        moves = {"submitted": "returned", "accepted": "returned"}
        self._move(which, moves, lambda book: return_book(book, reason="À revoir.", by=self.treasurer))

    def _move(self, which, moves, act, idle=""):
        """`moves` say where the act leads from each state; in `idle` it changes nothing; elsewhere it is refused."""
        plain, book = self.plain[which], self.ledgers[which].book
        if plain.state in moves:
            assert act(book).state == moves[plain.state]
            plain.state = moves[plain.state]
        elif plain.state == idle:
            assert act(book).state == plain.state  # a second click
        else:
            with pytest.raises(BookCannotMove):
                act(book)

    @invariant()
    def the_books_are_as_the_model_says(self):
        connection.check_constraints()
        for ledger, plain in zip(self.ledgers, self.plain, strict=True):
            found = list(ledger.book.entries.order_by("number").values_list("number", flat=True))
            assert found == list(range(1, len(plain.entries) + 1))
            assert money(ledger.book).bank == plain.balance(BANK)
            assert money(ledger.book).cash == plain.balance(CASH)
            sums = {row.account.code: row.debit - row.credit for row in totals_by_account([ledger.book])}
            assert {code: amount for code, amount in sums.items() if amount} == {
                code: plain.balance(code) for code in CODES if plain.balance(code)
            }
            assert sum(sums.values(), ZERO) == 0


def walk(world, monkeypatch, *, walks: int, steps: int) -> None:
    monkeypatch.setattr(LedgerMachine, "world", world)
    world.claire, world.sonia, world.tristan, world.year  # made before the first walk, which is undone at its end
    run(LedgerMachine, walks=walks, steps=steps)


def test_the_ledger_does_what_a_plain_model_says(world, monkeypatch):
    walk(world, monkeypatch, walks=15, steps=15)


@pytest.mark.long
def test_the_ledger_does_what_a_plain_model_says_for_long(world, monkeypatch):
    walk(world, monkeypatch, walks=400, steps=40)
