"""How a pupil comes in and goes: code, QR, card, three pictures, shared tablet; and what a guesser meets."""

from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from members.errors_pupils import NotLetIn, Pause, WaitBeforeNextCode, WrongCode, WrongSecret
from members.models import ClassSession, CodeTries, Pupil, SecretTries, SessionDevice, Signal, Turn
from members.presence import hash_token
from members.services import class_sessions, pupil_sign_in
from occe.kit.errors import DomainError
from tests.members.class_walk import WRONG, past, wrong_code
from tests.together import at_once
from tests.world import SECRET, make_device, make_open_class


def come_in(world, code: str, device_key: str = "a tablet", network: str = "10.0.0.1"):
    return pupil_sign_in.come_in_by_code(world.federation, code=code, device_key=device_key, network=network)


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

    turns = at_once(*[partial(pupil_sign_in.sign_in, device, pupil=pupil, pictures=SECRET) for device in devices])

    assert [isinstance(turn, DomainError) for turn in turns] == [False] * 4
    assert Turn.objects.filter(pupil=pupil, ended_at__isnull=True).count() == 1
    assert Turn.objects.filter(pupil=pupil).count() == 4


def test_ten_wrong_secrets_at_once_are_all_counted(real_world):
    world = real_world
    device, _token = make_device(world.open_class)
    pupil = world.lina

    answers = at_once(*[partial(pupil_sign_in.sign_in, device, pupil=pupil, pictures=WRONG)] * 10)

    assert {type(answer) for answer in answers} <= {WrongSecret, Pause}

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
