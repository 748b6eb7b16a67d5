"""Children whom nobody moved up and nobody told as gone: their names do not outlive the autumn."""

from datetime import date

from django.db.models import Max, QuerySet

from cooperatives.models import Cooperative
from members.models import Pupil
from members.services.roster import depart
from occe.kit.actors import System

MONTH, DAY = 11, 30
"""The last day on which a list of the year before is still of use (the school year began on 1 September)."""


def left_behind(on: date) -> QuerySet:
    """The children whose latest class is of a year that ended before the last 30 November, that day included."""
    autumn = on.year if on >= date(on.year, MONTH, DAY) else on.year - 1
    children = Pupil.objects.here().filter(kind=Pupil.Kind.CHILD)
    return children.annotate(last_day=Max("enrolments__classroom__year__ends")).filter(
        last_day__lt=date(autumn, MONTH, 1)
    )


def last_day_for(cooperative: Cooperative, *, on: date) -> date | None:
    """The 30 November on which children of the cooperative will be forgotten, from September on; None without such."""
    if on.month not in (9, 10, 11):
        return None
    children = Pupil.objects.here().filter(kind=Pupil.Kind.CHILD, cooperative=cooperative)
    before = children.annotate(last_day=Max("enrolments__classroom__year__ends")).filter(last_day__lt=on)
    return date(on.year, MONTH, DAY) if before.exists() else None


def forget_left_behind(*, on: date) -> int:
    """Let them depart, as if an adult had told it; returns how many. Each in its own transaction."""
    gone = list(left_behind(on).select_related("cooperative"))
    for pupil in gone:
        depart(pupil, on=on, by=System(pupil.cooperative.federation_id))
    return len(gone)
