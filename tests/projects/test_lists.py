"""The projects of a cooperative cost the same, however many there are. (Whose they are: `test_projects`.)"""

from django.urls import reverse

from projects.models import Project
from tests.counting import MANY, costs


def test_the_list_costs_the_same_at_10_and_at_1000(world):
    address = reverse("projects:list", kwargs={"id": world.cooperative.public_id})

    def grow(first: int, last: int) -> None:
        projects = Project.objects.bulk_create(
            Project(cooperative=world.cooperative, title="Un jardin", slug=f"garden-{number}", kind="environment")
            for number in range(first, last)
        )
        beside = Project.classrooms.through
        beside.objects.bulk_create(beside(project=project, classroom=world.classroom) for project in projects)

    few, many = costs(world.client(world.claire), [address], grow)

    assert (many, Project.objects.count()) == (few, MANY)
