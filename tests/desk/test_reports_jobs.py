"""The annual report is prepared by the queue: once for a request, whole or not at all, kept a week, then erased."""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from datetime import timedelta
from uuid import uuid4

import pytest
from asgiref.sync import async_to_sync
from django.conf import settings as django_settings
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from cooperatives.models import ExportJob, StoredFile
from cooperatives.services.exports import KEPT, MadeFile, fail_export, keep_export, note_progress
from desk.reports.making import BROKEN, NO_PDF, READY
from desk.services.reports import restart_report
from desk.tasks import (
    MOST_ATTEMPTS,
    erase_old_exports,
    prepare_report,
    say_lost_reports,
    take_up_stalled_jobs,
)
from members.models import Notification
from members.notifications import address_of, sentence_of
from occe.kit.actors import System
from occe.kit.tasks import deliver
from tests import cluster
from tests.desk.report_rows import make_small_year, order

State = ExportJob.State


@pytest.fixture
def files(settings, tmp_path):
    """The store of files: an empty folder."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


@pytest.fixture
def year(real_world, files):
    return make_small_year(real_world)


def queued() -> list[tuple[int, str]]:
    found = ProcrastinateJob.objects.filter(task_name=prepare_report.name).order_by("id")
    return [(job.args["job_id"], job.status) for job in found]


def made(job) -> ExportJob:
    prepare_report(job_id=job.pk)
    job.refresh_from_db()
    return job


def in_the_store(folder) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def take_up() -> None:
    async_to_sync(take_up_stalled_jobs.func)(0)


# --- asking ----------------------------------------------------------------------------------------------------------


def test_asking_makes_a_row_and_a_job_of_the_queue(real_world, year):
    job = order(real_world, year, "pdf")

    assert (job.state, job.requested_by, job.parameters) == (
        State.WAITING,
        real_world.martine,
        {"year": year.slug, "shape": "pdf", "language": "fr"},
    )
    assert queued() == [(job.pk, "todo")]


def test_the_same_form_sent_twice_asks_once_even_when_it_is_ready(real_world, year):
    request_id = uuid4()
    job = made(order(real_world, year, request_id=request_id))

    assert order(real_world, year, request_id=request_id) == job
    assert len(queued()) == 1


def test_what_is_being_prepared_is_not_prepared_twice(real_world, year):
    job = order(real_world, year, "csv")

    assert order(real_world, year, "csv") == job
    assert order(real_world, year, "xlsx") != job
    assert order(real_world, year, "csv", language="en") != job
    assert order(real_world, year, "csv", user=real_world.rita) != job
    assert len(queued()) == 4


def test_two_tabs_at_once_ask_once(real_world, year):
    found, barrier = [], threading.Barrier(2)
    real_world.martine

    def ask():
        barrier.wait()
        found.append(order(real_world, year).pk)
        connection.close()

    tabs = [threading.Thread(target=ask) for _tab in range(2)]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()

    assert len(found) == 2
    assert len(set(found)) == ExportJob.objects.count() == len(queued()) == 1


def test_another_s_request_number_gives_neither_their_file_nor_an_error(real_world, year):
    theirs = order(real_world, year, user=real_world.rita)

    mine = order(real_world, year, request_id=theirs.public_id)

    assert (mine.requested_by, mine == theirs) == (real_world.martine, False)


def test_once_it_is_ready_one_may_ask_anew(real_world, year):
    first = made(order(real_world, year))

    assert order(real_world, year) != first


# --- making ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shape", "name", "begins"),
    [
        ("csv", "rapport-cantal-{year}-csv.zip", b"PK"),
        ("xlsx", "rapport-cantal-{year}.xlsx", b"PK"),
        ("pdf", "rapport-cantal-{year}.pdf", b"%PDF"),
        ("all", "rapport-cantal-{year}.zip", b"PK"),
    ],
)
def test_a_file_is_made_whole_kept_a_week_and_told(real_world, year, shape, name, begins):
    job = made(order(real_world, year, shape))

    assert (job.state, job.done, job.file.shown_name) == (State.DONE, job.total, name.format(year=year.slug))
    with default_storage.open(job.file.path) as stored:
        data = stored.read()
    assert (data[: len(begins)], len(data)) == (begins, job.file.size)
    assert timedelta(0) <= KEPT - (job.expires_at - timezone.now()) < timedelta(minutes=1)
    assert job.created_at <= job.data_as_of <= timezone.now()
    (news,) = Notification.objects.filter(user=real_world.martine, kind=READY)
    assert sentence_of(news) == f"Le rapport {year.slug} est prêt\u00a0: vous pouvez le télécharger."
    assert address_of(news) == f"/fr/desk/reports/exports/{job.public_id}/"


def test_the_file_speaks_the_language_in_which_it_was_asked(real_world, year):
    job = made(order(real_world, year, language="en"))

    assert job.file.shown_name == f"report-cantal-{year.slug}-csv.zip"


def test_making_it_again_changes_nothing(real_world, year, files):
    job = made(order(real_world, year))
    file = job.file

    made(job)

    assert job.file == file
    assert Notification.objects.filter(kind=READY).count() == 1
    assert len(in_the_store(files)) == 1


def test_a_row_that_was_erased_meanwhile_asks_for_nothing(real_world, year):
    job = order(real_world, year)
    ExportJob.objects.filter(pk=job.pk).delete()

    prepare_report(job_id=job.pk)

    assert not StoredFile.objects.exists()


def test_what_goes_wrong_is_said_on_the_row_and_can_be_started_again(real_world, year, files):
    job = order(real_world, year)
    files.write_text("not a folder")  # the store refuses every file

    with pytest.raises(NotADirectoryError):
        prepare_report(job_id=job.pk)
    job.refresh_from_db()
    assert (job.state, job.failure, job.file) == (State.FAILED, BROKEN, None)
    assert not Notification.objects.filter(kind=READY).exists()

    files.unlink()
    again = restart_report(job, by=real_world.actor(real_world.martine))
    assert (again.pk, again.state, again.failure) == (job.pk, State.WAITING, "")
    assert made(again).state == State.DONE


def test_without_pango_the_row_says_what_is_missing(real_world, year, without_pango):
    job = made(order(real_world, year, "pdf"))

    assert (job.state, job.failure) == (State.FAILED, NO_PDF)


def test_only_what_failed_is_started_again(real_world, year):
    job = made(order(real_world, year))

    assert restart_report(job, by=real_world.actor(real_world.martine)).state == State.DONE
    assert len(queued()) == 1


def test_starting_again_what_is_already_being_prepared_gives_that_one(real_world, year):
    job = order(real_world, year)
    fail_export(job, failure=BROKEN, by=System(year.federation_id))
    other = order(real_world, year)

    assert restart_report(job, by=real_world.actor(real_world.martine)) == other
    assert len(queued()) == 2


# --- workers that die ------------------------------------------------------------------------------------------------


def test_a_killed_worker_s_job_is_taken_up_and_leaves_no_half_file(real_world, year, files):
    job = order(real_world, year, "pdf")
    worker = _start_worker(files)
    _wait_for(lambda: ExportJob.objects.get(pk=job.pk).done >= 2, worker)
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    _leave_half_a_file(job)
    assert ExportJob.objects.get(pk=job.pk).state == State.RUNNING

    take_up()
    assert queued() == [(job.pk, "doing")]  # it may still be alive: its last sign is fresh
    _tell_queue("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")
    take_up()
    assert queued() == [(job.pk, "todo")]

    made(job)
    assert job.state == State.DONE
    assert in_the_store(files) == [f"{job.public_id}.pdf"]
    assert default_storage.size(job.file.path) == job.file.size
    assert Notification.objects.filter(kind=READY).count() == 1


def test_what_a_killed_worker_left_is_taken_up_whatever_it_was(clone):
    """A letter goes back into the queue; a nightly job ends, and its next one looks at what is still to be done."""
    deliver.defer(subject="s", body="b", sender="a@occe.example", recipients=[], alternatives=[])
    erase_old_exports.configure(queueing_lock="desk.old_reports").defer(timestamp=0)
    _tell_queue("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 minute')")
    _tell_queue(
        "UPDATE procrastinate_jobs SET status = 'doing', worker_id = (SELECT max(id) FROM procrastinate_workers)"
    )

    take_up()

    found = ProcrastinateJob.objects.order_by("pk").values_list("task_name", "status")
    assert list(found) == [(deliver.name, "todo"), (erase_old_exports.name, "failed")]


def test_of_two_workers_on_one_job_the_first_to_finish_stands(real_world, year, files):
    """The first was thought dead and was only slow."""
    job, by = order(real_world, year), System(year.federation_id)
    made(job)

    late = keep_export(job, made=MadeFile("late.zip", "application/zip", b"PK"), data_as_of=timezone.now(), by=by)

    assert late is False
    assert default_storage.size(job.file.path) == job.file.size > 2
    assert len(in_the_store(files)) == 1


def test_what_brings_down_every_worker_is_given_to_no_other(real_world, year):
    job = order(real_world, year)
    _tell_queue("UPDATE procrastinate_jobs SET status = 'doing', attempts = %s", MOST_ATTEMPTS - 1)

    take_up()
    say_lost_reports(timestamp=0)

    job.refresh_from_db()
    assert queued() == [(job.pk, "failed")]
    assert (job.state, job.failure) == (State.FAILED, BROKEN)


def test_a_row_that_nobody_prepares_says_so_and_one_in_the_queue_does_not(real_world, year):
    lost, waiting = order(real_world, year, "csv"), order(real_world, year, "xlsx")
    _tell_queue("DELETE FROM procrastinate_jobs WHERE (args ->> 'job_id')::int = %s", lost.pk)

    say_lost_reports(timestamp=0)

    assert list(ExportJob.objects.order_by("pk").values_list("state", flat=True)) == ["failed", "waiting"]
    assert waiting.state == State.WAITING


def test_progress_is_never_more_than_the_whole(real_world, year):
    job, by = order(real_world, year), System(year.federation_id)
    ExportJob.objects.filter(pk=job.pk).update(state=State.RUNNING, total=3)

    for done in (1, 2, 4):
        note_progress(job, done=done, by=by)

    job.refresh_from_db()
    assert job.done == 2


# --- a week later ----------------------------------------------------------------------------------------------------


def test_a_file_is_erased_after_its_week_and_not_before(real_world, year, files):
    old, young = made(order(real_world, year, "csv")), made(order(real_world, year, "xlsx"))
    ExportJob.objects.filter(pk=old.pk).update(expires_at=timezone.now() - timedelta(seconds=1))

    erase_old_exports(timestamp=0)
    erase_old_exports(timestamp=0)

    assert list(ExportJob.objects.all()) == [young]
    assert list(StoredFile.objects.all()) == [young.file]
    assert in_the_store(files) == [f"{young.public_id}.xlsx"]


def test_a_failed_request_is_forgotten_too(real_world, year):
    job = order(real_world, year)
    fail_export(job, failure=BROKEN, by=System(year.federation_id))
    ExportJob.objects.update(expires_at=timezone.now() - timedelta(days=1))

    erase_old_exports(timestamp=0)

    assert not ExportJob.objects.exists()


# --- how it is done --------------------------------------------------------------------------------------------------


def _start_worker(files) -> subprocess.Popen:
    """A worker in a process of its own, on the test's database."""
    name = connection.settings_dict["NAME"]
    environment = {
        **os.environ,
        "DATABASE_URL": cluster.server().url("occe_app", name),
        "DATABASE_OWNER_URL": cluster.server().url("occe_owner", name),
        "DJANGO_SETTINGS_MODULE": "occe.settings.test",
        "OCCE_DATA": str(files.parent),
    }
    command = [sys.executable, "manage.py", "procrastinate", "worker", "--queues", "exports"]
    return subprocess.Popen(
        command, cwd=django_settings.CHECKOUT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def _tell_queue(statement: str, *values) -> None:
    """The queue's tables are its own: its models cannot be written."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _wait_for(true, worker: subprocess.Popen, seconds: float = 60) -> None:
    """Until it is so, while the worker lives."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "nothing happened"
        with suppress(subprocess.TimeoutExpired):
            worker.wait(timeout=0.02)
            raise AssertionError("the worker ended")


def _leave_half_a_file(job) -> None:
    """What a worker that dies while it writes leaves behind."""
    path = default_storage.path(f"{job.federation.public_id}/exports/{job.public_id}.pdf")
    os.makedirs(os.path.dirname(path))
    with open(path, "wb") as file:
        file.write(b"%PDF-1.7 half")
