"""A pupil's turn on a device: it is stored nowhere, ends at once, and help is one press away."""

from datetime import timedelta

import pytest
from django.utils import timezone

from members import pupil_doors
from members.models import ClassSession, SessionDevice, Signal, Turn
from members.services import class_sessions, jobs
from members.services.roster import change_pupil, depart
from tests.members.class_walk import past
from tests.world import make_open_class


def test_every_page_of_a_pupil_is_never_stored(world):
    client = world.pupil_client(world.lina)
    board = world.pupil_client()

    pages = [
        client.get("/fr/pupil/"),
        client.get("/fr/pupil/adult/"),
        board.get("/fr/class/board/"),
        board.get(f"/fr/class/pupil/{world.noe.public_id}/"),
        board.get("/fr/class/help/new/"),
        world.client().get("/fr/class/"),
    ]

    assert [page.status_code for page in pages] == [200] * 6
    assert {"no-store" in page["Cache-Control"] for page in pages} == {True}


def test_au_revoir_ends_the_turn_and_brings_the_board_back(world):
    client = world.pupil_client(world.lina)

    response = client.post("/fr/pupil/leave/")

    assert (response.status_code, response["Location"]) == (302, "/fr/class/board/")
    assert client.get("/fr/pupil/")["Location"] == "/fr/class/board/"
    assert Turn.objects.get().ended_at is not None


def test_closing_the_class_ends_every_pupil_at_once(world):
    clients = [world.pupil_client(pupil) for pupil in (world.lina, world.noe)]
    assert [client.get("/fr/pupil/").status_code for client in clients] == [200, 200]

    class_sessions.close_class(world.open_class, by=world.actor(world.claire))

    assert [client.get("/fr/pupil/")["Location"] for client in clients] == ["/fr/class/closed/"] * 2
    assert clients[0].post("/fr/pupil/adult/")["Location"] == "/fr/class/closed/"


def test_a_cookie_kept_until_tomorrow_is_refused_with_a_kind_page(world):
    client = world.pupil_client(world.lina)
    ClassSession.objects.update(**past(opened_at=timedelta(hours=25), ends_at=timedelta(hours=24)))

    response = client.get("/fr/pupil/", follow=True)

    assert response.redirect_chain == [("/fr/class/closed/", 302)]
    assert "La classe n’est pas ouverte. À tout à l’heure" in response.content.decode()


def test_yesterdays_cookie_opens_nothing_in_todays_class(world):
    client = world.pupil_client(world.lina)
    class_sessions.close_class(world.open_class, by=world.actor(world.claire))
    make_open_class(world.classroom, world.claire)

    assert client.get("/fr/pupil/")["Location"] == "/fr/class/closed/"
    assert client.get("/fr/class/board/")["Location"] == "/fr/class/closed/"


def test_a_device_that_was_sent_away_is_out_at_once(world):
    client = world.pupil_client(world.lina)

    class_sessions.send_away(SessionDevice.objects.get(), by=world.actor(world.claire))

    assert client.get("/fr/pupil/")["Location"] == "/fr/class/closed/"


def test_a_pupil_who_left_is_out_at_once(world):
    client = world.pupil_client(world.lina)
    depart(world.lina, on=timezone.localdate(), by=world.actor(world.claire))

    assert client.get("/fr/pupil/")["Location"] == "/fr/class/board/"


def test_a_visitor_of_a_pupils_page_is_asked_for_the_code(world):
    world.federation

    assert world.client().get("/fr/pupil/")["Location"].startswith("/fr/class/")


def test_an_adult_has_no_business_on_a_pupils_page(world):
    assert world.client(world.claire).get("/fr/pupil/").status_code == 403


def test_a_pupil_has_no_business_on_an_adults_page(world):
    client = world.pupil_client(world.lina)
    own = world.cooperative.public_id

    assert client.get(f"/fr/cooperatives/{own}/roster/").status_code == 403
    assert client.get(f"/fr/cooperatives/{own}/class/{world.open_class.public_id}/").status_code == 403
    assert client.get(f"/fr/cooperatives/{world.other_cooperative.public_id}/roster/").status_code == 404


@pytest.mark.parametrize("exit", ["lost", "not-me", "new", "read"])
def test_each_way_out_tells_the_adult(world, exit):
    client = world.pupil_client()

    response = client.post(f"/fr/class/help/{exit}/", follow=True)

    assert "C’est dit." in response.content.decode()
    assert [signal.kind for signal in Signal.objects.all()] == [exit]


def test_a_way_out_that_does_not_exist_is_no_page(world):
    world.federation

    assert world.client().get("/fr/class/help/toboggan/").status_code == 404


def test_outside_a_class_the_ways_out_still_say_what_to_do(world):
    world.federation

    page = world.client().get("/fr/class/adult/").content.decode()

    assert "119" in page
    assert "3018" in page
    assert "Lève la main" in page


def test_a_child_who_needs_an_adult_is_named_to_the_adult_alone(world):
    client = world.pupil_client(world.lina)

    response = client.post("/fr/pupil/adult/", follow=True)

    assert "C’est dit." in response.content.decode()
    assert [(signal.kind, signal.pupil) for signal in Signal.objects.all()] == [("adult", world.lina)]


def test_a_device_can_leave_for_another_class(world):
    client = world.pupil_client(world.lina)

    client.post("/fr/class/leave/")

    assert client.get("/fr/class/board/")["Location"] == "/fr/class/"
    assert Turn.objects.get().ended_at is not None


def test_the_reading_age_changes_words_and_type_and_never_the_record(world):

    job = jobs.add_job(world.classroom, kind="treasurer", by=world.actor(world.claire))
    term = {"starts_on": timezone.localdate(), "ends_on": timezone.localdate()}
    jobs.give_job(job, pupils=[world.lina], by=world.actor(world.claire), **term)
    client = world.pupil_client(world.lina)
    youngest = client.get(f"/fr/pupil/jobs/{job.public_id}/").content.decode()

    change_pupil(world.lina.enrolments.get(), reading_age=12, by=world.actor(world.claire))
    oldest = client.get(f"/fr/pupil/jobs/{job.public_id}/").content.decode()

    assert ("age-6" in youngest, "Range les tickets dans la boîte." in youngest) == (True, True)
    assert ("age-12" in oldest, "Vérifie que chaque ticket est noté, puis range-le." in oldest) == (True, True)


def test_a_pupils_page_costs_few_queries(world, django_assert_num_queries, monkeypatch):
    """Without the doors that the rooms above add, each with its own queries."""
    monkeypatch.setattr(pupil_doors, "_doors", [])
    monkeypatch.setattr(pupil_doors, "_many_doors", [])
    monkeypatch.setattr(pupil_doors, "_waits", [])
    client = world.pupil_client(world.lina)
    client.get("/fr/pupil/")

    with django_assert_num_queries(6):  # tenant, device, turn, my jobs twice (head and doors), my picture
        client.get("/fr/pupil/")
