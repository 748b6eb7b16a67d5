"""The live page of an open class: watch, let in, extend, close, add a child, and the wall."""

from datetime import timedelta

import pytest

from members.models import ClassSession, Pupil, SessionDevice, Signal
from members.queries_pupils import live_room
from members.services import pupil_sign_in
from members.services.picture_codes import BOARD
from tests.members.class_walk import class_address
from tests.world import SECRET, make_classroom, make_device, make_open_class, make_pupils

ASKED = {"headers": {"HX-Request": "true"}}


def test_the_room_shows_who_is_in_who_waits_who_pauses_and_who_calls(world):
    device, _token = make_device(world.open_class)
    make_device(world.open_class, let_in=False)
    pupil_sign_in.sign_in(device, pupil=world.lina, pictures=SECRET)
    pupil_sign_in.call_adult(device, kind="adult", pupil=world.lina)
    other, _token = make_device(world.open_class)
    for _ in range(5):
        with pytest.raises((pupil_sign_in.WrongSecret, pupil_sign_in.Pause)):
            pupil_sign_in.sign_in(other, pupil=world.noe, pictures=BOARD[5:8])

    room = live_room(world.open_class)

    assert [face.first_name for face in room.present] == ["Lina"]
    assert [face.first_name for face in room.absent] == ["Noé", "Zoé"]
    assert [face.first_name for face in room.paused] == ["Noé"]
    assert [row.device.number for row in room.waiting] == [2]
    assert [(row.device.number, row.face and row.face.first_name) for row in room.inside] == [(1, "Lina"), (3, None)]
    assert [(row.signal.kind, row.face.first_name) for row in room.signals] == [("adult", "Lina"), ("pause", "Noé")]


def test_the_page_says_it_and_names_nobody_of_another_class(world):
    world.marius
    world.pupil_client(world.lina)
    world.pupil_client(let_in=False)

    page = world.client(world.claire).get(class_address(world)).content.decode()

    assert world.open_class.code[:3] in page
    assert "1 élève est là" in page
    assert "Laisser entrer la tablette 2" in page
    assert "Marius" not in page


def test_asked_again_the_page_answers_with_its_part_alone_and_304_when_nothing_has_changed(world):
    client = world.client(world.claire)
    page = client.get(class_address(world)).content.decode()

    part = client.get(class_address(world), **ASKED)
    same = client.get(class_address(world), headers={"HX-Request": "true", "If-None-Match": part["ETag"]})
    world.pupil_client(world.lina)
    changed = client.get(class_address(world), headers={"HX-Request": "true", "If-None-Match": part["ETag"]})

    assert part.content.decode().count("<html") == 0
    assert 'id="present-title"' in part.content.decode()
    assert 'id="present-title"' in page
    assert (same.status_code, same.content) == (304, b"")
    assert (changed.status_code, "1 élève est là" in changed.content.decode()) == (200, True)
    assert "HX-Request" in part["Vary"]


def test_the_page_that_reloads_without_a_script_is_never_answered_304(world):
    client = world.client(world.claire)
    etag = client.get(class_address(world))["ETag"]

    assert client.get(class_address(world), headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize("count", [3, 28])
def test_the_live_page_costs_the_same_queries_for_any_class(world, count, django_assert_num_queries):
    room = make_classroom(world.cooperative, world.year, "CM1-CM2")
    pupils = make_pupils(room, *[f"Enfant {number}" for number in range(count)])
    session = make_open_class(room, world.claire)
    for pupil in pupils:
        device, _token = make_device(session)
        pupil_sign_in.sign_in(device, pupil=pupil, pictures=SECRET)
        pupil_sign_in.call_adult(device, kind="adult", pupil=pupil)
    session = ClassSession.objects.select_related("classroom").get(pk=session.pk)

    with django_assert_num_queries(5):
        live_room(session)


def test_the_wall_shows_the_code_and_no_name(world):
    world.pupil_client(world.lina)

    page = world.client(world.claire).get(class_address(world, "projector")).content.decode()

    assert world.open_class.code in page
    assert page.count('class="stone-laid"') == 1
    assert not any(name in page for name in ("Lina", "Noé", "Zoé"))


def test_a_device_is_let_in_with_one_press_or_all_at_once(world):
    client = world.client(world.claire)
    for _ in range(3):
        make_device(world.open_class, let_in=False)

    client.post(class_address(world, "let-in"), {"device": "2"})
    one = [device.is_in for device in SessionDevice.objects.all()]
    client.post(class_address(world, "let-in"))

    assert one == [False, True, False]
    assert [device.is_in for device in SessionDevice.objects.all()] == [True, True, True]


def test_a_call_is_marked_as_seen(world):
    world.pupil_client(world.lina).post("/fr/pupil/adult/")
    signal = Signal.objects.get()

    world.client(world.claire).post(class_address(world, "seen"), {"signal": signal.public_id})

    signal.refresh_from_db()
    assert signal.seen_at is not None


def test_extending_and_closing_by_the_page(world):
    client = world.client(world.claire)
    before = world.open_class.ends_at

    client.post(class_address(world, "extend"))
    world.open_class.refresh_from_db()
    longer = world.open_class.ends_at
    client.post(class_address(world, "close"))
    world.open_class.refresh_from_db()

    assert longer == before + timedelta(minutes=15)
    assert not world.open_class.is_open
    assert "est fermée" in client.get(class_address(world)).content.decode()


def test_the_page_never_extends_past_two_hours(world):
    client = world.client(world.claire)

    for _ in range(5):
        client.post(class_address(world, "extend"))

    world.open_class.refresh_from_db()
    assert world.open_class.ends_at == world.open_class.latest_end


def test_a_new_child_comes_in_with_a_first_name_alone(world):
    client = world.client(world.claire)
    client.get(class_address(world))
    form = {"first_name": "Ewen", "public_id": "6f0c1e2a-6f9d-4f0e-9c35-0f6f1d2a3b4c"}

    responses = [client.post(class_address(world, "pupils", "new"), form, follow=True) for _ in range(2)]

    page = responses[1].content.decode()
    pupil = Pupil.objects.get(first_name="Ewen")
    assert "Bienvenue, Ewen" in page
    assert page.count('class="secret-picture"') == 3
    assert [row.first_name for row in Pupil.objects.filter(first_name="Ewen")] == ["Ewen"]
    assert pupil.enrolments.get().classroom == world.classroom
    assert "Ewen" in world.pupil_client().get("/fr/class/board/").content.decode()


def test_a_child_without_a_name_is_asked_for_it(world):
    response = world.client(world.claire).post(class_address(world, "pupils", "new"), {"first_name": " "})

    assert response.status_code == 422
    assert "Écrivez un prénom ou un surnom." in response.content.decode()
