"""All books of a year as the auditor wants them: a job of the queue, for a department's lines take their time.

Each file is read in one statement, as of one moment, and lies on disk while it is written: a million lines take no
more memory than a thousand.
"""

import logging
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import TextChoices
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from cooperatives.models import ExportJob, SchoolYear
from cooperatives.services.exports import MadeOnDisk, begin_export, fail_export, keep_export, note_progress
from desk.reports.jobs import tell_ready, year_of
from finance.errors import FecRefused
from finance.exports_ledgers import csv_pieces, name_of, sheet_of, title_in
from finance.queries.ledgers import Reading, Scope, line_count
from finance.services.fec import ENCODINGS, fec_chunks, fec_name
from occe.kit import csvfiles, workbooks
from occe.kit.actors import System
from occe.kit.patience import as_long_as_it_takes

KIND = "books"
READY = "desk.books_ready"
NO_SIRET, TOO_LONG, BROKEN = "no_siret", "too_long", "broken"
STEP = 5000
"""Lines between two movements of the bar."""

logger = logging.getLogger(__name__)


class What(TextChoices):
    """What may be asked for."""

    FEC = "fec", _("Fichier des écritures (FEC), UTF-8")
    FEC_LATIN = "fec-iso", _("Fichier des écritures (FEC), ISO-8859-15")
    LEDGER = "ledger-csv", _("Grand livre, CSV")
    LEDGER_XLSX = "ledger-xlsx", _("Grand livre, tableur")
    JOURNAL = "journal-csv", _("Journal, CSV")
    JOURNAL_XLSX = "journal-xlsx", _("Journal, tableur")
    BALANCE = "balance-csv", _("Balance des comptes, CSV")
    BALANCE_XLSX = "balance-xlsx", _("Balance des comptes, tableur")


def prepare(job: ExportJob) -> None:
    """Make the file of an export and keep it. What goes wrong is said on the row, and raised for the log."""
    by, year = System(job.federation_id), year_of(job)
    if not begin_export(job, total=line_count(Scope(year)) + 1, by=by):
        return
    try:
        with translation.override(job.parameters["language"]), tempfile.TemporaryDirectory() as folder:
            moment = timezone.now()
            with as_long_as_it_takes():
                made = _make(job, year, What(job.parameters["what"]), Path(folder) / "made", by)
            with transaction.atomic():
                if keep_export(job, made=made, data_as_of=moment, by=by):
                    tell_ready(job, READY, year, url_name="desk:combined-books")
    except FecRefused:
        fail_export(job, failure=NO_SIRET, by=by)
    except workbooks.SheetTooLong:
        fail_export(job, failure=TOO_LONG, by=by)
    except Exception:
        fail_export(job, failure=BROKEN, by=by)
        raise


def _make(job: ExportJob, year: SchoolYear, what: What, path: Path, by: System) -> MadeOnDisk:
    if what in (What.FEC, What.FEC_LATIN):
        name = fec_name(year.federation, year)
        encoding = ENCODINGS[what == What.FEC_LATIN]
        _write(path, fec_chunks(year.federation, year, encoding=encoding))
        return MadeOnDisk(name, f"text/plain; charset={encoding}", path)
    kind, _dash, form = what.partition("-")
    reading, scope = Reading(kind), Scope(year)
    if form == "csv":
        _write(path, _counted(job, csv_pieces(reading, scope), by))
        return MadeOnDisk(name_of(reading, scope, form), csvfiles.CONTENT_TYPE, path)
    with open(path, "wb") as file:
        language = job.parameters["language"]
        workbooks.write_workbook(file, [sheet_of(reading, scope)], title=title_in(reading, scope), language=language)
    return MadeOnDisk(name_of(reading, scope, form), workbooks.CONTENT_TYPE, path)


def _write(path: Path, pieces: Iterator[bytes]) -> None:
    with open(path, "wb") as file:
        file.writelines(pieces)


def _counted(job: ExportJob, pieces: Iterator[bytes], by: System) -> Iterator[bytes]:
    """The same pieces, the bar moving with their lines."""
    done = told = 0
    for piece in pieces:
        yield piece
        done += piece.count(b"\n")
        if done - told >= STEP:
            note_progress(job, done=min(done, job.total or done), by=by)
            told = done


def label_of(job: ExportJob) -> Any:
    """What was asked for, in the language of the page."""
    return What(job.parameters["what"]).label
