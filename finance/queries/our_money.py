"""« Notre argent », as a class reads it: what there was, what came in, what went out, what is left, and for what.

In a practice class all of it is false, and comes from the practice. Amounts in euros.
"""

import datetime
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import F, Q, Sum

from cooperatives.models import Classroom
from finance.models import Account, Book, Entry, EntryLine, ExpenseClaim, PracticeEntry, PracticeRun
from projects.models import Project

from . import balances

ZERO = Decimal(0)
LATEST = 6
Kind = Account.Kind
# Entries that leave the sum as it is, and the one that begins it: no child says of them that our money changed.
QUIET = (Entry.Kind.OPENING, Entry.Kind.TRANSFER, Entry.Kind.ADVANCE)


@dataclass(frozen=True, slots=True)
class Move:
    """Money that came in or went out on a day, for something; `category` is the picture that its author chose."""

    date: datetime.date
    came_in: Decimal
    went_out: Decimal
    account: Account | None = None
    project: Project | None = None
    category: str = ""

    @property
    def amount(self) -> Decimal:
        return self.came_in or self.went_out


@dataclass(frozen=True, slots=True)
class ProjectMoney:
    """What a project brought and cost."""

    project: Project
    came_in: Decimal
    went_out: Decimal


@dataclass(frozen=True, slots=True)
class OurMoney:
    """`carried + came_in − went_out` is `left`. `before` and `after` are around the latest move; None without one."""

    carried: Decimal = ZERO
    came_in: Decimal = ZERO
    went_out: Decimal = ZERO
    left: Decimal = ZERO
    class_box: Decimal | None = None
    before: Decimal | None = None
    after: Decimal | None = None
    moves: list[Move] = field(default_factory=list)
    projects: list[ProjectMoney] = field(default_factory=list)
    is_practice: bool = False


def our_money(classroom: Classroom) -> OurMoney:
    """The money of a class's cooperative in the class's year, or of its practice. At most eight queries."""
    run = PracticeRun.objects.filter(classroom=classroom).first()
    if run:
        return _practised(run)
    book = Book.objects.filter(cooperative_id=classroom.cooperative_id, year_id=classroom.year_id).first()
    return _booked(book, classroom) if book else OurMoney()


def left_after(entry: Entry) -> tuple[Decimal, Decimal]:
    """« De … à … »: all the money before an entry and after it. Two queries."""
    before, after = balances.money_around(entry)
    return before.total, after.total


def money_of_book(book: Book) -> OurMoney:
    """The totals of a book alone: what there was, came in, went out, is left. One query."""
    sums = _sums(book)
    return OurMoney(
        carried=sums.get(Kind.CARRIED_FORWARD, ZERO),
        came_in=sums.get(Kind.INCOME, ZERO),
        went_out=-sums.get(Kind.EXPENSE, ZERO),
        left=-sums.get(Kind.TREASURY, ZERO),
    )


def _sums(book: Book) -> dict[str, Decimal]:
    """Credits less debits of each kind of account."""
    lines = EntryLine.objects.filter(entry__book=book).values_list("account__kind").order_by()
    return dict(lines.annotate(sum=Sum(F("credit") - F("debit"))))


def _booked(book: Book, classroom: Classroom) -> OurMoney:
    sums = _sums(book)
    last = Entry.objects.filter(book=book).exclude(kind__in=QUIET).select_related("book").order_by("number").last()
    before, after = left_after(last) if last else (None, None)
    return OurMoney(
        carried=sums.get(Kind.CARRIED_FORWARD, ZERO),
        came_in=sums.get(Kind.INCOME, ZERO),
        went_out=-sums.get(Kind.EXPENSE, ZERO),
        left=-sums.get(Kind.TREASURY, ZERO),
        class_box=balances.class_box_balances(book).get(classroom.pk),
        before=before,
        after=after,
        moves=_latest(book),
        projects=_by_project(book),
    )


def _latest(book: Book) -> list[Move]:
    """What came in and went out last; what was barred, and the bar, are left out."""
    lines = EntryLine.objects.filter(
        entry__book=book,
        entry__kind__in=[Entry.Kind.EXPENSE, Entry.Kind.INCOME],
        entry__reversed_by__isnull=True,
        account__kind__in=[Kind.EXPENSE, Kind.INCOME],
    ).select_related("account", "entry__claim", "project")
    return [
        Move(line.entry.date, line.credit, line.debit, line.account, line.project, _category_of(line.entry))
        for line in lines.order_by("-entry__number", "position")[:LATEST]
    ]


def _category_of(entry: Entry | PracticeEntry) -> str:
    """The picture on the expense that an entry stands for; "" for what nobody of the class wrote."""
    claim: ExpenseClaim | None = getattr(entry, "claim", None)
    return claim.category if claim else ""


def _by_project(book: Book) -> list[ProjectMoney]:
    rows = (
        EntryLine.objects.filter(entry__book=book, project__isnull=False, account__kind__in=[Kind.EXPENSE, Kind.INCOME])
        .values("project")
        .order_by("project")
        .annotate(
            came_in=Sum(F("credit") - F("debit"), filter=Q(account__kind=Kind.INCOME), default=ZERO),
            went_out=Sum(F("debit") - F("credit"), filter=Q(account__kind=Kind.EXPENSE), default=ZERO),
        )
    )
    sums = {row["project"]: row for row in rows if row["came_in"] or row["went_out"]}
    projects = Project.objects.filter(pk__in=sums)
    return [ProjectMoney(row, sums[row.pk]["came_in"], sums[row.pk]["went_out"]) for row in projects]


def _practised(run: PracticeRun) -> OurMoney:
    entries = list(run.entries.select_related("claim").order_by("-number"))
    came_in = sum((entry.came_in for entry in entries), ZERO)
    went_out = sum((entry.went_out for entry in entries), ZERO)
    left = run.opening + came_in - went_out
    last = entries[0] if entries else None
    return OurMoney(
        carried=run.opening,
        came_in=came_in,
        went_out=went_out,
        left=left,
        before=left - last.came_in + last.went_out if last else None,
        after=left if last else None,
        moves=[
            Move(entry.date, entry.came_in, entry.went_out, category=_category_of(entry)) for entry in entries[:LATEST]
        ],
        is_practice=True,
    )
