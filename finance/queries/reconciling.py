"""The months of an account: what the statement says, what the book says, and whether all between them is explained."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from finance.models import BankAccount, BankTransaction, Book, Reconciliation
from finance.queries.balances import money
from finance.queries.bank import BankSide, BookLine, KnownBalance, on_their_way
from occe.kit.dates import today

ZERO = Decimal(0)
DAY = datetime.timedelta(days=1)
Basis = Reconciliation.Basis


@dataclass(frozen=True, slots=True)
class MonthState:
    """One open month. `known` is the balance that the bank told for its last evening, `before` the last one that it
    told earlier: it stands for the month when somebody declares that nothing moved. Amounts in euros.
    """

    month: datetime.date
    ends_on: datetime.date
    known: KnownBalance | None
    before: KnownBalance | None
    ledger: Decimal
    lines: Sequence[BookLine]
    movements: Sequence[BankTransaction]

    @property
    def going_out(self) -> Decimal:
        """What the book has spent and the bank has yet to pay: cheques that are not cashed."""
        return -sum((line.amount for line in self.lines if line.amount < 0), ZERO)

    @property
    def coming_in(self) -> Decimal:
        """What the book has received and the bank has yet to see: deposits on their way."""
        return sum((line.amount for line in self.lines if line.amount > 0), ZERO)

    @property
    def not_in_book(self) -> Decimal:
        """What the bank has seen and the book has yet to say; signed as at the bank."""
        return sum((movement.amount for movement in self.movements), ZERO)

    def difference(self, balance: Decimal) -> Decimal:
        """What stays unexplained between a balance of the statement and the book: zero when the month may close."""
        return balance - self.going_out + self.coming_in - self.not_in_book - self.ledger

    @property
    def gap(self) -> Decimal | None:
        """The same for the balance that is known; None when the bank has not told it."""
        return self.difference(self.known.amount) if self.known else None

    @property
    def may_be_declared(self) -> bool:
        """Whether the month may be said to be without movement: no statement speaks of it, and the month is over."""
        return self.known is None and self.before is not None and self.is_over

    @property
    def is_over(self) -> bool:
        return self.ends_on <= today()

    @property
    def may_be_matched(self) -> bool:
        """Whether something waits on both sides, so that matching comes before closing."""
        return bool(self.lines and self.movements)

    @property
    def may_close(self) -> bool:
        return self.is_over and self.gap == 0


def last_day(month: datetime.date) -> datetime.date:
    """The last day of a month that is given by its first."""
    return months_later(month, 1) - DAY


def months_later(first: datetime.date, count: int) -> datetime.date:
    """The first day of a month, so many months after another (before, for a negative count)."""
    years, month = divmod(first.month - 1 + count, 12)
    return datetime.date(first.year + years, month + 1, 1)


def month_state(account: BankAccount, book: Book, month: datetime.date, side: BankSide | None = None) -> MonthState:
    """How a month stands now. Eight queries, six with the bank's side at hand."""
    return evening_state(account, book, last_day(month), side)


def evening_state(account: BankAccount, book: Book, day: datetime.date, side: BankSide | None = None) -> MonthState:
    """The same on the evening of any day, for accounts that are stopped before their month ends."""
    side = side or BankSide(account)
    lines, movements = on_their_way(account, day, side.since(day) or book.year.starts)
    return MonthState(
        month=day.replace(day=1),
        ends_on=day,
        known=side.balance_on(day),
        before=side.before(day),
        ledger=money(book, as_of=day).bank,
        lines=lines,
        movements=movements,
    )


def is_compared(account: BankAccount, since: datetime.date) -> bool:
    """Whether a month that ends on that day or later is closed: what was on its way before is settled then."""
    return Reconciliation.objects.filter(account=account, ends_on__gte=since).exists()


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month in the list: closed (its row), or open with what the bank told of its last evening."""

    month: datetime.date
    ends_on: datetime.date
    closed: Reconciliation | None
    known: KnownBalance | None
    movements: int


def months_of(account: BankAccount, book: Book) -> list[MonthRow]:
    """The twelve months of a book that have begun, the first one first. Three queries."""
    side = BankSide(account)
    closed = {row.month: row for row in Reconciliation.objects.filter(account=account, book=book)}
    first = book.year.starts
    months = [months_later(first, n) for n in range(12)]
    return [
        MonthRow(
            month,
            last_day(month),
            closed.get(month),
            side.balance_on(last_day(month)),
            side.count(month, last_day(month)),
        )
        for month in months
        if month <= today()
    ]
