"""The accounts of a whole association in one year: every book added up, and what only changed hands taken out.

Amounts are euros on an account's natural side (spent for an expense, received for an income, there is for a treasury
account), corrections taken off. Only entries that were posted count: nothing else is in the ledger.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Case, DecimalField, F, Q, QuerySet, Sum, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from cooperatives.models import SchoolYear
from finance.models import Account, Book, EntryLine

ZERO = Decimal("0.00")
Kind = Account.Kind

INTERNAL = (Account.StandsFor.FEE, Account.StandsFor.AID)
"""What the accounts stand for by which a cooperative and its association pay each other."""

ELIMINATED = _(
    "La cotisation et les aides aux projets passent d’une coopérative à son association, ou d’elle à une coopérative : "
    "pour l’ensemble, ce n’est ni une dépense ni une recette, elles sont éliminées des deux côtés. L’assurance, payée "
    "avec la cotisation, est due à l’assureur : elle reste."
)
"""The rule of `INTERNAL`, printed under the combined accounts. Insurance is collected for the insurer: a true cost."""


@dataclass(frozen=True, slots=True)
class BookSums:
    """A book in four figures: opening + income − expense = closing."""

    opening: Decimal = ZERO
    income: Decimal = ZERO
    expense: Decimal = ZERO
    closing: Decimal = ZERO

    @property
    def result(self) -> Decimal:
        return self.income - self.expense


@dataclass(frozen=True, slots=True)
class CombinedAccount:
    """An account over all books of a year.

    `cooperatives` is their books together, `accepted` the part of those that the association has accepted,
    `association` its own book.
    """

    account: Account
    cooperatives: Decimal
    accepted: Decimal
    association: Decimal

    @property
    def eliminated(self) -> Decimal:
        """What only changed hands between the association and its cooperatives (`ELIMINATED`)."""
        return self.cooperatives + self.association if self.account.stands_for in INTERNAL else ZERO

    @property
    def together(self) -> Decimal:
        """Everything, without what only changed hands."""
        return self.cooperatives + self.association - self.eliminated


def sums_by_book(books: QuerySet[Book] | Iterable[Book]) -> dict[int, BookSums]:
    """The four figures of each of these books that has a line, by its id. One query."""
    rows = EntryLine.objects.filter(entry__book__in=books).values_list("entry__book").order_by()
    sums = rows.annotate(
        opening=_credits(kind=Kind.CARRIED_FORWARD),
        income=_credits(kind=Kind.INCOME),
        expense=-_credits(kind=Kind.EXPENSE),
        closing=-_credits(kind=Kind.TREASURY),
    )
    return {book: BookSums(*figures) for book, *figures in sums}


def combined_accounts(year: SchoolYear) -> list[CombinedAccount]:
    """Each account that has a line in a book of the year, in the chart's order. Two queries."""
    cooperatives = Q(entry__book__cooperative__isnull=False)
    rows = EntryLine.objects.filter(entry__book__year=year).values_list("account").order_by()
    sums = rows.annotate(
        cooperatives=_natural(cooperatives),
        accepted=_natural(cooperatives & Q(entry__book__state=Book.State.ACCEPTED)),
        association=_natural(~cooperatives),
    )
    found = {account: figures for account, *figures in sums}
    accounts = Account.objects.filter(pk__in=found).order_by("position", "code")
    return [CombinedAccount(account, *found[account.pk]) for account in accounts]


def _credits(*, kind: Kind) -> Coalesce:
    return Coalesce(Sum(F("credit") - F("debit"), filter=Q(account__kind=kind)), ZERO)


def _natural(which: Q) -> Coalesce:
    """The sum on the natural side of the line's account."""
    side = Case(
        When(account__kind__in=[Kind.INCOME, Kind.CARRIED_FORWARD], then=F("credit") - F("debit")),
        default=F("debit") - F("credit"),
        output_field=DecimalField(max_digits=14, decimal_places=2),
    )
    return Coalesce(Sum(side, filter=which), ZERO)
