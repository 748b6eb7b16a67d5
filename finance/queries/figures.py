"""Figures added up from the ledger: totals by account, money of a project, euros raised in a year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from cooperatives.models import SchoolYear
from finance.models import Account, Book, EntryLine
from projects.models import Project

from .balances import CREDITS_LESS_DEBITS, DEBITS_LESS_CREDITS

ZERO = Decimal(0)
Kind = Account.Kind

RAISED = _(
    "Recettes brutes de l’année inscrites dans les cahiers, sans le report, les virements internes, les aides de "
    "l’association ni les remboursements."
)
"""The definition printed under "euros raised"."""

RAISED_WHEN_OVER = format_lazy(
    "{} {}", RAISED, _("Pour une année terminée, seuls comptent les cahiers que l’association a acceptés.")
)
"""The same where a year that is over may be shown: `counted_books` is its second sentence."""


@dataclass(frozen=True, slots=True)
class AccountTotal:
    """What an account gathered. `amount` is on its natural side: spent for an expense, received for an income."""

    account: Account
    debit: Decimal
    credit: Decimal

    @property
    def amount(self) -> Decimal:
        natural_credit = self.account.kind in (Kind.INCOME, Kind.CARRIED_FORWARD)
        return self.credit - self.debit if natural_credit else self.debit - self.credit


@dataclass(frozen=True, slots=True)
class InAndOut:
    """What came in and went out under one name: a class, a project. Gross on both sides, corrections taken off."""

    came_in: Decimal = ZERO
    went_out: Decimal = ZERO

    @property
    def left(self) -> Decimal:
        return self.came_in - self.went_out


def totals_by_account(books: QuerySet[Book] | Iterable[Book]) -> list[AccountTotal]:
    """Each account that has a line in these books, in the chart's order. Two queries."""
    sums = {
        row["account"]: row
        for row in EntryLine.objects.filter(entry__book__in=books)
        .values("account")
        .order_by()
        .annotate(debits=Sum("debit"), credits=Sum("credit"))
    }
    accounts = Account.objects.filter(pk__in=sums).order_by("position", "code")
    return [AccountTotal(account, sums[account.pk]["debits"], sums[account.pk]["credits"]) for account in accounts]


def counted_books(year: SchoolYear, *, on: date) -> QuerySet[Book]:
    """The cooperatives' books that the euros raised in a year rest on: all while it runs, the accepted ones after."""
    books = Book.objects.filter(year=year, cooperative__isnull=False)
    return books if year.ends >= on else books.filter(state=Book.State.ACCEPTED)


def euros_raised(year: SchoolYear, books: QuerySet[Book] | None = None) -> Decimal:
    """Euros raised in a year, as `RAISED` defines it: credits less debits of the accounts that count as raised.

    The opening, internal transfers, the association's own aids and refunds are on accounts that do not count. Of the
    given books only, when given. One query.
    """
    lines = EntryLine.objects.filter(account__year=year, account__counts_as_raised=True)
    if books is not None:
        lines = lines.filter(entry__book__in=books)
    return lines.aggregate(sum=CREDITS_LESS_DEBITS)["sum"] or ZERO


def result(book: Book) -> Decimal:
    """Income less expenses of the year: closing balance less opening balance. One query."""
    lines = EntryLine.objects.filter(entry__book=book, account__kind__in=[Kind.INCOME, Kind.EXPENSE])
    return lines.aggregate(sum=CREDITS_LESS_DEBITS)["sum"] or ZERO


def project_money(projects: Iterable[Project]) -> dict[int, InAndOut]:
    """What came in and went out for each project, by its id, over all years. One query."""
    return _by("project", EntryLine.objects.filter(project__in=list(projects)))


def _by(axis: str, lines: QuerySet[EntryLine]) -> dict[int, InAndOut]:
    rows = lines.values_list(axis).order_by()
    sums = rows.annotate(
        came_in=Sum(CREDITS_LESS_DEBITS.source_expressions[0], filter=Q(account__kind=Kind.INCOME)),
        went_out=Sum(DEBITS_LESS_CREDITS.source_expressions[0], filter=Q(account__kind=Kind.EXPENSE)),
    )
    found = ((pk, InAndOut(came_in or ZERO, went_out or ZERO)) for pk, came_in, went_out in sums)
    return {pk: money for pk, money in found if money != InAndOut()}
