"""All books of a year as files: asked once, prepared by the queue, kept a week, for who asked."""

import io
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from openpyxl import load_workbook
from procrastinate.contrib.django.models import ProcrastinateJob

from cooperatives.models import ExportJob, Federation
from desk.reports.books import NO_SIRET, TOO_LONG, What
from desk.tasks import prepare_books
from finance.services import fec
from finance.services.fec import fec_chunks
from members.models import Notification
from occe.kit import workbooks
from tests.finance.ledger import ledger_of

ADDRESS = "/fr/desk/accounts/books/"


@pytest.fixture
def year(world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    ledger_of(world.cooperative, world.year).receive("90.00")
    ledger_of(world.other_cooperative, world.year).receive("3.50")
    return world.year


def asked(world, what, *, by=None):
    client = world.client(by or world.tristan)
    client.get(f"/fr/desk/?year={world.year.slug}")
    answer = client.post(ADDRESS, {"what": what, "request_id": str(uuid4())})
    assert answer.status_code == 302, answer.content.decode()
    return ExportJob.objects.latest("pk")


def made(job):
    prepare_books(job_id=job.pk)
    job.refresh_from_db()
    return job


def test_the_auditors_file_is_the_same_as_the_commands(world, year):
    job = made(asked(world, What.FEC))

    assert (job.state, job.file.shown_name, job.done) == ("done", "123456789FEC20260831.txt", job.total)
    with default_storage.open(job.file.path) as stored:
        assert stored.read() == b"".join(fec_chunks(world.federation, year))
    assert Notification.objects.filter(user=world.tristan, kind="desk.books_ready").count() == 1
    page = world.client(world.tristan).get(ADDRESS).content.decode()
    assert f"/fr/desk/reports/exports/{job.public_id}/file/" in page
    assert str(job.public_id) not in world.client(world.martine).get(ADDRESS).content.decode()


def test_a_file_takes_the_time_that_it_needs(world, year, monkeypatch):
    monkeypatch.setattr(fec, "ROWS", "COPY (SELECT current_setting('statement_timeout')) TO STDOUT")

    job = made(asked(world, What.FEC))

    with default_storage.open(job.file.path) as stored:
        assert stored.read().splitlines()[1] == b"0"


@pytest.mark.parametrize("what", [What.FEC_LATIN, What.LEDGER, What.JOURNAL, What.BALANCE])
def test_each_text_names_both_cooperatives_sums(world, year, what):
    job = made(asked(world, what))

    with default_storage.open(job.file.path) as stored:
        text = stored.read().decode("iso-8859-15" if what == What.FEC_LATIN else "utf-8-sig")
    assert job.state == "done"
    assert "93,50" in text if what == What.BALANCE else ("90,00" in text and "3,50" in text)


@pytest.mark.parametrize("what", [What.LEDGER_XLSX, What.JOURNAL_XLSX, What.BALANCE_XLSX])
def test_each_workbook_opens(world, year, what):
    job = made(asked(world, what))

    with default_storage.open(job.file.path) as stored:
        sheet = load_workbook(io.BytesIO(stored.read())).worksheets[0]
    assert (job.state, sheet.max_row) == ("done", 4 if what == What.BALANCE_XLSX else 5)


def test_what_cannot_be_made_says_why(world, year, monkeypatch):
    Federation.objects.filter(pk=world.federation.pk).update(siret="")
    monkeypatch.setattr(workbooks, "MOST_ROWS", 1)

    failures = [made(asked(world, what)).failure for what in (What.FEC, What.JOURNAL_XLSX)]

    assert failures == [NO_SIRET, TOO_LONG]
    page = world.client(world.tristan).get(ADDRESS).content.decode()
    assert "prenez le CSV" in page
    assert "SIRET" in page


def test_the_same_form_sent_twice_asks_once(world, year):
    client, data = world.client(world.tristan), {"what": What.FEC, "request_id": str(uuid4())}

    for _time in range(2):
        client.post(ADDRESS, data)

    assert ExportJob.objects.count() == ProcrastinateJob.objects.filter(task_name=prepare_books.name).count() == 1
    assert client.post(ADDRESS, {"what": "nothing"}).status_code == 422
