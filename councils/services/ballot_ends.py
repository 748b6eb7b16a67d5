"""How a vote is left, and what the council forgets of those that are over: who has voted, and the papers."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from councils.errors import BallotRefused
from councils.models import AgendaItem, Ballot, BallotPaper, CouncilMeeting, HandCount, Turnout
from councils.services.live import locked, touch
from occe.kit.actors import Actor

State = Ballot.State
KEPT_FOR = timedelta(days=1)
LEFT_OPEN_FOR = timedelta(weeks=1)
"""After a sitting that nobody closed."""


def both_locked(ballot: Ballot) -> tuple[CouncilMeeting, Ballot]:
    """The sitting, then the ballot: always in this order."""
    meeting = locked(ballot.meeting)
    rows = Ballot.objects.select_for_update(of=("self",)).select_related("item", "job")
    return meeting, rows.get(pk=ballot.pk)


@transaction.atomic
def drop_ballot(ballot: Ballot, *, by: Actor) -> Ballot:
    """Leave a vote where it is, and nothing of it counts: papers and counts are erased at once, unread.

    Raises BallotRefused once it has become a decision.
    """
    meeting, standing = both_locked(ballot)
    if standing.state == State.KEPT:
        raise BallotRefused(_("Ce vote est devenu une décision. Une autre décision peut la corriger."))
    if standing.state != State.DROPPED:
        if standing.state != State.SHOWN:
            standing.outcome = None
        standing.state = State.DROPPED
        standing.save(update_fields=["state", "outcome"])
        _empty(Ballot.objects.filter(pk=standing.pk))
        standing.hand_counts.all().delete()
        touch(meeting)
    return standing


def drop_votes_on(item: AgendaItem, *, by: Actor) -> None:
    """Leave the votes on a proposal that the guarantor stops; what the class has been shown stays told."""
    for ballot in item.ballots.filter(state__in=[State.OPEN, State.FINISHED]):
        drop_ballot(ballot, by=by)


@transaction.atomic
def erase_papers(today: date) -> int:
    """Erase who voted, the papers, and what was counted of an election, the night after the sitting (a week after one
    that nobody closed); returns how many ballots. A vote that was never shown is left first.

    What stays is the outcome: of an election who is elected, of another vote its counts.
    """
    over = Ballot.objects.filter(
        Q(meeting__closed_at__date__lte=today - KEPT_FOR)
        | Q(meeting__state=CouncilMeeting.State.OPEN, meeting__held_on__lte=today - LEFT_OPEN_FOR)
    )
    over.filter(state__in=[State.PREPARED, State.OPEN, State.FINISHED]).update(state=State.DROPPED, outcome=None)
    full = over.filter(turnout__isnull=False).distinct().count()
    _empty(over)
    counted = over.filter(Q(way=Ballot.Way.ELECTION) | Q(state=State.DROPPED))
    gone, _by_table = HandCount.objects.filter(ballot__in=counted).delete()
    return full + gone


def _empty(ballots: QuerySet[Ballot]) -> None:
    """Who voted, and how, of votes that are over."""
    BallotPaper.objects.filter(ballot__in=ballots.values("pk")).delete()
    Turnout.objects.filter(ballot__in=ballots.values("pk")).delete()
