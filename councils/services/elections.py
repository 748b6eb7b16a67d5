"""Who was elected has the job, from the day of the decision on."""

from councils.models import Ballot, BallotOption
from members.models import JobTerm, Pupil
from members.services.jobs import give_job
from occe.kit.actors import Actor


def elected_in(ballot: Ballot) -> list[Pupil]:
    """Who is elected, in both rounds of an election together; in the order of the ballot."""
    rounds = [ballot, *([ballot.follows] if ballot.follows else [])]
    found: list[Pupil] = []
    for one in reversed(rounds):
        positions = (one.outcome or {}).get("chosen", [])
        options = BallotOption.objects.filter(ballot=one, position__in=positions).select_related("pupil")
        found += [option.pupil for option in options.order_by("position") if option.pupil not in (None, *found)]
    return found


def install_elected(ballot: Ballot, *, by: Actor) -> list[JobTerm]:
    """Hand the job over to who was elected, until the end of the school year; the adult may shorten the term.

    For the door that keeps the decision, in its transaction. Nobody elected: who has the job keeps it. Raises
    JobRefused.
    """
    pupils = elected_in(ballot)
    if ballot.job is None or not pupils:
        return []
    last_day = ballot.council.year.ends
    return give_job(
        ballot.job, pupils=pupils, starts_on=min(ballot.meeting.held_on, last_day), ends_on=last_day, by=by
    )  # fmt: skip
