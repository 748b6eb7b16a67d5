"""What an adult was told and the lists of a class: one's own rows alone, at one cost."""

import pytest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members import notifications as registry
from members.models import ClassJob, Notification
from members.queries_pupils import board
from members.services import jobs, roster
from tests.counting import MANY, costs
from tests.world import make_classroom, make_pupils

BELL = "/fr/my/notifications/"


@pytest.fixture(autouse=True)
def tea(monkeypatch):
    """One kind of news for these tests, forgotten afterwards."""
    monkeypatch.setattr(registry, "KINDS", {})
    registry.register("tea", _("{who} a préparé le thé."), url_name="members:notifications")


def news(user, number: int) -> Notification:
    return Notification(user=user, kind="tea", key=f"tea:{number}", parameters={"who": "Lise"})


def test_the_bell_costs_the_same_at_10_and_at_1000(world):
    pages = [BELL, reverse("members:home")]

    one, few, many = costs(
        world.client(world.claire),
        pages,
        lambda first, last: Notification.objects.bulk_create(news(world.claire, n) for n in range(first, last)),
    )

    assert one == few == many
    assert Notification.objects.count() == MANY


def test_each_page_of_the_bell_is_one_s_own(world):
    Notification.objects.bulk_create(news(user, n) for n in range(31) for user in (world.claire, world.sonia))
    client = world.client(world.claire)

    told = [client.get(f"{BELL}?page={page}").context["items"] for page in (1, 2)]

    assert [len(items) for items in told] == [30, 1]
    assert {item["notification"].user for items in told for item in items} == {world.claire}
    assert len({item["notification"].pk for items in told for item in items}) == 31


@pytest.fixture
def beside(world):
    """A class beside Claire's, in her own cooperative, and those of strangers."""
    beside = make_classroom(world.cooperative, world.year, "CM1-CM2")
    make_pupils(beside, "Éva")
    world.marius
    return beside


def test_the_roster_the_board_and_the_door_hold_the_children_of_the_one_class(world, beside):
    children = [world.lina, world.noe, world.zoe]
    address = reverse("members:roster", args=[world.cooperative.public_id])

    rows = world.client(world.claire).get(f"{address}?class={world.classroom.public_id}").context["rows"]
    tablet = world.pupil_client().get(reverse("members:class-board")).context["faces"]

    assert [row.pupil for row, _face in rows] == children
    assert [face.public_id for face in board(world.classroom)] == [child.public_id for child in children]
    assert [face.public_id for face in tablet] == [child.public_id for child in children]


def test_the_classes_of_the_roster_are_the_cooperative_s(world, beside):
    address = reverse("members:roster", args=[world.cooperative.public_id])
    world.lina

    shown = world.client(world.claire).get(address).context["classrooms"]

    assert list(shown) == [beside, world.classroom]


def test_the_jobs_are_those_of_the_one_class(world, beside):
    by = world.actor(world.claire)
    own = jobs.add_job(world.classroom, kind=ClassJob.Kind.TREASURER, by=by)
    jobs.add_job(beside, kind=ClassJob.Kind.TREASURER, by=by)

    address = reverse("members:jobs", args=[world.cooperative.public_id, world.classroom.public_id])
    held = world.client(world.claire).get(address).context["held"]

    assert [row.job for row, _picture in held] == [own]


def test_a_class_of_40_costs_what_one_of_10_costs(world):
    """A class is not paged: thirty children, and twelve guest cards."""
    base = [world.cooperative.public_id, world.classroom.public_id]
    pages = [reverse("members:roster", args=base[:1]), reverse("members:jobs", args=base)]
    by = world.actor(world.claire)

    def come(first: int, last: int) -> None:
        make_pupils(world.classroom, *(f"Enfant {number}" for number in range(first, last)))
        roster.add_guest_cards(world.classroom, up_to=12, by=by)

    few, many = costs(world.client(world.claire), pages, come, (10, 28))

    assert many == few
