"""What a child who was absent reads first: what the council decided, in three lines."""

from dataclasses import dataclass

from councils.models import Attendance, CouncilMeeting
from occe.kit.actors import PupilActor

LINES = 3


@dataclass(frozen=True, slots=True)
class Missed:
    """A sitting that is over, and what it came to: `lines` are decisions first, then what was said."""

    meeting: CouncilMeeting
    lines: list[str]


def outcome_of(meeting: CouncilMeeting) -> Missed:
    """The sitting in three lines at most. Two queries."""
    items = list(meeting.items.prefetch_related("decisions"))
    decided = [decision.text for item in items for decision in item.decisions.all()]
    said = [item.words for item in items if item.words and not item.decisions.all()]
    return Missed(meeting, [*decided, *said][:LINES])


def last_sitting(actor: PupilActor) -> CouncilMeeting | None:
    """The last sitting of the class that is over, alone or with the other site. One query."""
    closed = CouncilMeeting.objects.filter(state=CouncilMeeting.State.CLOSED, rolls__classroom_id=actor.classroom_id)
    return closed.select_related("council").order_by("-held_on", "-pk").first()


def missed_by(actor: PupilActor) -> CouncilMeeting | None:
    """The last sitting, if this child was not there; None once another one is over. Two queries."""
    last = last_sitting(actor)
    if last and Attendance.objects.filter(roll__meeting=last, pupil=actor.pupil_id, here=False).exists():
        return last
    return None
