"""What the activity reports that were sent say together: the department's year."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Cooperative, SchoolYear
from occe.kit.dates import today
from projects.models import ActivityReport, Piece
from projects.models.consent import Medium

RULE = _(
    "Ce que disent ensemble les comptes rendus d’activité envoyés à l’association ; une coopérative qui n’a pas encore "
    "envoyé le sien n’y est pas. Les images sont celles que les classes ont choisies et que le site peut montrer."
)


class Figure(NamedTuple):
    """A figure of the department's year: its name in a list, and what it counts, in words for everybody."""

    key: str
    name: Promise
    words: Promise


FIGURES = (
    Figure("projects", _("projets"), _(
        "Les projets de la coopérative qui ont fait un pas dans l’année\u00a0: décidés, commencés, finis ou racontés."
    )),
    Figure("hours", _("heures de classe"), _("Ce que les classes ont passé sur ces projets, d’après leurs adultes.")),
    Figure("sittings", _("séances de conseil"), _(
        "Les conseils d’élèves qui se sont tenus dans le portail, et les jours où un conseil a décidé sur papier."
    )),
    Figure("decisions", _("décisions"), _("Celles du registre des conseils qui tiennent encore à l’envoi.")),
    Figure("adult_meetings", _("réunions des adultes"), _("Les conseils d’adultes tenus dans l’année.")),
    Figure("trainings", _("formations et animations"), _("Celles que les adultes ont écrites dans leur compte rendu.")),
    Figure("training_hours", _("heures de formation"), _("Les heures écrites avec ces formations et animations.")),
    Figure("events", _("fêtes, rencontres et sorties"), _(
        "Celles du cahier de comptes, et celles que les adultes ont ajoutées dans leur compte rendu."
    )),
)  # fmt: skip
TOTALS = tuple(figure.key for figure in FIGURES)
KINDS_RULE = _("Chaque projet compte une fois, dans le domaine que sa classe a choisi.")
PARTNERS_RULE = _("Chaque partenaire d’un projet compte une fois par projet, dans sa sorte.")


@dataclass(frozen=True, slots=True)
class Department:
    """The sums of the reports sent: `sent` of `awaited` cooperatives, counted on a day. Kinds and partners by key."""

    year: str
    counted_on: date
    sent: int
    awaited: int
    totals: dict[str, float] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)
    partners: dict[str, int] = field(default_factory=dict)
    pictures: int = 0

    @property
    def figures(self) -> list[tuple[Figure, float]]:
        """The figures that have something to say, in their order."""
        return [(figure, self.totals[figure.key]) for figure in FIGURES if self.totals.get(figure.key)]

    def as_json(self) -> dict:
        """What is published and kept: all but the pictures, for an authorisation that ends takes them away."""
        told = {key: getattr(self, key) for key in ("year", "sent", "awaited", "totals", "kinds", "partners")}
        return told | {"counted_on": self.counted_on.isoformat()}

    @classmethod
    def from_json(cls, data: dict) -> "Department":
        """What was kept, as it was counted."""
        return cls(**data | {"counted_on": date.fromisoformat(data["counted_on"])})


def department_of(year: SchoolYear, *, on: date | None = None) -> Department:
    """Add up what was frozen at each sending; only the pictures are asked for again. Three queries."""
    reports = ActivityReport.objects.sent().filter(year=year)
    totals: dict[str, float] = dict.fromkeys(TOTALS, 0)
    kinds: Counter[str] = Counter()
    partners: Counter[str] = Counter()
    frozen = [figures for figures in reports.values_list("figures", flat=True) if figures]
    for figures in frozen:
        for key in TOTALS:
            totals[key] += figures["totals"].get(key, 0)
        kinds.update(figures["kinds"])
        partners.update(figures["partners"])
    shown = ActivityReport.pictures.through.objects.filter(activityreport__in=reports).values("piece")
    pictures = Piece.objects.filter(pk__in=shown).allowed_on(Medium.SITE).count() if frozen else 0
    awaited = Cooperative.objects.filter(classrooms__year=year).distinct().count()
    return Department(
        year=year.slug, counted_on=on or today(), sent=len(frozen), awaited=awaited,
        totals=totals, kinds=dict(kinds.most_common()),
        partners=dict(partners.most_common()), pictures=pictures,
    )  # fmt: skip


def reports_by_cooperative(year: SchoolYear) -> list[tuple[Cooperative, ActivityReport | None]]:
    """Each cooperative that has classes in the year, with its report, if one was begun. Two queries."""
    begun = {one.cooperative_id: one for one in ActivityReport.objects.filter(year=year)}
    cooperatives = Cooperative.objects.filter(classrooms__year=year).select_related("school").distinct()
    return [(one, begun.get(one.pk)) for one in cooperatives.order_by("number")]
