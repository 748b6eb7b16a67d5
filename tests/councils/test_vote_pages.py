"""One tablet, thirty votes: the board leads to the vote, the vote back to the board, and no log names who voted."""

import logging

import pytest
from django.urls import reverse
from pghistory.models import Context

from councils.models import Turnout
from councils.queries.sitting import sitting_of
from councils.sayings import to_say
from councils.services.ballots import finish_ballot, show_ballot
from councils.services.guarantor import pause, resume
from members.presence import COOKIE
from occe.kit.logs import ContextFilter
from tests.councils.votes import PLACES, Vote
from tests.world import SECRET, make_device

BOARD, TURN = "members:class-board", "members:class-turn"


@pytest.fixture
def vote(world):
    return Vote(world)


@pytest.fixture
def tablet(world, vote):
    """The shared tablet of the class."""
    return world.pupil_client(shared=True)


def tap(tablet, pupil):
    return tablet.post(reverse(TURN), {"pupil": pupil.public_id}, follow=True)


def give(tablet, page, ballot, **marks):
    return tablet.post(page.request["PATH_INFO"], {"ballot": ballot.public_id} | marks, follow=True)


def test_the_tablet_goes_round_the_class(vote, tablet):
    ballot = vote.open(options=PLACES)
    missing = []
    for pupil in vote.pupils:
        page = tap(tablet, pupil)
        assert [row["choice"].label for row in page.context["form"].rows()] == [place.label for place in PLACES]
        board = give(tablet, page, ballot, choice="2")
        missing.append(board.context["gathering"].context["voices"].missing)
        assert [str(message) for message in board.context["messages"]] == ["Ton vote est gardé. Passe la tablette."]

    assert missing == [2, 1, 0]
    assert [paper.marks for paper in ballot.papers.all()] == [{"2": 1}] * 3


@pytest.mark.parametrize(
    ("way", "collected", "said"),
    [
        ("secret", "tablet", "On vote. Chacun son tour. Personne ne regarde."),
        ("hands", "hands", "On lève la main. Deux élèves comptent."),
        ("consensus", "aloud", "Est-ce que tout le monde est d’accord\u00a0?"),
        ("consent", "aloud", "Est-ce que ça gêne vraiment quelqu’un\u00a0?"),
    ],
)
def test_the_president_says_nobody_looks_only_where_nobody_does(vote, way, collected, said):
    vote.open(way=way, collected=collected)
    vote.item.meeting.items.update(state="now")

    assert to_say(sitting_of(vote.meeting), 6) == said


def test_on_a_device_of_ones_own_who_has_voted_comes_home_and_who_has_not_to_the_paper(world, vote):
    ballot = vote.open()
    vote.cast(ballot, 1)
    led = []
    for pupil in vote.pupils[:2]:
        _device, token = make_device(vote.session)
        client = world.client()
        client.cookies[COOKIE] = token
        secret = reverse("members:class-secret", args=[pupil.public_id])
        led.append(client.post(secret, {"taps": " ".join(SECRET[:2]), "picture": SECRET[2]})["Location"])
    assert led == ["/fr/pupil/", "/fr/pupil/vote/"]


def test_after_a_vote_the_former_child_s_page_leads_nowhere(vote, tablet):
    ballot = vote.open()
    page = tap(tablet, vote.pupils[0])
    give(tablet, page, ballot, choice="1")

    again = tablet.post(page.request["PATH_INFO"], {"ballot": ballot.public_id, "choice": "2"})

    assert (again.status_code, again["Location"]) == (302, reverse(BOARD))
    assert ballot.papers.count() == 1


def test_a_child_who_comes_back_is_told_kindly(vote, tablet):
    ballot = vote.open()
    give(tablet, tap(tablet, vote.pupils[0]), ballot, choice="1")

    page = tap(tablet, vote.pupils[0])

    assert "Tu as déjà voté. Passe la tablette." in page.content.decode()


def test_not_to_choose_is_a_voice_too(vote, tablet):
    ballot = vote.open()

    give(tablet, tap(tablet, vote.pupils[0]), ballot, blank="yes")

    assert [paper.marks for paper in ballot.papers.all()] == [{}]


def test_a_paper_without_a_mark_is_asked_again_and_one_that_is_too_dear_keeps_its_marks(vote, tablet):
    ballot = vote.open()
    page = tap(tablet, vote.pupils[0])

    empty = give(tablet, page, ballot)

    assert empty.status_code == 422
    assert empty.context["refused"] == "Touche un choix, ou «\u00a0Je ne choisis pas\u00a0»."


def test_a_pause_asks_to_wait_and_the_marks_are_voted_after_it(vote, tablet):
    ballot = vote.open(way="approval", options=PLACES)
    page = tap(tablet, vote.pupils[0])
    pause(vote.meeting, ground="respect", words="On se calme.", by=vote.by)

    waits = give(tablet, page, ballot, choice=["1", "3"])
    resume(vote.meeting, by=vote.by)

    assert (waits.status_code, waits.context["refused"]) == (422, "Le conseil fait une pause. Attends un peu.")
    marked = {row["choice"].position for row in waits.context["form"].rows() if row["mark"]}
    assert (marked, ballot.papers.count()) == ({1, 3}, 0)
    board = give(tablet, page, ballot, choice=sorted(marked))
    assert [paper.marks for paper in ballot.papers.all()] == [{"1": 1, "3": 1}]
    assert board.context["gathering"].context["paused"] is False


def test_a_page_of_an_earlier_vote_puts_nothing_in_the_box_of_the_next(vote, tablet):
    first = vote.open()
    page = tap(tablet, vote.pupils[0])
    vote.cast(first, {}, {}, {})
    finish_ballot(first, by=vote.by)
    show_ballot(first, by=vote.by)
    second = vote.open(question="Et le chien\u00a0?")

    shown = give(tablet, page, first, choice="1")

    assert shown.context["ballot"] == second
    assert not second.papers.exists()


def test_on_a_device_of_one_s_own_the_vote_waits_on_the_home_page(world, vote):
    ballot = vote.open()
    own = world.pupil_client(world.lina)
    home = own.get(reverse("members:pupil-home"))
    assert [str(wait.sentence) for wait in home.context["waits"]] == ["On vote. C’est ton tour."]

    answer = own.post(reverse("councils:pupil-vote"), {"ballot": ballot.public_id, "choice": "1"}, follow=True)

    assert answer.request["PATH_INFO"] == reverse("members:pupil-home")
    assert answer.context["waits"] == []


def test_without_a_vote_the_board_leads_home(world, tablet):
    page = tap(tablet, world.lina)

    assert page.context["doors"] is not None


def test_no_log_line_and_no_history_names_who_votes(vote, tablet, caplog):
    caplog.set_level(logging.INFO, logger="occe.access")
    ballot = vote.open()
    page = tap(tablet, vote.pupils[0])
    named = []
    handler = logging.Handler()
    handler.addFilter(ContextFilter())
    handler.emit = lambda record: named.append((record.getMessage(), record.actor))
    logging.getLogger("occe.access").addHandler(handler)
    try:
        tablet.post(page.request["PATH_INFO"], {"ballot": ballot.public_id, "choice": "1"})
    finally:
        logging.getLogger("occe.access").removeHandler(handler)

    assert Turnout.objects.count() == 1
    assert named == [("POST councils:pupil-vote 302", "nobody")]
    of_votes = Context.objects.filter(metadata__view="councils:pupil-vote")
    assert {context.metadata["actor"] for context in of_votes} <= {"nobody"}
