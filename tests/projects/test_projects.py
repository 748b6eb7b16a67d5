"""Projects move once into a state, and each adult sees those of the own cooperative."""

from datetime import date

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.urls import reverse

from projects.errors import ProjectRefused
from projects.models import Project, ProjectStep
from projects.queries.launches import launched_of
from projects.services.life import move_project
from tests.projects.rows import make_project


def test_a_project_enters_a_state_once(world):
    project = make_project(world.cooperative)
    by = world.actor(world.claire)

    move_project(project, state=Project.State.RUNNING, on=date(2025, 10, 1), by=by)
    move_project(project, state=Project.State.RUNNING, on=date(2025, 12, 1), by=by)

    steps = ProjectStep.objects.values_list("state", "on", "by_user_id")
    assert list(steps) == [("running", date(2025, 10, 1), world.claire.pk)]
    project.refresh_from_db()
    assert project.state == "running"


def test_a_project_goes_back_with_a_reason_and_counts_its_beginning_once(world):
    project = make_project(world.cooperative)
    by = world.actor(world.claire)
    for state in (Project.State.RUNNING, Project.State.FINISHED):
        move_project(project, state=state, on=date(2025, 10, 1), by=by)

    with pytest.raises(ProjectRefused):
        move_project(project, state=Project.State.RUNNING, on=date(2025, 11, 1), by=by)
    move_project(project, state=Project.State.RUNNING, on=date(2025, 11, 1), by=by, reason="Il reste une haie.")

    assert launched_of(world.cooperative, world.year) == 1
    assert project.steps.count() == 3


def test_the_story_of_the_states_is_never_rewritten(world):
    move_project(make_project(world.cooperative), state="running", on=date(2025, 10, 1), by=world.actor(world.claire))

    for act in (lambda steps: steps.update(state="idea"), lambda steps: steps.delete()):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            act(ProjectStep.objects.all())


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
