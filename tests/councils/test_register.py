"""What comes back to a council by itself: what is late, and what was to be looked at again."""

from datetime import date, timedelta

import pytest

from councils.models import AgendaItem, FollowUp
from councils.queries.register import late, to_look_at_again
from councils.services.decisions import correct_decision, record_decision
from councils.services.follow_ups import follow_up
from tests.councils.sittings import DAY, make_council, make_item, make_sitting

NEXT = DAY + timedelta(days=7)


@pytest.fixture
def council(world):
    return make_council(world)


@pytest.fixture
def keep(world, council):
    """Keep a decision of Claire's class on the day of the sitting."""

    def keep(text: str, **facts):
        return record_decision(council, text=text, on=DAY, by=world.actor(world.claire), **facts)

    return keep


def test_what_is_not_done_on_its_day_is_late(council, keep):
    due = keep("On arrose le lundi.", due_on=NEXT)
    keep("On achète des graines.", due_on=NEXT + timedelta(days=1))

    assert list(late(council, NEXT)) == [due]
    assert list(late(council, NEXT - timedelta(days=1))) == []


def test_what_somebody_was_to_do_without_a_day_is_late_at_the_next_council(council, keep):
    owned = keep("On écrit à la mairie.", owner_words="la secrétaire")
    keep("On range les jeux à deux.")

    assert list(late(council, NEXT)) == [owned]
    assert list(late(council, DAY)) == []


@pytest.mark.parametrize(("state", "stays"), [("begun", 1), ("later", 1), ("done", 0), ("dropped", 0)])
def test_the_last_follow_up_says_whether_it_is_late(world, council, keep, state, stays):
    decision = keep("On arrose le lundi.", due_on=NEXT)

    follow_up(decision, state=state, by=world.actor(world.claire))

    assert len(late(council, NEXT)) == stays


def test_a_corrected_decision_comes_back_no_more(world, council, keep):
    decision = keep("On arrose le lundi.", due_on=NEXT)

    after = correct_decision(
        decision, text="On arrose le mardi.", on=DAY, due_on=NEXT + timedelta(days=1), by=world.actor(world.claire)
    )

    assert list(late(council, NEXT + timedelta(days=2))) == [after]


def test_a_decision_is_looked_at_again_on_its_day_and_once(world, council, keep):
    done = keep("On range les jeux à deux.", look_again_on=NEXT)
    follow_up(done, state=FollowUp.State.DONE, by=world.actor(world.claire))

    assert list(to_look_at_again(council, NEXT)) == [done]
    make_item(make_sitting(council, on=NEXT), "", kind="review", about=done, state=AgendaItem.State.DONE)
    assert list(to_look_at_again(council, NEXT + timedelta(days=7))) == []


def test_what_is_late_does_not_stand_twice_on_the_agenda(council, keep):
    decision = keep("On arrose le lundi.", due_on=NEXT, look_again_on=NEXT)

    assert (list(late(council, NEXT)), list(to_look_at_again(council, NEXT))) == ([decision], [])


def test_what_was_dropped_is_not_looked_at_again(world, council, keep):
    decision = keep("On garde un escargot.", look_again_on=NEXT)
    follow_up(decision, state=FollowUp.State.DROPPED, words="Il est parti.", by=world.actor(world.claire))

    assert list(to_look_at_again(council, date(2026, 1, 1))) == []
