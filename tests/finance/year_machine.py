"""Two years of a cooperative under random acts: the doors of the money and of the books, each beside its plain twin."""

import datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from desk.services.closing import close_year, reopen_year
from finance.errors import RequestAlreadyUsed, SecondAdultNeeded
from finance.models import Entry
from finance.services.books import accept_book, open_book, return_book, send_book
from finance.services.corrections import correct_entry
from finance.services.direct_entries import record_entry
from finance.services.openings import record_opening
from finance.services.transfers import advance_to_class, take_back_advance
from occe.kit.errors import DomainError
from tests.finance.ledger import BANK, CASH, CLASS_BOX, EDUCATION, FAMILIES, ZERO, ledger_of, move_money, pupil_actor
from tests.finance.plain_year import THRESHOLD, TREASURY, PlainBook, PlainClaim
from tests.finance.walks import UndoneWalk
from tests.world import make_classroom, make_year

cents = st.integers(1, 40_000).map(lambda amount: Decimal(amount) / 100)
years = st.sampled_from(["last", "this", "this"])
places = st.sampled_from(TREASURY)
latest = st.integers(0, 2)
"""One of the three latest of a list."""
STEPS = ("send_the_book", "accept_the_book", "give_the_book_back", "close_the_year", "open_the_year_again")
DAYS = {"last": datetime.date(2025, 1, 15), "this": datetime.date(2025, 10, 2)}


class MoneyOfTwoYears(UndoneWalk):
    """Claire and Paul are its mandataires, Lina and Noé are in its class; Tristan and Martine are the association."""

    def __init__(self):
        super().__init__()
        world = self.world
        self.years = {"last": make_year(world.federation, datetime.date(2024, 9, 1)), "this": world.year}
        self.rooms = {"last": make_classroom(world.cooperative, self.years["last"]), "this": world.classroom}
        self.ledgers = {name: ledger_of(world.cooperative, year) for name, year in self.years.items()}
        self.plain = {name: PlainBook(year.starts, year.ends) for name, year in self.years.items()}
        self.users = {"claire": world.claire, "paul": world.paul}
        names = ("claire", "paul", "tristan", "martine")
        self.by = {name: world.actor(getattr(world, name)) for name in names}
        self.by |= {"lina": pupil_actor(world.lina), "noe": pupil_actor(world.noe)}
        self.claims: list[tuple] = []
        self.slips: list[tuple] = []
        self.posted: list[tuple] = []

    def attempt(self, allowed: bool, act):
        """What the act gives, where the plain model allows it; elsewhere it is refused with a sentence."""
        if allowed:
            return act()
        with pytest.raises(DomainError) as refusal:
            act()
        assert str(refusal.value)
        return None

    # --- money written down at once -----------------------------------------------------------------------------------

    def post(self, year: str, kind: str, moved: dict, allowed: bool, act) -> None:
        """`act(more, request_id)` posts; the same request gives the same entry again, and with more it is refused."""
        request_id = uuid4()
        entry = self.attempt(allowed, lambda: act(ZERO, request_id))
        if entry is None:
            return
        assert entry.number == self.plain[year].post(kind, moved)
        self.posted.append((lambda: act(ZERO, request_id), entry))
        with pytest.raises((RequestAlreadyUsed, SecondAdultNeeded)):
            act(Decimal("0.01"), request_id)

    @rule(year=years, place=places, amount=cents, is_income=st.booleans())
    def record_alone(self, year, place, amount, is_income):
        ledger, plain = self.ledgers[year], self.plain[year]
        code = FAMILIES if is_income else EDUCATION
        inside = is_income or (amount <= THRESHOLD and plain.holds(place, amount))
        sign = 1 if is_income else -1

        def act(more, request_id):
            options = {"date": DAYS[year], "request_id": request_id, "by": self.by["claire"]}
            options |= {"account": ledger[code], "treasury": ledger[place], "classroom": self.rooms[year]}
            return record_entry(ledger.book, amount=amount + more, **options)

        moved = {place: sign * amount, code: -sign * amount}
        self.post(year, "income" if is_income else "expense", moved, plain.takes_entries and inside, act)

    @rule(year=years, source=places, to=places, amount=cents)
    def change_place(self, year, source, to, amount):
        ledger, plain = self.ledgers[year], self.plain[year]
        if source == to:
            return

        def act(more, request_id):
            options = {"amount": amount + more, "date": DAYS[year], "request_id": request_id, "by": self.by["claire"]}
            if source == CLASS_BOX:
                return take_back_advance(ledger.book, self.rooms[year], target=ledger[to], **options)
            if to == CLASS_BOX:
                return advance_to_class(ledger.book, self.rooms[year], source=ledger[source], **options)
            return move_money(ledger.book, source=ledger[source], target=ledger[to], **options)

        kind = "advance" if CLASS_BOX in (source, to) else "transfer"
        allowed = plain.takes_entries and plain.holds(source, amount)
        self.post(year, kind, {source: -amount, to: amount}, allowed, act)

    @initialize(bank=cents, cash=cents)
    def begin(self, bank, cash):
        self.write_opening("last", bank, cash)
        self.open_again()

    @rule(year=years, bank=cents, cash=cents)
    def write_opening(self, year, bank, cash):
        plain = self.plain[year]
        allowed = year == "last" and plain.takes_entries and not any(plain.openings().values())
        options = {"bank": bank, "cash": cash, "request_id": uuid4(), "by": self.by["claire"]}
        entry = self.attempt(allowed, lambda: record_opening(self.ledgers[year].book, **options))
        if entry:
            assert entry.number == plain.open_with({BANK: bank, CASH: cash})
            assert record_opening(self.ledgers[year].book, **options) == entry

    @rule()
    def open_again(self):
        self.plain["this"].bring_from(self.plain["last"])
        open_book(self.world.cooperative, self.years["this"], by=self.by["martine"])

    @rule(year=years, number=latest)
    def correct(self, year, number):
        plain = self.plain[year]
        if number >= len(plain.entries):
            return
        number = len(plain.entries) - number  # the latest ones
        entry = Entry.objects.get(book=self.ledgers[year].book, number=number)
        brought = year == "this" and entry.kind == "opening"
        allowed = plain.takes_entries and number not in plain.corrected and not brought
        options = {"by": self.by["claire"], "reason": Entry.Reason.TWICE, "request_id": uuid4()}
        mirror = self.attempt(allowed, lambda: correct_entry(entry, **options))
        if mirror is None:
            return
        assert mirror.number == plain.reverse(number)
        assert correct_entry(entry, **options) == mirror
        for _row, written in (*self.claims, *self.slips):
            if written.entry == (plain, number):
                written.state, written.entry = "sent", None
                if isinstance(written, PlainClaim):
                    written.agreed = []

    @rule(rank=st.integers(0, 50))
    def send_a_form_again(self, rank):
        """Whatever became of the book since: the entry of the first time, and nothing more."""
        if self.posted:
            act, entry = self.posted[rank % len(self.posted)]
            assert act() == entry

    # --- the book and the year ----------------------------------------------------------------------------------------

    @rule(year=years, steps=st.lists(st.sampled_from(STEPS), min_size=1, max_size=3), goes_on=st.booleans())
    def move_the_book(self, year, steps, goes_on):
        """One rule for all of it, and half the time back to a book that takes entries: else little would happen."""
        for step in [*steps, *(("open_the_year_again", "give_the_book_back") if goes_on else ())]:
            getattr(self, step)(year)

    def send_the_book(self, year):
        book, plain = self.ledgers[year].book, self.plain[year]
        if self.attempt(
            plain.state == "submitted" or plain.takes_entries,
            lambda: send_book(book, by=self.by["claire"], without="sur papier"),
        ):
            plain.state = "submitted"

    def accept_the_book(self, year):
        book, plain = self.ledgers[year].book, self.plain[year]
        ready = plain.state == "submitted" and not plain.is_closed
        if self.attempt(plain.state == "accepted" or ready, lambda: accept_book(book, by=self.by["tristan"])) and ready:
            plain.state = "accepted"
            if year == "last":
                self.plain["this"].bring_from(plain)

    def give_the_book_back(self, year):
        book, plain = self.ledgers[year].book, self.plain[year]
        allowed = plain.state in ("submitted", "accepted") and not plain.is_closed
        if self.attempt(allowed, lambda: return_book(book, reason="À revoir.", by=self.by["tristan"])):
            plain.state = "returned"
            if year == "this":
                plain.bring_from(self.plain["last"])

    def close_the_year(self, year):
        plain = self.plain[year]
        allowed = plain.is_closed or year == "last" or self.plain["last"].is_closed
        by = self.by["martine"]
        if self.attempt(allowed, lambda: close_year(self.years[year], reason="Jamais rendu.", by=by)):
            plain.is_closed = True

    def open_the_year_again(self, year):
        plain = self.plain[year]
        allowed = not plain.is_closed or year == "this" or not self.plain["this"].is_closed
        by = self.by["martine"]
        if self.attempt(allowed, lambda: reopen_year(self.years[year], reason="Une facture oubliée.", by=by)):
            plain.is_closed = False

    def book_of(self, day) -> PlainBook | None:
        return next((plain for plain in self.plain.values() if plain.starts <= day <= plain.ends), None)

    def takes(self, day) -> bool:
        book = self.book_of(day)
        return book is not None and book.takes_entries
