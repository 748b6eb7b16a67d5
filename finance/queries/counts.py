"""A count of a box as the pupils who make it see it: whose turn it is, and what comes next."""

from enum import Enum

from cooperatives.models import Classroom
from finance.models import CashCount
from occe.kit.actors import PupilActor


class Turn(Enum):
    """What a pupil does with a count now."""

    COUNT = "count"
    WAITS_FOR_CLASSMATE = "classmate"
    TOGETHER = "together"
    OTHERS_TOGETHER = "others"
    WAITS_FOR_ADULT = "adult"


def count_of_class(classroom: Classroom) -> CashCount | None:
    """The count that the class makes now, if any: one that nobody confirmed. One query."""
    counts = CashCount.objects.open().filter(counted_by_class=classroom)
    return counts.select_related("classroom").order_by("pk").first()


def turn_of(count: CashCount | None, actor: PupilActor) -> Turn:
    """What this pupil does with the count: begin it when there is none. One query at most."""
    if count is None:
        return Turn.COUNT
    if count.state == CashCount.State.COUNTED:
        return Turn.WAITS_FOR_ADULT
    counted = list(count.tallies.filter(together=False).values_list("pupil_id", flat=True))
    if len(counted) < 2:
        return Turn.WAITS_FOR_CLASSMATE if actor.pupil_id in counted else Turn.COUNT
    return Turn.TOGETHER if actor.pupil_id in counted else Turn.OTHERS_TOGETHER
