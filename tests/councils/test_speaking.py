"""Who asks to speak: fairness first, then the order of the hands."""

import pytest

from councils.errors import SittingRefused
from councils.services.guarantor import pause
from councils.services.meetings import end_item, next_item
from councils.services.rolls import leave_early
from councils.services.speaking import ask_to_speak, end_speech, give_floor, hands_up, lower_hand
from tests.councils.rows import begin
from tests.world import make_classroom, make_pupils


@pytest.fixture
def by(world):
    return world.actor(world.claire)


@pytest.fixture
def meeting(world, by):
    meeting = begin(world, "Un jardin", "La malle")
    next_item(meeting, by=by)
    return meeting


def in_hand(meeting):
    return meeting.items.get(state="now")


def queue(meeting) -> list[int]:
    return [turn.pupil_id for turn in hands_up(in_hand(meeting))]


def test_hands_are_kept_in_their_order_and_each_counts_once(world, by, meeting):
    for pupil in (world.noe, world.lina, world.noe):
        ask_to_speak(meeting, pupil=pupil, by=by)

    assert queue(meeting) == [world.noe.pk, world.lina.pk]


def test_who_has_spoken_least_comes_first(world, by, meeting):
    ask_to_speak(meeting, pupil=world.noe, by=by)
    give_floor(meeting, by=by)
    end_speech(meeting, by=by)

    for pupil in (world.noe, world.lina):
        ask_to_speak(meeting, pupil=pupil, by=by)

    assert queue(meeting) == [world.lina.pk, world.noe.pk]


def test_giving_the_floor_takes_it_from_who_spoke(world, by, meeting):
    for pupil in (world.noe, world.lina):
        ask_to_speak(meeting, pupil=pupil, by=by)

    assert give_floor(meeting, by=by).pupil == world.noe
    assert give_floor(meeting, pupil=world.lina, by=by).pupil == world.lina
    assert give_floor(meeting, pupil=world.lina, by=by).pupil == world.lina
    assert give_floor(meeting, by=by) is None
    states = list(in_hand(meeting).speaking_turns.values_list("pupil", "state"))
    assert states == [(world.noe.pk, "done"), (world.lina.pk, "done")]


def test_a_hand_may_come_down(world, by, meeting):
    ask_to_speak(meeting, pupil=world.noe, by=by)

    lower_hand(meeting, pupil=world.noe, by=by)

    assert queue(meeting) == []


def test_the_floor_is_not_given_to_who_did_not_ask(world, by, meeting):
    with pytest.raises(SittingRefused, match="n’a pas demandé la parole"):
        give_floor(meeting, pupil=world.zoe, by=by)


def test_nobody_asks_in_a_pause_nor_before_an_item_nor_when_absent(world, by, meeting):
    leave_early(meeting, world.zoe, by=by)
    with pytest.raises(SittingRefused, match="pas encore dans l’appel"):
        ask_to_speak(meeting, pupil=world.zoe, by=by)
    end_item(in_hand(meeting), by=by)
    with pytest.raises(SittingRefused, match="d’aucun sujet"):
        ask_to_speak(meeting, pupil=world.lina, by=by)
    pause(meeting, ground="respect", words="On souffle.", by=by)
    with pytest.raises(SittingRefused, match="en pause"):
        ask_to_speak(meeting, pupil=world.lina, by=by)


def test_hands_come_down_with_the_item(world, by, meeting):
    ask_to_speak(meeting, pupil=world.noe, by=by)
    end_item(in_hand(meeting), by=by)
    next_item(meeting, by=by)

    assert queue(meeting) == []
    ask_to_speak(meeting, pupil=world.noe, by=by)
    ask_to_speak(meeting, pupil=world.lina, by=by)
    assert queue(meeting) == [world.noe.pk, world.lina.pk]


def test_only_who_sits_in_the_council_asks_to_speak(world, meeting):
    """A school's council has delegates; another class of the school reads along and does not speak."""
    reader = make_pupils(make_classroom(world.cooperative, world.year, "CM1-CM2"), "Aya")[0]

    with pytest.raises(SittingRefused, match="Tu n’es pas encore dans l’appel"):
        ask_to_speak(meeting, pupil=reader, by=world.actor(world.claire))
