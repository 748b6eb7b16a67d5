"""The pages of the class's door: code, wall, card, board and secret; in both languages."""

import re

import pytest
from django.core import signing

from members import presence
from members.models import SessionDevice
from members.presence import COOKIE
from members.services import cards, class_sessions
from tests.members.class_walk import WRONG, names_on, touch, wrong_code
from tests.world import SECRET, make_classroom, make_device, make_open_class, make_pupils


def test_the_code_leads_to_the_door_where_pictures_have_no_names(world):
    client = world.client()
    world.open_class
    client.get("/fr/class/")

    response = client.post("/fr/class/", {"code": world.open_class.code}, follow=True)

    assert response.redirect_chain == [("/fr/class/board/", 302)]
    assert "Attends un peu, on va t’ouvrir." in response.content.decode()
    assert names_on(response) == set()
    assert 'class="picture-name"' in response.content.decode()


def test_once_let_in_the_board_shows_the_class_and_nobody_else(world):
    world.marius
    client = world.pupil_client()

    assert names_on(client.get("/fr/class/board/")) == {"Lina", "Noé", "Zoé"}


def test_the_door_asks_again_and_opens_by_itself(world):
    client = world.pupil_client(let_in=False)
    asked = {"headers": {"HX-Request": "true"}}

    assert client.get("/fr/class/board/", **asked).status_code == 204
    class_sessions.let_all_in(world.open_class, by=world.actor(world.claire))
    assert client.get("/fr/class/board/", **asked)["HX-Refresh"] == "true"


def test_a_wrong_code_keeps_what_was_typed_and_answers_422(world):
    client = world.client()
    world.open_class

    response = client.post("/fr/class/", {"code": wrong_code(world)})

    assert response.status_code == 422
    assert "Ce n’est pas le code de la classe." in response.content.decode()
    assert COOKIE in client.cookies


def test_five_digits_are_asked_for_the_sixth(world):
    response = world.client().post("/fr/class/", {"code": "12345"})

    assert response.status_code == 422
    assert "Le code a six chiffres." in response.content.decode()


def test_each_key_of_the_pad_works_without_a_script(world):
    client = world.client()
    typed = ""
    for digit in world.open_class.code[:5]:
        page = client.post("/fr/class/", {"code": typed, "key": digit})
        typed = re.search(r'id="id_code" name="code" value="(\d*)"', page.content.decode())[1]
    erased = client.post("/fr/class/", {"code": typed, "key": "erase"}).content.decode()

    response = client.post("/fr/class/", {"code": typed, "key": world.open_class.code[5]})

    assert f'value="{world.open_class.code[:4]}"' in erased
    assert (response.status_code, response["Location"]) == (302, "/fr/class/board/")


def test_ten_wrong_codes_make_the_page_wait(world):
    client = world.client()
    client.get("/fr/class/")
    for _ in range(10):
        client.post("/fr/class/", {"code": wrong_code(world)})

    response = client.post("/fr/class/", {"code": world.open_class.code})

    assert response.status_code == 429
    assert "une petite pause" in response.content.decode()


def test_scanning_the_wall_puts_the_device_in_and_the_token_leaves_the_address(world):
    client = world.client()
    token = class_sessions.session_token(world.open_class)

    response = client.get(f"/fr/class/open/{token}/", follow=True)

    assert response.redirect_chain == [("/fr/class/board/", 302)]
    assert names_on(response) == {"Lina", "Noé", "Zoé"}
    assert SessionDevice.objects.count() == 0  # reading a page writes nothing
    assert token not in client.cookies[COOKIE].value


def test_a_scanned_device_becomes_one_at_its_first_act(world):
    client = world.client()
    client.get(f"/fr/class/open/{class_sessions.session_token(world.open_class)}/")

    touch(client, world.lina, SECRET)

    assert [(device.how, device.is_in) for device in SessionDevice.objects.all()] == [("qr", True)]
    assert client.get("/fr/pupil/").status_code == 200


def test_the_wall_of_a_closed_class_leads_to_a_kind_page(world):
    token = class_sessions.session_token(world.open_class)
    class_sessions.close_class(world.open_class, by=world.actor(world.claire))

    response = world.client().get(f"/fr/class/open/{token}/", follow=True)

    assert response.redirect_chain == [("/fr/class/closed/", 302)]
    assert "La classe n’est pas ouverte. À tout à l’heure" in response.content.decode()


def test_a_card_leads_straight_to_the_secret_of_that_pupil_and_of_no_other(world):
    world.open_class
    client = world.client()

    response = client.get(f"/class/card/{cards.card_token(world.lina)}/", follow=True)

    assert response.redirect_chain == [(f"/fr/class/pupil/{world.lina.public_id}/", 302)]
    assert names_on(response) == {"Lina"}
    back = client.get(f"/fr/class/pupil/{world.noe.public_id}/", follow=True)
    assert back.redirect_chain[-1] == (f"/fr/class/pupil/{world.lina.public_id}/", 302)
    assert names_on(client.get("/fr/class/board/", follow=True)) == {"Lina"}


def test_a_card_and_the_right_secret_open_the_pupils_home(world):
    world.open_class
    client = world.client()
    client.get(f"/class/card/{cards.card_token(world.lina)}/")

    response = touch(client, world.lina, SECRET)

    assert (response.status_code, response["Location"]) == (302, "/fr/pupil/")
    assert "Lina" in client.get("/fr/pupil/").content.decode()


def test_a_card_outside_an_open_class_leads_to_a_kind_page(world):
    response = world.client().get(f"/class/card/{cards.card_token(world.lina)}/", follow=True)

    assert response.redirect_chain == [("/fr/class/closed/", 302)]
    assert "La classe n’est pas ouverte" in response.content.decode()
    assert names_on(response) == set()


def test_a_lost_card_is_worth_nothing_even_in_an_open_class(world):
    world.open_class
    lost = cards.card_token(world.lina)
    cards.renew_card(world.lina, seen_version=1, by=world.actor(world.claire))

    response = world.client().get(f"/class/card/{lost}/", follow=True)

    assert "Cette carte ne marche plus." in response.content.decode()
    assert names_on(response) == set()


def test_a_forged_scan_opens_nothing(world):
    client = world.client()
    forged = signing.dumps(
        {"session": str(world.open_class.public_id), "pupil": "", "token": "x" * 43},
        key="guessed",
        salt=presence.SCANNED,
    )
    client.cookies[COOKIE] = forged

    assert client.get("/fr/class/board/", follow=True).redirect_chain == [("/fr/class/closed/", 302)]


def test_three_touches_without_a_script_open_the_pupils_home(world):
    client = world.pupil_client()

    response = touch(client, world.lina, SECRET)

    assert (response.status_code, response["Location"]) == (302, "/fr/pupil/")


def test_three_wrong_touches_say_so_and_begin_again(world):
    client = world.pupil_client()

    response = touch(client, world.lina, WRONG)

    page = response.content.decode()
    assert response.status_code == 422
    assert "Ce ne sont pas les bonnes images. Essaie encore." in page
    assert 'name="taps" value=""' in page


def test_the_fifth_wrong_secret_shows_the_pause(world):
    client = world.pupil_client()
    for _ in range(5):
        response = touch(client, world.lina, WRONG)

    page = response.content.decode()
    assert "On fait une petite pause d’une minute. Un adulte est prévenu." in page
    assert 'name="picture"' not in page


def test_a_pupil_of_another_class_has_no_secret_page_here(world):
    assert world.pupil_client().get(f"/fr/class/pupil/{world.marius.public_id}/").status_code == 404


def test_a_device_at_the_door_is_sent_back_from_a_secret(world):
    client = world.pupil_client(let_in=False)

    response = client.get(f"/fr/class/pupil/{world.lina.public_id}/")

    assert (response.status_code, response["Location"]) == (302, "/fr/class/board/")


def test_signing_in_changes_every_key(world):
    client = world.pupil_client()
    client.get(f"/fr/class/pupil/{world.lina.public_id}/")
    before = {name: morsel.value for name, morsel in client.cookies.items()}

    touch(client, world.lina, SECRET)

    after = {name: morsel.value for name, morsel in client.cookies.items()}
    assert before[COOKIE] != after[COOKIE]
    assert before["csrftoken"] != after["csrftoken"]


def test_an_adult_who_was_signed_in_is_signed_out_when_a_pupil_comes_in(world):
    client = world.client(world.claire)
    _device, token = make_device(world.open_class)
    client.cookies[COOKIE] = token

    touch(client, world.lina, SECRET)

    assert client.get("/fr/pupil/").status_code == 200
    assert client.get("/fr/my/").status_code == 403


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_of_the_door_answers_in_both_languages(world, language):
    signed_in, board, door = world.pupil_client(world.lina), world.pupil_client(), world.pupil_client(let_in=False)
    pages = [
        (world.client(), "class/"),
        (world.client(), "class/closed/"),
        (world.client(), "class/old-card/"),
        (world.client(), "class/substitute/"),
        (board, "class/board/"),
        (board, f"class/pupil/{world.noe.public_id}/"),
        (door, "class/board/"),
        *[(board, f"class/help/{exit}/") for exit in ("lost", "not-me", "new", "read")],
        (board, "class/adult/"),
        (signed_in, "pupil/"),
        (signed_in, "pupil/adult/"),
    ]

    for client, address in pages:
        page = client.get(f"/{language}/{address}")
        text = page.content.decode()
        assert (page.status_code, text.count("<h1"), f'lang="{language}"' in text) == (200, 1, True), address


@pytest.mark.parametrize("count", [3, 28])
def test_the_board_costs_the_same_queries_for_any_class(world, count, django_assert_num_queries):
    classroom = make_classroom(world.cooperative, world.year, "CM1-CM2")
    make_pupils(classroom, *[f"Enfant {number}" for number in range(count)])
    _device, token = make_device(make_open_class(classroom, world.claire))
    client = world.client()
    client.cookies[COOKIE] = token
    client.get("/fr/class/board/")

    with django_assert_num_queries(5):  # tenant, device, its turn, the class, what it does together
        client.get("/fr/class/board/")
