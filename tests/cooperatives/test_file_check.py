"""Rows and files are compared every night: what is lost, what changed, what nobody owns; nothing is mended."""

import logging
import os
import time
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.test import override_settings

from cooperatives.errors import FileQuotaReached
from cooperatives.models import StoredFile
from cooperatives.services import files
from cooperatives.services.file_check import NIGHTS, check_files
from cooperatives.services.files import store_file
from cooperatives.tasks import check_stored_files
from occe.kit.uploads.pipeline import clean_upload
from tests.kit.hostile import picture


@pytest.fixture(autouse=True)
def a_store_of_its_own(tmp_path):
    with override_settings(MEDIA_ROOT=tmp_path):
        yield


@pytest.fixture
def photo(world) -> StoredFile:
    return store_file(clean_upload(picture("JPEG")), federation=world.federation, by=world.actor(world.claire))


def stray(world, name: str, *, age: float) -> str:
    """A file in the association's folder that no row names, `age` seconds old."""
    path = default_storage.save(f"{world.federation.public_id}/ab/{name}", ContentFile(b"nobody's"))
    past = time.time() - age
    os.utime(default_storage.path(path), (past, past))
    return path


def test_all_is_well_when_each_row_has_its_file(world, photo):
    findings = check_files()

    assert (findings.all_well, findings.files, findings.read) == (True, 1, 1)


def test_a_row_whose_file_is_gone_is_lost(world, photo):
    default_storage.delete(photo.path)

    assert check_files().lost == [str(photo.public_id)]


def test_a_row_whose_thumbnail_is_gone_is_lost(world, photo):
    default_storage.delete(photo.thumbnail_path)

    assert check_files().lost == [str(photo.public_id)]


def test_a_file_that_changed_on_the_disk_is_seen(world, photo):
    with open(default_storage.path(photo.path), "ab") as content:
        content.write(b"one byte more")

    assert check_files().changed == [str(photo.public_id)]


def test_a_file_that_no_row_names_is_a_stray_once_it_is_an_hour_old(world, photo):
    old = stray(world, "old.webp", age=2 * 3600)
    stray(world, "just-sent.webp", age=60)

    assert check_files().strays == [old]


def test_a_content_that_two_rows_share_is_read_once(world, photo):
    store_file(clean_upload(picture("JPEG")), federation=world.federation, by=world.actor(world.nina))

    findings = check_files()
    assert (findings.all_well, findings.files, findings.read) == (True, 2, 1)


def test_seven_nights_read_every_content_once(world, photo):
    nights = [check_files(night=date(2025, 11, 1 + night)).read for night in range(NIGHTS)]

    assert sorted(nights) == [0] * (NIGHTS - 1) + [1]


def test_the_night_s_job_tells_the_log_how_many_and_mends_nothing(world, photo, caplog):
    default_storage.delete(photo.path)
    old = stray(world, "old.webp", age=2 * 3600)

    with caplog.at_level(logging.INFO, logger="cooperatives.tasks"):
        check_stored_files(0)

    assert caplog.messages == ["stored files: lost 1, changed 0, strays 1 (manage.py check_files names them)"]
    assert default_storage.exists(old)
    assert StoredFile.objects.filter(pk=photo.pk).exists()


def test_the_command_names_them_and_ends_with_a_fault(world, photo, capsys):
    call_command("check_files")
    assert capsys.readouterr().out == "1 files go with their rows\n"

    default_storage.delete(photo.path)
    with pytest.raises(CommandError, match=f"^lost     {photo.public_id}$"):
        call_command("check_files")


def test_one_cooperative_sends_so_many_files_a_day_whoever_sends_them(world, monkeypatch):
    monkeypatch.setattr(files, "FILES_A_DAY_OF_A_COOPERATIVE", 2)
    clean = clean_upload(picture("PNG"))
    for user in (world.claire, world.nina):
        store_file(clean, federation=world.federation, by=world.actor(user), cooperative=world.cooperative)

    with pytest.raises(FileQuotaReached, match="Votre coopérative a envoyé 2 fichiers aujourd’hui"):
        store_file(clean, federation=world.federation, by=world.actor(world.martine), cooperative=world.cooperative)
    store_file(clean, federation=world.federation, by=world.actor(world.claire), cooperative=world.other_cooperative)
    store_file(clean, federation=world.federation, by=world.actor(world.claire))
