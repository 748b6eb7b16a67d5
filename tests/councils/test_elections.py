"""Who was elected has the job, once the decision is kept."""

import pytest

from councils.services.ballot_drafts import OptionDraft
from councils.services.ballots import finish_ballot, open_ballot, second_round, show_ballot
from councils.services.decisions import decide
from members.models import JobTerm
from members.services.jobs import add_job, give_job
from tests.councils.test_ballots import election
from tests.councils.votes import PLACES, Vote

WORDS = "Nous avons élu la présidence."


@pytest.fixture
def vote(world):
    return Vote(world)


def counted(vote, ballot, *marks):
    vote.cast(ballot, *marks)
    return show_ballot(finish_ballot(ballot, by=vote.by), by=vote.by)


def holders(job) -> list:
    last_day = job.classroom.year.ends
    return [term.pupil for term in JobTerm.objects.filter(job=job).in_force(last_day).order_by("pk")]


def test_who_was_elected_has_the_job_from_the_decision_on_and_not_before(vote):
    ballot = counted(vote, election(vote), 1, 1, 2)
    assert holders(ballot.job) == []
    for _ in range(2):
        decide(vote.item, text=WORDS, ballot=ballot, by=vote.by)
    assert holders(ballot.job) == [vote.world.lina]


def test_who_had_the_job_hands_it_over_and_keeps_it_when_nobody_is_elected(vote):
    job = add_job(vote.world.classroom, kind="president", by=vote.by)
    year = vote.world.year
    give_job(job, pupils=[vote.world.zoe], starts_on=year.starts, ends_on=year.ends, by=vote.by)
    tied = counted(vote, election(vote, tie="stays"), 1, 2, 3)
    decide(vote.item, text="Personne n’est élu cette fois.", ballot=tied, by=vote.by)
    assert [term.pupil for term in job.terms.all()] == [vote.world.zoe]


def test_a_counted_vote_gives_the_register_its_counts_and_an_election_none(vote):
    ballot = counted(vote, vote.open(), 1, 1, {})
    decision = decide(vote.item, text="On adopte les escargots.", ballot=ballot, by=vote.by)
    assert (decision.present, decision.votes_for, decision.votes_against, decision.votes_blank) == (3, 2, 0, 1)

    places = counted(vote, vote.open(subject="thing", options=PLACES, threshold="most"), 1, 1, 2)
    decision = decide(vote.item, text="Près du portail.", ballot=places, by=vote.by)
    assert decision.result == "Près du portail\u00a0: 2, Au fond du pré\u00a0: 1, Derrière la cantine\u00a0: 0"
    assert decision.votes_for is None

    chosen = counted(vote, election(vote), 1, 1, 2)
    decision = decide(vote.item, text=WORDS, ballot=chosen, by=vote.by)
    assert (decision.result, decision.votes_for) == ("", None)


def test_two_rounds_elect_together(vote):
    first = counted(vote, election(vote, rounds=2, seats=2), 1, 1, 2)
    second = open_ballot(second_round(first, by=vote.by), by=vote.by)
    counted(vote, second, *([1] * 3))
    decide(vote.item, text=WORDS, ballot=second, by=vote.by)
    assert holders(first.job)[0] == vote.world.lina
    assert len(holders(first.job)) == 2


def test_the_election_of_two_delegates_gives_two_delegates(vote):
    job = add_job(vote.world.classroom, kind="delegate", by=vote.by)
    options = tuple(OptionDraft(pupil=pupil) for pupil in vote.pupils)
    ballot = vote.open(
        subject="job", way="election", job=job, options=options, seats=2, question="Qui nous représente ?"
    )
    vote.cast(ballot, {1: 1, 2: 1}, {1: 1, 2: 1}, {2: 1, 3: 1})
    show_ballot(finish_ballot(ballot, by=vote.by), by=vote.by)
    decide(vote.item, text="Nous avons élu nos délégués.", ballot=ballot, by=vote.by)
    assert holders(job) == [vote.world.lina, vote.world.noe]
