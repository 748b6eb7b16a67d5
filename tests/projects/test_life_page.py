"""The adult's page of a project: four beats, sections, acts for who leads it."""

from datetime import date

from django.urls import reverse

from councils.models import Council
from projects.models import Project
from projects.models.plan import Beat
from projects.queries.beats import beats_of
from projects.services.life import move_project
from tests.projects.rows import make_project
from tests.website.rows import make_decision
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


def test_an_idea_is_written_without_a_council_and_decided_later(world):
    room = {"id": world.cooperative.public_id}
    client = world.client(world.claire)
    idea = {"title": "Une mare", "kind": "environment", "classrooms": world.classroom.public_id}

    answers = [client.post(reverse("projects:new", kwargs=room), idea) for _ in range(2)]

    project = Project.objects.get()
    assert (answers[1].status_code, project.state, list(project.classrooms.all())) == (302, "idea", [world.classroom])
    decision = make_decision(world.cooperative, world.year)
    move = reverse("projects:move", kwargs=room | {"project_id": project.public_id})
    client.post(move, {"state": "decided", "on": "01/10/2025", "decision": decision.public_id})
    project.refresh_from_db()
    assert (project.state, project.decision) == ("decided", decision)


def test_going_back_asks_why_at_its_field(world):
    project = make_project(world.cooperative, state="finished")
    place = {"id": world.cooperative.public_id, "project_id": project.public_id}

    page = world.client(world.claire).post(
        reverse("projects:move", kwargs=place), {"state": "running", "on": "01/10/2025"}
    )

    assert page.status_code == 422
    assert page.context["form"].errors["reason"]


def test_the_list_is_of_a_state_and_a_year(world):
    by = world.actor(world.claire)
    running = move_project(make_project(world.cooperative), state="running", on=date(2025, 10, 1), by=by)
    make_project(world.cooperative, "Une radio")
    address, client = reverse("projects:list", kwargs={"id": world.cooperative.public_id}), world.client(world.claire)

    shown = {
        asked: list(client.get(f"{address}?{asked}").context["page"])
        for asked in ("state=running", f"year={world.year.slug}", "state=told")
    }

    assert list(shown.values()) == [[running], [running], []]


def test_staff_do_not_move_a_project(world):
    place = {"id": world.cooperative.public_id, "project_id": make_project(world.cooperative).public_id}

    assert world.client(world.martine).get(reverse("projects:move", kwargs=place)).status_code == 404


def test_a_child_proposes_a_project_sees_it_and_works_on_its_board(world):
    client = world.pupil_client(world.lina)
    answer = client.post(reverse("projects:pupil-idea"), {"title": "Une mare", "kind": "environment"})
    project = Project.objects.get()
    place = {"project_id": project.public_id}
    pages = [
        client.get(reverse("projects:pupil-projects")),
        client.get(reverse("projects:pupil-project", kwargs=place)),
    ]
    client.post(reverse("projects:pupil-task-new", kwargs=place), {"title": "Creuser"})
    task = project.tasks.get()

    for sent in ({"take": "yes"}, {"state": "doing"}):
        client.post(reverse("projects:pupil-task-act", kwargs=place | {"task_id": task.public_id}), sent)

    task.refresh_from_db()
    assert (answer.status_code, project.state, list(project.classrooms.all())) == (302, "idea", [world.classroom])
    assert [page.status_code for page in pages] == [200, 200]
    assert (task.state, list(task.pupils.all())) == ("doing", [world.lina])
    assert "Lina" in client.get(reverse("projects:pupil-tasks", kwargs=place)).content.decode()


def test_a_child_s_idea_that_names_a_child_is_asked_again(world):
    world.open_class

    page = world.pupil_client(world.lina).post(
        reverse("projects:pupil-idea"), {"title": "La mare de Zoé", "kind": "environment"}
    )

    assert page.status_code == 422
    assert "Zoé" in page.content.decode()
    assert not Project.objects.exists()


def test_an_idea_goes_to_the_next_council_once(world):
    council = Council.objects.create(cooperative=world.cooperative, year=world.year, classroom=world.classroom)
    project = make_project(world.cooperative, classrooms=[world.classroom])
    place = {"id": world.cooperative.public_id, "project_id": project.public_id}
    client = world.client(world.claire)

    for _ in range(2):
        client.post(reverse("projects:to-council", kwargs=place))

    assert [item.title for item in council.items.all()] == ["Un jardin"]
    assert "L’idée est à l’ordre du jour du conseil." in page_of(world, client, project).content.decode()
