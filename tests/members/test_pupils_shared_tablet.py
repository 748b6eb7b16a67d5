"""The tablet of the class: a turn without a secret, an address of its own, and nothing of the child before."""

import re

from django.test import Client

from members.models import Pupil, SessionDevice, Signal, Turn
from members.presence import COOKIE
from members.services import class_sessions
from tests.members.class_walk import key_in, names_on, take
from tests.world import make_device, make_open_class


def test_each_turn_of_the_shared_tablet_has_its_own_address(world):
    client = world.pupil_client(shared=True)

    lina = take(client, world.lina)
    page = client.get(lina)

    assert re.fullmatch(r"/fr/pupil/turn/[0-9a-f-]{36}/", lina)
    assert (page.status_code, "Lina" in page.content.decode()) == (200, True)


def test_a_plain_address_goes_to_that_of_the_turn(world):
    client = world.pupil_client(shared=True)
    lina = take(client, world.lina)

    assert client.get("/fr/pupil/adult/?a=1")["Location"] == f"{lina}adult/?a=1"


def test_an_ended_turn_goes_back_to_the_board(world):
    client = world.pupil_client(shared=True)
    lina = take(client, world.lina)
    client.post(f"{lina}leave/")

    assert client.get(lina)["Location"] == "/fr/class/board/"
    noe = take(client, world.noe)
    assert client.get(lina)["Location"] == "/fr/class/board/"
    assert client.get(f"{lina}adult/")["Location"] == "/fr/class/board/"
    assert "Noé" in client.get(noe).content.decode()


def test_an_ended_turn_answers_htmx_with_a_way_out(world):
    client = world.pupil_client(shared=True)
    lina = take(client, world.lina)
    client.post(f"{lina}leave/")

    response = client.get(lina, headers={"HX-Request": "true"})

    assert response["HX-Redirect"] == "/fr/class/board/"


def test_a_form_of_the_former_child_sends_nothing(world):
    """The anti-forgery key changes with the turn, whatever address the stale form posts to."""
    _device, token = make_device(world.open_class, how="shared")
    client = Client(enforce_csrf_checks=True)
    client.cookies[COOKIE] = token
    board = client.get("/fr/class/board/").content.decode()
    lina = client.post("/fr/class/turn/", {"pupil": world.lina.public_id, "csrfmiddlewaretoken": key_in(board)})[
        "Location"
    ]
    stale = key_in(client.get(lina).content.decode())
    client.post(f"{lina}leave/", {"csrfmiddlewaretoken": stale})
    fresh_key = key_in(client.get("/fr/class/board/").content.decode())
    client.post("/fr/class/turn/", {"pupil": world.noe.public_id, "csrfmiddlewaretoken": fresh_key})

    assert client.post("/fr/pupil/adult/", {"csrfmiddlewaretoken": stale}).status_code == 403
    assert client.post(f"{lina}adult/", {"csrfmiddlewaretoken": stale})["Location"] == "/fr/class/board/"
    assert not Signal.objects.exists()


def test_what_a_child_left_in_the_session_is_gone_for_the_next(world):
    client = world.pupil_client(shared=True)
    lina = take(client, world.lina)
    session = client.session
    session["draft"] = "Lina"
    session.save()
    client.cookies["sessionid"] = session.session_key

    client.post(f"{lina}leave/")

    assert "draft" not in client.session


def test_the_running_turn_is_shown_on_the_board_and_can_go_on(world):
    client = world.pupil_client(shared=True)
    take(client, world.lina)

    page = client.get("/fr/class/board/").content.decode()

    assert "C’est encore le tour de Lina." in page


def test_another_picture_ends_the_turn_that_runs(world):
    client = world.pupil_client(shared=True)
    lina = take(client, world.lina)

    take(client, world.noe)

    assert client.get(lina)["Location"] == "/fr/class/board/"
    assert Turn.objects.filter(ended_at__isnull=True).get().pupil == world.noe


def test_a_stranger_cannot_be_tapped(world):
    client = world.pupil_client(shared=True)

    assert client.post("/fr/class/turn/", {"pupil": world.marius.public_id}).status_code == 404
    assert client.post("/fr/class/turn/", {"pupil": "nobody"}).status_code == 404


def test_the_adult_makes_a_device_the_tablet_of_the_class_and_is_signed_out_on_it(world):
    client = world.client(world.claire)
    address = f"/fr/cooperatives/{world.cooperative.public_id}/class/{world.open_class.public_id}/"

    response = client.post(f"{address}this-device/")

    assert (response.status_code, response["Location"]) == (302, "/fr/class/board/")
    assert client.get(address).status_code == 302  # the way back asks for the password
    assert names_on(client.get("/fr/class/board/")) == {"Lina", "Noé", "Zoé"}
    assert SessionDevice.objects.get().is_shared


def test_a_shared_tablet_shuts_with_the_class(world):
    client = world.pupil_client(shared=True)
    lina = take(client, world.lina)

    class_sessions.close_class(world.open_class, by=world.actor(world.claire))

    assert client.get(lina)["Location"] == "/fr/class/closed/"
    assert client.get("/fr/class/board/")["Location"] == "/fr/class/closed/"


def test_a_turn_that_never_was_leads_to_the_board(world):
    client = world.pupil_client(world.lina)

    assert client.get("/fr/pupil/turn/00000000-0000-4000-8000-000000000000/")["Location"] == "/fr/class/board/"
    assert world.client().get("/fr/pupil/turn/00000000-0000-4000-8000-000000000000/")["Location"] == "/fr/class/"


def test_kindergarten_has_one_door_for_all(world):
    world.lina
    session = make_open_class(world.classroom, world.claire, as_one=True)
    _device, token = make_device(session)
    client = world.client()
    client.cookies[COOKIE] = token

    board = client.get("/fr/class/board/")
    everybody = Pupil.objects.get(kind=Pupil.Kind.WHOLE_CLASS)
    home = client.post("/fr/class/turn/", {"pupil": everybody.public_id})["Location"]

    assert names_on(board) == set()
    assert "On entre tous ensemble" in board.content.decode()
    assert "Toute la classe" in client.get(home).content.decode()
