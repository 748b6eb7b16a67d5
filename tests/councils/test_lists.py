"""The register of decisions: the cooperative's own, at one cost."""

from datetime import date

import pytest
from django.urls import reverse

from councils.models import Council, Decision
from tests.counting import MANY, costs
from tests.world import make_classroom, make_mandate, make_year


def decide(cooperative, year, classroom=None, text="On plante une haie.") -> Decision:
    council, _made = Council.objects.get_or_create(cooperative=cooperative, year=year, classroom=classroom)
    number = council.decisions.count() + 1
    return Decision.objects.create(council=council, number=number, date=date(2025, 10, 2), text=text)


def address(world) -> str:
    return reverse("councils:decisions", kwargs={"id": world.cooperative.public_id})


@pytest.fixture
def strangers(world) -> list[Decision]:
    """What was decided in a cooperative of which Claire is mandataire too, and in one of another association."""
    make_mandate(world.other_cooperative, world.claire)
    far = make_year(world.other_federation)
    elsewhere = make_classroom(world.other_cooperative, world.year, "PS-CM2", levels=["PS", "CM2"])
    return [
        decide(world.other_cooperative, world.year),
        decide(world.other_cooperative, world.year, elsewhere),
        decide(world.foreign_cooperative, far),
    ]


def test_the_register_holds_the_decisions_of_every_council_of_the_cooperative(world, strangers):
    decided = [
        decide(world.cooperative, world.year),
        decide(world.cooperative, world.year, world.classroom),
        decide(world.cooperative, world.year, make_classroom(world.cooperative, world.year, "CM1-CM2")),
    ]

    shown = world.client(world.claire).get(address(world)).context["page"]

    assert list(shown) == decided[::-1]


def test_the_register_costs_the_same_at_10_and_at_1000(world):
    council = Council.objects.create(cooperative=world.cooperative, year=world.year, classroom=world.classroom)

    def grow(first: int, last: int) -> None:
        Decision.objects.bulk_create(
            Decision(council=council, number=number, date=date(2025, 10, 2), text="On plante une haie.")
            for number in range(first + 1, last + 1)
        )

    one, few, many = costs(world.client(world.claire), [address(world)], grow)

    assert one == few == many
    assert Decision.objects.count() == MANY
