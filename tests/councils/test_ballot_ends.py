"""How a vote is left, and what is forgotten of one that is over: its papers are read by nobody."""

from datetime import timedelta

import pytest
from django.utils import timezone

from councils.errors import BallotRefused
from councils.models import Ballot, BallotPaper, CouncilMeeting, HandCount, Turnout
from councils.queries.minutes import minutes_of
from councils.services import meetings
from councils.services.ballot_ends import drop_ballot, erase_papers
from councils.services.ballots import finish_ballot, show_ballot
from councils.services.casting import cast
from councils.services.guarantor import veto
from councils.services.hand_counts import count_hands
from tests.councils.votes import Vote, election, finished


@pytest.fixture
def vote(world):
    return Vote(world)


def test_a_secret_box_is_not_opened_for_the_first_voices_alone(world):
    """Else the adult would open it after one child, or five, and read who voted what."""
    vote = Vote(world, pupils=8)
    ballot = vote.open()
    vote.cast(ballot, 1, 1, 2, 2, 1)

    with pytest.raises(BallotRefused, match="Avec si peu de voix"):
        finish_ballot(ballot, by=vote.by, incomplete=True)

    cast(ballot, pupil=vote.pupils[5], session=vote.session, marks={1: 1})
    assert finish_ballot(ballot, by=vote.by, incomplete=True).outcome["papers"] == 6


def test_a_vote_that_is_left_leaves_no_paper_to_read(vote):
    ballot = vote.open()
    vote.cast(ballot, 1)

    drop_ballot(ballot, by=vote.by)

    assert [model.objects.count() for model in (Turnout, BallotPaper)] == [0, 0]


def test_a_result_that_the_adult_read_and_left_is_forgotten_and_the_minutes_say_so(vote):
    """Else a result that does not please would go without a trace."""
    meetings.begin_item(vote.item, by=vote.by)
    ballot = finished(vote, vote.open(), 1, 1, 2)

    drop_ballot(ballot, by=vote.by)

    assert Ballot.objects.get(pk=ballot.pk).outcome is None
    told = [one.result for item in minutes_of(ballot.meeting).items for one in item.voted]
    assert told == ["Ce vote a été laissé\u00a0: il ne compte pas."]


def test_the_guarantor_stops_a_vote_that_is_going_on_and_nobody_reads_it(vote):
    ballot = vote.open()
    vote.cast(ballot, 1)

    veto(vote.item, ground="safety", words="La mare est profonde.", by=vote.by)

    assert (Ballot.objects.get(pk=ballot.pk).state, BallotPaper.objects.count()) == ("dropped", 0)


def test_the_night_after_the_sitting_nothing_tells_who_voted_nor_how_an_election_went(vote):
    ballot, on_paper = election(vote), None
    finished(vote, ballot, 1, 1, 2)
    show_ballot(ballot, by=vote.by)
    on_paper = election(vote, collected="paper")
    count_hands(on_paper, counter=1, counts={1: 2, 2: 1, 3: 0}, blank=0, by=vote.by)
    finish_ballot(on_paper, by=vote.by)
    show_ballot(on_paper, by=vote.by)
    meetings.close_meeting(vote.meeting, by=vote.by)
    day = timezone.localdate()
    assert erase_papers(day) == 0

    erase_papers(day + timedelta(days=1))

    assert [model.objects.count() for model in (Turnout, BallotPaper, HandCount)] == [0, 0, 0]
    assert Ballot.objects.get(pk=ballot.pk).outcome["chosen"] == [1]


def test_a_vote_that_nobody_finished_is_left_the_night_after(vote):
    ballot = vote.open()
    vote.cast(ballot, 1)
    closed = {"state": "closed", "closed_at": timezone.now() - timedelta(days=2)}
    CouncilMeeting.objects.filter(pk=vote.meeting.pk).update(**closed)

    assert erase_papers(timezone.localdate()) == 1

    assert (Ballot.objects.get(pk=ballot.pk).state, BallotPaper.objects.count()) == ("dropped", 0)


def test_a_sitting_that_nobody_closes_keeps_no_paper_for_more_than_a_week(vote):
    ballot = vote.open()
    vote.cast(ballot, 1)
    day = vote.meeting.held_on
    assert erase_papers(day + timedelta(days=6)) == 0

    assert erase_papers(day + timedelta(days=7)) == 1

    assert (Ballot.objects.get(pk=ballot.pk).state, BallotPaper.objects.count()) == ("dropped", 0)
