"""How pupils, cooperatives and years of service are counted: one definition each, in words and in code.

The public pages, the annual report and whatever else tells these figures count them here. A year that runs is counted
as things stand on a day; a year that is over, as they stood on its last one.
"""

from datetime import date

from django.db.models import Count, Min, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Classroom, Cooperative, Federation, Mandate, SchoolYear

PUPILS = _(
    "La somme des effectifs des classes de l’année, dans les coopératives actives. Pour une année terminée : "
    "dans les coopératives qui étaient ouvertes à son dernier jour. Une classe adhère tout entière ; chaque "
    "élève compte une fois, sans être nommé."
)
COOPERATIVES = _(
    "Les coopératives qui ont eu, dans l’année, un mandataire en fonction. Une coopérative est nouvelle "
    "l’année de son premier mandat."
)
SERVICE = _("Les années entières écoulées depuis la création de l’association.")

FEWEST = 5
"""A detail about fewer pupils than this is told to nobody outside."""


def counted_classes(year: SchoolYear, *, on: date) -> QuerySet[Classroom]:
    """The year's classes as `PUPILS` defines them: of cooperatives that live on the day `on`, or that were open on the
    last day of a year that is over by then."""
    classes = Classroom.objects.of_year(year)
    if year.ends >= on:
        return classes.filter(cooperative__in=Cooperative.objects.active())
    return classes.exclude(cooperative__closed_on__lte=year.ends)


def pupils_by_kind(year: SchoolYear, *, on: date) -> dict[str, int]:
    """`PUPILS`, by kind of cooperative; their sum is the figure. One query."""
    rows = counted_classes(year, on=on).values_list("cooperative__kind")
    return dict(rows.annotate(n=Sum("pupil_count")).order_by())


def publishable(parts: dict[str, int]) -> dict[str, int | None]:
    """The parts of a figure about pupils that may be told: None in place of one under `FEWEST`, and in place of one
    more where a single hidden part could be worked out."""
    hidden = {key for key, value in parts.items() if value and value < FEWEST}
    if len(hidden) == 1 and len(parts) > 1:
        hidden.add(min((key for key in parts if key not in hidden), key=lambda key: parts[key]))
    return {key: None if key in hidden else value for key, value in parts.items()}


def mandated(federation: Federation, starts: date, until: date) -> dict[int, date]:
    """The cooperatives with a mandate in force between two days, both included, and the day of their first mandate.

    This is `COOPERATIVES`: how many there are, and which are new (their first day lies in the year). One query.
    """
    held = Mandate.objects.filter(cooperative__federation=federation)
    in_force = held.in_force_during(starts, until).values("cooperative_id")
    firsts = held.readable(until).filter(cooperative_id__in=in_force).values_list("cooperative_id")
    return dict(firsts.annotate(first=Min("starts_on")).order_by("cooperative_id"))


def cooperatives_by_kind(ids: dict[int, date] | list[int]) -> dict[str, int]:
    """How many of these cooperatives are of each kind. One query."""
    return dict(Cooperative.objects.filter(pk__in=ids).values_list("kind").annotate(n=Count("id")).order_by())


def years_of_service(federation: Federation, *, on: date) -> int:
    """`SERVICE` on a day; 0 while the founding date is not known or lies ahead."""
    founded = federation.founded_on
    if not founded or founded >= on:
        return 0
    return on.year - founded.year - ((on.month, on.day) < (founded.month, founded.day))
