"""The database holds what parents signed and what an adult looked at, by whatever statement somebody writes to it."""

import pytest

from projects.models import ConsentAnswer, ConsentSheet, JournalEntry, Piece
from tests.finance.ledger import refuses
from tests.projects.rows import answer, make_entry, make_photo, make_project, make_sheet, make_text
from tests.world import make_classroom, make_pupils

LOOKED_AT = "projects_piece_was_looked_at"


@pytest.fixture
def garden(world):
    world.project = make_project(world.cooperative, classrooms=[world.classroom])
    world.entry = make_entry(world.project, world.classroom)
    world.photo = make_photo(world.entry, world.lina, world.noe)
    world.text = make_text(world.entry, world.lina, world.noe)
    world.sheet = make_sheet(world.classroom, world.project, by=world.claire)
    return world


def of(piece) -> type:
    return Piece.objects.filter(pk=piece.pk)


@pytest.mark.parametrize(
    "attack",
    [
        lambda w: w.photo.shows.remove(w.noe),
        lambda w: w.text.authors.remove(w.noe),
        lambda w: Piece.shows.through.objects.filter(pupil=w.noe).update(pupil=w.lina),
        lambda w: of(w.photo).update(people="nobody"),
        lambda w: of(w.text).update(made_by="adult"),
        lambda w: of(w.text).update(words="Autre chose."),
        lambda w: of(w.photo).update(file=make_photo(w.entry).file),
        lambda w: Piece.objects.create(entry=w.entry, kind="text", words="Après.", made_by="adult", people="nobody"),
        lambda w: w.text.authors.add(w.zoe),
        lambda w: w.photo.shows.add(w.zoe),
    ],
    ids=[
        "child off the photo", "author off the text", "child exchanged", "nobody", "by an adult", "words", "picture",
        "piece more", "author more", "child more",
    ],
)  # fmt: skip
def test_what_an_adult_looked_at_does_not_change_under_the_look(garden, attack):
    with refuses(LOOKED_AT):
        attack(garden)


def test_a_piece_does_not_move_to_a_page_that_was_looked_at(garden):
    waiting = make_text(make_entry(garden.project, garden.classroom, checked=False), garden.lina)

    with refuses(LOOKED_AT):
        of(waiting).update(entry=garden.entry)


def test_what_was_taken_off_comes_back_through_the_adult_s_look_alone(garden):
    of(garden.photo).update(withdrawn_at="2026-06-02T12:00Z")
    garden.photo.shows.remove(garden.noe)

    with refuses(LOOKED_AT):
        of(garden.photo).update(withdrawn_at=None)
    JournalEntry.objects.update(state="sent", checked_at=None)
    of(garden.photo).update(withdrawn_at=None)


def test_an_answer_is_of_a_child_of_the_sheet_s_class(garden):
    tom = make_pupils(make_classroom(garden.cooperative, garden.year, "CM1-CM2"), "Tom", level="CM1")[0]

    with refuses("projects_consentanswer_of_the_sheet"):
        answer(garden.sheet, tom)


@pytest.mark.parametrize("to", ["sheet", "pupil"])
def test_an_answer_does_not_move_to_another_sheet_or_child(garden, to):
    answer(garden.sheet, garden.lina)
    other = {"sheet": make_sheet(garden.classroom, garden.project, by=garden.claire), "pupil": garden.noe}[to]

    with refuses("projects_consentanswer_of_the_sheet"):
        ConsentAnswer.objects.update(**{to: other})


def test_what_parents_signed_keeps_its_title(garden):
    ConsentSheet.objects.update(title="Le jardin, la haie")
    answer(garden.sheet, garden.lina)

    with refuses("projects_consentsheet_is_signed"):
        ConsentSheet.objects.update(title="La presse")
