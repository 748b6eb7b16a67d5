"""The adult's page of a project: four beats, sections, acts for who leads it."""

from datetime import date

from django.urls import reverse

from projects.models import Project
from projects.models.plan import Beat
from projects.queries.beats import beats_of
from projects.services.life import move_project
from tests.projects.rows import make_project
from tests.world import make_classroom


def page_of(world, client, project, room=None):
    place = {"id": (room or world.cooperative).public_id, "project_id": project.public_id}
    return client.get(reverse("projects:detail", kwargs=place))


def test_the_beats_say_where_a_project_is_and_since_when(world):
    project = make_project(world.cooperative)
    by = world.actor(world.claire)
    move_project(project, state=Project.State.DECIDED, on=date(2025, 9, 18), by=by)
    project = move_project(project, state=Project.State.RUNNING, on=date(2025, 10, 1), by=by)
    dig = project.dates.create(beat=Beat.DO, on=date(2025, 10, 14), title="On creuse")

    beats = beats_of(project, list(project.steps.all()), [dig])

    assert [(beat.beat, beat.place, beat.began, beat.ended, beat.dates) for beat in beats] == [
        ("imagine", "done", None, date(2025, 9, 18), ()),
        ("prepare", "done", date(2025, 9, 18), date(2025, 10, 1), ()),
        ("do", "now", date(2025, 10, 1), None, (dig,)),
        ("tell", "later", None, None, ()),
    ]


def test_who_leads_a_project_gets_its_acts_and_the_others_read(world):
    project = make_project(world.cooperative, classrooms=[world.classroom])

    pages = {who: page_of(world, world.client(who), project) for who in (world.claire, world.martine)}

    assert {who.first_name: page.context["leads"] for who, page in pages.items()} == {"Claire": True, "Martine": False}


def test_a_class_of_another_cooperative_reads_the_project_in_its_own_room(world):
    theirs = make_classroom(world.other_cooperative, world.year)
    project = make_project(world.cooperative, classrooms=[world.classroom, theirs])

    page = page_of(world, world.client(world.sonia), project, world.other_cooperative)

    assert page.status_code == 200
    assert page.context["leads"]
