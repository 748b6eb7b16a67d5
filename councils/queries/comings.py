"""Who comes in late and who goes early, as the adult's page shows it, and what either means for votes."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from councils.models import Attendance, CouncilMeeting, MeetingRole, Roll
from councils.queries.school import members_of
from councils.queries.sitting import Sitting, faces_of
from members.models import Pupil
from members.queries_pupils import Face, face_of_pupil
from occe.kit.folded import sort_key


@dataclass(frozen=True, slots=True)
class Comings:
    """Those who are here and those who are not, by first name, of the rolls that were called.

    `voices` is how many may vote in the vote that is open now (None without one): nobody comes or goes meanwhile.
    """

    here: list[Face]
    away: list[Face]
    voices: int | None = None


def comings_of(sitting: Sitting) -> Comings | None:
    """None before the opening, after the end, and while no roll is called. Two queries."""
    if not (sitting.meeting.is_open and sitting.called):
        return None
    faces = faces_of(sitting.meeting)
    marks = Attendance.objects.filter(roll__meeting=sitting.meeting).values_list("pupil_id", "here")
    known = sorted(((faces[pupil], here) for pupil, here in marks if pupil in faces), key=_by_name)
    is_open = sitting.vote is not None and sitting.vote.ballot.state == "open"
    return Comings(
        here=[face for face, here in known if here],
        away=[face for face, here in known if not here],
        voices=sitting.vote.ballot.voters if sitting.vote and is_open else None,
    )


def _by_name(row: tuple[Face, bool]) -> tuple[str, str]:
    return sort_key(row[0].first_name)


def told_of(roll: Roll, pupil: Pupil, *, here: bool, lost: list[str]) -> str:
    """What the adult reads after the tap: who, how many are there, what it changes. `lost` are roles given back."""
    name = face_of_pupil(Pupil.objects.faced().get(pk=pupil.pk)).first_name
    told = _("%(name)s est dans l’appel, et vote au prochain vote.") if here else _("%(name)s n’est plus dans l’appel.")
    told = told % {"name": name} + " "
    told += _("Présents\u00a0: %(present)s sur %(members)s.") % {"present": roll.present, "members": roll.members}
    if lost:
        words = ", ".join(str(MeetingRole.Role(role).label) for role in lost)
        told += " " + _("À confier à un autre enfant\u00a0: %(roles)s.") % {"roles": words}
    return " ".join([told, *_quorum_words(roll.meeting)])


def _quorum_words(meeting: CouncilMeeting) -> list[str]:
    """What the quorum says now, where the class has one."""
    rolls = [roll for roll in meeting.rolls.all() if roll.called]
    needed = meeting.council.quorum_of(members_of(meeting))
    if needed is None:
        return []
    missing = needed - sum(roll.present for roll in rolls)
    if missing <= 0:
        return [_("Le quorum est atteint (%(needed)s).") % {"needed": needed}]
    words = ngettext(
        "Le quorum n’y est plus\u00a0: il manque %(missing)s enfant pour voter.",
        "Le quorum n’y est plus\u00a0: il manque %(missing)s enfants pour voter.",
        missing,
    )
    return [words % {"missing": missing}]
