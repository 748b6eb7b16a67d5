"""What everybody reads of accounts that a council opened: by project, lines by account, never a name."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Sum

from cooperatives.models import Cooperative
from finance.models import Account, Book, EntryLine, OpenAccounts
from projects.models import Project

from .our_money import OurMoney, money_of_book

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class OpenLine:
    """What came in or went out for one account, in euros."""

    account: Account
    came_in: Decimal
    went_out: Decimal


@dataclass(slots=True)
class OpenProject:
    """A project (None: what is of none) with all that came in and went out for it, and the lines that are shown."""

    project: Project | None
    came_in: Decimal = ZERO
    went_out: Decimal = ZERO
    lines: list[OpenLine] = field(default_factory=list)

    @property
    def rest_in(self) -> Decimal:
        """What came in for the accounts that the council does not show: the lines and the rest are the sum."""
        return self.came_in - sum((line.came_in for line in self.lines), ZERO)

    @property
    def rest_out(self) -> Decimal:
        """What went out for them."""
        return self.went_out - sum((line.went_out for line in self.lines), ZERO)


@dataclass(frozen=True, slots=True)
class PublicAccounts:
    """What is open, of the latest year's book; `totals` only where they are shown."""

    opened: OpenAccounts
    book: Book | None
    projects: list[OpenProject]
    totals: OurMoney | None


def opened_by(cooperative: Cooperative) -> OpenAccounts | None:
    """What a cooperative opened to everybody, if it did. One query."""
    return OpenAccounts.objects.open().filter(cooperative=cooperative).select_related("decision").first()


def public_accounts(cooperative: Cooperative) -> PublicAccounts | None:
    """The open accounts of a cooperative; None when they are closed. Six queries at most."""
    opened = opened_by(cooperative)
    if opened is None:
        return None
    books = Book.objects.filter(cooperative=cooperative).select_related("year").order_by("-year__starts")
    book = books.first()
    shown = {project.pk: OpenProject(project) for project in opened.projects.order_by("pk")}
    rest = {None: OpenProject(None)} if opened.with_rest else {}
    found: dict[int | None, OpenProject] = shown | rest
    if book:
        _fill(found, book, set(opened.codes))
    totals = money_of_book(book) if book and opened.with_totals else None
    return PublicAccounts(opened, book, list(found.values()), totals)


def _fill(found: dict[int | None, OpenProject], book: Book, codes: set[str]) -> None:
    moved = EntryLine.objects.filter(
        entry__book=book, account__kind__in=[Account.Kind.INCOME, Account.Kind.EXPENSE]
    ).order_by()
    sums: dict[int | None, list[tuple[int, Decimal]]] = defaultdict(list)
    for project, account, debit, credit in moved.values_list("project", "account").annotate(
        debit=Sum("debit"), credit=Sum("credit")
    ):
        sums[project].append((account, credit - debit))
    accounts = {row.pk: row for row in Account.objects.filter(federation_id=book.federation_id, year_id=book.year_id)}
    for project, rows in sums.items():
        if project not in found:
            continue
        one = found[project]
        for account_id, net in sorted(rows, key=lambda row: (accounts[row[0]].position, accounts[row[0]].code)):
            account = accounts[account_id]
            income = account.kind == Account.Kind.INCOME
            came_in, went_out = (net, ZERO) if income else (ZERO, -net)
            one.came_in, one.went_out = one.came_in + came_in, one.went_out + went_out
            if account.code in codes and net:
                one.lines.append(OpenLine(account, came_in, went_out))
