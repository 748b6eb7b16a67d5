"""The impact figures: each has one definition, here in code and beside it in words, a date, and its detail.

The year that runs is counted live; a year that is over counts the accounts that were accepted, and says how many;
once it is closed its figures are frozen (`ImpactSnapshot`) and never change. Amounts are euros with two decimals.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from cooperatives.models import Classroom, Cooperative, Federation, SchoolYear
from finance.models import Book
from finance.queries.figures import RAISED, euros_raised, totals_by_account
from occe.kit.euros import CENT
from projects.models import Project, ProjectStep
from website import stamp
from website.queries import mandated

DEFINITIONS_VERSION = 1
FEWEST = 5
"""A detail about fewer pupils than this is not published."""

PUPILS, COOPERATIVES, PROJECTS, EUROS = "pupils", "cooperatives", "projects", "euros"
KEYS = (PUPILS, COOPERATIVES, PROJECTS, EUROS)


@dataclass(frozen=True, slots=True)
class Definition:
    """What a figure counts, in words for everybody."""

    key: str
    name: str | Promise
    words: str | Promise


DEFINITIONS = (
    Definition(
        PUPILS,
        _("élèves dans une coopérative"),
        _(
            "La somme des effectifs des classes de l’année, dans les coopératives actives. Pour une année terminée : "
            "dans les coopératives qui étaient ouvertes à son dernier jour. Une classe adhère tout entière ; chaque "
            "élève compte une fois, sans être nommé."
        ),
    ),
    Definition(
        COOPERATIVES,
        _("coopératives"),
        _(
            "Les coopératives qui ont eu, dans l’année, un mandataire en fonction. Une coopérative est nouvelle "
            "l’année de son premier mandat."
        ),
    ),
    Definition(
        PROJECTS,
        _("projets lancés"),
        _("Les projets qui sont passés à l’action dans l’année : décidés, puis commencés."),
    ),
    Definition(
        EUROS,
        _("réunis pour les projets"),
        format_lazy(
            "{} {}",
            RAISED,
            _("Pour une année terminée, seuls comptent les cahiers que l’association a acceptés."),
        ),
    ),
    Definition(
        "service",
        _("années de service"),
        _("Les années entières écoulées depuis la création de l’association."),
    ),
)


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of a figure: its key, its words, its value; no value when it is too small to be published."""

    key: str
    fr: str
    en: str
    value: int | Decimal | None


@dataclass(frozen=True, slots=True)
class YearFigures:
    """The figures of one year. `totals` by key, `details` by key and kind; `new` counts the new cooperatives.

    `live` while the year runs; otherwise `books_accepted` of `books` say what the euros rest on.
    """

    year: str
    counted_on: date
    live: bool
    frozen: bool = False
    new: int = 0
    books: int = 0
    books_accepted: int = 0
    totals: dict[str, int | Decimal] = field(default_factory=dict)
    details: dict[str, tuple[Slice, ...]] = field(default_factory=dict)

    def as_json(self) -> dict:
        """For `ImpactSnapshot.figures` and `/impact.json`: amounts are strings with two decimals."""
        return {
            "year": self.year,
            "counted_on": self.counted_on.isoformat(),
            "new_cooperatives": self.new,
            "books": self.books,
            "books_accepted": self.books_accepted,
            "totals": {key: _plain(value) for key, value in self.totals.items()},
            "details": {
                key: [{"key": s.key, "fr": s.fr, "en": s.en, "value": _plain(s.value)} for s in parts]
                for key, parts in self.details.items()
            },
        }

    @classmethod
    def from_json(cls, data: dict) -> "YearFigures":
        """What a snapshot holds, as it was counted."""
        return cls(
            year=data["year"],
            counted_on=date.fromisoformat(data["counted_on"]),
            live=False,
            frozen=True,
            new=data["new_cooperatives"],
            books=data["books"],
            books_accepted=data["books_accepted"],
            totals={key: _value(value) for key, value in data["totals"].items()},
            details={
                key: tuple(Slice(s["key"], s["fr"], s["en"], _value(s["value"])) for s in parts)
                for key, parts in data["details"].items()
            },
        )


@dataclass(frozen=True, slots=True)
class Impact:
    """All that the association may say of itself: its years, oldest first, and how long it has served."""

    years: tuple[YearFigures, ...]
    current: YearFigures | None
    service: int

    def past(self, key: str) -> list[YearFigures]:
        """The years in which a figure has something to say."""
        return [figures for figures in self.years if figures.totals.get(key)]


_kept: dict[tuple[str, int], tuple[str, Impact]] = {}


def impact(federation: Federation) -> Impact:
    """The figures of a federation now: kept in this process until something that they count has changed."""
    version, place = stamp.of_federation(federation.pk), (stamp.database(), federation.pk)
    kept = _kept.get(place)
    if kept is None or kept[0] != version:
        kept = _kept[place] = (version, _gather(federation, timezone.localdate()))
    return kept[1]


def count(year: SchoolYear, *, on: date) -> YearFigures:
    """Count one year as it stands on a day: live while it runs, from the accepted accounts once it is over."""
    live = year.ends >= on
    until = min(on, year.ends)
    firsts = mandated(year.federation, year.starts, until)
    books = Book.objects.filter(year=year, cooperative__isnull=False)
    counted = books if live else books.filter(state=Book.State.ACCEPTED)
    held = books.aggregate(all=Count("id"), accepted=Count("id", filter=Q(state=Book.State.ACCEPTED)))
    details = {
        PUPILS: suppress(_by_kind_of_cooperative(_classes(year, live), Sum("pupil_count"), "cooperative__kind")),
        COOPERATIVES: _by_kind_of_cooperative(Cooperative.objects.filter(pk__in=firsts), Count("id"), "kind"),
        PROJECTS: _projects(year),
        EUROS: _euros(counted),
    }
    return YearFigures(
        year=year.slug,
        counted_on=on,
        live=live,
        new=sum(first >= year.starts for first in firsts.values()),
        books=held["all"],
        books_accepted=held["accepted"],
        totals={
            PUPILS: _classes(year, live).aggregate(n=Sum("pupil_count"))["n"] or 0,
            COOPERATIVES: len(firsts),
            PROJECTS: sum(part.value or 0 for part in details[PROJECTS]),
            EUROS: euros_raised(year, counted).quantize(CENT),
        },
        details=details,
    )


def suppress(parts: Iterable[Slice]) -> tuple[Slice, ...]:
    """Hide the parts about fewer than five pupils, and one more when a single hidden part could be worked out."""
    parts = tuple(parts)
    hidden = {part.key for part in parts if part.value and part.value < FEWEST}
    if len(hidden) == 1 and len(parts) > 1:
        hidden.add(min((p for p in parts if p.key not in hidden), key=lambda p: p.value or 0).key)
    return tuple(Slice(p.key, p.fr, p.en, None) if p.key in hidden else p for p in parts)


def _gather(federation: Federation, today: date) -> Impact:
    begun = federation.years.filter(starts__lte=today).select_related("impact_snapshot").order_by("starts")
    years = tuple(
        YearFigures.from_json(year.impact_snapshot.figures)
        if hasattr(year, "impact_snapshot")
        else count(year, on=today)
        for year in begun
    )
    founded = federation.founded_on
    service = 0
    if founded and founded < today:
        service = today.year - founded.year - ((today.month, today.day) < (founded.month, founded.day))
    return Impact(years, years[-1] if years else None, service)


def _classes(year: SchoolYear, live: bool):
    """The year's classes whose cooperative lives now, or lived on the last day of a year that is over."""
    if live:
        return Classroom.objects.of_year(year).filter(cooperative__in=Cooperative.objects.active())
    return Classroom.objects.of_year(year).exclude(cooperative__closed_on__lte=year.ends)


def _by_kind_of_cooperative(rows, measure, column: str) -> tuple[Slice, ...]:
    found = dict(rows.values_list(column).annotate(n=measure).order_by())
    return _slices(Cooperative.Kind, found)


def _projects(year: SchoolYear) -> tuple[Slice, ...]:
    steps = ProjectStep.objects.filter(
        state=Project.State.RUNNING,
        on__range=(year.starts, year.ends),
        project__cooperative__federation=year.federation_id,
    )
    return _slices(Project.Kind, dict(steps.values_list("project__kind").annotate(n=Count("id")).order_by()))


def _slices(kinds, found: dict[str, int]) -> tuple[Slice, ...]:
    """The kinds that have something, in their own order, named in both languages."""
    return tuple(
        Slice(kind.value, words(kind.label, "fr"), words(kind.label, "en"), found[kind.value])
        for kind in kinds
        if found.get(kind.value)
    )


def _euros(books: QuerySet[Book]) -> tuple[Slice, ...]:
    """What was raised, by account of the chart, the largest first."""
    found = [total for total in totals_by_account(books) if total.account.counts_as_raised and total.amount]
    found.sort(key=lambda total: (-total.amount, total.account.code))
    return tuple(Slice(t.account.code, t.account.label_fr, t.account.label_en, t.amount) for t in found)


def words(text: str | Promise, language: str) -> str:
    """A lazy sentence in one language."""
    with override(language):
        return str(text)


def _plain(value: int | Decimal | None) -> int | str | None:
    return str(value) if isinstance(value, Decimal) else value


def _value(value: int | str | None) -> int | Decimal | None:
    return Decimal(value) if isinstance(value, str) else value
