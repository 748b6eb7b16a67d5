"""What may be shown where: consent is asked of each child on a piece and of each child who made it."""

from datetime import timedelta

import pytest
from django.db import connection

from members.services.roster import depart
from occe.kit.dates import today
from projects.models import ConsentAnswer, OwnNo, Piece, ProjectRules
from projects.models.consent import Answer, Medium
from tests.finance.ledger import refuses
from tests.projects.rows import answer, being_written, make_entry, make_photo, make_project, make_sheet, make_text


@pytest.fixture
def garden(world):
    """A project of Claire's class, a page that she has looked at, and the sheet that went home."""
    world.project = make_project(world.cooperative, classrooms=[world.classroom])
    world.entry = make_entry(world.project, world.classroom)
    world.sheet = make_sheet(world.classroom, world.project, by=world.claire)
    return world


def shown(piece, medium=Medium.SITE, **on) -> bool:
    return Piece.objects.allowed_on(medium, **on).filter(pk=piece.pk).exists()


def test_a_photo_with_nobody_on_it_needs_no_consent(garden):
    assert shown(make_photo(garden.entry))


def test_a_photo_waits_for_the_consent_of_each_child_on_it(garden):
    photo = make_photo(garden.entry, garden.lina, garden.noe)

    answer(garden.sheet, garden.lina)
    assert not shown(photo)
    answer(garden.sheet, garden.noe)
    assert shown(photo)


@pytest.mark.parametrize(
    ("said", "places"),
    [
        (Answer.ALL, {Medium.FAMILIES, Medium.SITE, Medium.PRESS}),
        (Answer.NOT_SITE, {Medium.FAMILIES}),
        (Answer.NO, set()),
    ],
)
def test_an_answer_opens_the_places_that_it_names(garden, said, places):
    photo = make_photo(garden.entry, garden.lina)
    answer(garden.sheet, garden.lina, said)

    assert {medium for medium in Medium if medium != Medium.CLASS and shown(photo, medium)} == places


def test_a_consent_ends_on_its_day(garden):
    photo = make_photo(garden.entry, garden.lina)
    answer(garden.sheet, garden.lina)

    assert shown(photo, on=garden.sheet.ends_on)
    assert not shown(photo, on=garden.sheet.ends_on + timedelta(days=1))


def test_a_consent_is_for_its_project_alone(garden):
    other = make_entry(make_project(garden.cooperative, "La mare", classrooms=[garden.classroom]), garden.classroom)
    answer(garden.sheet, garden.lina)

    assert not shown(make_photo(other, garden.lina))


def test_the_child_s_own_no_prevails(garden):
    photo = make_photo(garden.entry, garden.lina)
    answer(garden.sheet, garden.lina)

    no = OwnNo.objects.create(pupil=garden.lina)
    assert not any(shown(photo, medium) for medium in Medium)
    no.delete()
    assert shown(photo)
    OwnNo.objects.create(pupil=garden.lina, project=garden.project)
    assert not shown(photo)


def test_one_parent_is_never_enough_for_the_site_and_elsewhere_when_the_association_says_so(garden):
    photo = make_photo(garden.entry, garden.lina)
    answer(garden.sheet, garden.lina, both_parents=False)

    assert not shown(photo, Medium.FAMILIES)
    ProjectRules.objects.create(federation=garden.federation, one_parent_is_enough=True)
    assert shown(photo, Medium.FAMILIES)
    assert not shown(photo, Medium.SITE)


def test_a_child_s_text_needs_the_same_permission_as_an_author(garden):
    text = make_text(garden.entry, garden.lina)

    assert not shown(text)
    answer(garden.sheet, garden.lina, Answer.NO, works=Answer.ALL)
    assert shown(text)
    assert not shown(make_photo(garden.entry, garden.lina))


def test_inside_the_class_a_photo_has_the_consent_of_the_year_and_a_text_needs_none(garden):
    photo, text = make_photo(garden.entry, garden.lina), make_text(garden.entry, garden.lina)

    assert (shown(photo, Medium.CLASS), shown(text, Medium.CLASS)) == (False, True)
    answer(make_sheet(garden.classroom, by=garden.claire), garden.lina)
    assert shown(photo, Medium.CLASS)
    assert not shown(photo)


def test_nothing_leaves_the_class_that_an_adult_has_not_looked_at(garden):
    entry = make_entry(garden.project, garden.classroom, checked=False)

    assert not shown(make_photo(entry))


@pytest.mark.parametrize("people", [Piece.People.UNKNOWN, Piece.People.OTHERS])
def test_a_photo_of_whom_nothing_is_known_stays_where_it_is(garden, people):
    photo = make_photo(garden.entry, people=people)

    assert not any(shown(photo, medium) for medium in Medium)


def test_what_was_taken_off_is_shown_nowhere(garden):
    photo = make_photo(garden.entry)
    Piece.objects.filter(pk=photo.pk).update(withdrawn_at="2026-06-02T12:00Z")

    assert not any(shown(photo, medium) for medium in Medium)


def test_a_child_who_left_has_no_consent_any_more(garden):
    photo = make_photo(garden.entry, garden.lina)
    answer(garden.sheet, garden.lina)

    depart(garden.lina, on=today(), by=garden.actor(garden.claire))

    assert not shown(photo)
    assert not ConsentAnswer.objects.exists()


def test_a_piece_cannot_list_a_child_and_say_nobody(garden):
    photo = make_photo(garden.entry)

    with refuses("projects_piece_people_told"), being_written(garden.entry):
        photo.shows.add(garden.lina)
        connection.check_constraints()


def test_what_parents_signed_is_not_widened(garden):
    answer(garden.sheet, garden.lina)

    for change in ({"ends_on": garden.sheet.ends_on + timedelta(days=1)}, {"what": "Autre chose."}):
        with refuses("projects_consentsheet_is_signed"):
            type(garden.sheet).objects.filter(pk=garden.sheet.pk).update(**change)
    with refuses("projects_consentsheet_is_signed"):
        garden.sheet.projects.add(make_project(garden.cooperative, "La mare"))
