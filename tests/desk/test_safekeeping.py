"""Backups: what is restored elsewhere is what was there; one byte more or less is told; each night proves it."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from cooperatives.models import StoredFile
from desk.models import SafekeepingDrill
from desk.safekeeping.backups import MANIFEST, SafekeepingError, make_backup, restore_backup, verified
from desk.safekeeping.drill import DrillIsRunning, _alone, run_drill
from members.models import Notification
from occe.kit.sealed import seal
from tests import cluster
from tests.finance.ledger import ledger_of


@pytest.fixture
def files(settings, tmp_path):
    """A store of files of the test's own."""
    settings.MEDIA_ROOT = tmp_path / "files"
    # Not below pytest's folder: where we are root, the scratch cluster runs as another user, who must get there.
    settings.SCRATCH_FOLDER = Path(tempfile.mkdtemp(prefix="occe-scratch-"))
    settings.SCRATCH_FOLDER.chmod(0o755)
    yield settings.MEDIA_ROOT
    shutil.rmtree(settings.SCRATCH_FOLDER)


@pytest.fixture
def portal(real_world, files):
    """Entries, a correction, and a stored paper."""
    ledger = ledger_of(real_world.cooperative, real_world.year)
    ledger.receive("90.00")
    for amount in ("12.00", "3.50"):
        ledger.spend(amount)
    path = f"{real_world.federation.public_id}/ab/paper.pdf"
    default_storage.save(path, ContentFile(b"a paper"))
    StoredFile.objects.create(
        federation=real_world.federation,
        path=path,
        sha256=sha256(b"a paper").hexdigest(),
        content_type="application/pdf",
        size=7,
    )
    return real_world


@pytest.fixture
def elsewhere(tmp_path):
    """Another database on another data folder, as the environment of a process."""
    name = f"occe_elsewhere_{cluster.WORKER}_{os.getpid()}"
    cluster.server().make_database(name)
    yield {
        **os.environ,
        "OCCE_DATA": str(tmp_path / "elsewhere"),
        "DATABASE_URL": cluster.server().url("occe_app", name),
        "DATABASE_OWNER_URL": cluster.server().url("occe_owner", name),
    }
    cluster.server().drop_database(name)


def manage(environment, *arguments):
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.CHECKOUT,
        env=environment,
        capture_output=True,
        text=True,
    )


def test_what_is_restored_elsewhere_is_what_was_there(portal, elsewhere, tmp_path):
    connection.cursor().execute("INSERT INTO occe_cache VALUES ('somebody', 'x', now())")
    make_backup(tmp_path / "backup")

    restored = manage(elsewhere, "restore", str(tmp_path / "backup"))
    again = manage(elsewhere, "backup", str(tmp_path / "again"))

    assert (restored.returncode, again.returncode) == (0, 0), restored.stderr + again.stderr
    first, second = (json.loads((tmp_path / name / MANIFEST).read_text()) for name in ("backup", "again"))
    assert first | {"made_at": ""} == second | {"made_at": ""}
    # What the ledger's migrations took from the web role has not come back with the default privileges.
    assert second["tables"]["finance_entry"] == {"rows": 3, "web_role_may": "SELECT INSERT"}
    assert second["tables"]["occe_cache"]["rows"] is None
    assert [guard for guard in second["guards"] if guard.startswith("finance_entry.")]


class TestDamage:
    @pytest.fixture
    def backup(self, portal, tmp_path):
        make_backup(tmp_path / "backup")
        return tmp_path / "backup"

    def test_each_byte_that_changed_is_told_by_its_file(self, backup):
        for path in sorted(path for path in backup.rglob("*") if path.is_file()):
            whole = path.read_bytes()
            path.write_bytes(whole[:-3] + bytes([whole[-3] ^ 1]) + whole[-2:])

            with pytest.raises(SafekeepingError, match="is damaged, nothing was restored") as refusal:
                verified(backup)
            if path.name != "SHA256SUMS":
                assert f"damaged  {path.relative_to(backup)}" in str(refusal.value)
            path.write_bytes(whole)
        assert verified(backup)["format"] == 1

    def test_a_file_that_is_missing_cut_or_too_much_is_told(self, backup):
        dump = backup / "database.dump"
        dump.write_bytes(dump.read_bytes()[:-100])
        (backup / "files" / "stranger").write_text("x")
        paper = next((backup / "files").rglob("paper.pdf"))
        paper.unlink()

        with pytest.raises(SafekeepingError) as refusal:
            verified(backup)

        assert str(refusal.value).splitlines()[1:] == [
            f"missing  {paper.relative_to(backup)}",
            "unknown  files/stranger",
            "damaged  database.dump",
        ]

    def test_a_backup_is_never_overwritten_and_nothing_half_is_seen(self, backup, tmp_path):
        with pytest.raises(SafekeepingError, match="is not empty"):
            make_backup(backup)

        assert [path.name for path in tmp_path.iterdir() if "part" in path.name] == []

    def test_this_very_portal_is_no_empty_target_and_what_a_younger_one_made_is_no_source(self, backup):
        manifest = json.loads((backup / MANIFEST).read_text())
        manifest["migrations"].append("finance.9999_tomorrow")
        (backup / MANIFEST).write_text(json.dumps(manifest))
        seal(backup)

        with pytest.raises(SafekeepingError, match="is not empty: restore into a new one") as refusal:
            restore_backup(backup)

        assert "younger portal (finance.9999_tomorrow" in str(refusal.value)

    def test_a_folder_that_is_no_backup_is_told(self, tmp_path):
        with pytest.raises(CommandError, match="missing  SHA256SUMS"):
            call_command("restore", str(tmp_path))
        with pytest.raises(CommandError, match="is no folder"):
            call_command("restore", str(tmp_path / "nowhere"))


def test_a_night_proves_the_backup_and_a_bad_one_is_told_to_the_administrators(portal, files):
    left = settings.SCRATCH_FOLDER / "drill" / "backup"  # by a drill that was killed
    left.mkdir(parents=True)
    (left / "half").write_text("x")

    drill = run_drill()

    assert (drill.passed, drill.entries, drill.files, drill.detail) == (True, 3, 1, "")
    assert list((settings.SCRATCH_FOLDER / "drill").iterdir()) == []
    assert Notification.objects.count() == 0

    assert portal.martine  # she administrates
    next(path for path in files.rglob("paper.pdf")).write_bytes(b"a p\x00per")
    bad = run_drill()

    assert bad.passed is False
    assert "changed" in bad.detail
    assert list(Notification.objects.values_list("user", "kind")) == [(portal.martine.pk, "desk.backup_failed")]
    assert [(letter.to, "changed" in letter.body) for letter in mail.outbox] == [([portal.martine.email], True)]
    assert list((settings.SCRATCH_FOLDER / "drill").iterdir()) == []


def test_two_drills_do_not_meet_in_one_folder(clone, files):
    with _alone(settings.SCRATCH_FOLDER / "drill.lock"), pytest.raises(DrillIsRunning):
        run_drill()

    assert SafekeepingDrill.objects.count() == 0


@pytest.mark.parametrize(
    ("nights", "sentence", "worries"),
    [
        ([], "La première nuit n’est pas encore passée.", False),
        ([(10, True)], "tout est là.", False),
        ([(10, False), (34, True)], "la sauvegarde n’a pas pu être relue", True),
        ([(80, True)], "La sauvegarde n’a plus été relue depuis le", True),
    ],
)
def test_the_desk_says_how_the_backup_stands(world, nights, sentence, worries):
    for hours, passed in nights:
        moment = timezone.now() - timedelta(hours=hours)
        SafekeepingDrill.objects.create(started_at=moment, ended_at=moment, passed=passed, entries=3)
    client = world.client(world.rita)

    assert sentence in client.get("/fr/desk/settings/").content.decode()
    assert sentence in client.get("/fr/desk/safekeeping/").content.decode()
    assert (sentence in client.get("/fr/desk/").content.decode()) is worries
