"""What the adult does as the guarantor: stop the council for a while, stop a proposal, say what the class must know.

The class hears a reason, in words of the adult's; a second one may be written that only the adult keeps.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from councils.errors import SittingRefused
from councils.models import AgendaItem, Ballot, CouncilMeeting, FeasibilityNote, GuarantorAct
from councils.services.ballot_ends import drop_votes_on
from councils.services.clock import start_clock, stop_clock
from councils.services.live import locked, open_now, touch
from councils.services.wording import tidy_words
from occe.kit.actors import Actor, Adult

Kind = GuarantorAct.Kind


@transaction.atomic
def pause(meeting: CouncilMeeting, *, ground: str, words: str, by: Actor, words_kept: str = "") -> GuarantorAct:
    """Stop the council for a while; the clock stands still. One that is paused stays so, for its first reason.

    Raises SittingRefused when it is not open, DecisionRefused for a child's name.
    """
    held = open_now(meeting)
    running = held.guarantor_acts.running_pauses().first()
    if running:
        return running
    made = _kept(held, kind=Kind.PAUSE, ground=ground, words=words, words_kept=words_kept, by=by)
    _run_clock(held, on=False)
    touch(held)
    return made


@transaction.atomic
def resume(meeting: CouncilMeeting, *, by: Actor) -> None:
    """Go on after a pause; the clock runs again. Raises SittingRefused when the council is not open."""
    held = open_now(meeting)
    if held.guarantor_acts.running_pauses().update(ended_at=timezone.now()):
        _run_clock(held, on=True)
        touch(held)


@transaction.atomic
def veto(item: AgendaItem, *, ground: str, words: str, by: Actor, words_kept: str = "") -> GuarantorAct:
    """Stop a proposal: no vote and no decision on this item any more. A vote that is going on is left, unread.

    Its first reason stays. Raises SittingRefused for an item of no open council.
    """
    held = open_now(item.meeting)
    standing = GuarantorAct.objects.filter(item=item, kind=Kind.VETO).first()
    if standing:
        return standing
    drop_votes_on(item, by=by)
    made = _kept(held, item=item, kind=Kind.VETO, ground=ground, words=words, words_kept=words_kept, by=by)
    touch(held)
    return made


@transaction.atomic
def note_feasibility(
    item: AgendaItem, *, ground: str, words: str, by: Actor, can_be_done: bool = True
) -> FeasibilityNote:
    """Tell the class, before it votes, what law, safety or money say of a proposal; one note each, the last one stands.

    Raises SittingRefused once a vote on the item is open: what is told then would bend it.
    """
    held = locked(item.meeting) if item.meeting else None
    if held and held.state == CouncilMeeting.State.CLOSED:
        raise SittingRefused(_("Ce conseil est terminé."))
    if item.ballots.filter(state__in=[Ballot.State.OPEN, Ballot.State.FINISHED]).exists():
        raise SittingRefused(_("Le vote est ouvert\u00a0: la note se dit avant."))
    words = tidy_words(item.council, words, most=300, field="words")
    note, _made = FeasibilityNote.objects.update_or_create(
        item=item, ground=ground, defaults={"words": words, "can_be_done": can_be_done}
    )
    if held:
        touch(held)
    return note


def is_stopped(item: AgendaItem) -> bool:
    """Whether the guarantor stopped this proposal: it goes neither to a vote nor into a decision."""
    return GuarantorAct.objects.filter(item=item, kind=Kind.VETO).exists()


def _kept(
    meeting: CouncilMeeting, *, kind: str, ground: str, words: str, words_kept: str, by: Actor, **about: AgendaItem
) -> GuarantorAct:
    """The act, in words that name no child: the minutes stay."""
    told = tidy_words(meeting.council, words, most=300, field="words")
    kept = tidy_words(meeting.council, words_kept, most=500, field="words_kept")
    user = by.user_id if isinstance(by, Adult) else None
    return meeting.guarantor_acts.create(
        kind=kind, ground=ground, words=told, words_kept=kept, by_id=user, **about
    )  # fmt: skip


def _run_clock(meeting: CouncilMeeting, *, on: bool) -> None:
    item = meeting.items.filter(state=AgendaItem.State.NOW).first()
    if item:
        (start_clock if on else stop_clock)(item)
        item.save(update_fields=["running_since", "seconds_spent"])
