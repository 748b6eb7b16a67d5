"""Who is there, and who does what today. One roll a class: two sites that sit by video have two."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from cooperatives.models import Classroom
from councils.errors import SittingRefused
from councils.models import Attendance, Ballot, CouncilMeeting, MeetingRole, Roll
from councils.queries.school import listed_in
from councils.services.live import locked, touch
from members.models import ClassJob, Enrolment, JobTerm, Pupil
from occe.kit.actors import Actor

JOBS = {
    MeetingRole.Role.PRESIDENT: ClassJob.Kind.PRESIDENT,
    MeetingRole.Role.SECRETARY: ClassJob.Kind.SECRETARY,
    MeetingRole.Role.TIMEKEEPER: ClassJob.Kind.TIMEKEEPER,
    MeetingRole.Role.SPEAKER: ClassJob.Kind.SPEAKER,
}


def begin_rolls(meeting: CouncilMeeting) -> None:
    """A roll, not called yet, for the council's class, or for each class of the cooperative that year."""
    council = meeting.council
    if council.classroom_id:
        classrooms = Classroom.objects.filter(pk=council.classroom_id)
    else:
        classrooms = Classroom.objects.of_year(council.year).filter(cooperative_id=council.cooperative_id)
    Roll.objects.bulk_create(
        [Roll(meeting=meeting, classroom=classroom) for classroom in classrooms.order_by("pk")], ignore_conflicts=True
    )


def propose_roles(meeting: CouncilMeeting) -> None:
    """The roles of the day from the jobs of the first class that has one; those given by hand stay.

    In the school's council only whom the roll calls, the delegates of a class that has some.
    """
    classrooms = meeting.rolls.values("classroom_id")
    terms = JobTerm.objects.in_force(meeting.held_on).filter(
        job__classroom__in=classrooms, job__retired_on__isnull=True, pupil__left_on__isnull=True
    )
    if meeting.council.is_of_school:
        called = meeting.rolls.select_related("classroom")
        listed = [row for one in called for row in listed_in(meeting.council, one.classroom, meeting.held_on)]
        terms = terms.filter(pupil__in=[row.pupil_id for row in listed])
    holders: dict[str, int] = {}
    for kind, pupil_id in terms.order_by("job__classroom_id", "pk").values_list("job__kind", "pupil_id"):
        holders.setdefault(kind, pupil_id)
    MeetingRole.objects.bulk_create(
        [
            MeetingRole(meeting=meeting, role=role, pupil_id=holders[kind])
            for role, kind in JOBS.items()
            if kind in holders
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def call_roll(
    meeting: CouncilMeeting, classroom: Classroom, *, present: Iterable[Pupil], by: Actor, adults: int = 0
) -> Roll:
    """Write who is there of one class; the others of its list are absent. It may be called again until a vote opens.

    `adults` is how many adults have a voice here: none where the class decided that adults do not vote. Raises
    SittingRefused while a vote is going on, for a child of another class, and when nobody is there.
    """
    held = _open_and_free(meeting)
    roll = _roll_of(held, classroom)
    here = {pupil.pk for pupil in present}
    listed = {row.pupil_id for row in listed_in(held.council, classroom, held.held_on)}
    if not here <= listed:
        raise SittingRefused(_("Cet élève n’est pas dans la classe."), field="present")
    if not here:
        raise SittingRefused(_("Touchez l’image de chaque enfant qui est là."), field="present")
    roll.attendances.exclude(pupil__in=listed).delete()
    Attendance.objects.bulk_create(
        [Attendance(roll=roll, pupil_id=pupil_id, here=pupil_id in here) for pupil_id in listed],
        update_conflicts=True, unique_fields=["roll", "pupil"], update_fields=["here"],
    )  # fmt: skip
    roll.members, roll.present, roll.called = len(listed), len(here), True
    roll.adults = adults if held.council.adults_vote else 0
    roll.save(update_fields=["members", "present", "called", "adults"])
    MeetingRole.objects.filter(meeting=held, pupil__in=listed - here).delete()
    touch(held)
    return roll


def arrive_late(meeting: CouncilMeeting, pupil: Pupil, *, by: Actor) -> Roll:
    """A child who was absent comes in: there from now on, with a voice in the next vote. Raises SittingRefused."""
    return _mark(meeting, pupil, here=True)


def leave_early(meeting: CouncilMeeting, pupil: Pupil, *, by: Actor) -> Roll:
    """A child goes before the end: absent from now on, and read what was decided afterwards. Raises SittingRefused."""
    return _mark(meeting, pupil, here=False)


@transaction.atomic
def give_role(meeting: CouncilMeeting, *, role: str, pupil: Pupil | None, by: Actor) -> MeetingRole | None:
    """Hand a role of the day to a child, or to nobody. Raises SittingRefused for one who is not in the council."""
    held = locked(meeting)
    if held.state == CouncilMeeting.State.CLOSED:
        raise SittingRefused(_("Ce conseil est terminé."))
    MeetingRole.objects.filter(meeting=held, role=role).delete()
    given = None
    if pupil:
        if not _is_in(held, pupil):
            raise SittingRefused(_("Cet enfant n’est pas là aujourd’hui."), field=role)
        given = MeetingRole.objects.create(meeting=held, role=role, pupil=pupil)
    touch(held)
    return given


@transaction.atomic
def _mark(meeting: CouncilMeeting, pupil: Pupil, *, here: bool) -> Roll:
    held = _open_and_free(meeting)
    attendance = Attendance.objects.filter(roll__meeting=held, pupil=pupil).select_related("roll").first()
    if attendance is None:
        raise SittingRefused(_("Faites d’abord l’appel de la classe."))
    roll = Roll.objects.select_for_update().get(pk=attendance.roll_id)
    if attendance.here == here:
        return roll
    if not here and roll.present == 1:
        raise SittingRefused(_("C’est le dernier enfant de l’appel. Terminez plutôt le conseil."))
    attendance.here = here
    attendance.save(update_fields=["here"])
    roll.present += 1 if here else -1
    roll.save(update_fields=["present"])
    if not here:
        MeetingRole.objects.filter(meeting=held, pupil=pupil).delete()
    touch(held)
    return roll


def _roll_of(meeting: CouncilMeeting, classroom: Classroom) -> Roll:
    roll = meeting.rolls.select_for_update().filter(classroom=classroom).first()
    if roll is None:
        raise SittingRefused(_("Cette classe n’est pas de ce conseil."))
    return roll


def _open_and_free(meeting: CouncilMeeting) -> CouncilMeeting:
    """The open meeting, locked. The voices of a vote are those who were there when it opened, so none comes or goes."""
    held = locked(meeting)
    if not held.is_open:
        raise SittingRefused(_("Le conseil n’est pas ouvert."))
    if held.ballots.filter(state=Ballot.State.OPEN).exists():
        raise SittingRefused(_("Un vote est en cours. L’appel change juste après."))
    return held


def _is_in(meeting: CouncilMeeting, pupil: Pupil) -> bool:
    """Whether a child is there; before the roll is called, whether it is of the council's classes."""
    marked = Attendance.objects.filter(roll__meeting=meeting, pupil=pupil).first()
    if marked:
        return marked.here
    uncalled = Enrolment.objects.here().filter(pupil=pupil)
    if meeting.council.classroom_id:
        return uncalled.filter(classroom_id=meeting.council.classroom_id).exists()
    return uncalled.filter(
        classroom__cooperative_id=meeting.council.cooperative_id, classroom__year_id=meeting.council.year_id
    ).exists()
