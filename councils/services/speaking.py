"""Who asks to speak and who speaks. Who has spoken least comes first, then who raised the hand first."""

from django.db import transaction
from django.db.models import Count, IntegerField, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from councils.errors import SittingRefused
from councils.models import AgendaItem, Attendance, CouncilMeeting, SpeakingTurn
from councils.services.live import going_on, open_now, touch
from members.models import Pupil
from occe.kit.actors import Actor

State = SpeakingTurn.State


def hands_up(item: AgendaItem) -> QuerySet[SpeakingTurn]:
    """The hands that are up, the next one first, each with `times`: how often the child spoke in this sitting."""
    spoke = SpeakingTurn.objects.filter(
        item__meeting_id=item.meeting_id, pupil_id=OuterRef("pupil_id"), state=State.DONE
    )
    times = spoke.order_by().values("pupil_id").annotate(times=Count("pk")).values("times")
    rows = item.speaking_turns.filter(state=State.WAITING)
    return rows.annotate(times=Coalesce(Subquery(times, output_field=IntegerField()), 0)).order_by("times", "rank")


@transaction.atomic
def ask_to_speak(meeting: CouncilMeeting, *, pupil: Pupil, by: Actor) -> SpeakingTurn:
    """Raise a hand for the item in hand; a hand that is up stays where it is.

    Raises SittingRefused without an item in hand, during a pause, and for a child who is absent.
    """
    held = going_on(meeting)
    item = _in_hand(held)
    if not _may_speak(held, pupil):
        raise SittingRefused(_("Tu n’es pas encore dans l’appel. Dis à l’adulte que tu es là."))
    up = item.speaking_turns.filter(pupil=pupil).exclude(state=State.DONE).first()
    if up:
        return up
    rank = (item.speaking_turns.aggregate(last=Max("rank"))["last"] or 0) + 1
    turn = SpeakingTurn.objects.create(item=item, pupil=pupil, rank=rank)
    touch(held)
    return turn


@transaction.atomic
def lower_hand(meeting: CouncilMeeting, *, pupil: Pupil, by: Actor) -> None:
    """Take a raised hand down; who speaks already goes on. Raises SittingRefused when the council is not open."""
    held = open_now(meeting)
    gone, _kinds = SpeakingTurn.objects.filter(item__meeting=held, pupil=pupil, state=State.WAITING).delete()
    if gone:
        touch(held)


@transaction.atomic
def give_floor(meeting: CouncilMeeting, *, pupil: Pupil | None = None, by: Actor) -> SpeakingTurn | None:
    """Give the floor to a child whose hand is up, or to the next one; who spoke before has finished.

    Nobody speaks when no hand is up. Raises SittingRefused without an item in hand and during a pause, and for a child
    who has not asked.
    """
    held = going_on(meeting)
    item = _in_hand(held)
    speaking = item.speaking_turns.filter(state=State.SPEAKING).first()
    if pupil and speaking and speaking.pupil_id == pupil.pk:
        return speaking
    hands = hands_up(item)
    turn = hands.filter(pupil=pupil).first() if pupil else hands.first()
    if pupil and turn is None:
        raise SittingRefused(_("Cet enfant n’a pas demandé la parole."))
    if speaking:
        speaking.state = State.DONE
        speaking.save(update_fields=["state"])
    if turn:
        turn.state = State.SPEAKING
        turn.save(update_fields=["state"])
    if speaking or turn:
        touch(held)
    return turn


@transaction.atomic
def end_speech(meeting: CouncilMeeting, *, by: Actor) -> None:
    """Who speaks has finished; nobody speaks until the floor is given. Raises SittingRefused when it is not open."""
    held = open_now(meeting)
    ended = SpeakingTurn.objects.filter(item__meeting=held, state=State.SPEAKING).update(state=State.DONE)
    if ended:
        touch(held)


def _may_speak(meeting: CouncilMeeting, pupil: Pupil) -> bool:
    """Who is there, or belongs to a class that was not called yet; in the school's council its delegates."""
    if Attendance.objects.filter(roll__meeting=meeting, pupil=pupil, here=True).exists():
        return True
    called = meeting.rolls.filter(called=True, classroom__enrolments__pupil=pupil)
    return not called.exists() and meeting.rolls.filter(classroom__enrolments__pupil=pupil).exists()


def _in_hand(meeting: CouncilMeeting) -> AgendaItem:
    item = meeting.items.filter(state=AgendaItem.State.NOW).first()
    if item is None:
        raise SittingRefused(_("On ne parle d’aucun sujet pour le moment."))
    return item
