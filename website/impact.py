"""The impact figures: each has one definition, here in code and beside it in words, a date, and its detail.

The year that runs is counted live; a year that is over counts the accounts that were accepted, and says how many;
once it is closed its figures are frozen (`ImpactSnapshot`) and never change. Amounts are euros with two decimals.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from cooperatives.models import Cooperative, Federation, SchoolYear
from cooperatives.queries import figures as counted
from finance.models import Book
from finance.queries.figures import RAISED_WHEN_OVER, counted_books, euros_raised, totals_by_account
from occe.kit.euros import CENT
from projects.kinds import kinds_of
from projects.queries.department import FIGURES, KINDS_RULE, PARTNERS_RULE, RULE, Department, department_of
from projects.queries.launches import LAUNCHED, launched_by_kind
from website import stamp

DEFINITIONS_VERSION = 2
FEWEST = counted.FEWEST

PUPILS, COOPERATIVES, PROJECTS, EUROS = "pupils", "cooperatives", "projects", "euros"
KEYS = (PUPILS, COOPERATIVES, PROJECTS, EUROS)


@dataclass(frozen=True, slots=True)
class Definition:
    """What a figure counts, in words for everybody."""

    key: str
    name: str | Promise
    words: str | Promise


DEFINITIONS = (
    Definition(PUPILS, _("élèves dans une coopérative"), counted.PUPILS),
    Definition(COOPERATIVES, _("coopératives"), counted.COOPERATIVES),
    Definition(PROJECTS, _("projets lancés"), LAUNCHED),
    Definition(EUROS, _("euros réunis pour les projets"), RAISED_WHEN_OVER),
    Definition("service", _("années de service"), counted.SERVICE),
)
ACTIVITY = (
    Definition("activity", _("ce que les classes ont fait"), RULE),
    *(Definition(f"activity-{figure.key}", figure.name, figure.words) for figure in FIGURES),
    Definition("activity-kinds", _("projets par domaine"), KINDS_RULE),
    Definition("activity-partners", _("partenaires"), PARTNERS_RULE),
)
"""What the sums of the activity reports count."""


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

    `live` while the year runs; otherwise `books_accepted` of `books` say what the euros rest on, and `activity` what
    the activity reports say together, once one was sent.
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
    activity: Department | None = None

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
            "activity": self.activity.as_json() if self.activity else None,
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
            activity=Department.from_json(data["activity"]) if data.get("activity") else None,
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
    firsts = counted.mandated(year.federation, year.starts, min(on, year.ends))
    books = Book.objects.filter(year=year, cooperative__isnull=False)
    resting_on = counted_books(year, on=on)
    pupils = counted.pupils_by_kind(year, on=on)
    held = books.aggregate(all=Count("id"), accepted=Count("id", filter=Q(state=Book.State.ACCEPTED)))
    details = {
        PUPILS: suppress(_slices(Cooperative.Kind, pupils)),
        COOPERATIVES: _slices(Cooperative.Kind, counted.cooperatives_by_kind(firsts)),
        PROJECTS: _fields(year),
        EUROS: _euros(resting_on),
    }
    return YearFigures(
        year=year.slug,
        counted_on=on,
        live=live,
        new=sum(first >= year.starts for first in firsts.values()),
        books=held["all"],
        books_accepted=held["accepted"],
        totals={
            PUPILS: sum(pupils.values()),
            COOPERATIVES: len(firsts),
            PROJECTS: sum(part.value or 0 for part in details[PROJECTS]),
            EUROS: euros_raised(year, resting_on).quantize(CENT),
        },
        details=details,
        activity=None if live else _activity(year, on=on),
    )


def suppress(parts: Iterable[Slice]) -> tuple[Slice, ...]:
    """Hide the parts about fewer than five pupils, and one more when a single hidden part could be worked out."""
    parts = tuple(parts)
    told = counted.publishable({part.key: int(part.value or 0) for part in parts})
    return tuple(Slice(part.key, part.fr, part.en, told[part.key]) for part in parts)


def _gather(federation: Federation, today: date) -> Impact:
    begun = federation.years.filter(starts__lte=today).select_related("impact_snapshot").order_by("starts")
    years = tuple(_frozen(year, today) if hasattr(year, "impact_snapshot") else count(year, on=today) for year in begun)
    return Impact(years, years[-1] if years else None, counted.years_of_service(federation, on=today))


def _frozen(year: SchoolYear, today: date) -> YearFigures:
    """What the snapshot holds; one made before the activity reports were added up leaves these to be counted, with
    their own day."""
    kept = year.impact_snapshot.figures  # type: ignore[attr-defined]
    figures = YearFigures.from_json(kept)
    return figures if "activity" in kept else replace(figures, activity=_activity(year, on=today))


def _activity(year: SchoolYear, *, on: date) -> Department | None:
    found = department_of(year, on=on)
    return found if found.sent else None


def _slices(kinds, found: dict[str, int]) -> tuple[Slice, ...]:
    """The kinds that have something, in their own order, named in both languages."""
    return tuple(
        Slice(kind.value, words(kind.label, "fr"), words(kind.label, "en"), found[kind.value])
        for kind in kinds
        if found.get(kind.value)
    )


def _fields(year: SchoolYear) -> tuple[Slice, ...]:
    """The projects that a year launched, by kind as the association names them."""
    found = launched_by_kind(year)
    kinds = kinds_of(year.federation_id).values()
    return tuple(
        Slice(kind.key, kind.label_fr, kind.label_en, found[kind.key]) for kind in kinds if found.get(kind.key)
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
