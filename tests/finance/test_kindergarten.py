"""Kindergarten: the class acts as one, so that nobody waits for a second child who cannot come."""

import pytest
from django.urls import reverse

from finance.models import ExpenseClaim
from finance.queries.claims import week_of
from tests.finance.pupil_walk import OneForAll, Tablet, this_year, words


@pytest.fixture
def everybody(world):
    this_year(world)
    return OneForAll(world)


def test_an_expense_of_the_whole_class_goes_straight_to_the_adult(everybody, world):
    claim = everybody.write(photo=False, send=False)
    assert "Envoyer à l’adulte" in words(everybody.get("pupil-expense-read", claim.public_id))

    everybody.post("pupil-expense-send", claim.public_id)

    page = words(everybody.get("pupil-expense", claim.public_id))
    assert "C’est à Claire de regarder." in page
    assert "Relu à deux" not in page
    assert [(row.wants_check, row) for row in week_of(world.cooperative)] == [(False, claim)]


def test_the_home_shows_only_doors_that_work(everybody):
    page = words(everybody.client.get(reverse("members:pupil-home")))

    assert "Noter un achat" in page
    assert "Vérifier" not in page


def test_a_child_of_the_same_class_still_has_a_second_look(everybody, world):
    lina = Tablet(world, world.lina)
    lina.write(photo=False)

    claim = week_of(world.cooperative).get()
    assert claim.wants_check is True
    assert ExpenseClaim.objects.get() == claim
