"""Which classes ask another pupil to look at an expense."""

import pytest

from finance.queries.claims import with_checks
from finance.queries.pupils import looks_at_others
from finance.services.claims import draft_claim
from finance.services.class_rules import set_class_rules
from tests.finance.ledger import pupil_actor
from tests.finance.pupil_walk import Tablet, this_year


@pytest.fixture
def claim(world):
    this_year(world)
    return Tablet(world, world.lina).write(photo=False)


def asked(claim, pupil) -> tuple[bool, bool]:
    """By the class's pages, by the expense itself."""
    [found] = with_checks(type(claim).objects.filter(pk=claim.pk))
    return looks_at_others(pupil_actor(pupil)), found.wants_check


def test_a_class_asks_for_a_second_look_until_its_rules_say_no(claim, world):
    at_first = asked(claim, world.noe)

    set_class_rules(claim.classroom, asks_second_look=False, treasurers_only=False, by=world.actor(world.claire))

    assert (at_first, asked(claim, world.noe)) == ((True, True), (False, False))


def test_nobody_looks_twice_at_an_expense_of_no_class(world):
    this_year(world)

    own = draft_claim(world.cooperative, by=world.actor(world.claire))

    assert with_checks(type(own).objects.filter(pk=own.pk)).get().wants_check is False
