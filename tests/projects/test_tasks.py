"""The task board: who takes, leaves and moves a task, on both sides, at one cost."""

from datetime import timedelta

import pytest
from django.urls import reverse

from members.models import JobTerm
from members.pupil_doors import todays_for
from occe.kit.actors import PupilActor
from occe.kit.dates import today
from projects.errors import PlanRefused
from projects.friday import tasks_line
from projects.models import Task
from projects.queries.tasks import board_of
from projects.services.tasks import add_task, edit_task, leave_task, move_task, take_task
from tests.counting import queries
from tests.projects.rows import make_project
from tests.world import make_classroom, make_pupils


@pytest.fixture
def project(world):
    return make_project(world.cooperative, classrooms=[world.classroom], state="running")


@pytest.fixture
def by(world):
    return world.actor(world.claire)


def page(world, project, name="tasks", **more):
    place = {"id": world.cooperative.public_id, "project_id": project.public_id} | more
    return reverse(f"projects:{name}", kwargs=place)


def test_a_task_is_written_once_and_without_a_child_s_name(world, project, by):
    make_pupils(world.classroom, "Zélie")

    one, again = add_task(project, title="Arroser", by=by), add_task(project, title=" Arroser ", by=by)

    assert one == again
    with pytest.raises(PlanRefused) as refused:
        add_task(project, title="Aider Zélie", by=by)
    assert refused.value.field == "title"


def test_a_task_that_is_done_has_a_day_and_loses_it_on_the_way_back(project, by):
    task = add_task(project, title="Arroser", by=by)

    done = move_task(task, state=Task.State.DONE, by=by)
    back = move_task(task, state=Task.State.TODO, by=by)

    assert (done.done_on, back.done_on) == (today(), None)


def test_children_of_the_class_take_a_task_and_leave_it(world, project, by):
    (mine,) = make_pupils(world.classroom, "Zélie")
    task = add_task(project, title="Arroser", by=by)

    for _ in range(2):
        take_task(task, pupil=mine, by=by)
    taken = list(task.pupils.all())
    leave_task(task, pupil=mine, by=by)

    assert (taken, task.pupils.count()) == ([mine], 0)


def test_a_child_of_another_school_cannot_take_a_task(world, project, by):
    (theirs,) = make_pupils(make_classroom(world.other_cooperative, world.year), "Ulysse")

    with pytest.raises(PlanRefused):
        take_task(add_task(project, title="Arroser", by=by), pupil=theirs, by=by)


def test_the_holders_of_a_job_do_its_tasks_and_read_them_among_today_s(world, project, by):
    (child,) = make_pupils(world.classroom, "Zélie")
    job = world.classroom.jobs.create(kind="gardener")
    JobTerm.objects.create(job=job, pupil=child, starts_on=today(), ends_on=today() + timedelta(days=20))
    task = add_task(project, title="Arroser le lundi", job=job, by=by)

    card = board_of(project, by)[0].cards[0]

    assert [face.first_name for face in card.faces] == ["Zélie"]
    with pytest.raises(PlanRefused):
        take_task(task, pupil=child, by=by)
    mine = PupilActor(child.pk, 0, world.classroom.pk, world.cooperative.pk, world.federation.pk)
    assert [line.sentence for line in todays_for("gardener", mine)] == ["Arroser le lundi"]


def test_a_late_task_says_so_until_it_is_done(project, by):
    task = add_task(project, title="Arroser", due_on=today() - timedelta(days=1), by=by)

    late = board_of(project, by)[0].cards[0].late
    move_task(task, state=Task.State.DONE, by=by)

    assert (late, board_of(project, by)[2].cards[0].late) == (True, False)


def test_two_tasks_never_have_the_same_words(project, by):
    add_task(project, title="Arroser", by=by)
    other = add_task(project, title="Semer", by=by)

    with pytest.raises(PlanRefused):
        edit_task(other, title="Arroser", due_on=None, by=by)


def test_staff_read_who_does_what_without_seeing_a_child(world, project, by):
    (child,) = make_pupils(world.classroom, "Zélie")
    take_task(add_task(project, title="Arroser", by=by), pupil=child, by=by)
    place = {"id": world.cooperative.public_id, "project_id": project.public_id}

    html = world.client(world.martine).get(reverse("projects:detail", kwargs=place)).content.decode()

    assert "Arroser" in html
    assert "Zélie" not in html


def test_the_board_moves_a_card_by_a_button_and_the_task_page_says_who(world, project, by):
    (child,) = make_pupils(world.classroom, "Zélie")
    task = add_task(project, title="Arroser", by=by)
    client = world.client(world.claire)

    client.post(page(world, project, "task-act", task_id=task.public_id), {"state": "doing"})
    client.post(
        page(world, project, "task", task_id=task.public_id), {"title": "Bien arroser", "pupils": child.public_id}
    )

    task.refresh_from_db()
    assert (task.state, task.title, list(task.pupils.all())) == ("doing", "Bien arroser", [child])


def test_the_board_costs_the_same_with_two_tasks_and_with_forty(world, project, by):
    children = make_pupils(world.classroom, "Zélie", "Ulysse")
    client, asked = world.client(world.claire), []
    queries(client, page(world, project))  # what a session writes down at its first page
    for size in (2, 40):
        for number in range(size):
            task = add_task(project, title=f"Arroser {number}", by=by)
            task.pupils.set(children)
        asked.append(queries(client, page(world, project)))

    assert asked[0] == asked[1]


def test_a_task_becomes_a_job_of_the_class_and_is_the_children_s_again(world, project, by):
    (child,) = make_pupils(world.classroom, "Zélie")
    job = world.classroom.jobs.create(kind="gardener")
    task = take_task(add_task(project, title="Arroser", by=by), pupil=child, by=by)
    client, address = world.client(world.claire), page(world, project, "task", task_id=task.public_id)

    client.post(address, {"title": "Arroser", "job": job.public_id, "pupils": child.public_id})
    task.refresh_from_db()
    held = (task.job, task.pupils.count())
    client.post(address, {"title": "Arroser", "job": "", "pupils": child.public_id})
    task.refresh_from_db()

    assert held == (job, 0)
    assert (task.job, list(task.pupils.all())) == (None, [child])
    theirs = make_classroom(world.other_cooperative, world.year).jobs.create(kind="gardener")
    with pytest.raises(PlanRefused):
        edit_task(task, title="Arroser", due_on=None, job=theirs, by=by)


def test_late_tasks_are_one_line_of_the_teacher_s_friday(world, project, by):
    yesterday = today() - timedelta(days=1)
    other = make_project(world.cooperative, "Une mare", classrooms=[world.classroom], state="running")
    for where in (project, project, other):
        add_task(where, title=f"Arroser {where.tasks.count()}", due_on=yesterday, by=by)
    add_task(project, title="Plus tard", due_on=today(), by=by)

    line = tasks_line(by, world.cooperative)

    assert line.sentence == "Regarder 3 tâches qui attendent"
    for task in Task.objects.all():
        move_task(task, state=Task.State.DONE, by=by)
    assert tasks_line(by, world.cooperative) is None
