"""The sitting, from its opening to its end: one item after the other.

Every door locks the meeting first, looks, then writes and moves its tick. Each may be pressed twice, by two screens at
once: what is done already is left as it is.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from councils.errors import SittingRefused
from councils.models import AgendaItem, Ballot, CouncilMeeting, SpeakingTurn
from councils.services.clock import start_clock, stop_clock
from councils.services.live import going_on, led_by, locked, touch
from councils.services.rolls import begin_rolls, propose_roles
from councils.services.school import report_back
from occe.kit.actors import Actor
from occe.kit.dates import today

State = AgendaItem.State


@transaction.atomic
def open_meeting(meeting: CouncilMeeting, *, by: Actor) -> CouncilMeeting:
    """Open the sitting today: a roll for each class, the roles of the day proposed from the class's jobs.

    Raises SittingRefused for one that is closed.
    """
    held = locked(meeting)
    if held.is_open:
        return held
    if held.state == CouncilMeeting.State.CLOSED:
        raise SittingRefused(_("Ce conseil est terminé. Préparez le prochain."))
    held.state, held.opened_at, held.held_on = CouncilMeeting.State.OPEN, timezone.now(), today()
    held.save(update_fields=["state", "opened_at", "held_on"])
    begin_rolls(held)
    propose_roles(held)
    touch(held)
    return held


@transaction.atomic
def begin_item(item: AgendaItem, *, by: Actor) -> AgendaItem:
    """Take an item in hand; the order of the agenda is a help, not a law.

    Raises SittingRefused while another is in hand, during a pause, and for an item that was dealt with.
    """
    held = going_on(item.meeting)
    item = _again(item)
    if item.state == State.NOW:
        return item
    if item.state != State.WAITING:
        raise SittingRefused(_("Ce sujet est déjà vu. Choisissez-en un autre."))
    if held.items.filter(state=State.NOW).exists():
        raise SittingRefused(_("Un sujet est en cours. Finissez-le d’abord."))
    return _take_up(held, item)


@transaction.atomic
def next_item(meeting: CouncilMeeting, *, by: Actor) -> AgendaItem | None:
    """Take the next item of the agenda in hand; the one in hand while there is one, None when all were seen.

    Raises SittingRefused during a pause.
    """
    held = going_on(meeting)
    now = held.items.filter(state=State.NOW).first()
    if now:
        return now
    waiting = held.items.filter(state=State.WAITING).first()
    return _take_up(held, waiting) if waiting else None


@transaction.atomic
def end_item(item: AgendaItem, *, by: Actor, words: str = "") -> AgendaItem:
    """Close an item; `words` is the secretary's sentence of what was said, where nothing was decided.

    Hands that are up come down. Closing again only changes the sentence. Raises SittingRefused for an item
    that never was in hand, while a vote on it is going on, and for a child during a pause.
    """
    held = led_by(item.meeting, by)
    item = _again(item)
    if item.state not in (State.NOW, State.DONE):
        raise SittingRefused(_("Ce sujet n’est pas en cours."))
    _refuse_during_a_vote(item)
    stop_clock(item)
    item.state, item.words = State.DONE, words.strip() or item.words
    item.save(update_fields=["state", "words", "running_since", "seconds_spent"])
    _end_the_talk(item)
    touch(held)
    return item


@transaction.atomic
def put_off(item: AgendaItem, *, by: Actor) -> AgendaItem:
    """Leave an item for the next council, whose preparation takes it up with its petits mots.

    Raises SittingRefused for an item that was seen, while a vote on it is going on, and for a child during a pause.
    """
    held = led_by(item.meeting, by)
    item = _again(item)
    if item.state == State.LATER:
        return item
    if item.state not in (State.NOW, State.WAITING):
        raise SittingRefused(_("Ce sujet est déjà vu."))
    _refuse_during_a_vote(item)
    _leave(item)
    touch(held)
    return item


@transaction.atomic
def close_meeting(meeting: CouncilMeeting, *, by: Actor) -> CouncilMeeting:
    """End the sitting: what is in hand is closed, what was not reached waits for the next council.

    Raises SittingRefused for one that never opened, while a vote is going on, and for a child during a pause.
    """
    held = locked(meeting)
    if held.state == CouncilMeeting.State.CLOSED:
        return held
    if not held.is_open:
        raise SittingRefused(_("Ce conseil n’est pas encore ouvert."))
    led_by(held, by)
    if held.ballots.filter(state__in=[Ballot.State.OPEN, Ballot.State.FINISHED]).exists():
        raise SittingRefused(_("Un vote est en cours. Terminez-le d’abord."))
    for item in held.items.filter(state__in=[State.NOW, State.WAITING]):
        if item.state == State.NOW:
            end_item(item, by=by)
        else:
            _leave(item)
    held.guarantor_acts.running_pauses().update(ended_at=timezone.now())
    held.state, held.closed_at = CouncilMeeting.State.CLOSED, timezone.now()
    held.save(update_fields=["state", "closed_at"])
    if held.council.is_of_school:
        report_back(held)
    touch(held)
    return held


def _again(item: AgendaItem) -> AgendaItem:
    """The item as it is now that the meeting is locked."""
    return AgendaItem.objects.select_for_update(of=("self",)).select_related("meeting", "council").get(pk=item.pk)


def _take_up(meeting: CouncilMeeting, item: AgendaItem) -> AgendaItem:
    item.state = State.NOW
    start_clock(item)
    item.save(update_fields=["state", "running_since"])
    touch(meeting)
    return item


def _leave(item: AgendaItem) -> None:
    stop_clock(item)
    item.state = State.LATER
    item.save(update_fields=["state", "running_since", "seconds_spent"])
    _end_the_talk(item)


def _end_the_talk(item: AgendaItem) -> None:
    """Who speaks has spoken; who only waited has not."""
    item.speaking_turns.filter(state=SpeakingTurn.State.WAITING).delete()
    item.speaking_turns.update(state=SpeakingTurn.State.DONE)


def _refuse_during_a_vote(item: AgendaItem) -> None:
    if item.ballots.filter(state__in=[Ballot.State.OPEN, Ballot.State.FINISHED]).exists():
        raise SittingRefused(_("Un vote est en cours sur ce sujet. Terminez-le d’abord."))
