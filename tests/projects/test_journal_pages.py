"""The journal's pages: who reads what, what a refused form says, how a file is answered."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from members.presence import COOKIE
from members.services import pupil_sign_in
from occe.kit.uploads.kinds import SOUNDS
from occe.kit.uploads.pipeline import clean_upload
from projects.models import JournalEntry, Piece
from projects.services import journal, pieces
from tests.kit.test_upload_sounds import wav
from tests.projects.rows import answer, make_entry, make_photo, make_sheet, make_text
from tests.world import SECRET, make_device


def tablet(world, client, pupil):
    device, _token = make_device(world.open_class)
    _turn, token = pupil_sign_in.sign_in(device, pupil=pupil, pictures=SECRET)
    client.cookies[COOKIE] = token
    return client


@pytest.fixture
def garden(telling):
    return telling


@pytest.fixture
def lina(garden, client):
    return tablet(garden, client, garden.lina)


def test_a_class_reads_what_others_finished_and_not_their_drafts_nor_a_child_without_consent(garden, lina):
    done = make_entry(garden.project, garden.classroom, checked=False, title="Finie", written_by_pupil=garden.noe)
    make_text(done, garden.noe, words="On a fini.")
    hidden = make_photo(done, garden.noe, words="Quelqu’un.")
    make_entry(garden.project, garden.classroom, title="Brouillon", state="draft", checked_at=None,
               written_by_pupil=garden.noe)  # fmt: skip
    address = reverse("projects:pupil-project-journal", args=[garden.project.public_id])

    page = lina.get(address).content.decode()
    assert ("On a fini." in page, "Quelqu’un." in page, "Brouillon" in page) == (True, False, False)
    assert lina.get(reverse("projects:pupil-piece-file", args=[hidden.public_id])).status_code == 404
    answer(make_sheet(garden.classroom, by=garden.claire), garden.noe)
    assert "Quelqu’un." in lina.get(address).content.decode()


def test_a_name_is_refused_at_the_field_and_what_was_written_stays(garden, lina):
    address = reverse("projects:pupil-piece-new", args=[garden.page.public_id, "text"])

    refused = lina.post(address, {"words": "Noé a semé."})

    assert refused.status_code == 422
    assert "Il y a un prénom, Noé." in refused.content.decode()
    assert ">Noé a semé.</textarea>" in refused.content.decode()


def test_a_file_that_is_no_sound_is_refused_with_a_sentence(garden, lina):
    address = reverse("projects:pupil-piece-new", args=[garden.page.public_id, "sound"])

    for sent in ({}, {"chosen": SimpleUploadedFile("voix.m4a", b"\0\0\0\x20ftypM4A " + b"\0" * 40)}):
        refused = lina.post(address, sent)
        assert refused.status_code == 422
        assert 'role="alert"' in refused.content.decode()
    assert "microphone=(self)" in lina.get(address)["Permissions-Policy"]
    assert "microphone=()" in lina.get(reverse("projects:pupil-journal"))["Permissions-Policy"]


def test_a_player_may_ask_for_a_part_of_a_sound_that_nobody_keeps(garden, lina):
    sound = pieces.add_sound(garden.page, sound=clean_upload(wav(1), accept=SOUNDS), by=garden.child)
    address = reverse("projects:pupil-piece-file", args=[sound.public_id])

    whole = lina.get(address)
    content = b"".join(whole)
    part = lina.get(address, headers={"Range": "bytes=2-5"})

    assert (whole["Content-Type"], whole["Cache-Control"], whole["X-Content-Type-Options"]) == (
        "audio/mpeg", "no-store, private", "nosniff",
    )  # fmt: skip
    assert (part.status_code, part.content, part["Cache-Control"]) == (206, content[2:6], "no-store, private")
    assert part["Content-Range"] == f"bytes 2-5/{len(content)}"
    assert whole["Content-Disposition"] == f'inline; filename="sound-{str(sound.public_id)[:8]}.mp3"'


def test_an_adult_says_all_about_a_piece_on_one_page_and_then_looks(garden, client):
    photo = make_photo(garden.page, made_by="children")
    Piece.objects.filter(pk=photo.pk).update(people="unknown")
    journal.send_entry(garden.page, by=garden.child)
    client.force_login(garden.claire)
    place = {"id": garden.cooperative.public_id, "project_id": garden.project.public_id}
    look = reverse("projects:journal-page-act", kwargs=place | {"page_id": garden.page.public_id, "act": "check"})
    said = {"words": "Une bêche.", "people": "children", "pupils": [garden.lina.public_id], "made_by": "children",
            "authors": [garden.noe.public_id]}  # fmt: skip

    assert client.post(look).status_code == 422
    kept = client.post(reverse("projects:journal-piece", kwargs=place | {"piece_id": photo.public_id}), said)
    assert kept.status_code == 302
    photo.refresh_from_db()
    assert (photo.words, list(photo.shows.all()), list(photo.authors.all())) == (
        "Une bêche.", [garden.lina], [garden.noe],
    )  # fmt: skip
    assert client.post(look).status_code == 302
    assert JournalEntry.objects.get().state == "checked"


@pytest.mark.parametrize(
    ("people", "status", "told"), [("", 302, ["children", ["Lina"]]), ("nobody", 422, ["unknown", []])]
)
def test_a_child_who_was_touched_on_a_photo_is_not_lost(garden, client, people, status, told):
    photo = make_photo(garden.page, made_by="children")
    Piece.objects.filter(pk=photo.pk).update(people="unknown")
    journal.send_entry(garden.page, by=garden.child)
    client.force_login(garden.claire)
    place = {"id": garden.cooperative.public_id, "project_id": garden.project.public_id, "piece_id": photo.public_id}
    said = {"words": "Une bêche.", "people": people, "pupils": [garden.lina.public_id], "made_by": "adult"}

    answer = client.post(reverse("projects:journal-piece", kwargs=place), said)

    photo.refresh_from_db()
    assert answer.status_code == status
    assert [photo.people, [child.first_name for child in photo.shows.all()]] == told


@pytest.mark.parametrize("name", ["journal", "journal-waiting"])
def test_long_journals_cost_as_many_queries_as_short_ones(
    garden,
    client,
    name,
    django_assert_max_num_queries,
):
    client.force_login(garden.claire)
    place = {"id": garden.cooperative.public_id} | (
        {"project_id": garden.project.public_id} if name == "journal" else {}
    )
    client.get(reverse(f"projects:{name}", kwargs=place))
    counts = []
    for rows in (1, 3):
        for row in range(rows):
            make_photo(make_entry(garden.project, garden.classroom, checked=False, title=f"P{rows}{row}"), garden.lina)
        with django_assert_max_num_queries(60) as asked:
            assert client.get(reverse(f"projects:{name}", kwargs=place)).status_code == 200
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_a_child_puts_a_piece_on_another_page_of_its_own_and_on_no_other(garden, lina):
    piece = pieces.add_text(garden.page, words="On a semé.", by=garden.child)
    mine = journal.begin_entry(garden.project, classroom=garden.classroom, title="La mare", by=garden.child)
    theirs = make_entry(garden.project, garden.classroom, checked=False, title="À Noé", written_by_pupil=garden.noe)
    address = reverse("projects:pupil-piece-move", args=[piece.public_id])

    assert [lina.post(address, {"page": page}).status_code for page in ("", "x", theirs.public_id)] == [404] * 3
    assert "La mare" in lina.get(reverse("projects:pupil-piece", args=[piece.public_id])).content.decode()
    assert lina.post(address, {"page": mine.public_id}).status_code == 302
    assert list(mine.pieces.all()) == [piece]
