"""The nightly drill: a backup is made, restored elsewhere by another process, proved there, and thrown away.

Elsewhere is a cluster of its own (the wheel's programs) and a folder of its own: neither the portal's server nor its
store of files is touched, and the restoring process is told of no other place.
"""

import fcntl
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cooperatives.models import Federation
from desk.models import SafekeepingDrill
from desk.safekeeping.backups import Kept, SafekeepingError, make_backup
from members.models import User
from members.services.notifications import notify_all
from occe.kit.actors import Role
from occe.kit.dumps import DumpError
from occe.kit.embedded import CHECKOUT, EmbeddedServer, EmbeddedServerError
from occe.kit.mail import page_address

log = logging.getLogger(__name__)
FAILED = "desk.backup_failed"
LONGEST = 4 * 3600
"""Seconds after which the restoring is given up."""
KEPT_FOR = timedelta(days=400)
MOST_DETAIL = 4000
_NOT_THEIRS = ("DATABASE_PASSWORD_FILE", "DATABASE_OWNER_PASSWORD_FILE", "OCCE_DATABASE_ROLE", "PGPASSWORD")


class DrillIsRunning(RuntimeError):
    """Another drill is at work in the same folder."""


def run_drill(*, scratch: Path | None = None) -> SafekeepingDrill:
    """Make, restore and prove a backup; the row says how it went, and when badly the administrators are told.

    `scratch` is where all of it lies meanwhile (`OCCE_SCRATCH`); what a drill that was killed left there goes first.
    Raises DrillIsRunning.
    """
    folder = (scratch or settings.SCRATCH_FOLDER) / "drill"
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder.with_name("drill.lock")):
        drill = SafekeepingDrill.objects.create()
        try:
            kept = _make_and_restore(folder)
        except (SafekeepingError, DumpError, EmbeddedServerError, OSError, subprocess.SubprocessError) as error:
            return _end(drill, passed=False, detail=str(error))
        finally:
            _clear(folder)
        return _end(drill, passed=True, kept=kept)


def _make_and_restore(folder: Path) -> Kept:
    _clear(folder)
    kept = make_backup(folder / "backup")
    server = EmbeddedServer(folder / "database", durable=False)
    server.start()
    environment = {name: value for name, value in os.environ.items() if name not in _NOT_THEIRS}
    environment |= {
        "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"],
        "OCCE_DATA": str(folder / "data"),
        "DATABASE_URL": server.url("occe_app"),
        "DATABASE_OWNER_URL": server.url("occe_owner"),
    }
    done = subprocess.run(
        [sys.executable, "manage.py", "restore", str(folder / "backup")],
        cwd=CHECKOUT,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=LONGEST,
    )
    if done.returncode:
        raise SafekeepingError(done.stderr.strip() or f"restore ended with {done.returncode}")
    return kept


def _clear(folder: Path) -> None:
    """Stop the scratch cluster if one runs, and take all of it away."""
    if (folder / "database").exists():
        EmbeddedServer(folder / "database", durable=False).stop()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    with path.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DrillIsRunning("Another drill is at work.") from None
        yield


@transaction.atomic
def _end(drill: SafekeepingDrill, *, passed: bool, kept: Kept | None = None, detail: str = "") -> SafekeepingDrill:
    drill.ended_at, drill.passed, drill.detail = timezone.now(), passed, detail[-MOST_DETAIL:]
    if kept:
        drill.entries, drill.files = kept.entries, kept.files
    drill.save()
    SafekeepingDrill.objects.filter(started_at__lt=timezone.now() - KEPT_FOR).delete()
    if not passed:
        log.error("the backup of %s could not be proved: %s", drill.started_at.date(), drill.detail)
        for federation in Federation.objects.all():
            _tell(federation, drill)
    return drill


def _tell(federation: Federation, drill: SafekeepingDrill) -> None:
    """The administrators of an association: by the bell, and by a letter at once."""
    today = timezone.localdate()
    roles = federation.staff_roles.in_force(today).filter(role=Role.ADMINISTRATOR)
    people = list(User.objects.filter(pk__in=roles.values("user"), is_active=True).order_by("pk"))
    notify_all(people, FAILED, key=f"{FAILED}:{drill.public_id}", parameters={"day": today})
    for user in people:
        with translation.override(user.language or settings.LANGUAGE_CODE):
            address = page_address(federation.hosts, reverse("desk:safekeeping"))
            context = {"federation": federation, "drill": drill, "address": address}
            text = render_to_string("desk/emails/backup_failed.txt", context)
            send_mail(_("La sauvegarde de cette nuit est à revoir"), text, None, [user.email])
