"""The school's council votes: delegates of several classes, one tablet that goes round, one result."""

import pytest
from django.urls import reverse

from councils.errors import VoteRefused
from councils.models import Ballot, Council
from councils.services.agenda import prepare_meeting, suggest_item
from councils.services.ballot_drafts import BallotDraft
from councils.services.ballots import finish_ballot, open_ballot, prepare_ballot, show_ballot
from councils.services.casting import cast
from councils.services.councils import open_councils
from councils.services.decisions import decide
from councils.services.meetings import next_item, open_meeting
from councils.services.rolls import call_roll
from members.presence import COOKIE
from members.pupil_doors import waits_for
from members.services.jobs import add_job, give_job
from occe.kit.actors import PupilActor
from occe.kit.dates import today
from tests.cooperatives.drafts import year_of_today
from tests.councils.votes import SECRET
from tests.world import make_classroom, make_device, make_open_class, make_pupils

BOARD, TURN = "members:class-board", "members:class-turn"


class School:
    """Three classes with two delegates each, in council on the tablet of the first."""

    def __init__(self, world):
        self.world, self.by = world, world.actor(world.claire)
        year = year_of_today(world)
        names = {"CP": ("Ada", "Bilal", "Chloé"), "CE1": ("Dune", "Enzo", "Fatou"), "CM1": ("Gus", "Hana", "Ines")}
        self.rooms = [make_classroom(world.cooperative, year, name) for name in names]
        self.pupils = [
            make_pupils(room, *firsts) for room, firsts in zip(self.rooms, names.values(), strict=True)
        ]  # fmt: skip
        self.delegates = [pupil for pupils in self.pupils for pupil in pupils[:2]]
        for room, pupils in zip(self.rooms, self.pupils, strict=True):
            job = add_job(room, kind="delegate", by=self.by)
            give_job(job, pupils=pupils[:2], starts_on=today(), ends_on=today(), by=self.by)
        open_councils([world.cooperative], year, by=self.by)
        self.council = Council.objects.get(classroom__isnull=True, year=year)
        suggest_item(self.council, kind="idea", title="La cour à vélo", by=self.by, request_id=self.council.public_id)
        self.meeting = open_meeting(prepare_meeting(self.council, on=today(), by=self.by), by=self.by)
        for room, pupils in zip(self.rooms, self.pupils, strict=True):
            call_roll(self.meeting, room, present=pupils[:2], by=self.by)
        self.item = next_item(self.meeting, by=self.by)
        self.session = make_open_class(self.rooms[0], world.claire)

    def vote(self) -> Ballot:
        ballot = prepare_ballot(self.item, draft=BallotDraft(**SECRET), by=self.by)
        return open_ballot(ballot, by=self.by)

    def tablet(self):
        """The shared tablet of the first class."""
        _device, token = make_device(self.session, how="shared")
        client = self.world.client()
        client.cookies[COOKIE] = token
        return client


@pytest.fixture
def school(world):
    return School(world)


def tap(tablet, pupil):
    return tablet.post(reverse(TURN), {"pupil": pupil.public_id}, follow=True)


def test_delegates_of_three_classes_vote_on_one_tablet(school):
    ballot, tablet = school.vote(), school.tablet()
    assert ballot.voters == 6
    assert [face.first_name for face in tablet.get(reverse(BOARD)).context["gathering"].visitors] == [
        "Dune", "Enzo", "Gus", "Hana",
    ]  # fmt: skip

    missing = []
    for rank, pupil in enumerate(school.delegates):
        page = tap(tablet, pupil)
        sent = {"ballot": ballot.public_id, "choice": "1" if rank < 4 else "2"}
        board = tablet.post(page.request["PATH_INFO"], sent, follow=True)
        missing.append(board.context["gathering"].context["voices"].missing)
    assert missing == [5, 4, 3, 2, 1, 0]

    shown = show_ballot(finish_ballot(ballot, by=school.by), by=school.by)
    decision = decide(school.item, text="On vient à vélo le vendredi.", ballot=shown, by=school.by)
    assert (decision.council, decision.number, decision.votes_for, decision.votes_against) == (school.council, 1, 4, 2)


def test_a_delegate_of_another_class_sees_the_vote_and_no_other_page_of_this_class(school):
    ballot, tablet = school.vote(), school.tablet()
    page = tap(tablet, school.pupils[1][0])
    vote = page.request["PATH_INFO"]

    for name in ("members:pupil-home", "councils:pupil-box", "councils:pupil-decisions", "councils:pupil-council"):
        assert tablet.get(vote.replace("vote/", reverse(name).split("/pupil/", 1)[1]))["Location"] == reverse(BOARD)

    finish = {"ballot": ballot.public_id, "choice": "1"}
    tablet.post(vote, finish)
    again = tap(tablet, school.pupils[1][0])
    assert "Tu as déjà voté" in again.content.decode()
    assert "Ma page" not in again.content.decode()


def test_who_is_no_delegate_is_led_home_and_votes_nowhere(school):
    ballot, tablet = school.vote(), school.tablet()
    reader, elsewhere = school.pupils[0][2], school.pupils[1][2]

    assert tap(tablet, reader).context["doors"] is not None
    assert tap(tablet, elsewhere).status_code == 404
    with pytest.raises(VoteRefused, match="Tu n’étais pas à l’appel"):
        cast(ballot, pupil=reader, session=school.session, marks={1: 1})
    room, world = school.rooms[0], school.world
    actor = PupilActor(reader.pk, school.session.pk, room.pk, room.cooperative_id, world.federation.pk)
    assert "On vote. C’est ton tour." not in [str(wait.sentence) for wait in waits_for(actor)]


def test_a_class_that_is_not_of_this_council_gives_no_voice_to_anybody(school):
    ballot = school.vote()
    stranger = school.world.open_class

    assert not school.meeting.rolls.filter(classroom=stranger.classroom).exists()
    with pytest.raises(VoteRefused, match="Tu n’étais pas à l’appel"):
        cast(ballot, pupil=school.delegates[0], session=stranger, marks={1: 1})


def test_without_a_vote_the_tablet_knows_no_visitor(school):
    tablet = school.tablet()

    assert tap(tablet, school.pupils[1][0]).status_code == 404
