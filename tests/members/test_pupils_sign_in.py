"""How a pupil comes in and goes: code, QR, card, three pictures, shared tablet; and what a guesser meets."""

import re
import threading
from datetime import timedelta

import pytest
from django.core import signing
from django.db import connection
from django.utils import timezone

from members import presence, pupil_doors
from members.errors_pupils import NotLetIn, Pause, WaitBeforeNextCode, WrongCode, WrongSecret
from members.models import ClassSession, CodeTries, Pupil, SecretTries, SessionDevice, Signal, Turn
from members.presence import COOKIE, hash_token
from members.services import cards, class_sessions, pupil_sign_in
from members.services.picture_codes import BOARD
from tests.world import SECRET, make_classroom, make_device, make_open_class, make_pupils

WRONG = (BOARD[9], BOARD[8], BOARD[7])


def come_in(world, code: str, device_key: str = "a tablet", network: str = "10.0.0.1"):
    return pupil_sign_in.come_in_by_code(world.federation, code=code, device_key=device_key, network=network)


def wrong_code(world) -> str:
    return f"{(int(world.open_class.code) + 1) % 10**6:06d}"


def past(**fields) -> dict:
    """Field values that lie in the past, as if time had gone by."""
    return {name: timezone.now() - delta for name, delta in fields.items()}


# --- the code --------------------------------------------------------------------------------------------------------


def test_a_device_that_typed_the_code_waits_at_the_door(world):
    device, token = come_in(world, world.open_class.code)

    assert (device.session, device.is_in, device.number) == (world.open_class, False, 1)
    assert hash_token(token) == device.cookie_hash
    assert token not in {str(value) for value in SessionDevice.objects.values_list()[0]}


def test_in_the_demonstration_any_device_is_in_at_once(world, settings):
    settings.DEMO = True
    session = make_open_class(world.classroom, world.claire, any_device=True)

    device, _token = come_in(world, "123456")

    assert (session.code, session.any_device, device.is_in) == ("123456", True, True)


def test_the_demonstrations_class_opens_again_by_itself(world, settings):
    settings.DEMO = True
    session = make_open_class(world.classroom, world.claire, any_device=True)
    class_sessions.close_class(session, by=world.actor(world.claire))

    device, _token = come_in(world, "123456")

    assert (device.session != session, device.session.code, device.is_in) == (True, "123456", True)


def test_any_device_exists_in_the_demonstration_only(world):
    with pytest.raises(ValueError, match="demonstration"):
        make_open_class(world.classroom, world.claire, any_device=True)


def test_a_wrong_code_is_refused_with_a_sentence(world):
    with pytest.raises(WrongCode, match="Ce n’est pas le code de la classe"):
        come_in(world, wrong_code(world))


def test_the_code_of_a_closed_class_opens_nothing(world):
    class_sessions.close_class(world.open_class, by=world.actor(world.claire))

    with pytest.raises(WrongCode):
        come_in(world, world.open_class.code)


def test_the_code_of_a_class_whose_time_is_over_opens_nothing(world):
    ClassSession.objects.filter(pk=world.open_class.pk).update(
        **past(opened_at=timedelta(hours=2), ends_at=timedelta(minutes=30))
    )

    with pytest.raises(WrongCode):
        come_in(world, world.open_class.code)


def test_a_code_opens_nothing_in_another_association(world):
    with pytest.raises(WrongCode):
        pupil_sign_in.come_in_by_code(
            world.other_federation, code=world.open_class.code, device_key="a tablet", network="10.0.0.1"
        )


def test_ten_wrong_codes_make_that_device_wait_even_for_the_right_one(world):
    for _ in range(9):
        with pytest.raises(WrongCode):
            come_in(world, wrong_code(world))

    with pytest.raises(WaitBeforeNextCode, match="une petite pause"):
        come_in(world, wrong_code(world))
    with pytest.raises(WaitBeforeNextCode):
        come_in(world, world.open_class.code)


def test_the_neighbours_device_does_not_wait(world):
    for _ in range(10):
        with pytest.raises(WrongCode):
            come_in(world, wrong_code(world))

    device, _token = come_in(world, world.open_class.code, device_key="another tablet")

    assert device.session == world.open_class


def test_after_the_wait_the_device_may_try_again(world):
    for _ in range(10):
        with pytest.raises(WrongCode):
            come_in(world, wrong_code(world))
    CodeTries.objects.update(**past(wait_until=timedelta(seconds=1)))

    assert come_in(world, world.open_class.code)[0].session == world.open_class


def test_a_machine_that_forgets_its_cookie_is_stopped_by_its_network(world):
    for number in range(pupil_sign_in.WRONG_CODES_OF_A_NETWORK):
        with pytest.raises(WrongCode):
            come_in(world, wrong_code(world), device_key=f"forgotten {number}")

    with pytest.raises(WaitBeforeNextCode):
        come_in(world, wrong_code(world), device_key="forgotten again")
    assert come_in(world, world.open_class.code, network="10.9.9.9")[0].session == world.open_class


def test_the_counts_hold_neither_cookie_nor_address_and_fade(world):
    with pytest.raises(WrongCode):
        come_in(world, wrong_code(world))

    assert not any("10.0.0.1" in row.key or "tablet" in row.key for row in CodeTries.objects.all())
    CodeTries.objects.update(**past(since=timedelta(hours=1)))
    assert pupil_sign_in.forget_wrong_codes() == 2


# --- the secret ------------------------------------------------------------------------------------------------------


def test_the_right_three_pictures_in_order_begin_the_turn(world):
    device, token = make_device(world.open_class)

    turn, fresh = pupil_sign_in.sign_in(device, pupil=world.lina, pictures=SECRET)

    device.refresh_from_db()
    assert (turn.pupil, turn.device, turn.ended_at) == (world.lina, device, None)
    assert fresh != token
    assert device.cookie_hash == hash_token(fresh)


def test_the_right_pictures_in_another_order_are_wrong(world):
    device, _token = make_device(world.open_class)

    with pytest.raises(WrongSecret, match="Ce ne sont pas les bonnes images"):
        pupil_sign_in.sign_in(device, pupil=world.lina, pictures=(SECRET[2], SECRET[1], SECRET[0]))


def fail(device, pupil, times: int) -> None:
    for _ in range(times):
        with pytest.raises((WrongSecret, Pause)):
            pupil_sign_in.sign_in(device, pupil=pupil, pictures=WRONG)


def test_five_wrong_secrets_are_a_minutes_pause_and_a_signal(world):
    world.claire.called = "mistress"
    world.claire.save()
    device, _token = make_device(world.open_class)
    fail(device, world.lina, 4)

    with pytest.raises(Pause, match="Ta maîtresse est prévenue") as pause:
        pupil_sign_in.sign_in(device, pupil=world.lina, pictures=WRONG)

    assert timedelta(seconds=55) < pause.value.until - timezone.now() <= timedelta(minutes=1)
    assert [(signal.kind, signal.pupil) for signal in Signal.objects.all()] == [("pause", world.lina)]


def test_during_the_pause_the_right_secret_waits_too_and_afterwards_it_opens(world):
    device, _token = make_device(world.open_class)
    fail(device, world.lina, 5)

    with pytest.raises(Pause):
        pupil_sign_in.sign_in(device, pupil=world.lina, pictures=SECRET)
    SecretTries.objects.update(**past(pause_until=timedelta(seconds=1)))

    assert pupil_sign_in.sign_in(device, pupil=world.lina, pictures=SECRET)[0].pupil == world.lina


def test_a_pause_is_never_a_lasting_lock(world):
    """However often a friend tries, the longest wait is a minute."""
    device, _token = make_device(world.open_class)

    for _ in range(4):
        fail(device, world.lina, 5)
        assert SecretTries.objects.get().pause_until <= timezone.now() + timedelta(minutes=1)
        SecretTries.objects.update(**past(pause_until=timedelta(seconds=1)))

    assert pupil_sign_in.sign_in(device, pupil=world.lina, pictures=SECRET)[0].pupil == world.lina


def test_one_pupils_pause_stops_nobody_else(world):
    device, _token = make_device(world.open_class)
    fail(device, world.lina, 5)

    assert pupil_sign_in.sign_in(device, pupil=world.noe, pictures=SECRET)[0].pupil == world.noe


def test_a_device_at_the_door_signs_nobody_in(world):
    device, _token = make_device(world.open_class, let_in=False)

    with pytest.raises(NotLetIn, match="un adulte va ouvrir la porte"):
        pupil_sign_in.sign_in(device, pupil=world.lina, pictures=SECRET)


def test_a_pupil_of_another_class_signs_in_nowhere_here(world):
    device, _token = make_device(world.open_class)

    with pytest.raises(NotLetIn, match="pas dans la classe"):
        pupil_sign_in.sign_in(device, pupil=world.marius, pictures=SECRET)


def test_nothing_signs_in_once_the_class_is_closed(world):
    device, _token = make_device(world.open_class)
    shared, _token = make_device(world.open_class, how="shared")
    class_sessions.close_class(world.open_class, by=world.actor(world.claire))

    for act in (
        lambda: pupil_sign_in.sign_in(fresh(device), pupil=world.lina, pictures=SECRET),
        lambda: pupil_sign_in.take_turn(fresh(shared), pupil=world.lina),
        lambda: pupil_sign_in.call_adult(fresh(device), kind="adult"),
        lambda: pupil_sign_in.arrive(fresh(device).session, how="qr", token="x"),
    ):
        with pytest.raises(NotLetIn, match="La classe n’est pas ouverte"):
            act()
    assert not Turn.objects.exists()


def fresh(device: SessionDevice) -> SessionDevice:
    return SessionDevice.objects.select_related("session").get(pk=device.pk)


def test_a_pupil_is_at_one_device_the_last_one(world):
    first, _token = make_device(world.open_class)
    second, _token = make_device(world.open_class)

    before, _fresh = pupil_sign_in.sign_in(first, pupil=world.lina, pictures=SECRET)
    after, _fresh = pupil_sign_in.sign_in(second, pupil=world.lina, pictures=SECRET)

    before.refresh_from_db()
    assert (before.ended_at is not None, after.ended_at) == (True, None)


def test_two_tablets_that_sign_one_pupil_in_at_once_leave_one_turn(real_world):
    world = real_world
    devices = [make_device(world.open_class)[0] for _ in range(4)]
    pupil = world.lina
    start = threading.Barrier(4)
    failed: list[Exception] = []

    def sign_in(device: SessionDevice) -> None:
        start.wait()
        try:
            pupil_sign_in.sign_in(device, pupil=pupil, pictures=SECRET)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=sign_in, args=(device,)) for device in devices]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    assert Turn.objects.filter(pupil=pupil, ended_at__isnull=True).count() == 1
    assert Turn.objects.filter(pupil=pupil).count() == 4


def test_ten_wrong_secrets_at_once_are_all_counted(real_world):
    world = real_world
    device, _token = make_device(world.open_class)
    pupil = world.lina
    start = threading.Barrier(10)

    def guess() -> None:
        start.wait()
        try:
            pupil_sign_in.sign_in(device, pupil=pupil, pictures=WRONG)
        except (WrongSecret, Pause):
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=guess) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert SecretTries.objects.get().pause_until > timezone.now()
    assert Signal.objects.filter(kind="pause").count() == 1


def test_the_shared_tablet_asks_no_secret_and_another_device_does(world):
    shared, _token = make_device(world.open_class, how="shared")
    own, _token = make_device(world.open_class)

    assert pupil_sign_in.take_turn(shared, pupil=world.lina)[0].pupil == world.lina
    with pytest.raises(NotLetIn, match="trois images secrètes"):
        pupil_sign_in.take_turn(own, pupil=world.noe)


def test_in_kindergarten_the_whole_class_comes_in_as_one(world):
    world.lina
    session = make_open_class(world.classroom, world.claire, as_one=True)
    everybody = Pupil.objects.get(kind=Pupil.Kind.WHOLE_CLASS)
    device, _token = make_device(session)

    assert pupil_sign_in.take_turn(device, pupil=everybody)[0].pupil == everybody
    with pytest.raises(NotLetIn):
        pupil_sign_in.take_turn(device, pupil=world.lina)
    assert [row.pupil for row in world.classroom.enrolments.here()] == [world.lina, world.noe, world.zoe]


def test_a_call_is_heard_once_until_it_is_seen(world):
    device, _token = make_device(world.open_class)

    first = pupil_sign_in.call_adult(device, kind="adult", pupil=world.lina)
    again = pupil_sign_in.call_adult(device, kind="adult", pupil=world.lina)
    class_sessions.see_signal(first, by=world.actor(world.claire))
    later = pupil_sign_in.call_adult(device, kind="adult", pupil=world.lina)

    assert (again, later == first) == (first, False)


# --- pages -----------------------------------------------------------------------------------------------------------


def names_on(response) -> set[str]:
    return {name for name in ("Lina", "Noé", "Zoé", "Marius") if name in response.content.decode()}


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


def touch(client, pupil, pictures):
    """Touch three pictures one after the other, as without a script."""
    address, taps = f"/fr/class/pupil/{pupil.public_id}/", ""
    for picture in pictures:
        response = client.post(address, {"taps": taps, "picture": picture})
        taps = f"{taps} {picture}".strip()
    return response


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
    from members.services.roster import depart

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


# --- the shared tablet -----------------------------------------------------------------------------------------------


def take(client, pupil) -> str:
    """Tap a picture of the shared board; returns the address of the turn."""
    return client.post("/fr/class/turn/", {"pupil": pupil.public_id})["Location"]


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
    from django.test import Client

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


def key_in(page: str) -> str:
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]


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


# --- calling for help ------------------------------------------------------------------------------------------------


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


# --- both languages, reading ages, queries ---------------------------------------------------------------------------


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


def test_the_reading_age_changes_words_and_type_and_never_the_record(world):
    from members.services import jobs
    from members.services.roster import change_pupil

    job = jobs.add_job(world.classroom, kind="treasurer", by=world.actor(world.claire))
    term = {"starts_on": timezone.localdate(), "ends_on": timezone.localdate()}
    jobs.give_job(job, pupils=[world.lina], by=world.actor(world.claire), **term)
    client = world.pupil_client(world.lina)
    youngest = client.get(f"/fr/pupil/jobs/{job.public_id}/").content.decode()

    change_pupil(world.lina.enrolments.get(), reading_age=12, by=world.actor(world.claire))
    oldest = client.get(f"/fr/pupil/jobs/{job.public_id}/").content.decode()

    assert ("age-6" in youngest, "Range les tickets dans la boîte." in youngest) == (True, True)
    assert ("age-12" in oldest, "Vérifie que chaque ticket est noté, puis range-le." in oldest) == (True, True)


@pytest.mark.parametrize("count", [3, 28])
def test_the_board_costs_the_same_queries_for_any_class(world, count, django_assert_num_queries):
    classroom = make_classroom(world.cooperative, world.year, "CM1-CM2")
    make_pupils(classroom, *[f"Enfant {number}" for number in range(count)])
    _device, token = make_device(make_open_class(classroom, world.claire))
    client = world.client()
    client.cookies[COOKIE] = token
    client.get("/fr/class/board/")

    with django_assert_num_queries(5):  # tenant (two), device, its turn, the class
        client.get("/fr/class/board/")


def test_a_pupils_page_costs_few_queries(world, django_assert_num_queries, monkeypatch):
    """Without the doors that the rooms above add, each with its own queries."""
    monkeypatch.setattr(pupil_doors, "_doors", [])
    monkeypatch.setattr(pupil_doors, "_waits", [])
    client = world.pupil_client(world.lina)
    client.get("/fr/pupil/")

    with django_assert_num_queries(7):  # tenant (two), device, turn, my jobs twice (head and doors), my picture
        client.get("/fr/pupil/")
