"""The list of a class: coming in, changing, moving up, leaving."""

import io
import json
from collections.abc import Callable
from datetime import date
from functools import partial
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.db import connection

from members import departures
from members.errors_pupils import PictureTaken, RosterRefused
from members.models import ClassJob, Enrolment, JobTerm, Pupil, ReadingAge, Turn
from members.services import cards, jobs, roster
from members.services.picture_codes import BOARD, proposed_secret, secret_matches, shown_secret
from members.services.roster import NewPupil
from occe.kit.drawing.picturenames import PICTURES
from tests.members.traces import found_anywhere
from tests.together import at_once
from tests.world import make_classroom, make_pupils

TODAY = date(2026, 6, 30)


def new(first_name: str, picture=("fox", 0), **fields) -> NewPupil:
    return NewPupil(uuid4(), first_name, picture, **fields)


def names(classroom) -> list[str]:
    return sorted(classroom.enrolments.here().values_list("pupil__first_name", flat=True))


def test_pupils_come_in_with_a_picture_a_card_and_a_secret(world):
    enrolment = roster.add_pupils(
        world.classroom, pupils=[new("Lina", ("owl", 2), level="CE1", reading_age=6)], by=world.actor(world.claire)
    )[0]

    pupil = Pupil.objects.get()
    assert (pupil.first_name, pupil.reading_age, enrolment.level) == ("Lina", 6, "CE1")
    assert (enrolment.picture, enrolment.tint) == ("owl", 2)
    assert secret_matches(pupil, proposed_secret(pupil))
    assert cards.pupil_of_card(world.federation, cards.card_token(pupil)) == pupil


def test_a_form_sent_twice_adds_nobody_twice(world):
    pupils = [new("Lina", ("fox", 0)), new("Noé", ("owl", 1))]

    for _ in range(2):
        roster.add_pupils(world.classroom, pupils=pupils, by=world.actor(world.claire))

    assert names(world.classroom) == ["Lina", "Noé"]


def test_a_picture_that_somebody_has_is_refused_and_nobody_comes_in(world):
    make_pupils(world.classroom, "Lina")
    taken = roster.pictures_taken(world.classroom).pop()

    with pytest.raises(PictureTaken, match="Un autre élève de la classe a déjà cette image"):
        roster.add_pupils(
            world.classroom, pupils=[new("Noé", ("owl", 1)), new("Zoé", taken)], by=world.actor(world.claire)
        )

    assert names(world.classroom) == ["Lina"]


def test_a_picture_that_does_not_exist_is_refused(world):
    for picture in (("unicorn", 0), ("fox", 5)):
        with pytest.raises(RosterRefused, match="Choisissez une image de la planche"):
            roster.add_pupils(world.classroom, pupils=[new("Noé", picture)], by=world.actor(world.claire))


def test_a_class_holds_sixty_pupils(world):
    make_pupils(world.classroom, *[f"Enfant {letter}" for letter in "abcdefghijklmnopqrstuvwxyz" * 2])

    with pytest.raises(RosterRefused, match="60 élèves au plus"):
        roster.add_pupils(
            world.classroom,
            pupils=[new(f"Autre {n}", p) for n, p in enumerate(roster.propose_pictures(world.classroom, 9))],
            by=world.actor(world.claire),
        )


def test_proposed_pictures_use_every_picture_once_before_any_comes_back(world):
    proposed = roster.propose_pictures(world.classroom, len(PICTURES) + 5)

    assert len({picture for picture, _tint in proposed[: len(PICTURES)]}) == len(PICTURES)
    assert len(set(proposed)) == len(proposed)


def test_proposed_pictures_leave_out_those_of_the_class(world):
    make_pupils(world.classroom, "Lina", "Noé")

    taken = roster.pictures_taken(world.classroom)
    proposed = roster.propose_pictures(world.classroom, len(PICTURES) - 2)

    assert {picture for picture, _ in taken} & {picture for picture, _ in proposed} == set()


@pytest.mark.parametrize(
    ("level", "levels", "age"),
    [
        ("CE1", ["CP", "CE1"], ReadingAge.SIX),
        ("CM2", ["PS", "CM2"], ReadingAge.NINE),
        ("4e", ["4e"], ReadingAge.TWELVE),
        ("", ["CE2", "CM1"], ReadingAge.SIX),
    ],
)
def test_the_reading_age_follows_the_level_of_the_child(world, level, levels, age):
    classroom = make_classroom(world.cooperative, world.year, "X", levels=levels)

    assert roster.usual_reading_age(level, classroom) == age


def test_guest_cards_have_a_number_and_nothing_else(world):
    roster.add_guest_cards(world.classroom, up_to=2, by=world.actor(world.claire))
    roster.add_guest_cards(world.classroom, up_to=2, by=world.actor(world.claire))

    guests = Enrolment.objects.filter(pupil__kind=Pupil.Kind.GUEST)
    assert [(g.guest_number, g.picture, g.tint, g.pupil.first_name) for g in guests] == [
        (1, None, None, ""),
        (2, None, None, ""),
    ]


def test_too_many_guest_cards_are_refused(world):
    with pytest.raises(RosterRefused, match="Douze cartes invitées au plus"):
        roster.add_guest_cards(world.classroom, up_to=13, by=world.actor(world.claire))


def test_a_child_changes_first_name_and_the_old_one_is_nowhere(world):
    roster.change_pupil(world.lina.enrolments.get(), first_name="Lino", reading_age=9, by=world.actor(world.claire))

    assert (Pupil.objects.get(pk=world.lina.pk).first_name, found_anywhere("Lina")) == ("Lino", [])


def test_a_pupil_without_a_name_is_refused(world):
    with pytest.raises(RosterRefused, match="Écrivez un prénom ou un surnom"):
        roster.change_pupil(world.lina.enrolments.get(), first_name=" \u200b ", by=world.actor(world.claire))


def test_a_picture_is_changed_for_a_free_one_only(world):
    world.lina, world.noe
    theirs = Enrolment.objects.get(pupil=world.noe)
    mine = world.lina.enrolments.get()

    with pytest.raises(PictureTaken):
        roster.change_picture(mine, picture=(theirs.picture, theirs.tint), by=world.actor(world.claire))
    [free] = roster.propose_pictures(mine.classroom, 1)
    for _ in range(2):  # the button is tapped twice
        roster.change_picture(mine, picture=free, by=world.actor(world.claire))

    mine.refresh_from_db()
    assert (mine.picture, mine.tint) == free


def test_a_lost_card_opens_nothing_and_the_new_one_does(world):
    lost = cards.card_token(world.lina)

    for _ in range(2):  # the button is tapped twice
        cards.renew_card(world.lina, seen_version=1, by=world.actor(world.claire))

    pupil = Pupil.objects.get(pk=world.lina.pk)
    assert pupil.card_version == 2
    assert cards.pupil_of_card(world.federation, lost) is None
    assert cards.pupil_of_card(world.federation, cards.card_token(pupil)) == pupil


def test_a_card_is_worth_nothing_in_another_association(world):
    assert cards.pupil_of_card(world.other_federation, cards.card_token(world.lina)) is None


def test_a_new_secret_replaces_the_old_one(world):
    for _ in range(2):
        roster.reset_secret(world.lina, seen_version=1, by=world.actor(world.claire))

    pupil = Pupil.objects.get(pk=world.lina.pk)
    assert pupil.secret_version == 2
    assert not secret_matches(pupil, BOARD[:3])
    assert shown_secret(pupil) == proposed_secret(pupil)


def test_a_secret_that_somebody_chose_cannot_be_shown_again(world):
    assert shown_secret(world.lina) is None
    assert secret_matches(world.lina, BOARD[:3])
    assert not secret_matches(world.lina, (BOARD[1], BOARD[0], BOARD[2]))


def test_the_same_three_pictures_are_stored_differently_for_two_pupils(world):
    assert world.lina.secret_hash != world.noe.secret_hash


def test_a_secret_has_three_pictures_of_the_board(world):
    for pictures in (BOARD[:2], (*BOARD[:2], "unicorn"), ()):
        with pytest.raises(RosterRefused, match="trois images"):
            roster.choose_secret(world.lina, pictures=pictures, by=world.actor(world.claire))


def test_the_stored_rows_tell_neither_card_nor_secret(world):
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(p)::text FROM members_pupil p WHERE id = %s", [world.lina.pk])
        stored = json.loads(cursor.fetchone()[0])

    assert cards.card_token(world.lina) not in stored.values()
    assert not any(picture in str(stored.values()) for picture in BOARD[:3])


# --- leaving ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def zebulon(world) -> Pupil:
    """A child with a name that nothing else has, who lived a whole year: job, turns, card, picture."""
    pupil = make_pupils(world.classroom, "Zébulon", level="CE2")[0]
    job = jobs.add_job(world.classroom, kind="treasurer", by=world.actor(world.claire))
    jobs.give_job(
        job, pupils=[pupil], starts_on=date(2025, 9, 1), ends_on=date(2026, 8, 31), by=world.actor(world.claire)
    )
    return pupil


def test_a_departure_erases_the_name_everywhere_and_keeps_the_counts(world, zebulon):
    world.open_class
    world.pupil_client(zebulon)
    Pupil.objects.filter(pk=zebulon.pk).update(reading_age=ReadingAge.NINE)
    assert found_anywhere("Zébulon") == ["members_pupil"]

    roster.depart(zebulon, on=TODAY, by=world.actor(world.claire))

    zebulon.refresh_from_db()
    assert (found_anywhere("Zébulon"), zebulon.reading_age) == ([], ReadingAge.SIX)
    assert world.classroom.enrolments.count() == 4
    assert JobTerm.objects.filter(pupil=zebulon).count() == 1
    assert Turn.objects.filter(pupil=zebulon, ended_at__isnull=True).count() == 0


def test_the_search_for_a_name_finds_it_in_rows_and_files(world):
    """The search of the test above would find a name wherever it stood."""
    ClassJob.objects.create(classroom=world.classroom, kind="own", title="Chef Zébulon")
    path = default_storage.save("test/names.txt", io.BytesIO("Zébulon".encode()))

    assert found_anywhere("Zébulon") == ["members_classjob", path]

    default_storage.delete(path)


def test_no_history_table_can_hold_a_childs_name():
    tracked = [model for model in apps.get_models() if model.__name__.endswith("Event")]
    columns = {f"{model.__name__}.{field.name}" for model in tracked for field in model._meta.get_fields()}

    assert [name for name in columns if "Pupil" in name or "Enrolment" in name or "JobTerm" in name] == []


def test_a_departure_gives_the_picture_back_and_ends_card_and_job(world, zebulon):
    enrolment = zebulon.enrolments.get()
    picture, token = (enrolment.picture, enrolment.tint), cards.card_token(zebulon)

    for _ in range(2):
        roster.depart(zebulon, on=TODAY, by=world.actor(world.claire))

    assert picture not in roster.pictures_taken(world.classroom)
    assert cards.pupil_of_card(world.federation, token) is None
    assert JobTerm.objects.get(pupil=zebulon).ends_on == TODAY
    assert not secret_matches(Pupil.objects.get(pk=zebulon.pk), BOARD[:3])


def test_the_rooms_above_forget_a_child_in_the_same_act(world, zebulon, monkeypatch):
    told = []
    monkeypatch.setattr(departures, "_functions", [])
    departures.register_departure(lambda pupil: told.append(pupil.first_name))

    roster.depart(zebulon, on=TODAY, by=world.actor(world.claire))

    assert told == ["Zébulon"]


# --- summer ----------------------------------------------------------------------------------------------------------


def test_in_summer_pupils_move_up_and_leavers_are_erased_in_one_act(world):
    small = make_classroom(world.cooperative, world.next_year, "CE1-CE2")
    large = make_classroom(world.cooperative, world.next_year, "CM1-CM2")
    stays, moves, leaves = make_pupils(world.classroom, "Adam", "Brune", "Zébulon", level="CE2")
    picture = stays.enrolments.get().picture

    for _ in range(2):
        roster.move_up(
            world.cooperative, moves={stays: small, moves: large, leaves: None}, on=TODAY, by=world.actor(world.claire)
        )

    assert (names(small), names(large)) == (["Adam"], ["Brune"])
    assert small.enrolments.get().picture == picture
    assert found_anywhere("Zébulon") == []
    assert large.enrolments.get().level == "CM1"
    assert Pupil.objects.get(pk=moves.pk).reading_age == ReadingAge.NINE


def test_a_child_whose_picture_is_taken_in_the_next_class_gets_another(world):
    target = make_classroom(world.cooperative, world.next_year, "CM1")
    pupil = make_pupils(world.classroom, "Adam")[0]
    mine = pupil.enrolments.get()
    theirs = make_pupils(target, "Brune")[0].enrolments.get()
    roster.change_picture(theirs, picture=(mine.picture, mine.tint), by=world.actor(world.claire))

    roster.move_up(world.cooperative, moves={pupil: target}, on=TODAY, by=world.actor(world.claire))

    assert len(roster.pictures_taken(target)) == 2


def test_nobody_moves_into_another_cooperative(world):
    foreign = make_classroom(world.other_cooperative, world.next_year, "CM1")
    pupil, leaver = make_pupils(world.classroom, "Adam", "Brune")

    with pytest.raises(RosterRefused, match="d’une autre coopérative"):
        roster.move_up(world.cooperative, moves={leaver: None, pupil: foreign}, on=TODAY, by=world.actor(world.claire))

    assert names(world.classroom) == ["Adam", "Brune"]


def test_two_adults_who_give_one_picture_at_once_give_it_once(real_world):
    """The class's row serialises them; the second is refused with a sentence."""
    world = real_world
    claire = world.actor(world.claire)
    classroom = world.classroom

    def adds(name: str) -> Callable:
        return partial(roster.add_pupils, classroom, pupils=[new(name, ("fox", 0))], by=claire)

    outcomes = at_once(adds("Lina"), adds("Noé"))

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["PictureTaken", "list"]
    assert classroom.enrolments.count() == 1
