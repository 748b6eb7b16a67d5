"""Stored files: kept once, served to those who see the object that they belong to, never to others."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from cooperatives.errors import FileQuotaReached
from cooperatives.models import Registration, StoredFile
from cooperatives.services import applying, files
from cooperatives.services.files import files_visible_to, store_file
from occe.kit.uploads.pipeline import clean_upload
from tests.cooperatives.drafts import begin, begin_as_guest
from tests.kit.hostile import pdf, picture


@pytest.fixture
def paper(world):
    """The minutes of Nina's request: a photo."""
    registration, nina = begin(world, world.nina)
    return give(registration, nina, "minutes", picture("JPEG"))


def give(registration, by, kind, content) -> StoredFile:
    clean = clean_upload(content)
    file = store_file(clean, federation=registration.federation, by=by, shown_name="pv du conseil.jpg")
    applying.give_document(registration, by=by, kind=kind, file=file)
    return file


def address(file: StoredFile, name: str = "file") -> str:
    return reverse(f"cooperatives:{name}", args=[file.public_id])


def fetch(client, file: StoredFile, name: str = "file", **options):
    """The answer, read to its end (which closes the file); its bytes are in `read`."""
    response = client.get(address(file, name), **options)
    response.read = b"".join(response.streaming_content) if response.streaming else response.content
    return response


def test_a_file_is_named_after_its_content_and_its_author(world, paper):
    assert paper.path == f"{world.federation.public_id}/{paper.sha256[:2]}/{paper.sha256}.webp"
    assert (paper.uploaded_by, paper.author) == (world.nina, f"adult:{world.nina.pk}")
    assert default_storage.size(paper.path) == paper.size
    assert default_storage.exists(paper.thumbnail_path)


def test_the_same_content_is_kept_once_and_each_sending_has_its_row(world, paper):
    again = give(*begin(world, world.claire), "minutes", picture("JPEG"))

    assert again != paper
    assert (again.path, again.sha256) == (paper.path, paper.sha256)


def test_the_applicant_and_staff_see_a_paper_of_the_request_and_nobody_else(world, paper):
    Registration.objects.update(state="withdrawn")  # no draft any more: staff see it
    seen = {
        name: fetch(world.client(user), paper).status_code
        for name, user in {
            "applicant": world.nina,
            "staff": world.martine,
            "reader": world.rita,
            "another teacher": world.claire,
            "another federation": world.felix,
            "visitor": None,
        }.items()
    }

    assert seen == {
        "applicant": 200,
        "staff": 200,
        "reader": 200,
        "another teacher": 404,
        "another federation": 404,
        "visitor": 302,
    }


def test_staff_see_no_paper_of_a_draft(world, paper):
    assert fetch(world.client(world.martine), paper).status_code == 404


def test_a_guest_sees_the_papers_of_its_own_draft(world):
    registration, guest = begin_as_guest(world)
    file = give(registration, guest, "minutes", picture("PNG"))
    _other, stranger = begin_as_guest(world, "autre@ecole.example")

    assert set(files_visible_to(guest)) == {file}
    assert set(files_visible_to(stranger)) == set()
    assert (file.uploaded_by, file.author) == (None, f"guest:{registration.link_id}")


def test_a_file_that_belongs_to_nothing_is_seen_by_its_sender_for_a_day_and_by_nobody_else(world):
    martine, tristan = world.actor(world.martine), world.actor(world.tristan)
    lost = store_file(clean_upload(picture("PNG")), federation=world.federation, by=martine)

    assert (set(files_visible_to(martine)), set(files_visible_to(tristan))) == ({lost}, set())
    StoredFile.objects.update(created_at=timezone.now() - timedelta(days=1, seconds=1))
    assert set(files_visible_to(martine)) == set()
    assert fetch(world.client(world.martine), lost).status_code == 404


def test_another_federations_file_is_seen_by_nobody_here(world, paper):
    StoredFile.objects.filter(pk=paper.pk).update(federation=world.other_federation)

    assert fetch(world.client(world.nina), paper).status_code == 404


def test_a_picture_is_shown_with_headers_that_let_nothing_run(world, paper):
    response = fetch(world.client(world.nina), paper)

    assert response.read[:4] == b"RIFF"
    assert {name: response[name] for name in HEADERS} == HEADERS
    assert response["Content-Disposition"] == 'inline; filename="pv du conseil.jpg"'


HEADERS = {
    "Content-Type": "image/webp",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store, private",
}


def test_a_pdf_is_saved_and_never_shown(world):
    registration, nina = begin(world, world.nina)
    file = give(registration, nina, "minutes", pdf())

    response = fetch(world.client(world.nina), file)

    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment")
    assert fetch(world.client(world.nina), file, "thumbnail").status_code == 404


def test_a_thumbnail_is_small(world, paper):
    response = fetch(world.client(world.nina), paper, "thumbnail")

    assert response["Content-Type"] == "image/webp"
    assert len(response.read) == default_storage.size(paper.thumbnail_path)


@pytest.mark.parametrize(
    ("site", "status"), [("same-origin", 200), ("none", 200), ("cross-site", 403), ("same-site", 403)]
)
def test_no_other_site_embeds_a_file(world, paper, site, status):
    response = fetch(world.client(world.nina), paper, headers={"Sec-Fetch-Site": site})

    assert response.status_code == status


def test_a_file_that_the_disk_lost_is_not_found(world, paper):
    default_storage.delete(paper.path)

    assert fetch(world.client(world.nina), paper).status_code == 404


def test_one_person_sends_so_many_files_a_day(world, monkeypatch):
    monkeypatch.setattr(files, "FILES_A_DAY", 2)
    nina, clean = world.actor(world.nina), clean_upload(picture("PNG"))
    for _turn in range(2):
        store_file(clean, federation=world.federation, by=nina)

    with pytest.raises(FileQuotaReached, match="Vous avez envoyé 2 fichiers aujourd’hui"):
        store_file(clean, federation=world.federation, by=nina)
    store_file(clean, federation=world.federation, by=world.actor(world.claire))
