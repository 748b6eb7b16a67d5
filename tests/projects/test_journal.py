"""The journal's doors: pages, pieces, who is on them; what is cut away is gone; what may not stay is erased."""

import io
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from cooperatives.models import StoredFile
from members.services.roster import depart
from occe.kit.dates import today
from occe.kit.uploads.kinds import SOUNDS
from occe.kit.uploads.pipeline import clean_upload
from projects.errors import JournalRefused
from projects.models import ContentReport, JournalEntry, Piece
from projects.models.consent import Answer
from projects.services import journal, pieces
from projects.services.retention import erase_pieces
from tests.kit.test_upload_sounds import picture, tones, wav
from tests.projects.rows import answer, make_entry, make_photo, make_project, make_sheet, make_text
from tests.world import make_classroom, make_pupils

State = JournalEntry.State


@pytest.fixture
def garden(telling):
    return telling


@pytest.fixture
def photo(garden):
    """A photo of Lina and Noé on Lina's page."""
    piece = pieces.add_photo(garden.page, picture=clean_upload(picture()), by=garden.child)
    people = [garden.lina, garden.noe]
    return pieces.tell_people(piece, people=Piece.People.CHILDREN, pupils=people, by=garden.by)


def state_of(entry) -> str:
    return JournalEntry.objects.get(pk=entry.pk).state


def test_a_page_is_begun_once_and_is_the_child_s(garden):
    again = journal.begin_entry(garden.project, classroom=garden.classroom, title=" La  haie", by=garden.child)

    assert again == garden.page
    assert (again.state, again.written_by_pupil, again.on) == (State.DRAFT, garden.lina, today())


@pytest.mark.parametrize(
    ("field", "act"),
    [
        ("title", lambda w: journal.retitle_entry(w.page, title="Avec Noé", by=w.child)),
        ("words", lambda w: pieces.add_text(w.page, words="Noé a semé.", by=w.child)),
    ],
)
def test_words_that_name_a_child_are_refused_at_their_field(garden, field, act):
    with pytest.raises(JournalRefused) as refused:
        act(garden)

    assert refused.value.field == field


def test_a_text_is_the_child_s_who_writes_it_and_stays_one_when_sent_twice(garden):
    text = pieces.add_text(garden.page, words="On a\n semé.", by=garden.child)

    assert pieces.add_text(garden.page, words="On a semé.", by=garden.child) == text
    assert (text.words, text.people, list(text.authors.all())) == ("On a semé.", "nobody", [garden.lina])


def test_an_empty_page_is_not_sent(garden):
    with pytest.raises(JournalRefused):
        journal.send_entry(garden.page, by=garden.child)


def test_a_page_goes_to_the_adult_comes_back_and_is_looked_at(garden):
    pieces.add_text(garden.page, words="On a semé.", by=garden.child)
    journal.send_entry(garden.page, by=garden.child)

    returned = journal.return_entry(garden.page, words="Dis aussi quand.", by=garden.by)
    assert (returned.state, returned.return_words) == (State.RETURNED, "Dis aussi quand.")
    assert journal.send_entry(garden.page, by=garden.child).return_words == ""
    checked = journal.check_entry(garden.page, by=garden.by)
    assert (checked.state, checked.checked_by) == (State.CHECKED, garden.claire)
    assert not JournalEntry.objects.in_hand(garden.child).exists()


@pytest.mark.parametrize(
    "change",
    [
        lambda w, piece: pieces.write_words(piece, words="On a planté.", by=w.by),
        lambda w, piece: pieces.add_text(w.page, words="Encore.", by=w.by),
        lambda w, piece: pieces.tell_authors(piece, made_by="together", by=w.by),
        lambda w, piece: pieces.remove_piece(piece, by=w.by),
        lambda w, piece: journal.retitle_entry(w.page, title="Le jardin", by=w.by),
    ],
)
def test_what_changes_after_the_adult_s_look_waits_for_it_again(garden, change):
    piece = pieces.add_text(garden.page, words="On a semé.", by=garden.child)
    journal.send_entry(garden.page, by=garden.child)
    journal.check_entry(garden.page, by=garden.by)

    change(garden, piece)

    assert state_of(garden.page) == State.SENT


def test_a_piece_goes_to_another_page_and_both_wait_for_the_adult_again(garden):
    other = journal.begin_entry(garden.project, classroom=garden.classroom, title="La mare", by=garden.child)
    pieces.add_text(other, words="L’eau monte.", by=garden.child)
    for _ in range(2):  # one stays, so that the first page is not empty
        piece = pieces.add_text(garden.page, words=f"On a semé {_}.", by=garden.child)
    for page in (garden.page, other):
        journal.send_entry(page, by=garden.child)
        journal.check_entry(page, by=garden.by)

    for _ in range(2):
        moved = pieces.put_on_page(piece, entry=other, by=garden.by)

    assert (moved.entry, moved.position, garden.page.pieces.count()) == (other, 1, 1)
    assert [state_of(garden.page), state_of(other)] == [State.SENT, State.SENT]


def test_a_piece_stays_in_its_journal_and_a_full_page_takes_none(garden):
    piece = pieces.add_text(garden.page, words="On a semé.", by=garden.child)
    elsewhere = make_entry(make_project(garden.cooperative, "Le bal", classrooms=[garden.classroom]), garden.classroom)
    full = journal.begin_entry(garden.project, classroom=garden.classroom, title="Pleine", by=garden.child)
    for number in range(pieces.MOST_PIECES):
        pieces.add_text(full, words=f"Mot {number}.", by=garden.child)

    for page in (elsewhere, full):
        with pytest.raises(JournalRefused):
            pieces.put_on_page(piece, entry=page, by=garden.by)

    assert Piece.objects.get(pk=piece.pk).entry == garden.page


def test_a_page_is_not_looked_at_while_a_photo_does_not_say_who_and_what(garden):
    piece = pieces.add_photo(garden.page, picture=clean_upload(picture()), by=garden.child)
    for step in (lambda: pieces.tell_people(piece, people="nobody", by=garden.by), lambda: None):
        with pytest.raises(JournalRefused):
            journal.check_entry(garden.page, by=garden.by)
        step()
    pieces.write_words(piece, words="Des mains dans la terre.", by=garden.by)

    assert journal.check_entry(garden.page, by=garden.by).state == State.CHECKED


def test_a_drawing_that_an_adult_brings_says_whose_it_is_before_it_may_leave(garden):
    piece = pieces.add_drawing(garden.page, picture=clean_upload(picture()), words="Un trait.", by=garden.by)

    with pytest.raises(JournalRefused):
        journal.check_entry(garden.page, by=garden.by)
    pieces.tell_authors(piece, made_by="children", pupils=[garden.lina], by=garden.by)

    assert journal.check_entry(garden.page, by=garden.by).state == State.CHECKED


def test_children_on_a_photo_are_of_the_class_and_at_least_one(garden, photo):
    (stranger,) = make_pupils(make_classroom(garden.cooperative, garden.year, "CM1-CM2"), "Zoé")
    for pupils in ([], [stranger]):
        with pytest.raises(JournalRefused) as refused:
            pieces.tell_people(photo, people=Piece.People.CHILDREN, pupils=pupils, by=garden.by)
        assert refused.value.field == "pupils"
    assert set(photo.shows.all()) == {garden.lina, garden.noe}


def test_a_sound_keeps_its_seconds_and_one_of_two_minutes_its_place(garden):
    sound = clean_upload(wav(3), accept=SOUNDS)

    piece = pieces.add_sound(garden.page, sound=sound, by=garden.child)

    assert (piece.seconds, piece.file.content_type, piece.people) == (3, "audio/mpeg", "unknown")


def test_a_blurred_face_is_in_no_stored_file(garden, photo, django_capture_on_commit_callbacks):
    old = photo.file
    inside = (105, 95, 195, 145)
    with default_storage.open(old.path) as file:
        assert len(tones(file.read(), inside)) > 200

    with django_capture_on_commit_callbacks(execute=True):
        changed = pieces.change_picture(photo, blur=[(250, 300, 250, 200)], by=garden.by)

    assert changed.blurred
    assert list(StoredFile.objects.all()) == [changed.file]
    assert not any(default_storage.exists(path) for path in (old.path, old.thumbnail_path))
    for path in (changed.file.path, changed.file.thumbnail_path):
        with default_storage.open(path) as file:
            assert len(tones(file.read(), inside)) < 40


def test_a_content_that_another_piece_keeps_stays_for_that_one(garden, photo, django_capture_on_commit_callbacks):
    other = journal.begin_entry(garden.project, classroom=garden.classroom, title="Encore", by=garden.child)
    pieces.add_photo(other, picture=clean_upload(picture_of(photo)), by=garden.child)
    kept = other.pieces.get().file
    StoredFile.objects.filter(pk=kept.pk).update(path=photo.file.path, thumbnail_path=photo.file.thumbnail_path)

    with django_capture_on_commit_callbacks(execute=True):
        pieces.remove_piece(photo, by=garden.by)

    assert default_storage.exists(photo.file.path)


def picture_of(piece) -> bytes:
    with default_storage.open(piece.file.path) as file:
        out = io.BytesIO()
        Image.open(file).rotate(90).save(out, "PNG")
    return out.getvalue()


def test_a_piece_that_a_reader_reported_is_erased_and_the_report_stays(garden, photo):
    ContentReport.objects.create(federation=garden.federation, project=garden.project, piece=photo, reason="child")

    pieces.remove_piece(photo, by=garden.by)

    assert [report.piece for report in ContentReport.objects.all()] == [None]
    assert not StoredFile.objects.exists()


def test_what_is_taken_off_comes_back_and_waits_for_a_look(garden, photo):
    JournalEntry.objects.filter(pk=garden.page.pk).update(state=State.CHECKED, checked_at="2026-06-01T12:00Z")

    assert pieces.withdraw_piece(photo, by=garden.by).withdrawn_at
    assert state_of(garden.page) == State.CHECKED
    assert pieces.put_back_piece(photo, by=garden.by).withdrawn_at is None
    assert state_of(garden.page) == State.SENT


def test_a_child_who_leaves_takes_the_drafts_along_and_leaves_a_number_on_the_rest(garden, photo):
    finished = make_text(make_entry(garden.project, garden.classroom), garden.lina)

    depart(garden.lina, on=today(), by=garden.by)

    assert list(Piece.objects.all()) == [finished]
    assert [pupil.pk for pupil in finished.authors.all()] == [garden.lina.pk]
    assert not StoredFile.objects.exists()


def test_photos_are_erased_a_year_after_the_last_consent_of_a_child_on_them(garden):
    old = make_entry(garden.project, garden.classroom, on=today() - timedelta(days=800))
    young = make_entry(garden.project, garden.classroom, on=today() - timedelta(days=100))
    lapsed = make_sheet(garden.classroom, garden.project, by=garden.claire, ends_on=today() - timedelta(days=366))
    answer(lapsed, garden.lina)
    recent = make_sheet(garden.classroom, by=garden.claire, ends_on=today() - timedelta(days=365))
    answer(recent, garden.noe)
    gone, kept = make_photo(old, garden.lina), make_photo(old, garden.noe)
    both, nobody = make_photo(old, garden.lina, garden.noe), make_photo(old)
    make_photo(old, people=Piece.People.UNKNOWN)
    text, new = make_text(old, garden.lina), make_photo(young, garden.lina)

    assert erase_pieces(today()) == 3
    assert set(Piece.objects.all()) == {kept, nobody, text, new}
    assert not {gone, both} & set(Piece.objects.all())
    answer(recent, garden.noe, Answer.NO)
    assert erase_pieces(today()) == 1
