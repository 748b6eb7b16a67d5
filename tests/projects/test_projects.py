"""Projects move once into a state, and each adult sees those of the own cooperative."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from projects.models import Project, ProjectStep
from projects.services import move_project


def make_project(cooperative, title="Un jardin", **fields) -> Project:
    return Project.objects.create(
        cooperative=cooperative,
        title=title,
        slug=title.lower().replace(" ", "-"),
        kind=Project.Kind.ENVIRONMENT,
        **fields,
    )


def test_a_project_enters_a_state_once(world):
    project = make_project(world.cooperative)
    by = world.actor(world.claire)

    move_project(project, state=Project.State.RUNNING, on=date(2025, 10, 1), by=by)
    move_project(project, state=Project.State.RUNNING, on=date(2025, 12, 1), by=by)

    assert list(ProjectStep.objects.values_list("state", "on")) == [("running", date(2025, 10, 1))]
    project.refresh_from_db()
    assert project.state == "running"


def test_a_published_project_tells_something(world):
    project = make_project(world.cooperative)

    with pytest.raises(IntegrityError, match="projects_project_published_has_a_story"), transaction.atomic():
        Project.objects.filter(pk=project.pk).update(published_at="2026-06-01T12:00Z")


def test_the_list_shows_exactly_the_cooperative_s_projects(world):
    mine = make_project(world.cooperative)
    make_project(world.other_cooperative)
    make_project(world.foreign_cooperative)

    page = world.client(world.claire).get(reverse("projects:list", kwargs={"id": world.cooperative.public_id}))

    assert list(page.context["page"]) == [mine]


def test_a_project_of_another_cooperative_is_not_found_under_one_s_own(world):
    theirs = make_project(world.other_cooperative)
    client = world.client(world.claire)

    answer = client.get(
        reverse("projects:detail", kwargs={"id": world.cooperative.public_id, "project_id": theirs.public_id})
    )

    assert answer.status_code == 404


def test_a_project_s_page_tells_its_path(world):
    project = make_project(world.cooperative)
    move_project(project, state=Project.State.RUNNING, on=date(2025, 10, 1), by=world.actor(world.claire))

    page = world.client(world.claire).get(
        reverse("projects:detail", kwargs={"id": world.cooperative.public_id, "project_id": project.public_id})
    )

    assert "01/10/2025" in page.content.decode()
