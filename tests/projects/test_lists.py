"""The projects of a cooperative are its own, at one cost however many there are."""

from django.urls import reverse

from projects.models import Project
from tests.counting import MANY, costs
from tests.world import make_mandate


def test_a_mandataire_of_two_cooperatives_sees_the_projects_of_the_one_that_is_open(world):
    make_mandate(world.other_cooperative, world.claire)
    own, _other = (
        Project.objects.create(cooperative=one, title="Un jardin", slug="garden", kind="environment")
        for one in (world.cooperative, world.other_cooperative)
    )

    page = world.client(world.claire).get(reverse("projects:list", kwargs={"id": world.cooperative.public_id}))

    assert list(page.context["page"]) == [own]


def test_the_list_costs_the_same_at_10_and_at_1000(world):
    address = reverse("projects:list", kwargs={"id": world.cooperative.public_id})

    def grow(first: int, last: int) -> None:
        projects = Project.objects.bulk_create(
            Project(cooperative=world.cooperative, title="Un jardin", slug=f"garden-{number}", kind="environment")
            for number in range(first, last)
        )
        beside = Project.classrooms.through
        beside.objects.bulk_create(beside(project=project, classroom=world.classroom) for project in projects)

    one, few, many = costs(world.client(world.claire), [address], grow)

    assert one == few == many
    assert Project.objects.count() == MANY
