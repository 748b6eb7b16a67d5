"""The agenda of a sitting makes itself ready; `agenda_order` puts it in order, `meetings` leads through it.

A petit mot's text is never copied into an item: its title is what somebody wrote for the class.
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from councils.errors import AgendaRefused
from councils.models import AgendaItem, Council, CouncilMeeting, Slip
from councils.queries.register import late, to_look_at_again
from councils.services.live import locked, touch
from councils.services.slips import names_a_child, open_box
from occe.kit.actors import Actor
from occe.kit.dates import today
from occe.kit.folded import LineEmpty, clean_line

Kind = AgendaItem.Kind
State = AgendaItem.State
# What was promised comes first, then what waits since last time, then the headings of the class.
PUT_OFF = 2
ORDER = {
    Kind.LATE: 0, Kind.REVIEW: 1, Kind.REPORT: 3, Kind.THANKS: 4, Kind.PROBLEM: 5, Kind.QUESTION: 6, Kind.SPENDING: 7,
    Kind.IDEA: 8, Kind.RULE: 9, Kind.JOB: 10, Kind.OTHER: 11,
}  # fmt: skip
FREE_KINDS = [Kind.IDEA, Kind.QUESTION, Kind.RULE, Kind.JOB, Kind.SPENDING, Kind.REPORT, Kind.OTHER]
"""What an adult or the president may add; the others come by themselves."""
LONGEST_TITLE = 160


@transaction.atomic
def prepare_meeting(council: Council, *, on: date, by: Actor) -> CouncilMeeting:
    """Open the box and have the agenda ready for the sitting of that day; nothing else has to be done.

    On it, in this order: decisions not done yet, decisions to look at again, what was put off, then the headings, each
    with the minutes that the class likes. Called again while the sitting is prepared it changes the day and adds what
    came in since; what was put in order stays so. Raises AgendaRefused for a day that is past or outside the year, and
    while the sitting is open.
    """
    council = Council.objects.select_for_update(of=("self",)).select_related("year", "cooperative").get(pk=council.pk)
    _refuse_day(council, on)
    meeting = council.meetings.in_hand().first()
    if meeting and meeting.is_open:
        raise AgendaRefused(_("Le conseil est ouvert. Préparez le suivant quand il sera terminé."))
    if meeting is None:
        meeting = CouncilMeeting.objects.create(council=council, held_on=on)
    elif meeting.held_on != on:
        meeting.held_on = on
        meeting.save(update_fields=["held_on"])
    open_box(council)
    _gather(meeting)
    touch(meeting)
    return meeting


def _refuse_day(council: Council, on: date) -> None:
    if council.year.closed_at or not council.year.starts <= on <= council.year.ends:
        raise AgendaRefused(_("Ce jour n’est pas de l’année de ce conseil."), field="on")
    if on < today():
        raise AgendaRefused(_("Ce jour est passé. Choisissez aujourd’hui, ou un jour qui vient."), field="on")


def _gather(meeting: CouncilMeeting) -> None:
    """Add to the agenda all that is not on it yet."""
    council = meeting.council
    items = list(meeting.items.exclude(state=State.DROPPED))
    known = set(meeting.items.filter(about__isnull=False).values_list("about_id", flat=True))
    for kind, decisions in (
        (Kind.LATE, late(council, meeting.held_on)),
        (Kind.REVIEW, to_look_at_again(council, meeting.held_on)),
    ):
        for decision in decisions:
            if decision.pk not in known:
                known.add(decision.pk)
                _insert(items, _new(meeting, kind, about=decision))
    for item in _put_off(council):
        _insert(items, _follow(item, meeting))
    for item in council.items.for_next_time():
        item.meeting = meeting
        _insert(items, item)
    for slip in council.slips.in_box().filter(opened_on__isnull=False):
        _place(slip, meeting, items)
    number(items)


def _put_off(council: Council) -> Iterable[AgendaItem]:
    """What the last sittings did not come to; which decisions come back is asked of the register, not of them."""
    closed = council.items.filter(meeting__state=CouncilMeeting.State.CLOSED, state__in=[State.LATER, State.WAITING])
    return closed.filter(followed_by__isnull=True, about__isnull=True)


def _follow(item: AgendaItem, meeting: CouncilMeeting) -> AgendaItem:
    facts = {"title": item.title, "minutes": item.minutes, "follows": item}
    following = _new(meeting, Kind(item.kind), **facts)
    item.slips.update(item=following)
    return following


def _place(slip: Slip, meeting: CouncilMeeting, items: list[AgendaItem]) -> None:
    """Thanks are read one after the other, under one item; everything else is spoken of by itself."""
    item = None
    if slip.kind == Slip.Kind.THANKS:
        item = next((one for one in items if one.kind == Kind.THANKS and one.state == State.WAITING), None)
    if item is None:
        item = _new(meeting, Kind(slip.kind))
        _insert(items, item)
    slip.item = item
    slip.save(update_fields=["item"])


def _new(meeting: CouncilMeeting, kind: Kind, **facts) -> AgendaItem:
    facts = {"minutes": meeting.council.minutes_per_item} | facts
    return AgendaItem.objects.create(council=meeting.council, meeting=meeting, kind=kind, **facts)


def _rank(item: AgendaItem) -> int:
    return PUT_OFF if item.follows_id else ORDER[Kind(item.kind)]


def _insert(items: list[AgendaItem], item: AgendaItem) -> None:
    """Put an item behind those that go before it, whatever order they were given."""
    place = next((at for at, one in enumerate(items) if _rank(one) > _rank(item)), len(items))
    items.insert(place, item)


def number(items: list[AgendaItem]) -> None:
    """Keep this order."""
    for position, item in enumerate(items, 1):
        item.position = position
    AgendaItem.objects.bulk_update(items, ["position", "meeting"])


# --- adding ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def suggest_item(council: Council, *, kind: str, title: str, by: Actor, request_id: UUID) -> AgendaItem:
    """Have the next council speak of something: it waits until one is prepared. The same `request_id` is the same item.

    `kind` is one of FREE_KINDS. Raises AgendaRefused for a title that is empty or names a child.
    """
    council = Council.objects.select_related("year", "cooperative").get(pk=council.pk)
    if council.year.closed_at:
        raise AgendaRefused(_("L’année de ce conseil est terminée."))
    return _added(council, None, kind, title, council.minutes_per_item, request_id)


@transaction.atomic
def add_item(
    meeting: CouncilMeeting, *, kind: str, title: str, by: Actor, request_id: UUID, minutes: int | None = None
) -> AgendaItem:
    """Add something at the end of this agenda. The same `request_id` is the same item.

    Raises AgendaRefused like `suggest_item`, and once the sitting is over.
    """
    meeting = locked(meeting)
    refuse_closed(meeting)
    minutes = minutes or meeting.council.minutes_per_item
    item = _added(meeting.council, meeting, kind, title, minutes, request_id)
    touch(meeting)
    return item


def _added(
    council: Council, meeting: CouncilMeeting | None, kind: str, title: str, minutes: int, request_id: UUID
) -> AgendaItem:
    if kind not in FREE_KINDS:
        raise AgendaRefused(_("Choisissez de quelle sorte de sujet il s’agit."), field="kind")
    line = item_title(council, title)
    last = meeting.items.order_by("-position").values_list("position", flat=True).first() if meeting else None
    facts = {"council": council, "meeting": meeting, "kind": kind, "title": line, "minutes": minutes}
    item, made = AgendaItem.objects.get_or_create(public_id=request_id, defaults=facts | {"position": (last or 0) + 1})
    if not made and item.council_id != council.pk:
        raise AgendaRefused(_("Ce sujet est déjà à l’ordre du jour d’un autre conseil."))
    return item


def item_title(council: Council, title: str) -> str:
    """A title fit to stay: one line, not too long, nobody's first name. Raises AgendaRefused otherwise."""
    try:
        line = clean_line(title[: LONGEST_TITLE * 4])
    except LineEmpty:
        raise AgendaRefused(_("De quoi va-t-on parler ? Quelques mots suffisent."), field="title") from None
    if len(line) > LONGEST_TITLE:
        raise AgendaRefused(_("C’est un peu long : quelques mots suffisent."), field="title")
    if names_a_child(council, line):
        raise AgendaRefused(_("Il y a un prénom, et ce titre reste. On le dit sans prénom."), field="title")
    return line


def refuse_closed(meeting: CouncilMeeting) -> None:
    """Raise AgendaRefused for a sitting that is over."""
    if meeting.state == CouncilMeeting.State.CLOSED:
        raise AgendaRefused(_("Ce conseil est terminé."))
