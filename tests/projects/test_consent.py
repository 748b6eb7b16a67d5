"""Sheets, what comes back on them, and the child's own no."""

from datetime import timedelta

import pytest

from occe.kit.actors import PupilActor
from occe.kit.dates import today
from projects.errors import ConsentRefused
from projects.models import ConsentAnswer, ConsentSheet, OwnNo
from projects.models.consent import Answer, Medium
from projects.queries.consent import grid_of
from projects.services.consent import (
    make_sheet,
    record_answer,
    remove_sheet,
    say_own_no,
    take_back_own_no,
    withdraw_consent,
)
from tests.projects.rows import make_project
from tests.world import make_classroom, make_pupils


@pytest.fixture
def garden(world):
    world.project = make_project(world.cooperative, classrooms=[world.classroom])
    world.by = world.actor(world.claire)
    return world


def ask(garden, **said) -> ConsentSheet:
    said = {"title": "Le jardin", "what": "Des photos des semis.", "media": [Medium.SITE, Medium.FAMILIES],
            "ends_on": today() + timedelta(days=100), "projects": [garden.project]} | said  # fmt: skip
    return make_sheet(garden.classroom, by=garden.by, **said)


def child(garden, pupil) -> PupilActor:
    session = garden.open_class
    return PupilActor(pupil.pk, session.pk, garden.classroom.pk, garden.cooperative.pk, garden.federation.pk)


def test_a_sheet_made_twice_is_one(garden):
    assert ask(garden) == ask(garden, title=" Le  jardin ")
    assert (ask(garden).media, list(ask(garden).projects.all())) == (["families", "site"], [garden.project])


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"projects": []}, "projects"),
        ({"media": []}, "media"),
        ({"ends_on": today() - timedelta(days=1)}, "ends_on"),
        ({"ends_on": today() + timedelta(days=1200)}, "ends_on"),
        ({"title": "Pour Lina"}, "title"),
        ({"what": " "}, "what"),
        ({"for_the_class": True, "ends_on": today() + timedelta(days=500)}, "ends_on"),
    ],
)
def test_a_sheet_that_asks_for_too_little_or_too_long_is_refused_at_its_field(garden, said, field):
    garden.lina
    with pytest.raises(ConsentRefused) as refused:
        ask(garden, **said)
    assert refused.value.field == field


def test_a_tap_is_recorded_changed_and_taken_away(garden):
    sheet = ask(garden)

    record_answer(sheet, garden.lina, image=Answer.ALL, by=garden.by)
    record_answer(sheet, garden.lina, image=Answer.NOT_SITE, works=Answer.ALL, both_parents=False, by=garden.by)
    answer = ConsentAnswer.objects.get()
    assert (answer.image, answer.works, answer.both_parents) == ("not_site", "all", False)
    record_answer(sheet, garden.lina, image="", by=garden.by)
    assert not ConsentAnswer.objects.exists()


def test_a_sheet_takes_no_answer_for_a_child_of_another_class(garden):
    other = make_classroom(garden.cooperative, garden.year, "CM1-CM2")
    with pytest.raises(ConsentRefused):
        record_answer(ask(garden), make_pupils(other, "Tom", level="CM1")[0], image=Answer.ALL, by=garden.by)


def test_a_sheet_stays_once_a_family_has_answered(garden):
    sheet = ask(garden)
    record_answer(sheet, garden.lina, image=Answer.NO, by=garden.by)

    with pytest.raises(ConsentRefused):
        remove_sheet(sheet, by=garden.by)
    record_answer(sheet, garden.lina, image="", by=garden.by)
    remove_sheet(sheet, by=garden.by)
    assert not ConsentSheet.objects.exists()


def test_a_family_takes_everything_back_at_once(garden):
    one, two = ask(garden), ask(garden, title="La radio")
    for sheet in (one, two):
        record_answer(sheet, garden.lina, image=Answer.ALL, by=garden.by)
        record_answer(sheet, garden.noe, image=Answer.ALL, by=garden.by)

    assert withdraw_consent(garden.lina, by=garden.by) == 2
    assert withdraw_consent(garden.lina, by=garden.by) == 0
    assert set(ConsentAnswer.objects.filter(pupil=garden.lina).values_list("image", "works")) == {("no", "no")}
    assert set(ConsentAnswer.objects.filter(pupil=garden.noe).values_list("image", flat=True)) == {"all"}


def test_a_child_says_no_and_alone_takes_it_back(garden):
    lina = child(garden, garden.lina)

    say_own_no(by=lina)
    say_own_no(by=lina)
    say_own_no(by=lina, project=garden.project)
    assert OwnNo.objects.count() == 2
    with pytest.raises(ConsentRefused):
        take_back_own_no(by=garden.by)
    take_back_own_no(by=lina)
    assert OwnNo.objects.get().project == garden.project


def test_the_grid_has_a_row_a_child_and_counts_who_is_missing(garden, django_assert_num_queries):
    garden.lina, garden.noe
    sheet = ask(garden)
    record_answer(sheet, garden.lina, image=Answer.ALL, by=garden.by)
    say_own_no(by=child(garden, garden.lina))
    sheet = ConsentSheet.objects.select_related("classroom").get()

    with django_assert_num_queries(3):
        grid = grid_of(sheet)

    rows = {row.face.first_name: row for row in grid.rows}
    assert grid.missing == len(rows) - 1
    assert (rows["Lina"].said, rows["Lina"].is_shown, rows["Noé"].said, rows["Noé"].is_shown) == (
        "all",
        False,
        "",
        True,
    )
