"""Who may do what with pupils and open classes.

A mandataire in office leads every class of the cooperative; a class teacher leads the own class; staff of the
association lead none, for they need no child's name.
"""

from django.db.models import QuerySet

from cooperatives.models import Classroom, ClassTeacher, Cooperative, DayPass
from cooperatives.permissions import holds_mandate
from members.models import ClassJob, ClassSession, Pupil
from occe.kit.actors import Actor, Adult, Guest, PupilActor
from occe.kit.dates import today


def can_lead_class(actor: Actor, classroom: Classroom) -> bool:
    """Keep the class's list, print its cards, give its jobs, open it."""
    if not isinstance(actor, Adult):
        return False
    return holds_mandate(actor, classroom.cooperative) or _teaches(actor).filter(classroom=classroom).exists()


def can_open_class(actor: Actor, classroom: Classroom) -> bool:
    """Open the class: whoever leads it, and on one day the substitute who holds its pass."""
    return can_lead_class(actor, classroom) or pass_of(actor, classroom) is not None


def pass_of(actor: Actor, classroom: Classroom) -> DayPass | None:
    """The pass with which a substitute stands in this class today."""
    if not isinstance(actor, Guest):
        return None
    return classroom.day_passes.filter(link_id=actor.link_id, day=today(), revoked_at__isnull=True).first()


def can_see_roster(actor: Actor, cooperative: Cooperative) -> bool:
    """Open the page of the lists: whoever leads at least one class of the cooperative."""
    if not isinstance(actor, Adult):
        return False
    return holds_mandate(actor, cooperative) or _teaches(actor).filter(classroom__cooperative=cooperative).exists()


def can_move_pupils(actor: Actor, cooperative: Cooperative) -> bool:
    """Move the pupils of every class to the next year: a mandataire's act, for it spans the classes."""
    return holds_mandate(actor, cooperative)


def can_change_pupil(actor: Actor, pupil: Pupil) -> bool:
    """Rename, change the picture, renew card and secret, tell a departure: whoever leads a class that the pupil is in.

    `PupilQuerySet.visible_to` has already asked that of an adult; here only the kind of actor is left to ask.
    """
    return isinstance(actor, Adult)


def can_run_session(actor: Actor, session: ClassSession) -> bool:
    """Watch an open class, let devices in, extend and close it."""
    return can_open_class(actor, session.classroom)


def can_give_job(actor: Actor, job: ClassJob) -> bool:
    """Hand a job over or retire it."""
    return can_lead_class(actor, job.classroom)


def can_use_pupil_pages(actor: Actor, subject: object = None) -> bool:
    """A pupil inside an open class."""
    return isinstance(actor, PupilActor)


def _teaches(actor: Adult) -> QuerySet[ClassTeacher]:
    mine = ClassTeacher.objects.filter(user_id=actor.user_id, classroom__cooperative__federation_id=actor.federation_id)
    return mine.in_force(today())
