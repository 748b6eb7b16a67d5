"""Two pupils count the raised hands on the tablet, each alone; what both counted is read aloud before it is kept."""

import pytest
from django.urls import reverse

from councils.errors import BallotRefused
from councils.services.ballots import finish_ballot
from councils.services.guarantor import pause
from councils.services.hand_counts import count_as_pupil
from tests.councils.votes import Vote

PAGE, HOME = "councils:pupil-council-count", "councils:pupil-council"
RIGHT = {"c1_1": "2", "c1_2": "1", "c1_blank": "0"}


@pytest.fixture
def vote(world):
    return Vote(world)


@pytest.fixture
def ballot(vote):
    return vote.open(way="hands", collected="hands")


def figures(page):
    return {name: page.context["form"][name].value() for name in page.context["form"].fields}


def test_each_of_two_pupils_has_a_column_and_a_third_has_none(vote, ballot):
    lina, noe, zoe = vote.pupils
    count_as_pupil(ballot, pupil=lina, counts={1: 2, 2: 1}, blank=0)
    count_as_pupil(ballot, pupil=noe, counts={1: 3, 2: 0}, blank=0)
    count_as_pupil(ballot, pupil=noe, counts={1: 2, 2: 1}, blank=0)  # counted again: the later one stands

    with pytest.raises(BallotRefused, match="Deux élèves ont déjà compté"):
        count_as_pupil(ballot, pupil=zoe, counts={1: 2, 2: 1}, blank=0)

    assert list(ballot.hand_counts.values_list("counter", "pupil", "counts")) == [
        (1, lina.pk, {"1": 2, "2": 1}), (2, noe.pk, {"1": 2, "2": 1}),
    ]  # fmt: skip


def test_who_is_away_counts_nothing_and_nobody_counts_in_a_pause(world, vote, ballot):
    vote.goes(world.zoe)
    with pytest.raises(BallotRefused, match="Tu n’étais pas à l’appel"):
        count_as_pupil(ballot, pupil=world.zoe, counts={1: 2, 2: 1}, blank=0)

    pause(vote.meeting, ground="respect", words="On se calme.", by=vote.by)
    with pytest.raises(BallotRefused, match="Le conseil fait une pause"):
        count_as_pupil(ballot, pupil=world.lina, counts={1: 2, 2: 1}, blank=0)


def test_who_counted_is_forgotten_with_the_vote(vote, ballot):
    for pupil in vote.pupils[:2]:
        count_as_pupil(ballot, pupil=pupil, counts={1: 2, 2: 1}, blank=0)

    finish_ballot(ballot, by=vote.by)

    assert list(ballot.hand_counts.values_list("pupil", flat=True)) == [None, None]


def test_neither_reads_the_other_s_figures_before_both_are_in(world, vote, ballot):
    lina, noe = (world.pupil_client(pupil) for pupil in vote.pupils[:2])
    lina.post(reverse(PAGE), RIGHT)
    assert (lina.get(reverse(PAGE)).context["rows"], lina.get(reverse(HOME)).context["may_count"]) == ([], True)

    page = noe.get(reverse(PAGE))
    assert set(figures(page).values()) == {None}
    noe.post(reverse(PAGE), RIGHT | {"c1_1": "1", "c1_2": "2"})

    told = noe.get(reverse(PAGE)).context
    assert (told["agree"], told["rows"][:2]) == (False, [("Pour", [2, 1]), ("Contre", [1, 2])])
    assert noe.get(reverse(PAGE), {"again": "1"}).context["form"]["c1_1"].value() is None
    noe.post(reverse(PAGE), RIGHT)
    assert noe.get(reverse(PAGE)).context["agree"]
    assert lina.get(reverse(HOME)).context["may_count"] is False


def test_a_voice_that_is_missing_is_told_and_nothing_typed_is_lost(world, ballot):
    page = world.pupil_client(world.lina).post(reverse(PAGE), RIGHT | {"c1_1": "1"})

    assert (page.status_code, page.context["refused"]) == (422, "Il manque une voix. Qui n’a pas levé la main\u00a0?")
    assert (figures(page), page.context["typed"]) == ({"c1_1": "1", "c1_2": "1", "c1_blank": "0"}, 2)
    assert not ballot.hand_counts.exists()


def test_plus_and_minus_count_without_a_script(world, ballot):
    lina = world.pupil_client(world.lina)

    more = lina.post(reverse(PAGE), {"c1_1": "", "c1_2": "4", "c1_blank": "", "more": "c1_1"})
    less = lina.post(reverse(PAGE), figures(more) | {"less": "c1_2"})

    assert (more.status_code, figures(less)) == (200, {"c1_1": "1", "c1_2": "3", "c1_blank": ""})


def test_without_raised_hands_the_page_leads_back(world, vote):
    vote.open()

    assert world.pupil_client(world.lina).get(reverse(PAGE))["Location"] == reverse(HOME)


def test_what_the_adult_told_before_the_vote_stands_on_the_child_s_paper(world, vote):
    vote.item.notes.create(ground="money", words="Il reste 40 €.", can_be_done=False)
    vote.open()

    paper = world.pupil_client(world.lina).get(reverse("councils:pupil-vote"))

    assert [note.words for note in paper.context["notes"]] == ["Il reste 40 €."]
    assert "Il reste 40 €." in paper.content.decode()
