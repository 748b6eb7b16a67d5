"""The whole story of a decision, for whoever reads it."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from councils.models import AgendaItem, CouncilMeeting, Decision, FollowUp
from councils.thread import BEGUN, DECIDED, PROPOSED, SIGNED, SPOKEN_OF, TOLD, VOTED, Event, events_elsewhere
from members.job_pages import name_of
from members.models import Pupil
from members.queries_pupils import Face, face_of_pupil
from occe.kit.actors import Actor, Adult, Anonymous, PupilActor
from occe.kit.dates import format_day, today

FEWEST = 5
"""Voters under which the public reads no count: it would tell who voted what (voices 1.8, C4)."""

LOOKED: dict[str, str] = {
    FollowUp.State.BEGUN: "next",
    FollowUp.State.DONE: "yes",
    FollowUp.State.LATER: "wait",
    FollowUp.State.DROPPED: "no",
}


def thread_of(decision: Decision, actor: Actor) -> list[Event]:
    """Proposal, debate, vote, decision, what the rooms above know, look back, what is to come: in the order of days."""
    events = [
        *_before(decision, actor),
        *_vote(decision, actor),
        _decided(decision, actor),
        *_signatures(decision, actor),
        *_jobs(decision, actor),
        *_after(decision, actor),
        *events_elsewhere(decision, actor),
    ]
    return sorted(events, key=lambda event: (event.is_to_come, event.on, event.rank))


def owner_of(decision: Decision, actor: Actor) -> Face | None:
    """The child who does it, for those who know the children: who holds the council, and its pupils. One query or two.

    Everybody else reads `owner_words`. A child who left is there without a name.
    """
    if decision.owner_id is None or not _knows_the_children(decision, actor):
        return None
    return face_of_pupil(Pupil.objects.faced().get(pk=decision.owner_id))


def votes_in_words(decision: Decision) -> str:
    """What the vote gave, counted or in words; "" when nothing was counted."""
    if decision.votes_for is None:
        return decision.result
    parts = [
        _("%(count)s pour") % {"count": decision.votes_for},
        _("%(count)s contre") % {"count": decision.votes_against},
    ]
    if decision.votes_blank:
        words = ngettext("%(count)s ne choisit pas", "%(count)s ne choisissent pas", decision.votes_blank)
        parts.append(words % {"count": decision.votes_blank})
    return ", ".join(parts)


def _knows_the_children(decision: Decision, actor: Actor) -> bool:
    if isinstance(actor, PupilActor):
        return decision.council.classroom_id in (None, actor.classroom_id)
    return isinstance(actor, Adult) and type(decision).objects.run_by(actor).filter(pk=decision.pk).exists()


def _before(decision: Decision, actor: Actor) -> list[Event]:
    """The petit mot (its day, never its words) and the talk. The public reads that there was one."""
    item = None if isinstance(actor, Anonymous) else decision.item
    if item is None:
        told = _("Une idée arrive au conseil, on en parle")
        return [Event(decision.date, told, SPOKEN_OF, "council")] if decision.item_id else []
    events = []
    put = item.slips.order_by("put_on").values_list("put_on", flat=True).first()
    if put:
        events.append(Event(put, _("Un petit mot dans la boîte"), PROPOSED, "slip"))
    if item.meeting:
        events.append(_talk(item, item.meeting.held_on))
        events += [
            Event(
                item.meeting.held_on, _("L’adulte dit ce qu’il faut savoir"), SPOKEN_OF, "info", words=note.words,
                note=note.get_ground_display().capitalize(), is_said=True,
            )
            for note in item.notes.all()
        ]  # fmt: skip
    return events


def _talk(item: AgendaItem, on: date) -> Event:
    minutes = max(1, round(item.seconds_spent / 60)) if item.seconds_spent else 0
    note = ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes} if minutes else ""
    return Event(on, _("On en parle au conseil"), SPOKEN_OF, "council", words=item.title or item.words, note=note)


def _vote(decision: Decision, actor: Actor) -> list[Event]:
    told = votes_in_words(decision)
    few = decision.present is not None and decision.present < FEWEST
    if isinstance(actor, Anonymous) and (few or decision.present is None):
        told = ""
    if not decision.way and not told:
        return []
    title = _("On vote") if decision.votes_for is not None or decision.ballot_id else _("On se met d’accord")
    events = [Event(decision.date, title, VOTED, "hand", words=told, note=_way(decision))]
    if decision.ballot and not isinstance(actor, Anonymous):
        events += [
            Event(
                decision.date, _("Une réserve est levée"), VOTED, "voice", words=said.words, note=said.answer,
                is_said=True,
            )
            for said in decision.ballot.objections.filter(lifted=True)
        ]  # fmt: skip
    return events


def _way(decision: Decision) -> str:
    return decision.get_way_display().capitalize() if decision.way else ""


def _decided(decision: Decision, actor: Actor) -> Event:
    told = []
    if decision.owner_words:
        told.append(decision.owner_words)
    if decision.due_on:
        told.append(_("avant le %(day)s") % {"day": format_day(decision.due_on)})
    title = _("Le conseil décide") if not decision.corrects_id else _("Le conseil corrige sa décision")
    return Event(
        decision.date, title, DECIDED, "flag", words=decision.text, note=" · ".join(told), is_said=True,
        amount=decision.amount,
    )  # fmt: skip


def _signatures(decision: Decision, actor: Actor) -> list[Event]:
    if isinstance(actor, Anonymous) or decision.president_signed_at is None or decision.adult_signed_at is None:
        return []
    on = max(decision.president_signed_at, decision.adult_signed_at).date()
    note = _("La présidence a signé sur papier") if decision.president_on_paper else ""
    return [Event(on, _("La présidence et l’adulte ont signé"), SIGNED, "pencil", note=note)]


def _jobs(decision: Decision, actor: Actor) -> list[Event]:
    """The jobs that it gave the class; the public reads of none."""
    if isinstance(actor, Anonymous):
        return []
    rows = decision.jobs.select_related("job")
    return [Event(row.on, _("Un métier est né"), BEGUN, "person", words=str(name_of(row.job))) for row in rows]


def _after(decision: Decision, actor: Actor) -> list[Event]:
    """What was told of it, the councils that spoke of it again, what corrects it, and what is to come."""
    public = isinstance(actor, Anonymous)
    told = list(decision.follow_ups.all())
    events = [
        Event(
            row.on, _("Où on en est : %(state)s") % {"state": row.get_state_display()}, TOLD, LOOKED[row.state],
            words="" if public else row.words, is_said=True,
        )
        for row in told
    ]  # fmt: skip
    again = decision.comes_back.filter(state=AgendaItem.State.DONE).select_related("meeting")
    again = again.filter(meeting__state=CouncilMeeting.State.CLOSED) if public else again
    events += [
        Event(item.meeting.held_on, _("On en reparle au conseil"), TOLD, "council", words="" if public else item.words)
        for item in again
        if item.meeting
    ]
    ended = bool(told) and told[-1].state in (FollowUp.State.DONE, FollowUp.State.DROPPED)
    later = Decision.objects.filter(corrects=decision).first()
    if later:
        words = _("La décision n° %(number)s la remplace") % {"number": later.number}
        return [*events, Event(later.date, words, TOLD, "return", words=later.text, is_said=True)]
    now = today()
    if decision.due_on and decision.due_on >= now and not ended:
        events.append(Event(decision.due_on, _("À faire avant ce jour"), TOLD, "wait", is_to_come=True))
    if decision.look_again_on and decision.look_again_on >= now:
        events.append(Event(decision.look_again_on, _("On en reparlera au conseil"), TOLD, "council", is_to_come=True))
    return events
