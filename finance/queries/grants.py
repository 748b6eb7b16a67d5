"""Grants and activities by the entries gathered under them, gross: what came in, what it paid, what is left. Euros.

A line belongs to what it names itself, else to what its tag names. Corrected entries and their corrections are out.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from cooperatives.models import Cooperative, Federation, SchoolYear
from finance.chart_of_accounts import PUBLIC_GRANTS
from finance.models import Account, Activity, Book, EntryLine, Grant, MovedGrant

ZERO = Decimal("0.00")
Kind = Account.Kind


@dataclass(frozen=True, slots=True)
class GrantMoney:
    """A grant with what was received and used of it so far. `state` is one of the keys that the pages know."""

    grant: Grant
    received: Decimal
    used: Decimal

    @property
    def left(self) -> Decimal:
        """Received and not used yet; never below zero."""
        return max(self.received - self.used, ZERO)

    @property
    def goes_on(self) -> bool:
        """Whether something of it is still to be answered, received or used: then it follows the money of a merger."""
        return self.grant.amount is None or self.used < self.grant.amount

    @property
    def state(self) -> str:
        if self.grant.refused_on:
            return "refused"
        if self.grant.reported_on:
            return "reported"
        if self.received:
            return "received" if self.left else "used"
        return "granted" if self.grant.amount else "asked"


def standing_lines() -> QuerySet[EntryLine]:
    """Lines of income and expense that stand, with `of_grant` and `of_activity`: the ids of what they belong to."""
    lines = EntryLine.objects.filter(
        account__kind__in=[Kind.INCOME, Kind.EXPENSE],
        entry__reverses__isnull=True,
        entry__reversed_by__isnull=True,
    )
    return lines.annotate(
        of_grant=Coalesce("grant_id", "tag__grant_id"), of_activity=Coalesce("activity_id", "tag__activity_id")
    )


def lines_of(gathered: Grant | Activity) -> QuerySet[EntryLine]:
    """The lines gathered under a grant or an activity, in the order of their days."""
    axis = "of_grant" if isinstance(gathered, Grant) else "of_activity"
    lines = standing_lines().filter(**{axis: gathered.pk})
    lines = lines.select_related("entry__voucher", "entry__book__year", "account", "tag", "classroom")
    return lines.order_by("entry__date", "entry__book_id", "entry__number", "position")


def with_money(grants: Iterable[Grant], *, until: datetime.date | None = None) -> list[GrantMoney]:
    """Grants with what was received and used, up to a day; what a merger handed on counts where it went.

    Two queries.
    """
    rows = list(grants)
    keys = [grant.pk for grant in rows]
    lines = standing_lines().filter(of_grant__in=keys)
    moves = MovedGrant.objects.filter(Q(left__in=keys) | Q(came__in=keys))
    if until:
        lines, moves = lines.filter(entry__date__lte=until), moves.filter(merger__at__date__lte=until)
    sums = {key: (received, used) for key, received, used in _in_and_out(lines, "of_grant")}
    moved: defaultdict[int | None, Decimal] = defaultdict(Decimal)
    for left, came, unspent in moves.values_list("left", "came", "unspent"):
        moved[left] -= unspent
        moved[came] += unspent
    found = [(grant, *sums.get(grant.pk, (ZERO, ZERO))) for grant in rows]
    return [GrantMoney(grant, received + moved[grant.pk], used) for grant, received, used in found]


def _in_and_out(lines: QuerySet[EntryLine], axis: str) -> Iterable[tuple[int, Decimal, Decimal]]:
    rows = lines.values(axis).order_by(axis)
    rows = rows.annotate(
        came_in=Sum(F("credit") - F("debit"), filter=Q(account__kind=Kind.INCOME), default=ZERO),
        went_out=Sum(F("debit") - F("credit"), filter=Q(account__kind=Kind.EXPENSE), default=ZERO),
    )
    return rows.values_list(axis, "came_in", "went_out")


def unspent(grants: QuerySet[Grant], year: SchoolYear) -> list[GrantMoney]:
    """Public grants with money left on the last day of a year: one line each, never booked by the cooperative.

    For the auditor it is a dedicated fund of the association (« fonds dédiés »). Two queries.
    """
    known = grants.public().filter(year__starts__lte=year.starts).select_related("cooperative__school", "year")
    rows = with_money(known.order_by("cooperative__number", "funder", "pk"), until=year.ends)
    return [row for row in rows if row.left]


def unspent_of(book: Book) -> list[GrantMoney]:
    """The same for one cooperative, at the end of its book's year."""
    return unspent(Grant.objects.filter(cooperative=book.cooperative), book.year)


def public_money(federation: Federation, year: SchoolYear) -> Decimal:
    """What all the books of an association received of public money in a year, in euros. One query.

    The account of public grants, and whatever else was gathered under a public grant.
    """
    public = Grant.objects.filter(cooperative__federation=federation).public()
    lines = standing_lines().filter(entry__book__federation=federation, entry__book__year=year)
    lines = lines.filter(account__kind=Kind.INCOME)
    lines = lines.filter(Q(account__code=PUBLIC_GRANTS) | Q(of_grant__in=public.values("pk")))
    return lines.aggregate(sum=Sum(F("credit") - F("debit")))["sum"] or ZERO


def open_grants(cooperative: Cooperative) -> list[GrantMoney]:
    """Grants that are asked for, or whose use is not reported yet, and that no merger took elsewhere. Two queries."""
    grants = Grant.objects.filter(cooperative=cooperative, refused_on__isnull=True, reported_on__isnull=True)
    return with_money(grants.filter(moved_to__isnull=True).order_by("funder", "pk"))


@dataclass(frozen=True, slots=True)
class ActivityMoney:
    """An activity with its gross income and gross costs, by account; never the profit alone."""

    activity: Activity
    came_in: Decimal = ZERO
    went_out: Decimal = ZERO
    by_account: list[tuple[Account, Decimal]] = field(default_factory=list)

    @property
    def result(self) -> Decimal:
        return self.came_in - self.went_out


def activities_with_money(activities: Iterable[Activity]) -> list[ActivityMoney]:
    """Activities with what came in and went out. One query."""
    rows = list(activities)
    lines = standing_lines().filter(of_activity__in=[row.pk for row in rows])
    sums = {key: (came_in, went_out) for key, came_in, went_out in _in_and_out(lines, "of_activity")}
    return [ActivityMoney(row, *sums.get(row.pk, (ZERO, ZERO))) for row in rows]


def to_gather(book: Book, gathered: Grant | Activity) -> QuerySet[EntryLine]:
    """The lines of a book that may still be gathered under it: those that belong to none of its kind. Latest first."""
    axis = "of_grant" if isinstance(gathered, Grant) else "of_activity"
    lines = standing_lines().filter(entry__book=book, **{f"{axis}__isnull": True})
    lines = lines.filter(account__by_mandate=False)
    return lines.select_related("entry__voucher", "account", "classroom").order_by("-entry__number", "position")


def in_book(book: Book, lines: Sequence[int]) -> QuerySet[EntryLine]:
    """Those of these lines (ids) that stand in the book."""
    return standing_lines().filter(entry__book=book, pk__in=lines)
