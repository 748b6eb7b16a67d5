"""Who enters the council's home, and who does what at a sitting."""

from cooperatives.models import Cooperative
from councils.models import Council, CouncilMeeting, MeetingRole
from councils.permissions import can_read_decisions
from occe.kit.actors import Actor, Guest, PupilActor

AT_THE_TABLE = (MeetingRole.Role.PRESIDENT, MeetingRole.Role.SECRETARY)


def can_enter_council(actor: Actor, cooperative: Cooperative) -> bool:
    """See the council's home: its adults and the association's staff, and the substitute of the day."""
    if isinstance(actor, Guest):
        return Council.objects.run_by(actor).filter(cooperative=cooperative).exists()
    return can_read_decisions(actor, cooperative)


def sits_at_the_table(actor: Actor, meeting: CouncilMeeting) -> bool:
    """Lead the sitting from the tablet: its president and its secretary, who share it."""
    return _has_role(actor, meeting, *AT_THE_TABLE)


def gives_the_floor(actor: Actor, meeting: CouncilMeeting) -> bool:
    """Say who speaks: the table, and whoever has that role today."""
    return _has_role(actor, meeting, *AT_THE_TABLE, MeetingRole.Role.SPEAKER)


def _has_role(actor: Actor, meeting: CouncilMeeting, *roles: str) -> bool:
    if not isinstance(actor, PupilActor):
        return False
    return meeting.is_open and meeting.roles.filter(pupil=actor.pupil_id, role__in=roles).exists()
