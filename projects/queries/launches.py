"""Which projects a year launched: one definition, in words and in code, for the public pages and the annual report."""

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Cooperative, SchoolYear
from projects.models import Project, ProjectStep

LAUNCHED = _("Les projets qui sont passés à l’action dans l’année : décidés, puis commencés.")


def launches(year: SchoolYear) -> QuerySet[ProjectStep]:
    """The steps by which projects of the year's association began to run within the year: `LAUNCHED`, one a project."""
    return ProjectStep.objects.filter(
        state=Project.State.RUNNING,
        returns=False,
        on__range=(year.starts, year.ends),
        project__cooperative__federation=year.federation_id,
    )


def launched_of(cooperative: Cooperative, year: SchoolYear) -> int:
    """`LAUNCHED`, of one cooperative. One query."""
    return launches(year).filter(project__cooperative=cooperative).count()


def launched_by_kind(year: SchoolYear) -> dict[str, int]:
    """`LAUNCHED`, by kind of project; their sum is the figure. One query."""
    return dict(launches(year).values_list("project__kind").annotate(n=Count("id")).order_by())
