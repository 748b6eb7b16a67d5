"""What the council forgets: petits mots, who spoke, who was there. What the secretary wrote stays."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from councils.models import AgendaItem, Attendance, CouncilMeeting, Slip, SpeakingTurn
from councils.services.slips import wipe

KEPT = timedelta(weeks=4)
"""After the council that spoke of it, the talk with the adult, or the end of the year for a box nobody opened."""
LONGEST_WAIT = timedelta(weeks=12)
"""After the box was opened, for what was put off again and again."""


@transaction.atomic
def erase_old(today: date) -> int:
    """Erase what is four weeks old; returns how many petits mots lost their words.

    An attendance lasts as long, so that a child who was absent still learns what was decided.
    """
    limit = today - KEPT
    spoken_of = [AgendaItem.State.DONE, AgendaItem.State.DROPPED, AgendaItem.State.NOW]
    old = (
        Q(item__meeting__held_on__lte=limit, item__state__in=spoken_of)
        | Q(set_aside_on__lte=limit)
        | Q(opened_on__lte=today - LONGEST_WAIT)
        | Q(council__year__ends__lte=limit)
    )
    erased = wipe(Slip.objects.filter(pk__in=Slip.objects.filter(old).values("pk")), on=today)
    sat = CouncilMeeting.objects.exclude(state=CouncilMeeting.State.PREPARED).filter(held_on__lte=limit)
    SpeakingTurn.objects.filter(item__meeting__in=sat).delete()
    Attendance.objects.filter(roll__meeting__in=sat).delete()
    return erased
