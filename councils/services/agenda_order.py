"""The president and the adult put the agenda in order: up, down, together, how long, under which title, next time.

Each door locks the sitting first and moves its tick. What the council has spoken of is left as it was.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from councils.errors import AgendaRefused
from councils.models import AgendaItem, CouncilMeeting
from councils.services.agenda import item_title, number, refuse_closed
from councils.services.live import locked, touch
from occe.kit.actors import Actor

State = AgendaItem.State


@transaction.atomic
def retitle(item: AgendaItem, *, title: str, by: Actor) -> AgendaItem:
    """Say in a few words, for the class and the minutes, what this is about; "" takes the title away.

    Raises AgendaRefused for a title that names a child, and for an item that the council has spoken of.
    """
    item = _still_to_come(item)
    item.title = item_title(item.council, title) if title.strip() else ""
    return _saved(item, "title")


@transaction.atomic
def set_minutes(item: AgendaItem, *, minutes: int, by: Actor) -> AgendaItem:
    """How long the class speaks of it, 1 to 90 minutes. Raises AgendaRefused once it has been spoken of."""
    item = _still_to_come(item)
    if not 1 <= minutes <= 90:
        raise AgendaRefused(_("Un sujet dure de 1 à 90 minutes."), field="minutes")
    item.minutes = minutes
    return _saved(item, "minutes")


@transaction.atomic
def reorder(item: AgendaItem, *, before: AgendaItem | None, by: Actor) -> AgendaItem:
    """Put an item just before another one that is still to come, or (None) at the end.

    Raises AgendaRefused for items that the council has spoken of, or of two agendas.
    """
    item = _still_to_come(item)
    if before and (before.meeting_id != item.meeting_id or before.state != State.WAITING):
        raise AgendaRefused(_("Ces deux sujets ne sont plus l’un à côté de l’autre. L’ordre du jour a changé."))
    meeting = _sitting(item)
    rest = list(meeting.items.exclude(pk=item.pk).exclude(state=State.DROPPED))
    place = next((at for at, one in enumerate(rest) if before and one.pk == before.pk), len(rest))
    rest.insert(place, item)
    number(rest)
    touch(meeting)
    return item


@transaction.atomic
def move(item: AgendaItem, *, up: bool, by: Actor) -> AgendaItem:
    """One place up or down among what is still to come; at either end nothing changes."""
    item = _still_to_come(item)
    to_come = list(_sitting(item).items.filter(state=State.WAITING))
    at = to_come.index(item)
    if up:
        return reorder(item, before=to_come[at - 1], by=by) if at else item
    following = to_come[at + 2 : at + 3]
    return reorder(item, before=following[0] if following else None, by=by)


@transaction.atomic
def merge(item: AgendaItem, *, into: AgendaItem, by: Actor) -> AgendaItem:
    """Speak of two things together: the petits mots of `item` join `into`, whose title and minutes stay.

    Raises AgendaRefused for two agendas, for a decision that comes back, and for what has been spoken of.
    """
    item, into = _still_to_come(item), _still_to_come(into)
    if item.pk == into.pk:
        return into
    if item.meeting_id != into.meeting_id or item.about_id or into.about_id:
        raise AgendaRefused(_("Ces deux sujets ne vont pas ensemble."))
    item.slips.update(item=into)
    if item.title and not into.title:
        into.title = item.title
        into.save(update_fields=["title"])
    item.state = State.DROPPED
    _saved(item, "state")
    return into


@transaction.atomic
def part(item: AgendaItem, *, by: Actor) -> AgendaItem:
    """Speak of each petit mot by itself again: the first keeps the item, each other one gets its own, right behind.

    With one petit mot nothing changes. Raises AgendaRefused for thanks, which are read one after the other.
    """
    item = _still_to_come(item)
    if item.kind == AgendaItem.Kind.THANKS:
        raise AgendaRefused(_("Les mercis se lisent l’un après l’autre."))
    meeting = _sitting(item)
    rest = list(meeting.items.exclude(state=State.DROPPED))
    place = next(at for at, one in enumerate(rest) if one.pk == item.pk)
    for slip in item.slips.order_by("-pk")[: max(0, item.slips.count() - 1)]:
        facts = {"council": item.council, "meeting": meeting, "kind": slip.kind, "minutes": item.minutes}
        slip.item = AgendaItem.objects.create(**facts)
        slip.save(update_fields=["item"])
        rest.insert(place + 1, slip.item)
    number(rest)
    touch(meeting)
    return item


@transaction.atomic
def leave_for_next_time(item: AgendaItem, *, by: Actor) -> AgendaItem:
    """Not this time: it stands on the next agenda by itself. Raises AgendaRefused once it has been spoken of."""
    item = _still_to_come(item)
    item.state = State.LATER
    return _saved(item, "state")


@transaction.atomic
def take_up_again(item: AgendaItem, *, by: Actor) -> AgendaItem:
    """This time after all: what was left for next time is on this agenda again."""
    refuse_closed(locked(_sitting(item)))
    item = AgendaItem.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=item.pk)
    if item.state == State.LATER:
        item.state = State.WAITING
        _saved(item, "state")
    return item


@transaction.atomic
def drop_item(item: AgendaItem, *, by: Actor) -> AgendaItem:
    """Take off the agenda what no child put there. Raises AgendaRefused for a child's, which is heard."""
    item = _still_to_come(item)
    if item.slips.exists():
        raise AgendaRefused(_("Un enfant a écrit ce petit mot. Laissez-le pour la prochaine fois, ou écoutez-le."))
    item.state = State.DROPPED
    return _saved(item, "state")


@transaction.atomic
def call_off(item: AgendaItem, *, by: Actor) -> None:
    """What an adult suggested is not to be spoken of after all, on an agenda or before there is one.

    What a council has in hand, or has spoken of, stays as it is: it happened. So does what a child's petit mot joined:
    it is heard. Left for later by a sitting that is over, it is not carried over.
    """
    if item.meeting is not None:
        touch(locked(item.meeting))
    row = AgendaItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if row.state in (State.WAITING, State.LATER) and not row.slips.exists():
        row.state = State.DROPPED
        row.save(update_fields=["state"])


def _sitting(item: AgendaItem) -> CouncilMeeting:
    """The sitting on whose agenda it is. Raises AgendaRefused while it waits for one."""
    if item.meeting is None:
        raise AgendaRefused(_("Ce sujet attend le prochain conseil."))
    return item.meeting


def _still_to_come(item: AgendaItem) -> AgendaItem:
    """The item with its sitting's row locked, on the agenda of a sitting that is not over, and not spoken of yet."""
    refuse_closed(locked(_sitting(item)))
    rows = AgendaItem.objects.select_for_update(of=("self",)).select_related("meeting", "council__cooperative")
    found = rows.get(pk=item.pk)
    if found.state != State.WAITING:
        raise AgendaRefused(_("Le conseil a déjà vu ce sujet, ou il n’est plus à l’ordre du jour."))
    return found


def _saved(item: AgendaItem, field: str) -> AgendaItem:
    item.save(update_fields=[field])
    touch(_sitting(item))
    return item
