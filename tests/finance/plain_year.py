"""Two years of a cooperative without a database: its books, expenses and deposits, and what each act may do to them.

Amounts in euros. An entry is what it did to each account: debits less credits, by code.
"""

import datetime
from dataclasses import dataclass, field
from decimal import Decimal

from finance.chart_of_accounts import CARRIED_FORWARD
from tests.finance.ledger import BANK, CASH, CLASS_BOX, EDUCATION, ZERO

THRESHOLD = Decimal(300)
MANDATAIRES = {"claire", "paul"}
TREASURY = (BANK, CASH, CLASS_BOX)
PLACES = {"bank": BANK, "cash": CASH, "class_box": CLASS_BOX}


@dataclass
class PlainEntry:
    kind: str
    moved: dict[str, Decimal]
    reverses: int | None = None


@dataclass(eq=False)
class PlainBook:
    """A book of one year; `entries` in the order of their numbers, which begin at 1."""

    starts: datetime.date
    ends: datetime.date
    state: str = "open"
    is_closed: bool = False
    entries: list[PlainEntry] = field(default_factory=list)

    @property
    def takes_entries(self) -> bool:
        return self.state in ("open", "returned") and not self.is_closed

    @property
    def corrected(self) -> set[int]:
        """Entries that were corrected, and the corrections: none of them is corrected (again)."""
        pairs = {number: entry.reverses for number, entry in enumerate(self.entries, start=1) if entry.reverses}
        return {*pairs, *pairs.values()}

    def balance(self, code: str) -> Decimal:
        return sum((entry.moved.get(code, ZERO) for entry in self.entries), ZERO)

    def sums(self) -> dict[str, Decimal]:
        codes = {code for entry in self.entries for code in entry.moved}
        return {code: self.balance(code) for code in codes if self.balance(code)}

    def money_after(self) -> list[Decimal]:
        """All the money after each entry."""
        total, after = ZERO, []
        for entry in self.entries:
            total += sum((entry.moved.get(code, ZERO) for code in TREASURY), ZERO)
            after.append(total)
        return after

    def holds(self, code: str, amount: Decimal) -> bool:
        """Whether so much may leave a place: a bank lends, a box does not."""
        return code == BANK or self.balance(code) >= amount

    def openings(self) -> dict[str, Decimal]:
        """What the openings that stand brought to each place."""
        standing = [
            entry
            for number, entry in enumerate(self.entries, start=1)
            if entry.kind == "opening" and number not in self.corrected
        ]
        return {code: sum((entry.moved.get(code, ZERO) for entry in standing), ZERO) for code in TREASURY}

    def post(self, kind: str, moved: dict[str, Decimal], reverses: int | None = None) -> int:
        """The number of a new entry."""
        self.entries.append(PlainEntry(kind, {code: amount for code, amount in moved.items() if amount}, reverses))
        return len(self.entries)

    def open_with(self, amounts: dict[str, Decimal]) -> int | None:
        """The number of an opening of these amounts; None when there is nothing to bring."""
        if not any(amounts.values()):
            return None
        return self.post("opening", amounts | {CARRIED_FORWARD: -sum(amounts.values(), ZERO)})

    def bring_from(self, before: "PlainBook") -> None:
        """Bring what last year's book holds and was not brought yet; the boxes of its classes come to the cash box."""
        if not self.takes_entries:
            return
        left = {BANK: before.balance(BANK), CASH: before.balance(CASH) + before.balance(CLASS_BOX)}
        brought = self.openings()
        self.open_with({code: left.get(code, ZERO) - brought[code] for code in TREASURY})

    def reverse(self, number: int) -> int:
        mirror = {code: -amount for code, amount in self.entries[number - 1].moved.items()}
        return self.post("reversal", mirror, reverses=number)


@dataclass
class PlainClaim:
    """An expense; `author` and the others are names. `entry` is where it is posted: a book and a number."""

    author: str
    amount: Decimal
    day: datetime.date
    state: str = "draft"
    paid_with: str = ""
    advanced: str | None = None
    agreed: list[str] = field(default_factory=list)
    entry: tuple[PlainBook, int] | None = None

    def may_agree(self, name: str, advanced: str | None) -> bool:
        """Neither who wrote it, nor who is paid back, nor twice; somebody from outside only where nobody is left."""
        parties = {self.author, advanced, *self.agreed}
        if name in parties:
            return False
        return name in MANDATAIRES or not MANDATAIRES - parties

    def has_agreement_of(self, name: str) -> bool:
        return self.state in ("sent", "agreed", "paid") and name in self.agreed

    def is_agreed_with(self, name: str, advanced: str | None) -> bool:
        """Whether this one's agreement is enough."""
        author_counts = self.author in MANDATAIRES and self.author != advanced
        return bool(self.agreed) or author_counts or self.amount <= THRESHOLD

    def may_be_paid(self, book: PlainBook | None, place: str, box_of: PlainBook) -> bool:
        """Whether the book takes it and the place holds it; the box of the class is in the class's year."""
        if book is None or not book.takes_entries or (place == "class_box" and book is not box_of):
            return False
        return book.holds(PLACES[place], self.amount)

    def pay(self, book: PlainBook, place: str) -> None:
        self.state = "paid"
        self.entry = book, book.post("expense", {EDUCATION: self.amount, PLACES[place]: -self.amount})

    def wait_again(self, state: str = "sent") -> None:
        """Whatever was agreed falls."""
        self.state, self.agreed, self.entry = state, [], None


@dataclass
class PlainSlip:
    """A deposit: coins and notes, and cheques."""

    author: str
    cash: Decimal
    cheques: Decimal
    day: datetime.date
    state: str = "draft"
    entry: tuple[PlainBook, int] | None = None

    @property
    def total(self) -> Decimal:
        return self.cash + self.cheques
