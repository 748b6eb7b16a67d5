"""Help for who holds the council: cards, and the first council step by step, computed."""

from django.urls import reverse

from councils.help_cards import CARDS
from councils.models import Council
from councils.queries.first_council import first_council
from councils.services.follow_ups import follow_up
from councils.services.rules import set_law
from tests.councils.test_lists import decide


def test_the_steps_of_the_first_council_are_computed(world):
    council = Council.objects.create(cooperative=world.cooperative, classroom=world.classroom, year=world.year)
    claire = world.actor(world.claire)
    assert [step.done for step in first_council(claire, world.cooperative)] == [False] * 6

    world.lina
    set_law(council, text="On écoute.", by=claire)
    follow_up(decide(world.cooperative, world.year, world.classroom), state="done", by=claire)
    assert [step.done for step in first_council(claire, world.cooperative)] == [True, False, True, False, False, True]


def test_a_cooperative_without_a_class_has_cards_and_no_steps(world):
    page = world.client(world.claire).get(reverse("councils:help", args=[world.cooperative.public_id]))
    assert page.text.count('class="card help-card"') == len(CARDS)
    assert "pas à pas" not in page.text


def test_where_it_is_grave_the_two_numbers_stand_on_the_card(world):
    page = world.client(world.claire).get(reverse("councils:help", args=[world.cooperative.public_id]))
    for number in ("3018", "119"):
        assert number in page.text
