"""Long exports: asked for by an adult, prepared by the queue, kept for a week, erased.

A room that exports something has its own job in the queue; the row that people see comes and goes through these doors.
Nothing shows a file before it is whole: the row points to it only once it is written.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from cooperatives.models import ExportJob, Federation, StoredFile
from occe.kit.actors import Actor, Adult
from occe.kit.audit import label
from occe.kit.uploads.names import safe_name

KEPT = timedelta(days=7)
State = ExportJob.State
AT_WORK = (State.WAITING, State.RUNNING)


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file that we made: the name that it is saved under, its type, its bytes."""

    name: str
    content_type: str
    data: bytes

    @property
    def size(self) -> int:
        return len(self.data)

    def digest(self) -> str:
        return sha256(self.data).hexdigest()

    @contextmanager
    def content(self) -> Iterator[File]:
        yield ContentFile(self.data)


@dataclass(frozen=True, slots=True)
class MadeOnDisk:
    """The same of a file that is too long for memory: it lies at `path` until it is kept."""

    name: str
    content_type: str
    path: Path

    @property
    def size(self) -> int:
        return self.path.stat().st_size

    def digest(self) -> str:
        with open(self.path, "rb") as file:
            return file_digest(file, "sha256").hexdigest()

    @contextmanager
    def content(self) -> Iterator[File]:
        with open(self.path, "rb") as file:
            yield File(file)


@transaction.atomic
def ask_for_export(
    federation: Federation, *, kind: str, parameters: dict[str, Any], request_id: UUID, by: Adult
) -> tuple[ExportJob, bool]:
    """Ask for an export; gives its row and whether it is a new one, to be handed to the queue.

    Idempotent twice over: the same `request_id` (the form's, which becomes the row's public id) gives the row that it
    gave before, and while the same thing is being prepared for the same person, asking again gives that one.
    """
    own = ExportJob.objects.visible_to(by)
    asked = own.filter(public_id=request_id).first() or _at_work(own, kind, parameters)
    if asked:
        return asked, False
    taken = ExportJob.objects.filter(public_id=request_id).exists()
    try:
        with transaction.atomic():
            return ExportJob.objects.create(
                public_id=uuid4() if taken else request_id,
                federation=federation,
                requested_by_id=by.user_id,
                kind=kind,
                parameters=parameters,
            ), True
    except IntegrityError:  # somebody with the same sign-in asked at the same moment
        asked = own.filter(public_id=request_id).first() or _at_work(own, kind, parameters)
        if asked is None:
            raise
        return asked, False


@transaction.atomic
def ask_again(job: ExportJob, *, by: Actor) -> tuple[ExportJob, bool]:
    """Start a failed export again; gives the row and whether the queue must be told. Others are left as they are."""
    locked = _lock(job)
    if locked.state != State.FAILED:
        return locked, False
    same = ExportJob.objects.filter(requested_by_id=locked.requested_by_id)
    at_work = _at_work(same, locked.kind, locked.parameters)
    if at_work:
        return at_work, False
    locked.state, locked.failure, locked.done, locked.expires_at = State.WAITING, "", 0, None
    locked.save(update_fields=["state", "failure", "done", "expires_at"])
    return locked, True


@transaction.atomic
def begin_export(job: ExportJob, *, total: int, by: Actor) -> bool:
    """Begin, or take up what a worker that died has left, in `total` steps. False when there is nothing left to do."""
    locked = _lock(job)
    if locked.state not in AT_WORK:
        return False
    locked.state, locked.done, locked.total = State.RUNNING, 0, total
    locked.save(update_fields=["state", "done", "total"])
    return True


def note_progress(job: ExportJob, *, done: int, by: Actor) -> None:
    """Say how many steps are behind, for the bar on the page."""
    ExportJob.objects.filter(pk=job.pk, state=State.RUNNING, total__gte=done).update(done=done)


@transaction.atomic
def keep_export(job: ExportJob, *, made: MadeFile | MadeOnDisk, data_as_of: datetime, by: Actor) -> bool:
    """Keep the finished file for a week. False when another worker has finished before: its file stands.

    The file lies under the name of its row. What an attempt that was killed has written there goes first.
    """
    locked = _lock(job)
    if locked.state != State.RUNNING:
        return False
    extension = safe_name(made.name).rpartition(".")[2]
    path = f"{locked.federation.public_id}/exports/{locked.public_id}.{extension}"
    default_storage.delete(path)
    with made.content() as content:
        kept = default_storage.save(path, content)
    stored = StoredFile.objects.create(
        federation=locked.federation,
        path=kept,
        sha256=made.digest(),
        content_type=made.content_type,
        size=made.size,
        shown_name=safe_name(made.name),
        author=label(by),
    )
    locked.state, locked.done, locked.file, locked.data_as_of = State.DONE, locked.total, stored, data_as_of
    locked.expires_at = timezone.now() + KEPT
    locked.save(update_fields=["state", "done", "file", "data_as_of", "expires_at"])
    return True


@transaction.atomic
def fail_export(job: ExportJob, *, failure: str, by: Actor) -> None:
    """Say that it did not work, and how (a word that the page turns into a sentence). A finished one stays finished."""
    locked = _lock(job)
    if locked.state in AT_WORK:
        locked.state, locked.failure, locked.expires_at = State.FAILED, failure, timezone.now() + KEPT
        locked.save(update_fields=["state", "failure", "expires_at"])


def expired_exports() -> QuerySet[ExportJob]:
    """Those whose week is over, finished or not."""
    return ExportJob.objects.filter(expires_at__lt=timezone.now())


@transaction.atomic
def forget_export(job: ExportJob, *, by: Actor) -> None:
    """Erase an export: its content first, so that nothing stays behind when this is cut short, then its rows."""
    locked = _lock(job)
    file = locked.file
    if file:
        default_storage.delete(file.path)
    locked.delete()
    if file:
        file.delete()


def _at_work(jobs: QuerySet[ExportJob], kind: str, parameters: dict[str, Any]) -> ExportJob | None:
    return jobs.filter(kind=kind, parameters=parameters, state__in=AT_WORK).first()


def _lock(job: ExportJob) -> ExportJob:
    return ExportJob.objects.select_for_update(of=("self",)).get(pk=job.pk)
