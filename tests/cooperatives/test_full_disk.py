"""The disk of the store is full: a sentence, no row, no file of nothing or of a half (trust's sixth fault)."""

import resource
from contextlib import contextmanager
from signal import SIG_IGN, SIGXFSZ, signal

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from cooperatives.models import StoredFile
from finance.models import Entry
from tests.finance.own_papers import address, furnished, photo, typed


@pytest.fixture
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


@contextmanager
def a_disk_that_takes(size: int):
    """The kernel refuses every byte above it, in each file of this process."""
    usual, handler = resource.getrlimit(resource.RLIMIT_FSIZE), signal(SIGXFSZ, SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, usual[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
        signal(SIGXFSZ, handler)


def test_a_photo_that_finds_no_place_is_told_and_leaves_nothing(world, files):
    ledger = furnished(world)
    client, data = world.client(world.claire), typed(ledger, caption="Car pour le Puy Mary")

    with a_disk_that_takes(20):
        refused = client.post(address(world), data | {"file": photo()})

    assert refused.status_code == 422
    assert "plus de place pour ranger ce fichier" in refused.content.decode()
    assert "Car pour le Puy Mary" in refused.content.decode()
    assert (StoredFile.objects.count(), Entry.objects.count()) == (0, 2)
    assert [path for path in files.rglob("*") if path.is_file()] == []

    client.post(address(world), data | {"file": photo()})  # there is place again

    stored = StoredFile.objects.get()
    assert default_storage.size(stored.path) == stored.size > 20
    assert Entry.objects.count() == 3


def test_what_was_cut_is_never_seen_under_its_name(files):
    with a_disk_that_takes(1000), pytest.raises(OSError, match="File too large"):
        default_storage.save("a/b.bin", ContentFile(b"x" * 5000))

    assert [path.name for path in files.rglob("*")] == ["a"]
    assert default_storage.save("a/b.bin", SimpleUploadedFile("b", b"x" * 5000)) == "a/b.bin"
    assert default_storage.size("a/b.bin") == 5000
