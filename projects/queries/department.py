"""What the activity reports that were sent say together: the department's year."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext_lazy as _

from cooperatives.models import Cooperative, SchoolYear
from occe.kit.dates import today
from projects.models import ActivityReport, Piece
from projects.models.consent import Medium

RULE = _(
    "Ce que disent ensemble les comptes rendus d’activité envoyés à l’association ; une coopérative qui n’a pas encore "
    "envoyé le sien n’y est pas. Les images sont celles que les classes ont choisies et que le site peut montrer."
)
TOTALS = ("projects", "hours", "sittings", "decisions", "adult_meetings")


@dataclass(frozen=True, slots=True)
class Department:
    """The sums of the reports sent: `sent` of `awaited` cooperatives, counted on a day. Kinds and partners by key."""

    year: str
    counted_on: date
    sent: int
    awaited: int
    totals: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)
    partners: dict[str, int] = field(default_factory=dict)
    pictures: int = 0


def department_of(year: SchoolYear, *, on: date | None = None) -> Department:
    """Add up what was frozen at each sending; only the pictures are asked for again. Three queries."""
    reports = ActivityReport.objects.sent().filter(year=year)
    totals: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    partners: Counter[str] = Counter()
    frozen = [figures for figures in reports.values_list("figures", flat=True) if figures]
    for figures in frozen:
        totals.update({key: figures["totals"].get(key, 0) for key in TOTALS})
        kinds.update(figures["kinds"])
        partners.update(figures["partners"])
    shown = ActivityReport.pictures.through.objects.filter(activityreport__in=reports).values("piece")
    pictures = Piece.objects.filter(pk__in=shown).allowed_on(Medium.SITE).count() if frozen else 0
    awaited = Cooperative.objects.filter(classrooms__year=year).distinct().count()
    return Department(
        year=year.slug, counted_on=on or today(), sent=len(frozen), awaited=awaited,
        totals={key: totals[key] for key in TOTALS}, kinds=dict(kinds.most_common()),
        partners=dict(partners.most_common()), pictures=pictures,
    )  # fmt: skip


def reports_by_cooperative(year: SchoolYear) -> list[tuple[Cooperative, ActivityReport | None]]:
    """Each cooperative that has classes in the year, with its report, if one was begun. Two queries."""
    begun = {one.cooperative_id: one for one in ActivityReport.objects.filter(year=year)}
    cooperatives = Cooperative.objects.filter(classrooms__year=year).select_related("school").distinct()
    return [(one, begun.get(one.pk)) for one in cooperatives.order_by("number")]
