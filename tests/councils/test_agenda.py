"""The agenda makes itself ready, and is put in order by the president and the adult."""

from datetime import timedelta
from uuid import uuid4

import pytest

from councils.errors import AgendaRefused
from councils.models import AgendaItem, CouncilMeeting
from councils.queries.agenda import agenda_of
from councils.services import agenda, agenda_order
from councils.services.decisions import record_decision
from councils.services.meetings import close_meeting, open_meeting, put_off
from occe.kit.dates import today
from tests.councils.slip_rows import hold, make_council, write


@pytest.fixture
def council(world):
    return make_council(world)


@pytest.fixture
def by(world):
    return world.actor(world.claire)


def prepare(council, by, *, on=None) -> CouncilMeeting:
    return agenda.prepare_meeting(council, on=on or today(), by=by)


def told(meeting) -> list[tuple[str, str]]:
    """What is to come, in order: the kind and its words."""
    return [(shown.item.kind, shown.words) for shown in agenda_of(meeting).to_come]


def item_of(meeting, kind) -> AgendaItem:
    return meeting.items.exclude(state="dropped").get(kind=kind)


def test_the_agenda_is_ready_by_itself_what_was_promised_first(world, council, by):
    decided = max(today() - timedelta(days=1), council.year.starts)
    held = decided + timedelta(days=1)
    record_decision(council, text="On arrose le lundi.", on=decided, due_on=held, by=by)
    record_decision(council, text="On joue aux échecs.", on=decided, look_again_on=held, by=by)
    agenda.suggest_item(council, kind="spending", title="Les graines, 38 €", by=by, request_id=uuid4())
    write(world, council, "Un poney.")
    write(world, council, "On me pousse.", kind="problem")
    write(world, council, "Merci pour le ballon.", kind="thanks")
    write(world, council, "Merci, la pluie.", kind="thanks", by=world.noe)
    write(world, council, "Où va le pain.", kind="question")

    meeting = prepare(council, by, on=held)

    assert told(meeting) == [
        ("late", "On arrose le lundi."),
        ("review", "On joue aux échecs."),
        ("thanks", ""),
        ("problem", "On me pousse."),
        ("question", "Où va le pain."),
        ("spending", "Les graines, 38 €"),
        ("idea", "Un poney."),
    ]
    assert item_of(meeting, "thanks").slips.count() == 2
    assert agenda_of(meeting).minutes == 35
    assert not council.slips.in_box().exists()
    assert not AgendaItem.objects.filter(title__contains="poney").exists()


def test_preparing_again_adds_what_came_in_and_keeps_the_order(world, council, by):
    write(world, council, "Un poney.")
    write(world, council, "Un âne.")
    meeting = prepare(council, by)
    last = meeting.items.last()
    agenda_order.move(last, up=True, by=by)
    write(world, council, "Merci.", kind="thanks")
    write(world, council, "Une chèvre.")

    again = prepare(council, by, on=today())

    assert again == meeting
    assert [words for _kind, words in told(again)] == ["", "Un âne.", "Un poney.", "Une chèvre."]
    assert told(prepare(council, by)) == told(again)


def test_a_day_that_is_past_or_of_another_year_is_refused(council, by):
    for day in (today() - timedelta(days=1), council.year.ends + timedelta(days=1)):
        with pytest.raises(AgendaRefused) as refused:
            prepare(council, by, on=day)
        assert refused.value.field == "on"


def test_while_a_council_is_open_the_next_one_is_not_prepared(council, by):
    open_meeting(prepare(council, by), by=by)

    with pytest.raises(AgendaRefused):
        prepare(council, by)


def test_what_was_put_off_comes_back_with_its_petits_mots_after_the_decisions(world, council, by):
    first, second = write(world, council, "Un poney."), write(world, council, "Un âne.")
    meeting = prepare(council, by)
    early = AgendaItem.objects.get(slips=first)
    agenda_order.retitle(early, title="Un animal dans la cour", by=by)
    agenda_order.leave_for_next_time(early, by=by)
    open_meeting(meeting, by=by)
    put_off(AgendaItem.objects.get(slips=second), by=by)
    close_meeting(meeting, by=by)
    write(world, council, "Merci.", kind="thanks")

    following = prepare(council, by)

    assert told(following) == [("idea", "Un animal dans la cour"), ("idea", "Un âne."), ("thanks", "")]
    assert {slip.item.meeting for slip in council.slips.select_related("item__meeting")} == {following}
    hold(following)
    assert told(prepare(council, by)) == []


def test_items_move_up_and_down_and_no_further_than_the_ends(world, council, by):
    for text in ("un", "deux", "trois"):
        write(world, council, text)
    meeting = prepare(council, by)
    one, two, three = meeting.items.all()

    agenda_order.move(one, up=True, by=by)
    agenda_order.move(three, up=False, by=by)
    assert list(meeting.items.all()) == [one, two, three]
    agenda_order.move(one, up=False, by=by)
    agenda_order.move(three, up=True, by=by)

    assert list(meeting.items.all()) == [two, three, one]
    agenda_order.reorder(one, before=two, by=by)
    assert list(meeting.items.all()) == [one, two, three]


def test_two_things_are_spoken_of_together(world, council, by):
    poney, donkey = write(world, council, "Un poney."), write(world, council, "Un âne.")
    meeting = prepare(council, by)
    first, second = meeting.items.all()
    agenda_order.retitle(second, title="Un animal", by=by)

    agenda_order.merge(second, into=first, by=by)

    assert told(meeting) == [("idea", "Un animal")]
    assert set(first.slips.all()) == {poney, donkey}


def test_what_was_put_together_is_parted_again_in_its_order(world, council, by):
    slips = [write(world, council, text) for text in ("Un poney.", "Un âne.", "Une haie.")]
    write(world, council, "Merci.", kind="thanks")
    meeting = prepare(council, by)
    thanks, one, two, three = meeting.items.all()
    for other in (two, three):
        agenda_order.merge(other, into=one, by=by)

    agenda_order.part(agenda_order.part(one, by=by), by=by)

    items = meeting.items.filter(kind="idea").exclude(state="dropped")
    assert [item.slips.get() for item in items] == slips
    with pytest.raises(AgendaRefused):
        agenda_order.part(thanks, by=by)


def test_what_a_child_wrote_is_not_dropped_and_the_adults_own_is(world, council, by):
    write(world, council)
    meeting = prepare(council, by)
    own = agenda.add_item(meeting, kind="other", title="La photo de classe", by=by, request_id=uuid4())

    agenda_order.drop_item(own, by=by)
    with pytest.raises(AgendaRefused):
        agenda_order.drop_item(item_of(meeting, "idea"), by=by)

    assert [kind for kind, _words in told(meeting)] == ["idea"]


def test_left_for_next_time_by_mistake_it_comes_back_at_once(world, council, by):
    write(world, council)
    meeting = prepare(council, by)
    item = meeting.items.get()

    agenda_order.leave_for_next_time(item, by=by)
    assert told(meeting) == []
    agenda_order.take_up_again(item, by=by)

    assert len(told(meeting)) == 1


def test_titles_and_suggestions_name_no_child_and_say_something(world, council, by):
    write(world, council)
    meeting = prepare(council, by)
    item = meeting.items.get()
    world.noe

    with pytest.raises(AgendaRefused):
        agenda_order.retitle(item, title="Le ballon de Noé", by=by)
    for title in ("", "  ", "Noé", "a" * 161):
        with pytest.raises(AgendaRefused):
            agenda.suggest_item(council, kind="idea", title=title, by=by, request_id=uuid4())
    with pytest.raises(AgendaRefused):
        agenda.suggest_item(council, kind="problem", title="Un souci", by=by, request_id=uuid4())


def test_a_suggestion_sent_twice_waits_once(council, by):
    key = uuid4()

    first = agenda.suggest_item(council, kind="spending", title="Des graines", by=by, request_id=key)
    again = agenda.suggest_item(council, kind="spending", title="Des graines", by=by, request_id=key)

    assert first == again
    assert list(council.items.for_next_time()) == [first]


def test_minutes_are_between_one_and_ninety(world, council, by):
    write(world, council)
    item = prepare(council, by).items.get()

    assert agenda_order.set_minutes(item, minutes=12, by=by).minutes == 12
    for minutes in (0, 91):
        with pytest.raises(AgendaRefused):
            agenda_order.set_minutes(item, minutes=minutes, by=by)


def test_what_was_spoken_of_is_put_in_order_no_more(world, council, by):
    write(world, council)
    meeting = hold(prepare(council, by))
    item = meeting.items.get()

    for door in (agenda_order.leave_for_next_time, agenda_order.drop_item):
        with pytest.raises(AgendaRefused):
            door(item, by=by)
    with pytest.raises(AgendaRefused):
        agenda_order.move(item, up=True, by=by)


def test_each_change_moves_the_screens_on(world, council, by):
    write(world, council)
    meeting = prepare(council, by)
    before = CouncilMeeting.objects.get(pk=meeting.pk).tick

    agenda_order.set_minutes(meeting.items.get(), minutes=3, by=by)

    assert CouncilMeeting.objects.get(pk=meeting.pk).tick == before + 1


def test_the_class_reads_ideas_and_questions_and_of_the_rest_the_heading(world, council, by):
    write(world, council, "Un poney.")
    write(world, council, "Un ballon pour Noé.", by=world.zoe)
    write(world, council, "On me pousse.", kind="problem")
    write(world, council, "Merci, la pluie.", kind="thanks")

    shown = agenda_of(prepare(council, by), for_class=True).to_come

    assert [one.title for one in shown] == ["Merci !", "Ça ne va pas", "Un poney.", "J’ai une idée"]
    assert [one.slips for one in shown] == [[], [], [], []]


def test_an_agenda_costs_the_same_with_one_and_with_thirty(world, council, by, django_assert_num_queries):
    write(world, council)
    meeting = prepare(council, by)
    with django_assert_num_queries(3):
        agenda_of(meeting)
    for number in range(29):
        write(world, council, f"Une idée {number}.")
    prepare(council, by)

    with django_assert_num_queries(3):
        agenda_of(meeting)
