"""The minutes of a sitting make themselves, without a petit mot and without a name that stays."""

from datetime import timedelta

import pytest
from django.urls import reverse

from councils.models import AgendaItem, Ballot, BallotOption, FeasibilityNote, GuarantorAct, Slip
from councils.queries.minutes import minutes_of
from councils.services.decisions import decide
from councils.services.live import touch
from members.services.roster import depart
from tests.councils.sittings import DAY, make_council, make_item, make_sitting
from tests.world import make_mandate, make_user

DONE = AgendaItem.State.DONE


@pytest.fixture
def by(world):
    return world.actor(world.claire)


@pytest.fixture
def sitting(world, by):
    """Lina presided; butterflies were decided, the film was stopped, the yard was put off."""
    meeting = make_sitting(make_council(world), president=world.lina)
    garden = make_item(meeting, "Les papillons", position=1)
    Slip.objects.create(
        council=meeting.council, pupil=world.zoe, kind="idea", text="Attirer", item=garden, opened_on=DAY
    )
    FeasibilityNote.objects.create(item=garden, ground="money", words="Il reste 80 €.")
    decide(garden, text="Graines et terre.", by=by, owner=world.noe, owner_words="la trésorière")
    AgendaItem.objects.filter(pk=garden.pk).update(state=DONE)
    film = make_item(meeting, "Un film", position=2, state=DONE)
    GuarantorAct.objects.create(
        meeting=meeting, item=film, kind="veto", ground="respect", words="Pas pour tous les âges.", words_kept="Secret"
    )
    make_item(meeting, "", position=3, state=DONE, kind="thanks", words="Merci à la cantinière.")
    make_item(meeting, "La cour", position=4, state="later")
    make_item(meeting, "Retiré", position=5, state="dropped")
    return meeting


def address(sitting, name: str = "minutes") -> str:
    return reverse(f"councils:{name}", args=[sitting.council.cooperative.public_id, sitting.public_id])


def test_the_minutes_tell_what_was_said_and_decided_in_order(world, sitting):
    minutes = minutes_of(sitting)

    assert [(told.title, told.icon) for told in minutes.spoken_of] == [
        ("Les papillons", "sprout"), ("Un film", "sprout"), ("Merci !", "heart"),
    ]  # fmt: skip
    assert [told.title for told in minutes.later] == ["La cour"]
    assert [(one.decision.text, one.owner.first_name) for one in minutes.decided] == [("Graines et terre.", "Noé")]
    assert [(role.label, role.face.first_name) for role in minutes.roles] == [("présidence", "Lina")]


def test_the_page_holds_no_petit_mot_and_nothing_that_the_adult_keeps(world, sitting):
    page = world.client(world.claire).get(address(sitting)).content.decode()

    assert "Pas pour tous les âges." in page
    assert "Il reste 80 €." in page
    assert "Attirer" not in page
    assert "Secret" not in page


def test_a_child_who_left_is_in_the_minutes_without_a_name(world, sitting, by):
    depart(world.noe, on=DAY + timedelta(days=30), by=by)

    page = world.client(world.claire).get(address(sitting)).content.decode()

    assert "Noé" not in page
    assert "Un ancien élève" in page


def test_all_decisions_of_a_sitting_are_signed_in_one_go(world, sitting, by):
    decide(sitting.items.get(title="Les papillons"), text="On arrose.", by=by)
    client = world.client(world.claire)

    for act in ("adult", "president"):
        client.post(address(sitting), {"act": act})

    assert [one.decision.is_signed for one in minutes_of(sitting).decided] == [True, True]


def test_the_minutes_stay_with_who_holds_the_council(world, sitting):
    for user in (world.martine, world.sonia):
        assert world.client(user).get(address(sitting)).status_code == 404


def test_a_vote_that_became_no_decision_is_told_with_its_result(world, sitting):
    item = sitting.items.get(title="Les papillons")
    ballot = Ballot.objects.create(
        council=sitting.council, meeting=sitting, item=item, subject="thing", way="hands", collected="hands",
        question="Où ?",
    )  # fmt: skip
    for position, label in enumerate(("La cour", "Le pré"), 1):
        BallotOption.objects.create(ballot=ballot, position=position, label=label)
    outcome = {"verdict": "chosen", "chosen": [2], "voices": {"1": 7, "2": 11}}
    for state, facts in (("open", {"voters": 18}), ("finished", {}), ("shown", {"outcome": outcome})):
        Ballot.objects.filter(pk=ballot.pk).update(state=state, **facts)

    [told] = [vote for one in minutes_of(sitting).items for vote in one.voted]

    assert (told.question, told.result) == ("Où ?", "La cour\u00a0: 7, Le pré\u00a0: 11")


def test_a_round_where_one_listened_says_what_came_out(sitting):
    item = sitting.items.get(title="Les papillons")
    facts = {"council": sitting.council, "meeting": sitting, "item": item, "subject": "idea", "way": "consent"}
    ballot = Ballot.objects.create(question="La soupe ?", collected="aloud", **facts)
    outcome = {"verdict": "chosen", "objections": 0}
    for state, known in (("open", {"voters": 18}), ("finished", {}), ("shown", {"outcome": outcome})):
        Ballot.objects.filter(pk=ballot.pk).update(state=state, **known)

    assert [vote.result for one in minutes_of(sitting).items for vote in one.voted] == ["Plus rien ne gêne personne."]


def test_a_counted_vote_gives_the_decision_its_counts(world, sitting, by):
    item = sitting.items.get(title="Les papillons")
    ballot = Ballot.objects.create(
        council=sitting.council, meeting=sitting, item=item, subject="idea", way="hands", collected="hands",
        question="On plante ?",
    )  # fmt: skip
    for position, side in enumerate(("for", "against"), 1):
        BallotOption.objects.create(ballot=ballot, position=position, side=side, label=side)
    outcome = {"verdict": "chosen", "chosen": [1], "papers": 17, "blank": 1, "voices": {"1": 15, "2": 1}}
    for state, facts in (("open", {"voters": 18}), ("finished", {}), ("shown", {"outcome": outcome})):
        Ballot.objects.filter(pk=ballot.pk).update(state=state, **facts)
    ballot.refresh_from_db()

    kept = decide(item, text="On plante.", by=by, ballot=ballot)

    assert (kept.present, kept.votes_for, kept.votes_against, kept.votes_blank) == (18, 15, 1, 2)


def test_the_minutes_cost_the_same_for_one_and_for_many(world, sitting, by, django_assert_max_num_queries):
    def cost() -> int:
        with django_assert_max_num_queries(20) as queries:
            minutes_of(sitting)
        return len(queries)

    few = cost()
    for number in range(8):
        item = make_item(sitting, f"Sujet {number}", state=DONE)
        decide(item, text=f"On fait {number}.", by=by, owner=world.zoe)
    touch(sitting)

    assert cost() == few


def test_what_the_guarantor_kept_is_read_by_that_adult_alone(world, sitting):
    sitting.guarantor_acts.update(by=world.claire)
    other = make_user("Odile")
    make_mandate(world.cooperative, other, rank=2)

    own, others = (world.client(user).get(address(sitting)) for user in (world.claire, other))

    assert [act.words_kept for act in own.context["kept"]] == ["Secret"]
    assert "Secret" in own.content.decode()
    assert (others.status_code, others.context["kept"]) == (200, [])
    assert "Secret" not in others.content.decode()
