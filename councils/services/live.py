"""What screens watch: the tick of a meeting. Every door that changes what a screen shows moves it on."""

from django.db.models import F
from django.utils.translation import gettext as _

from councils.errors import SittingRefused
from councils.models import CouncilMeeting, GuarantorAct
from occe.kit.actors import Actor, PupilActor


def touch(meeting: CouncilMeeting) -> None:
    """Tell the screens that watch this meeting that something changed. One statement, in the door's transaction."""
    CouncilMeeting.objects.filter(pk=meeting.pk).update(tick=F("tick") + 1)


def locked(meeting: CouncilMeeting) -> CouncilMeeting:
    """The meeting with its row locked: a council's doors follow one another."""
    return CouncilMeeting.objects.select_for_update(of=("self",)).select_related("council__year").get(pk=meeting.pk)


def open_now(meeting: CouncilMeeting | None) -> CouncilMeeting:
    """The meeting, locked. Raises SittingRefused when it is not open."""
    held = locked(meeting) if meeting else None
    if held is None or not held.is_open:
        raise SittingRefused(_("Le conseil n’est pas ouvert."))
    return held


def going_on(meeting: CouncilMeeting | None) -> CouncilMeeting:
    """The meeting, locked. Raises SittingRefused when it is not open, or when its guarantor paused it."""
    held = open_now(meeting)
    if GuarantorAct.objects.running_pauses().filter(meeting=held).exists():
        raise SittingRefused(_("Le conseil est en pause."))
    return held


def led_by(meeting: CouncilMeeting | None, by: Actor) -> CouncilMeeting:
    """The meeting, locked, for who leads it: children while it goes on, the adult who paused it in a pause too.

    Raises SittingRefused.
    """
    return going_on(meeting) if isinstance(by, PupilActor) else open_now(meeting)
