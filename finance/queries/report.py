"""The financial report of a year (CRF), added up from the ledger each time that it is read, with its own check.

Opening balances are not income, internal movements are neither income nor expense, and every figure is gross.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Count, Q

from cooperatives.models import ClassTeacher, Mandate
from finance.models import (
    Account,
    Book,
    CashCount,
    Entry,
    EntryLine,
    Grant,
    InventoryItem,
    PaperBook,
    Reconciliation,
    YearEnd,
    money_rules,
)
from projects.models import Project

from . import balances
from .balances import Money
from .figures import AccountTotal, InAndOut, project_money, totals_by_account
from .grants import GrantMoney, standing_lines, with_money
from .handovers import Period, periods_of

ZERO = Decimal(0)
Kind, Treasury = Account.Kind, Account.Treasury


@dataclass(frozen=True, slots=True)
class FinancialReport:
    """A year of a cooperative in figures. `moved` is what other cooperatives gave or took (a merger), else zero.
    `periods` are there when the accounts changed hands within the year.
    """

    book: Book
    opening: Money
    closing: Money
    expenses: list[AccountTotal]
    incomes: list[AccountTotal]
    moved: Decimal
    grants: list[GrantMoney] = field(default_factory=list)
    mandates: list[Mandate] = field(default_factory=list)
    teachers: list[str] = field(default_factory=list)
    entries: int = 0
    direct: int = 0
    papers: int = 0
    bank: Reconciliation | PaperBook | None = None
    cash: CashCount | None = None
    goods: list[InventoryItem] = field(default_factory=list)
    end: YearEnd | None = None
    periods: list[Period] = field(default_factory=list)

    @property
    def income(self) -> Decimal:
        return sum((total.amount for total in self.incomes), ZERO)

    @property
    def expense(self) -> Decimal:
        return sum((total.amount for total in self.expenses), ZERO)

    @property
    def result(self) -> Decimal:
        return self.income - self.expense

    @property
    def expected(self) -> Decimal:
        """Opening + income − expense (+ what was moved): what the closing must be."""
        return self.opening.total + self.result + self.moved

    @property
    def is_right(self) -> bool:
        """The check that is printed: what was added up and what the accounts hold are the same sum."""
        return self.expected == self.closing.total


def financial_report(book: Book) -> FinancialReport:
    """The report of a book as its entries stand now; a number of queries that does not grow with them."""
    totals = totals_by_account([book])
    of = {kind: [total for total in totals if total.account.kind == kind and total.amount] for kind in Kind}
    counted = Entry.objects.filter(book=book).aggregate(
        entries=Count("pk"), direct=Count("pk", filter=Q(direct=True)), papers=Count("voucher", distinct=True)
    )
    opening = _opening(book)
    return FinancialReport(
        book=book,
        opening=opening,
        periods=periods_of(book, opening.total),
        closing=balances.money(book),
        expenses=of[Kind.EXPENSE],
        incomes=of[Kind.INCOME],
        moved=sum((total.credit - total.debit for total in of[Kind.TRANSFER]), ZERO),
        grants=grants_of(book),
        mandates=mandates_of_year(book),
        teachers=_teachers(book) if money_rules(book.year).all_teachers_sign else [],
        bank=_bank(book),
        cash=CashCount.objects.confirmed().filter(book=book, for_year_end=True, classroom__isnull=True).last(),
        goods=_goods(book),
        end=YearEnd.objects.filter(book=book).first(),
        **counted,
    )


def mandates_of_year(book: Book) -> list[Mandate]:
    """Who held the mandate at some time of the year: its accounts are theirs, even if a successor is in office."""
    held = Mandate.objects.filter(cooperative=book.cooperative_id, starts_on__lte=book.year.ends)
    held = held.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=book.year.starts)).exclude(approved_on__isnull=True)
    return list(held.select_related("user").order_by("rank", "starts_on"))


def grants_of(book: Book) -> list[GrantMoney]:
    """Each grant that was granted for the book's year before it ended, or has a line in it, with what it brought and
    what was spent of it up to the last day of that year: an answer that comes later changes no report.
    """
    touched = standing_lines().filter(entry__book=book, of_grant__isnull=False)
    grants = Grant.objects.filter(
        Q(cooperative=book.cooperative_id, year=book.year_id) & ~Q(granted_on__gt=book.year.ends)
        | Q(pk__in=touched.values("of_grant"))
    )
    return with_money(grants.filter(amount__isnull=False).order_by("funder", "pk"), until=book.year.ends)


def projects_of(book: Book) -> list[tuple[Project, InAndOut]]:
    """The projects that have a line in this book, with what each brought and cost, the dearest first."""
    lines = EntryLine.objects.filter(entry__book=book, project__isnull=False).values("project")
    found = {project.pk: project for project in Project.objects.filter(pk__in=lines)}
    sums = project_money(found.values())
    return sorted(((found[pk], money) for pk, money in sums.items()), key=lambda pair: -pair[1].went_out)


def _opening(book: Book) -> Money:
    """What was brought, by the place where it was put: what opening entries that stand say."""
    where = dict(Account.objects.filter(year_id=book.year_id).treasury().values_list("code", "treasury"))
    sums = dict.fromkeys((Treasury.BANK, Treasury.CASH, Treasury.CLASS_BOX), ZERO)
    for code, amount in balances.carried_into(book).items():
        sums[where[code]] += amount
    return Money(sums[Treasury.BANK], sums[Treasury.CASH], sums[Treasury.CLASS_BOX])


def _bank(book: Book) -> Reconciliation | PaperBook | None:
    if book.is_on_paper:
        return PaperBook.objects.filter(book=book).select_related("book__year").first()
    return Reconciliation.objects.filter(book=book, ends_on=book.year.ends).select_related("account").first()


def _goods(book: Book) -> list[InventoryItem]:
    """What the cooperative has that was acquired in the year: the extract of its inventory."""
    held = InventoryItem.objects.filter(cooperative=book.cooperative_id)
    return list(held.filter(acquired_on__range=(book.year.starts, book.year.ends)).order_by("acquired_on", "pk"))


def _teachers(book: Book) -> list[str]:
    """The teachers of the year's classes, by name: where the association wants all of them to sign."""
    teaching = ClassTeacher.objects.filter(classroom__cooperative=book.cooperative_id, classroom__year=book.year_id)
    return sorted({teacher.user.get_full_name() for teacher in teaching.select_related("user")})
