"""Petits mots: sealed, about nobody, erased; and the net under them."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from councils.errors import ChildNamed, SlipRefused
from councils.models import AgendaItem, CouncilMeeting, Slip, Unsealing
from councils.pictograms import OFFERED, PICTURES
from councils.queries.agenda import agenda_of
from councils.services import agenda, slips
from councils.services.retention import erase_old
from members.naming import may_be_a_word
from members.services.roster import depart
from occe.kit.dates import today
from occe.kit.drawing.pictograms import PICTOGRAMS, pictogram_words
from tests.councils.slip_rows import as_pupil, hold, make_council, write
from tests.members.traces import found_anywhere
from tests.world import make_classroom, make_pupils


@pytest.fixture
def council(world):
    return make_council(world)


def open_meeting_with(council, slip, **facts) -> AgendaItem:
    """The slip on the agenda of a sitting of today."""
    slips.open_box(council)
    meeting = CouncilMeeting.objects.create(council=council)
    item = AgendaItem.objects.create(council=council, meeting=meeting, kind=slip.kind, **facts)
    council.slips.filter(pk=slip.pk).update(item=item)
    return item


def test_a_petit_mot_goes_in_the_box_once_and_is_sealed(world, council):
    key = uuid4()

    first = write(world, council, "Une haie.", public_id=key)
    again = write(world, council, "Une haie.", public_id=key)

    assert first == again
    assert list(council.slips.in_box()) == [first]
    assert first.is_sealed
    assert first.pupil == world.lina


def test_pictures_alone_say_something_and_nothing_at_all_is_refused(world, council):
    drawn = write(world, council, "", pictures=["garden"])

    assert drawn.pictures == ["garden"]
    for text, pictures in (("", []), ("  \n", []), ("", ["no-such-picture"]), ("", ["garden"] * 4), ("a" * 401, [])):
        with pytest.raises(SlipRefused):
            write(world, council, text, pictures=pictures)


def test_nobody_puts_a_petit_mot_in_the_box_of_another_class(world, council):
    elsewhere = make_council(world, make_classroom(world.cooperative, world.year, "CM1-CM2"))

    with pytest.raises(SlipRefused):
        write(world, elsewhere)


def test_a_problem_that_names_a_child_of_the_school_is_asked_about_first(world, council):
    make_pupils(make_classroom(world.cooperative, world.year, "CM1-CM2"), "Basile")

    for text in ("Noé me pousse dans la cour.", "Le grand BASILE me pousse.", "C’est noé qui prend ma place"):
        with pytest.raises(ChildNamed) as refused:
            write(world, council, text, kind="problem")
        assert str(refused.value) == "Tu as écrit un prénom. Raconte sans le prénom, ou donne ton mot à l’adulte."
    assert Slip.objects.count() == 0
    assert write(world, council, "On me pousse dans la cour.", kind="problem").is_sealed
    assert write(world, council, "Merci à Noé pour le ballon.", kind="thanks").is_sealed


def test_a_first_name_that_can_be_a_plain_word_has_a_way_out_and_no_other_has(world, council):
    make_pupils(world.classroom, "Rose")

    for text, word in (("Rose est cassée.", "Rose"), ("Rose et Noé me poussent.", ""), ("Je joue avec Rose.", "")):
        with pytest.raises(ChildNamed) as refused:
            write(world, council, text, kind="problem", is_a_word=not word)
        assert (text, refused.value.word) == (text, word)
    assert write(world, council, "Rose est cassée.", kind="problem", is_a_word=True).is_sealed


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Rose", "On m’a pris ma fleur. Rose ou jaune, c’est pareil.", True),
        ("Rose", "On a cassé une Rose", True),
        ("Rose", "« Rose » est écrit partout", True),
        ("Claire", "l’eau n’est pas claire", True),
        ("Rose", "ON A CASSÉ LA ROSE", True),
        ("Rose", "On a dit à Rose de partir", False),
        ("Rose", "Rose est cassée. Puis Rose me tape, et Rose rit", False),
        ("Noé", "Noé me pousse", False),
    ],
)
def test_a_name_may_be_a_word_where_a_sentence_begins_after_an_article_or_in_small_letters(name, text, expected):
    assert may_be_a_word(name, text) == expected


def test_each_kind_has_its_own_ten_pictures_and_a_picture_of_before_is_still_shown(world, council):
    assert {kind: len(set(offered)) for kind, offered in OFFERED.items()} == dict.fromkeys(Slip.Kind.values, 10)
    assert set(PICTURES) <= PICTOGRAMS.keys()
    assert pictogram_words("lasting", "en") == "something that lasts"
    meeting = agenda.prepare_meeting(council, on=today(), by=world.actor(world.claire))
    write(world, council, "", pictures=["playground", "animal"])
    agenda.prepare_meeting(council, on=today(), by=world.actor(world.claire))
    assert [one.title for one in agenda_of(meeting, for_class=True).to_come] == ["La cour\u00a0· un animal"]


def test_what_is_given_to_the_adult_alone_never_lies_in_the_box(world, council):
    given = write(world, council, "Noé me pousse.", kind="problem", for_adult_only=True)

    assert list(council.slips.in_box()) == []
    assert (given.is_sealed, given.set_aside_on, given.item) == (False, today(), None)
    with pytest.raises(SlipRefused):
        slips.put_back(given, by=world.actor(world.claire))


def test_an_adult_writes_for_a_child_and_types_the_paper_box(world, council):
    by = world.actor(world.claire)

    said = slips.dictate(council, kind="idea", text="Un poney.", pupil=world.noe, by=by, public_id=uuid4())
    typed = slips.dictate(council, kind="idea", text="Un âne.", by=by, public_id=uuid4())

    assert (said.pupil, said.dictated, typed.pupil) == (world.noe, True, None)
    with pytest.raises(ChildNamed):
        slips.dictate(council, kind="problem", text="Noé pousse.", by=by, public_id=uuid4())


def test_the_author_takes_it_back_and_its_words_are_gone(world, council):
    slip = write(world, council)

    with pytest.raises(SlipRefused):
        slips.take_back(slip, by=as_pupil(world, world.noe))
    for _ in range(2):
        slip = slips.take_back(slip, by=as_pupil(world, world.lina))

    assert (slip.text, slip.taken_back_on, slip.erased_on) == ("", today(), today())
    assert list(council.slips.in_box()) == []


def test_what_is_on_the_agenda_is_not_taken_back(world, council):
    slip = write(world, council)
    open_meeting_with(council, slip)

    with pytest.raises(SlipRefused):
        slips.take_back(slip, by=as_pupil(world, world.lina))


def test_an_adult_opens_the_sealed_box_once_a_day_to_protect_a_child(world, council):
    first = write(world, council)
    by = world.actor(world.claire)

    slips.unseal(council, by=by)
    later = write(world, council, "Une autre idée.")
    assert later.is_sealed
    slips.unseal(council, by=by)

    assert {slip.opened_on for slip in council.slips.all()} == {today()}
    assert list(council.slips.in_box()) == [first, later]
    assert [(row.by, row.on) for row in Unsealing.objects.all()] == [(world.claire, today())]


def test_an_opening_by_an_adult_is_written_for_good(world, council):
    slips.unseal(council, by=world.actor(world.claire))

    for statement in ("DELETE FROM councils_unsealing", "UPDATE councils_unsealing SET day_pass_id = NULL"):
        with pytest.raises(Exception, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_a_sealed_petit_mot_is_neither_set_aside_nor_on_an_agenda(world, council):
    slip = write(world, council, kind="problem")

    with pytest.raises(SlipRefused):
        slips.set_aside(slip, by=world.actor(world.claire))
    item = AgendaItem.objects.create(council=council)
    with pytest.raises(IntegrityError, match="councils_slip_sealed_is_on_no_agenda"), transaction.atomic():
        Slip.objects.filter(pk=slip.pk).update(item=item)


def test_a_problem_is_taken_out_for_a_private_talk_and_leaves_no_title_behind(world, council):
    slip = write(world, council, "On se moque de moi.", kind="problem")
    item = open_meeting_with(council, slip, title="Les moqueries")
    by = world.actor(world.claire)

    for _ in range(2):
        slip = slips.set_aside(slip, by=by)

    item.refresh_from_db()
    assert (slip.item, slip.set_aside_by) == (None, world.claire)
    assert (item.state, item.title) == ("dropped", "")
    assert slips.put_back(slip, by=by) in council.slips.in_box()


def test_after_the_talk_the_words_are_erased(world, council):
    slip = write(world, council, "Noé me pousse.", kind="problem", for_adult_only=True)

    assert slips.end_talk(slip, by=world.actor(world.claire)).text == ""
    with pytest.raises(SlipRefused):
        slips.end_talk(write(world, council), by=world.actor(world.claire))


def test_petits_mots_are_erased_four_weeks_after_their_council_and_the_title_stays(world, council):
    slip, waiting = write(world, council), write(world, council, "Une autre.")
    item = open_meeting_with(council, slip, title="Planter une haie")
    hold(item.meeting)

    assert erase_old(today() + timedelta(days=27)) == 0
    assert erase_old(today() + timedelta(days=28)) == 1

    slip.refresh_from_db()
    waiting.refresh_from_db()
    item.refresh_from_db()
    assert (slip.text, slip.erased_on, slip.item) == ("", today() + timedelta(days=28), item)
    assert (item.title, waiting.text) == ("Planter une haie", "Une autre.")


def test_what_waits_too_long_is_erased_too(world, council):
    aside = write(world, council, "Noé me pousse.", kind="problem", for_adult_only=True)
    opened = write(world, council, "Opened.")
    sealed = write(world, council, "Sealed.")
    assert erase_old(today()) == 0

    council.slips.filter(pk=aside.pk).update(set_aside_on=today() - timedelta(weeks=4))
    council.slips.filter(pk=opened.pk).update(opened_on=today() - timedelta(weeks=12))
    assert erase_old(today()) == 2
    council.year.starts, council.year.ends = date(2020, 9, 1), date(2021, 8, 31)
    council.year.save()
    assert erase_old(today()) == 1

    assert set(Slip.objects.filter(text="", erased_on=today())) == {aside, opened, sealed}


def test_after_a_departure_no_petit_mot_knows_the_child(world, council):
    own = write(world, council, "Je voudrais un poney.", by=world.zoe)
    about = write(world, council, "Merci à Zoé, et à son frère !", kind="thanks")
    kept = write(world, council, "On plante des azoés.")

    depart(world.zoe, on=today(), by=world.actor(world.claire))

    assert found_anywhere("Zoé,") == []
    assert [Slip.objects.get(pk=slip.pk).text for slip in (own, about, kept)] == ["", "", "On plante des azoés."]


def test_staff_and_other_teachers_see_no_petit_mot(world, council):
    slip = write(world, council)
    world.sonia

    def seen(actor):
        return list(Slip.objects.visible_to(actor))

    assert seen(world.actor(world.claire)) == [slip]
    assert seen(as_pupil(world, world.lina)) == [slip]
    assert seen(as_pupil(world, world.noe)) == []
    for stranger in (world.martine, world.sonia, world.nina):
        assert seen(world.actor(stranger)) == []
