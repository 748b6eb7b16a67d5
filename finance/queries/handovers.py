"""What a book holds on the evening of a handover, what still lacks before it is written, and the two periods after."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from django.db.models import F, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from cooperatives.models import Cooperative, Mandate
from finance.addresses import in_year
from finance.models import Account, BankAccount, Book, CashCount, EntryLine, Handover
from occe.kit.dates import format_day
from occe.kit.euros import format_euros

from . import balances
from .balances import Money
from .bank import account_of
from .closing import Missing
from .reconciling import MonthRow, MonthState, evening_state, months_of

ZERO = Decimal(0)
DAY = datetime.timedelta(days=1)
Kind = Account.Kind
MOST = 3


@dataclass(frozen=True)
class Evening:
    """A book on an evening: what must be at the bank and in the box, what was counted, what the bank says of it."""

    book: Book
    day: datetime.date
    held: Money
    counts: Sequence[CashCount]
    bank: MonthState | None

    @cached_property
    def count(self) -> CashCount | None:
        """The count of that day: the last one that found what the book says, else the last one."""
        same = [count for count in self.counts if count.found == self.held.cash]
        return next(reversed(same or list(self.counts)), None)

    @property
    def is_typed(self) -> bool:
        """No account is known here: the statement's balance is copied from the paper."""
        return self.bank is None and bool(self.held.bank)

    @property
    def missing(self) -> list[Missing]:
        """What is to be done first, with the page where it is done."""
        return [*self._cash(), *self._bank()]

    def _cash(self) -> list[Missing]:
        if self.held.cash and self.count is None:
            words = _("Compter la caisse au %(day)s : le cahier dit %(cash)s")
            facts = {"day": format_day(self.day), "cash": format_euros(self.held.cash)}
            return [Missing(words % facts, in_year("cash-count-new", self.book))]
        return []

    def _bank(self) -> list[Missing]:
        if self.bank is None or not (self.bank.ledger or self.bank.lines or self.bank.movements or self.bank.known):
            return []
        if self.bank.known is None:
            words = _("Donner le relevé au %(day)s : son solde se lit en ligne, et se pointe à la main")
            return [Missing(words % {"day": format_day(self.day)}, in_year("bank-by-hand", self.book))]
        gap = self.bank.difference(self.bank.known.amount)
        if gap:
            words = _("Expliquer l’écart de %(amount)s entre la banque et le cahier")
            return [Missing(words % {"amount": format_euros(abs(gap))}, in_year("bank", self.book))]
        return []


def evening_of(book: Book, day: datetime.date) -> Evening:
    """How the book stands on the evening of `day`. A number of queries that does not grow with it."""
    assert book.cooperative is not None  # the association's own book is not handed over here
    counts = CashCount.objects.confirmed().filter(book=book, classroom__isnull=True, counted_on=day).order_by("pk")
    account = account_of(book.cooperative)
    bank = evening_state(account, book, day) if account else None
    return Evening(book, day, balances.money(book, as_of=day), list(counts), bank)


def handovers_of(cooperative: Cooperative) -> list[Handover]:
    """The last handovers of a cooperative, for who looks at its mandates. One query."""
    found = Handover.objects.filter(book__cooperative=cooperative).select_related("mandate__user")
    return list(found.order_by("-day")[:MOST])


def changed_since(handover: Handover) -> Decimal:
    """How much the book's money of that evening moved after the handover was written: entries of an earlier day."""
    return balances.money(handover.book, as_of=handover.day).total - handover.total


def months_left(handover: Handover) -> list[MonthRow]:
    """The months at the bank that are the successor's to close or to declare, from the one of the handover on."""
    account = account_of(handover.book.cooperative) if handover.book.cooperative else None
    if not isinstance(account, BankAccount):
        return []
    return [row for row in months_of(account, handover.book) if row.ends_on >= handover.day]


def month_address(handover: Handover, row: MonthRow) -> str:
    """The page where a month is closed, or declared without movement."""
    assert handover.book.cooperative is not None  # it has an account
    where = {"id": handover.book.cooperative.public_id, "year": row.month.year, "month": row.month.month}
    return f"{reverse('finance:bank-month', kwargs=where)}?year={handover.book.year.slug}"


@dataclass(frozen=True, slots=True)
class Period:
    """A part of the year during which the same people held the accounts, in euros."""

    starts: datetime.date
    ends: datetime.date
    holders: Sequence[str]
    opening: Decimal
    income: Decimal
    expense: Decimal
    moved: Decimal
    balance: Decimal

    @property
    def is_right(self) -> bool:
        """Opening + income − expense (+ what was moved) = what there was on the last evening."""
        return self.opening + self.income - self.expense + self.moved == self.balance


def periods_of(book: Book, opening: Decimal) -> list[Period]:
    """The periods of a year that was handed over, none when one mandate held it all. Three queries, else one.

    They add up to the year: the same entries, cut by their day.
    """
    handovers = list(book.handovers.select_related("mandate__user", "taken_by_mandate__user").order_by("day"))
    if not handovers:
        return []
    evenings = [book.year.starts - DAY, *(one.day for one in handovers), book.year.ends]
    spans = [(before + DAY, evening) for before, evening in pairwise(evenings) if before < evening]
    holders = [[one.mandate.user.get_full_name()] for one in handovers]
    holders.append(_successors(book, handovers[-1]))
    sums = _sums(book, spans)
    periods: list[Period] = []
    for rank, (starts, ends) in enumerate(spans):
        before = periods[-1].balance if periods else opening
        income, expense, moved, balance = (sums[f"{name}{rank}"] or ZERO for name in NAMES)
        periods.append(Period(starts, ends, holders[rank], before, income, expense, moved, balance))
    return periods


NAMES = ("income", "expense", "moved", "balance")


def _sums(book: Book, spans: Sequence[tuple[datetime.date, datetime.date]]) -> dict[str, Decimal | None]:
    wanted = {}
    for rank, (starts, ends) in enumerate(spans):
        within = Q(entry__date__range=(starts, ends))
        brought = F("credit") - F("debit")
        wanted[f"income{rank}"] = Sum(brought, filter=within & Q(account__kind=Kind.INCOME))
        wanted[f"expense{rank}"] = Sum(-brought, filter=within & Q(account__kind=Kind.EXPENSE))
        wanted[f"moved{rank}"] = Sum(brought, filter=within & Q(account__kind=Kind.TRANSFER))
        until = Q(entry__date__lte=ends, account__kind=Kind.TREASURY)
        wanted[f"balance{rank}"] = Sum(-brought, filter=until)
    return EntryLine.objects.filter(entry__book=book).aggregate(**wanted)


def _successors(book: Book, last: Handover) -> list[str]:
    """Who held the accounts after the last handover: who signed for them, else whoever was in office after it."""
    if last.taken_by_mandate:
        return [last.taken_by_mandate.user.get_full_name()]
    later = Mandate.objects.filter(cooperative=book.cooperative_id).exclude(user=last.mandate.user_id)
    later = later.in_force_during(last.day + DAY, book.year.ends).select_related("user")
    return [mandate.user.get_full_name() for mandate in later.order_by("rank", "starts_on")]
