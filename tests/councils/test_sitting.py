"""The sitting: one item after the other, with its clock, its roll and its roles; the guarantor may stop it."""

from datetime import timedelta

import pytest
from django.db.models import F

from councils.errors import SittingRefused
from councils.models import AgendaItem, Attendance, Council, CouncilMeeting, MeetingRole
from councils.services.guarantor import is_stopped, note_feasibility, pause, resume, veto
from councils.services.meetings import begin_item, close_meeting, end_item, next_item, open_meeting, put_off
from councils.services.rolls import arrive_late, call_roll, give_role, leave_early
from members.services.jobs import add_job, give_job
from occe.kit.dates import today
from tests.councils.rows import begin, council_of, make_meeting
from tests.world import make_classroom, make_pupils


@pytest.fixture
def by(world):
    return world.actor(world.claire)


def item_of(meeting, title: str) -> AgendaItem:
    return meeting.items.select_related("meeting", "council").get(title=title)


def states(meeting) -> list[str]:
    return list(meeting.items.values_list("state", flat=True))


def tick(meeting) -> int:
    return CouncilMeeting.objects.get(pk=meeting.pk).tick


def test_opening_gives_today_a_roll_and_the_roles_of_the_jobs(world, by):
    world.lina
    job = add_job(world.classroom, kind="president", by=by)
    give_job(job, pupils=[world.noe], starts_on=today(), ends_on=today(), by=by)
    meeting = make_meeting(council_of(world), held_on="2026-01-09")

    held = open_meeting(meeting, by=by)

    assert (held.state, held.held_on, tick(held)) == ("open", today(), 1)
    assert list(held.rolls.values_list("classroom", "called")) == [(world.classroom.pk, False)]
    assert list(held.roles.values_list("role", "pupil")) == [("president", world.noe.pk)]


def test_opening_twice_changes_nothing_and_a_closed_one_stays_closed(world, by):
    meeting = begin(world)
    before = tick(meeting)

    assert open_meeting(meeting, by=by).opened_at == meeting.opened_at
    assert tick(meeting) == before
    close_meeting(meeting, by=by)
    with pytest.raises(SittingRefused, match="Ce conseil est terminé"):
        open_meeting(meeting, by=by)


def test_the_roll_writes_who_is_there_and_who_is_not(world, by):
    meeting = begin(world, call=False)

    roll = call_roll(meeting, world.classroom, present=[world.lina, world.noe], adults=1, by=by)

    assert (roll.members, roll.present, roll.adults, roll.called) == (3, 2, 0, True)
    marked = Attendance.objects.filter(roll=roll).order_by("pupil").values_list("pupil", "here")
    assert list(marked) == [(world.lina.pk, True), (world.noe.pk, True), (world.zoe.pk, False)]


def test_adults_count_in_the_roll_where_the_class_lets_them_vote(world, by):
    council_of(world)
    Council.objects.update(adults_vote=True)
    meeting = begin(world, call=False)

    roll = call_roll(meeting, world.classroom, present=[world.lina], adults=1, by=by)

    assert (roll.present, roll.adults) == (1, 1)


def test_a_roll_of_nobody_or_of_another_class_s_child_is_refused(world, by):
    meeting = begin(world, call=False)

    with pytest.raises(SittingRefused, match="Touchez l’image"):
        call_roll(meeting, world.classroom, present=[], by=by)
    with pytest.raises(SittingRefused, match="pas dans la classe"):
        call_roll(meeting, world.classroom, present=[world.marius], by=by)


def test_who_comes_late_is_there_from_then_on_and_who_goes_gives_the_role_back(world, by):
    meeting = begin(world, call=False)
    call_roll(meeting, world.classroom, present=[world.lina], by=by)

    assert arrive_late(meeting, world.noe, by=by).present == 2
    assert arrive_late(meeting, world.noe, by=by).present == 2
    give_role(meeting, role="secretary", pupil=world.noe, by=by)
    assert leave_early(meeting, world.noe, by=by).present == 1
    assert not MeetingRole.objects.exists()


def test_two_sites_by_video_have_two_rolls_and_one_agenda(world, by):
    world.lina
    second = make_classroom(world.cooperative, world.year, "CM1-CM2")
    tom = make_pupils(second, "Tom")[0]
    council_of(world)
    together = Council.objects.get(cooperative=world.cooperative, classroom=None)
    meeting = open_meeting(make_meeting(together, "La malle"), by=by)

    call_roll(meeting, world.classroom, present=[world.lina], by=by)
    call_roll(meeting, second, present=[tom], by=by)
    give_role(meeting, role="secretary", pupil=tom, by=by)

    assert list(meeting.rolls.order_by("pk").values_list("classroom", "members", "present")) == [
        (world.classroom.pk, 3, 1),
        (second.pk, 1, 1),
    ]


def test_a_role_goes_to_a_child_who_is_there(world, by):
    meeting = begin(world, call=False)
    call_roll(meeting, world.classroom, present=[world.lina], by=by)

    give_role(meeting, role="president", pupil=world.lina, by=by)
    with pytest.raises(SittingRefused, match="pas là aujourd’hui"):
        give_role(meeting, role="president", pupil=world.zoe, by=by)
    assert list(meeting.roles.values_list("role", "pupil")) == [("president", world.lina.pk)]
    assert give_role(meeting, role="president", pupil=None, by=by) is None


def test_items_follow_one_another_and_a_second_tap_on_next_changes_nothing(world, by):
    meeting = begin(world, "Un jardin", "La malle")

    first = next_item(meeting, by=by)
    before = tick(meeting)
    assert next_item(meeting, by=by) == first
    assert tick(meeting) == before
    end_item(first, words="On en reparle au printemps.", by=by)
    second = next_item(meeting, by=by)
    end_item(second, by=by)

    assert (first.title, second.title) == ("Un jardin", "La malle")
    assert next_item(meeting, by=by) is None
    assert states(meeting) == ["done", "done"]
    assert item_of(meeting, "Un jardin").words == "On en reparle au printemps."


def test_another_item_waits_until_the_one_in_hand_is_finished(world, by):
    meeting = begin(world, "Un jardin", "La malle")
    begin_item(item_of(meeting, "La malle"), by=by)

    with pytest.raises(SittingRefused, match="Finissez-le d’abord"):
        begin_item(item_of(meeting, "Un jardin"), by=by)
    assert states(meeting) == ["waiting", "now"]


def test_a_meeting_that_is_not_open_takes_nothing_in_hand(world, by):
    meeting = make_meeting(council_of(world), "Un jardin")

    with pytest.raises(SittingRefused, match="pas ouvert"):
        begin_item(item_of(meeting, "Un jardin"), by=by)
    with pytest.raises(SittingRefused, match="pas encore ouvert"):
        close_meeting(meeting, by=by)


def test_what_is_put_off_can_be_put_off_twice_and_is_not_seen_any_more(world, by):
    meeting = begin(world, "Un jardin")
    item = next_item(meeting, by=by)

    put_off(item, by=by)
    put_off(item, by=by)

    assert states(meeting) == ["later"]
    with pytest.raises(SittingRefused, match="déjà vu"):
        begin_item(item, by=by)


def test_closing_ends_the_item_in_hand_and_leaves_the_others_for_next_time(world, by):
    meeting = begin(world, "Un jardin", "La malle")
    next_item(meeting, by=by)

    closed = close_meeting(meeting, by=by)

    assert (closed.state, states(meeting)) == ("closed", ["done", "later"])
    assert close_meeting(meeting, by=by).closed_at == closed.closed_at


def test_the_clock_stands_still_during_a_pause(world, by):
    meeting = begin(world, "Un jardin")
    item = next_item(meeting, by=by)
    AgendaItem.objects.update(running_since=F("running_since") - timedelta(seconds=90))

    pause(meeting, ground="respect", words="On se calme.", words_kept="Deux enfants se disputent.", by=by)
    item.refresh_from_db()
    assert (item.seconds_spent, item.running_since) == (90, None)
    with pytest.raises(SittingRefused, match="en pause"):
        next_item(meeting, by=by)
    resume(meeting, by=by)
    item.refresh_from_db()
    assert item.running_since is not None


def test_a_pause_keeps_its_first_reason_and_who_gave_it(world, by):
    meeting = begin(world)

    first = pause(meeting, ground="respect", words="On se calme.", by=by)

    assert pause(meeting, ground="safety", words="Autre chose.", by=by) == first
    assert (first.by, first.words) == (world.claire, "On se calme.")


def test_a_proposal_that_the_guarantor_stops_says_why_to_the_class(world, by):
    meeting = begin(world, "Un toboggan")
    item = next_item(meeting, by=by)

    act = veto(item, ground="law", words="Le toboggan est à la commune.", words_kept="Voir la mairie.", by=by)

    assert veto(item, ground="money", words="Trop cher.", by=by) == act
    assert (act.words, act.words_kept, is_stopped(item)) == ("Le toboggan est à la commune.", "Voir la mairie.", True)


def test_a_note_of_feasibility_is_told_once_for_each_ground(world, by):
    meeting = begin(world, "Un toboggan")
    item = next_item(meeting, by=by)

    note_feasibility(item, ground="money", words="Cela coûte 900 €.", can_be_done=False, by=by)
    note_feasibility(item, ground="money", words="Cela coûte 800 €.", can_be_done=False, by=by)

    assert list(item.notes.values_list("ground", "words", "can_be_done")) == [("money", "Cela coûte 800 €.", False)]
