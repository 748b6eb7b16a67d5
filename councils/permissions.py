"""Who may do what with councils and their decisions."""

from cooperatives.models import Cooperative
from councils.models import Council, CouncilMeeting, MeetingRole
from members.models import ClassJob
from members.permissions_pupils import can_see_roster
from members.queries_pupils import jobs_held
from occe.kit.actors import Actor, Adult, Guest, PupilActor
from occe.kit.dates import today


def can_read_decisions(actor: Actor, cooperative: Cooperative) -> bool:
    """Adults of the cooperative, and the association's staff."""
    return isinstance(actor, Adult)


def can_record_decisions(actor: Actor, cooperative: Cooperative) -> bool:
    """Whoever leads a class of the cooperative; which councils, `queries.councils.councils_led_by` says."""
    return can_see_roster(actor, cooperative)


def can_keep_decision(actor: Actor, decision: object) -> bool:
    """Write a decision better, or correct it: the adults who hold its council by name, no substitute.

    `run_by`, through which it was loaded, has asked whose council it is.
    """
    return isinstance(actor, Adult)


def can_hold_council(actor: Actor, subject: object) -> bool:
    """Do anything with what is of a council that one holds: a mandataire, a class teacher, a substitute on the day.

    `run_by`, through which the subject was loaded, has asked whose council it is; here only the kind of actor is left.
    """
    return isinstance(actor, Adult | Guest)


def can_hold(actor: Actor, council: Council) -> bool:
    """Prepare and hold this council."""
    return Council.objects.run_by(actor).filter(pk=council.pk).exists()


def can_keep_adult_council(actor: Actor, cooperative: Cooperative) -> bool:
    """Call the adults' council of the cooperative and write its minutes: whoever leads a class of it."""
    return can_see_roster(actor, cooperative)


def can_order_agenda(actor: Actor, meeting: CouncilMeeting) -> bool:
    """Put the agenda in order on the tablet: who presides the sitting, or has that job in the class today."""
    if not isinstance(actor, PupilActor) or meeting.council.classroom_id != actor.classroom_id:
        return False
    roles = meeting.roles.filter(role=MeetingRole.Role.PRESIDENT)
    if roles.exists():
        return roles.filter(pupil_id=actor.pupil_id).exists()
    held = jobs_held(actor.pupil_id, actor.classroom_id, on=today())
    return any(job.kind == ClassJob.Kind.PRESIDENT for job in held)
