"""What the annual report holds, read from the database and from nowhere else. Amounts are euros with two decimals.

The figures are the public pages' own (`cooperatives.queries.figures`, `projects.queries.launches`,
`finance.queries.figures`): one definition each. Nothing here has a language: kinds and states are codes.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Count, Q, Sum

from cooperatives.models import Affiliation, Cooperative, Mandate, SchoolYear
from cooperatives.queries.figures import (
    cooperatives_by_kind,
    counted_classes,
    mandated,
    publishable,
    pupils_by_kind,
    years_of_service,
)
from finance.models import Book
from finance.queries.combined import BookSums, CombinedAccount, combined_accounts, sums_by_book
from finance.queries.figures import counted_books, euros_raised
from projects.kinds import Kind, kinds_of
from projects.queries.department import Department, department_of
from projects.queries.launches import launched_by_kind, launches

ZERO = Decimal("0.00")
PUPILS, COOPERATIVES, PROJECTS, EUROS = "pupils", "cooperatives", "projects", "euros"
KEYS = (PUPILS, COOPERATIVES, PROJECTS, EUROS)

Parts = dict[str, Decimal | int | None]


@dataclass(frozen=True, slots=True)
class YearCount:
    """The four figures of a year; `accepted` of its `books` say what the euros rest on once it is over."""

    year: str
    live: bool
    pupils: int
    cooperatives: int
    new: int
    projects: int
    euros: Decimal
    books: int
    accepted: int
    on_paper: int


@dataclass(frozen=True, slots=True)
class CooperativeLine:
    """A cooperative in the year. `state` is its book's (empty without a book), `standing` its own today."""

    public_id: UUID
    number: int
    name: str
    commune: str
    kind: str
    standing: str
    classes: int
    pupils: int
    adults: int
    sums: BookSums
    state: str
    since: date | None
    reason: str

    @property
    def accepted(self) -> bool:
        return self.state == Book.State.ACCEPTED


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project that the year launched, on the day `on`."""

    kind: str
    title: str
    number: int
    cooperative: str
    commune: str
    on: date
    state: str
    published: bool


@dataclass(frozen=True, slots=True)
class AffiliationLine:
    """A cooperative's membership of the year; `fee` and `insurance` are its members times the year's tariff."""

    number: int
    cooperative: str
    commune: str
    pupils: int
    adults: int
    fee: Decimal
    insurance: Decimal
    paid_on: date | None
    commitment_on: date | None
    state: str

    @property
    def members(self) -> int:
        return self.pupils + self.adults


@dataclass(frozen=True, slots=True)
class MandateLine:
    """A mandate that held on some day of the year. `ends_on` is the first day without it."""

    number: int
    cooperative: str
    rank: int
    name: str
    starts_on: date
    ends_on: date | None
    state: str


@dataclass(frozen=True, slots=True)
class Report:
    """The year of an association as it stood on the day `as_of`. Lines are in the order in which they are printed.

    `years` end with the report's own; `kinds` divide a figure of that year by code of kind (euros: by account), with
    None for a part about too few pupils to be told. `domains` are the association's kinds of projects, by key.
    """

    slug: str
    association: str
    short_name: str
    year: str
    starts: date
    ends: date
    as_of: date
    service: int
    fee: Decimal
    insurance: Decimal
    years: tuple[YearCount, ...]
    kinds: dict[str, Parts] = field(default_factory=dict)
    domains: dict[str, Kind] = field(default_factory=dict)
    cooperatives: tuple[CooperativeLine, ...] = ()
    accounts: tuple[CombinedAccount, ...] = ()
    projects: tuple[ProjectLine, ...] = ()
    affiliations: tuple[AffiliationLine, ...] = ()
    mandates: tuple[MandateLine, ...] = ()
    activity: Department | None = None

    @property
    def count(self) -> YearCount:
        """The figures of the report's own year."""
        return self.years[-1]

    @property
    def live(self) -> bool:
        """Whether the year still runs: everything may move."""
        return self.count.live

    @property
    def until(self) -> date:
        """The day that its balances are those of: the last of the year, or today while it runs."""
        return min(self.ends, self.as_of)

    @property
    def sums(self) -> BookSums:
        """All books of the cooperatives in four figures, accepted or not."""
        books = [line.sums for line in self.cooperatives]
        names = ("opening", "income", "expense", "closing")
        return BookSums(*(sum((getattr(book, name) for book in books), ZERO) for name in names))

    @property
    def has_money(self) -> bool:
        """Whether a cooperative's book of the year holds anything."""
        return any((self.sums.opening, self.sums.income, self.sums.expense, self.sums.closing))

    @property
    def with_books(self) -> list[CooperativeLine]:
        return [line for line in self.cooperatives if line.state]

    @property
    def left_out(self) -> list[CooperativeLine]:
        """Those whose accounts are not accepted, or not there: once the year is over, no euro raised is theirs."""
        return [line for line in self.cooperatives if not line.accepted]

    def amount(self, stands_for: str) -> Decimal:
        """What the cooperatives have on the account of the fee, the insurance or the aids."""
        return next((line.cooperatives for line in self.accounts if line.account.stands_for == stands_for), ZERO)


@contextmanager
def one_snapshot() -> Iterator[None]:
    """Everything read inside is read as of one moment, whatever is committed meanwhile; nothing can be written.

    Opens the transaction itself, so it cannot stand inside another one.
    """
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def read_report(year: SchoolYear, *, on: date) -> Report:
    """Read a year of an association as it stands on the day `on`. A constant number of queries, and some a past year.

    Inside `one_snapshot` for what is kept; a page that is only looked at may read without.
    """
    federation = year.federation
    past = federation.years.filter(starts__lte=year.starts).order_by("starts").select_related("federation")
    domains = kinds_of(federation.pk)
    counts = [_count(one, domains, on=on) for one in past]
    accounts = combined_accounts(year)
    return Report(
        slug=federation.slug,
        association=federation.name,
        short_name=federation.short_name,
        year=year.slug,
        starts=year.starts,
        ends=year.ends,
        as_of=on,
        service=years_of_service(federation, on=on),
        fee=year.fee_per_member,
        insurance=year.insurance_per_member,
        years=tuple(count for count, _kinds in counts),
        kinds=counts[-1][1] | {EUROS: _raised_by_account(accounts, live=counts[-1][0].live)},
        domains=domains,
        cooperatives=_cooperatives(year, on=on),
        accounts=tuple(accounts),
        projects=_projects(year, list(domains)),
        affiliations=_affiliations(year),
        mandates=_mandates(year, on=on),
        activity=department_of(year, on=on),
    )


def _count(year: SchoolYear, domains: dict[str, Kind], *, on: date) -> tuple[YearCount, dict[str, Parts]]:
    """A year's figures, and the division by kind of those that have one."""
    firsts = mandated(year.federation, year.starts, min(on, year.ends))
    pupils, projects = pupils_by_kind(year, on=on), launched_by_kind(year)
    accepted = Count("id", filter=Q(state=Book.State.ACCEPTED))
    held = Book.objects.filter(year=year, cooperative__isnull=False).aggregate(
        books=Count("id"), accepted=accepted, on_paper=Count("id", filter=Q(mode=Book.Mode.SUMMARY))
    )
    count = YearCount(
        year=year.slug,
        live=year.ends >= on,
        pupils=sum(pupils.values()),
        cooperatives=len(firsts),
        new=sum(first >= year.starts for first in firsts.values()),
        projects=sum(projects.values()),
        euros=euros_raised(year, counted_books(year, on=on)),
        **held,
    )
    return count, {
        PUPILS: {**publishable(_ordered(pupils, Cooperative.Kind.values))},
        COOPERATIVES: {**_ordered(cooperatives_by_kind(firsts), Cooperative.Kind.values)},
        PROJECTS: {**_ordered(projects, list(domains))},
    }


def _ordered(found: dict[str, int], codes: Sequence[str]) -> dict[str, int]:
    return {code: found[code] for code in codes if found.get(code)}


def _raised_by_account(accounts: Sequence[CombinedAccount], *, live: bool) -> Parts:
    """The largest first, as on the public page."""
    raised = [
        (line.account.code, line.cooperatives if live else line.accepted)
        for line in accounts
        if line.account.counts_as_raised
    ]
    return {code: amount for code, amount in sorted(raised, key=lambda part: (-part[1], part[0])) if amount}


def _cooperatives(year: SchoolYear, *, on: date) -> tuple[CooperativeLine, ...]:
    """Those that lived in the year: a book, a class or a mandate in it."""
    books = {book.cooperative_id: book for book in Book.objects.filter(year=year, cooperative__isnull=False)}
    sums = sums_by_book([book.pk for book in books.values()])
    rows = counted_classes(year, on=on).values_list("cooperative").order_by()
    classes = {pk: counts for pk, *counts in rows.annotate(n=Count("id"), p=Sum("pupil_count"), a=Sum("adult_count"))}
    lived = mandated(year.federation, year.starts, min(on, year.ends)).keys() | books.keys() | classes.keys()
    found = (
        Cooperative.objects.filter(federation=year.federation, pk__in=lived)
        .select_related("school")
        .prefetch_related("other_schools")
        .order_by("number")
    )
    return tuple(_cooperative(row, books.get(row.pk), sums, classes.get(row.pk, (0, 0, 0))) for row in found)


def _cooperative(row: Cooperative, book: Book | None, sums: dict[int, BookSums], counts: Sequence[int]):
    communes = dict.fromkeys([row.school.commune, *(school.commune for school in row.other_schools.all())])
    moment = (book.decided_at or book.submitted_at) if book else None
    return CooperativeLine(
        public_id=row.public_id,
        number=row.number,
        name=row.name,
        commune=", ".join(communes),
        kind=row.kind,
        standing=row.state,
        classes=counts[0],
        pupils=counts[1],
        adults=counts[2],
        sums=sums.get(book.pk, BookSums()) if book else BookSums(),
        state=book.state if book else "",
        since=moment.date() if moment else None,
        reason=book.return_reason if book else "",
    )


def _projects(year: SchoolYear, domains: list[str]) -> tuple[ProjectLine, ...]:
    """By domain in the order of the domains, then by day."""
    steps = launches(year).select_related("project__cooperative__school")
    by_day = steps.order_by("on", "project__cooperative__number", "project_id")
    return tuple(
        ProjectLine(
            kind=step.project.kind,
            title=step.project.title,
            number=step.project.cooperative.number,
            cooperative=step.project.cooperative.name,
            commune=step.project.cooperative.school.commune,
            on=step.on,
            state=step.project.state,
            published=step.project.published_at is not None,
        )
        for step in sorted(by_day, key=lambda step: domains.index(step.project.kind))
    )


def _affiliations(year: SchoolYear) -> tuple[AffiliationLine, ...]:
    found = Affiliation.objects.filter(year=year).select_related("cooperative__school")
    return tuple(
        AffiliationLine(
            number=row.cooperative.number,
            cooperative=row.cooperative.name,
            commune=row.cooperative.school.commune,
            pupils=row.pupil_count,
            adults=row.adult_count,
            fee=row.member_count * year.fee_per_member,
            insurance=row.member_count * year.insurance_per_member,
            paid_on=row.paid_on,
            commitment_on=row.commitment_on,
            state=row.state,
        )
        for row in found.order_by("cooperative__number")
    )


def _mandates(year: SchoolYear, *, on: date) -> tuple[MandateLine, ...]:
    held = Mandate.objects.filter(cooperative__federation=year.federation)
    found = held.in_force_during(year.starts, min(on, year.ends)).select_related("cooperative", "user")
    return tuple(
        MandateLine(
            number=row.cooperative.number,
            cooperative=row.cooperative.name,
            rank=row.rank,
            name=row.user.get_full_name(),
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            state=row.state,
        )
        for row in found.order_by("cooperative__number", "rank", "starts_on", "id")
    )
