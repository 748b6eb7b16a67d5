"""Reads of the register: what comes back to a council by itself."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from councils.models import AgendaItem, Council, Decision, FollowUp

ENDED = (FollowUp.State.DONE, FollowUp.State.DROPPED)


def late(council: Council, on: date) -> QuerySet[Decision]:
    """What the council decided before `on` and has not done yet: its day has come, or it named nobody's day.

    Something to do (an owner or a day) that is neither done nor dropped nor corrected by a later decision. Without a
    day of its own it was to be done by the next council. The oldest first; `state_now` is added.
    """
    to_do = ~Q(owner_words="") | Q(owner__isnull=False) | Q(due_on__isnull=False)
    found = _open(council, on).filter(to_do).filter(Q(due_on__isnull=True) | Q(due_on__lte=on))
    return found.order_by("date", "number")


def to_look_at_again(council: Council, on: date) -> QuerySet[Decision]:
    """Those whose day to be spoken of again has come, and which no sitting has spoken of again yet.

    Without the `late` ones, which come back anyway: a decision stands once on an agenda. What was done is looked back
    at too; what was dropped or corrected is not. The oldest first; `state_now` is added.
    """
    spoken = AgendaItem.objects.filter(about=OuterRef("pk"), kind=AgendaItem.Kind.REVIEW, state=AgendaItem.State.DONE)
    found = council.decisions.standing().with_state().filter(look_again_on__lte=on, date__lt=on)
    found = found.exclude(state_now=FollowUp.State.DROPPED).exclude(pk__in=late(council, on).values("pk"))
    return found.exclude(Exists(spoken)).order_by("look_again_on", "number")


def _open(council: Council, on: date) -> QuerySet[Decision]:
    return council.decisions.standing().with_state().filter(date__lt=on).exclude(state_now__in=ENDED)
