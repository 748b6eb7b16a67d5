"""The council of the youngest leaves the same record as the grown-ups'."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from councils.models import Ballot, CouncilMeeting, Decision
from councils.services.councils import open_councils
from finance.models import ExpenseClaim
from tests.finance.pupil_walk import OneForAll, this_year, words

KEEP = "/fr/pupil/council/pebbles/"


@pytest.fixture
def everybody(world):
    this_year(world)
    world.lina, world.noe, world.zoe
    walk = OneForAll(world)
    open_councils([world.cooperative], world.classroom.year, by=world.actor(world.claire))
    return walk.client


def touch(client, number: int, *values: str) -> str:
    address = reverse("members:pupil-plate", args=[number])
    for value in values:
        client.post(address, {"touch": value})
    return words(client.get(address))


def chosen(client, *seeds: str) -> None:
    touch(client, 1, "0", "1", "2")
    touch(client, 3, "garden", "sport")
    touch(client, 4, *seeds)


def test_what_the_pebbles_chose_is_a_decision_like_any_other(everybody):
    chosen(everybody, "garden", "sport", "garden")
    assert "Garder notre choix" in touch(everybody, 5)
    for _ in range(2):  # the button is tapped twice
        everybody.post(KEEP)

    decision, ballot = Decision.objects.get(), Ballot.objects.get()
    assert decision.text == "Nous avons choisi, avec des cailloux : pour le jardin."
    assert (decision.ballot, ballot.state, ballot.voters, ballot.way) == (ballot, "kept", 3, "hands")
    assert CouncilMeeting.objects.get().state == CouncilMeeting.State.CLOSED
    assert "C’est décidé" in words(everybody.get(KEEP))


def test_what_was_laid_and_decided_is_in_the_purchase(everybody):
    chosen(everybody, "garden", "sport", "garden")
    everybody.post(KEEP)
    touch(everybody, 6, "200", "100")
    begin = reverse("finance:pupil-expense-new")
    everybody.post(begin, {"category": "garden", "key": uuid4()})

    claim = ExpenseClaim.objects.get()
    assert (claim.amount, claim.decision) == (Decimal("3.00"), Decision.objects.get())


@pytest.mark.parametrize(
    ("seeds", "sentence"),
    [
        (["garden", "sport"], "Il y a 2 cailloux et 3 enfants. On recompte ensemble ?"),
        (["garden", "sport", "garden", "sport"], "Il y a 4 cailloux et 3 enfants."),
    ],
)
def test_pebbles_that_do_not_make_up_the_class_are_counted_again(everybody, seeds, sentence):
    chosen(everybody, *seeds)
    answer = everybody.post(KEEP)
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert not Decision.objects.exists()


def test_two_towers_of_one_height_are_no_decision(everybody):
    touch(everybody, 1, "0", "1")
    touch(everybody, 3, "garden", "sport")
    touch(everybody, 4, "garden", "sport")
    assert "C’est pareil ! On recommence avec deux cartes." in words(everybody.post(KEEP))
    assert not CouncilMeeting.objects.exists()


def test_a_class_that_did_not_say_who_is_here_is_asked(everybody):
    assert "Dites d’abord qui est là" in words(everybody.post(KEEP))


def test_a_child_of_its_own_does_not_meet_the_pebbles(world):
    assert world.pupil_client(world.lina).get(KEEP).status_code == 404
