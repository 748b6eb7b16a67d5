"""A whole life in the portal, by the pages; then the child leaves, and no row, session or file knows the name."""

from datetime import date

from django.contrib.sessions.models import Session
from django.utils import timezone

from members.models import Enrolment, JobTerm, Pupil
from members.services import roster
from tests.members.class_walk import names_on, take, touch
from tests.members.roster_walk import base, fields_of
from tests.members.traces import found_anywhere
from tests.world import make_classroom, make_device, make_pupils

NAME = "Zébulonne"


def everywhere(name: str) -> list[str]:
    """Tables and files, and what is packed inside the browser sessions, which a search of the rows would not see."""
    packed = [session.session_key for session in Session.objects.all() if name in str(session.get_decoded())]
    return found_anywhere(name) + [f"session {key}" for key in packed]


def live_a_year(world) -> Pupil:
    """Pasted, saved, printed, given a job, signed in on two devices, at a pause, calling an adult."""
    teacher = world.client(world.claire)
    room = world.classroom.public_id
    proposal = teacher.post(base(world, room, "add"), {"text": f"GARDAREIN {NAME} CE1\nNoé"})
    teacher.post(base(world, room, "add"), fields_of(proposal.content.decode()), follow=True)
    pupil = Pupil.objects.get(first_name=NAME)
    teacher.get(base(world, room, "cards"))
    teacher.get(base(world, room, "secrets"))
    teacher.post(base(world, room, "jobs"), {"kind": "treasurer"})
    job = world.classroom.jobs.get()
    term = {"pupils": [str(pupil.public_id)], "starts_on": "2025-09-01", "ends_on": "2026-08-31"}
    teacher.post(base(world, "jobs", job.public_id), term, follow=True)
    own, shared = world.pupil_client(), world.pupil_client(shared=True)
    for _ in range(5):
        touch(own, pupil, ("tent", "train", "cup"))
    home = take(shared, pupil)
    shared.get(home)
    shared.post(f"{home}adult/")
    teacher.get(f"/fr/cooperatives/{world.cooperative.public_id}/class/{world.open_class.public_id}/")
    return pupil


def test_after_a_departure_nothing_knows_the_name_and_the_counts_stay(world):
    make_device(world.open_class)
    pupil = live_a_year(world)
    counts = (Enrolment.objects.count(), JobTerm.objects.count(), Pupil.objects.count())
    assert everywhere(NAME) == ["members_pupil"]  # the name stands in one column of one table, all year long

    world.client(world.claire).post(base(world, "pupils", pupil.public_id, "depart"), follow=True)

    assert everywhere(NAME) == []
    assert everywhere("GARDAREIN") == []
    assert (Enrolment.objects.count(), JobTerm.objects.count(), Pupil.objects.count()) == counts
    assert Pupil.objects.get(pk=pupil.pk).left_on == timezone.localdate()


def test_a_child_who_left_is_on_no_page_any_more(world):
    pupil = world.lina
    teacher, board = world.client(world.claire), world.pupil_client()
    teacher.post(base(world, "pupils", pupil.public_id, "depart"))

    pages = [
        teacher.get(base(world)),
        teacher.get(f"/fr/cooperatives/{world.cooperative.public_id}/class/{world.open_class.public_id}/"),
        board.get("/fr/class/board/"),
    ]

    assert [names_on(page) for page in pages] == [{"Noé", "Zoé"}] * 3
    assert teacher.get(base(world, "pupils", pupil.public_id)).status_code == 404


def test_the_summer_erases_leavers_in_the_act_that_moves_the_others(world):
    target = make_classroom(world.cooperative, world.next_year, "CE2")
    stays, leaves = make_pupils(world.classroom, "Adam", NAME)

    roster.move_up(
        world.cooperative, moves={stays: target, leaves: None}, on=date(2026, 7, 4), by=world.actor(world.claire)
    )

    assert everywhere(NAME) == []
    assert [row.pupil.first_name for row in target.enrolments.select_related("pupil")] == ["Adam"]
