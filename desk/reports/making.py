"""The job behind « Préparer le rapport »: read the year once, write what was asked, keep it, tell who asked.

It may be begun again at any point, for a worker can be killed: nothing shows before the last step, which happens once.
"""

import logging
from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone, translation

from cooperatives.models import ExportJob
from cooperatives.services.exports import MadeFile, begin_export, fail_export, keep_export, note_progress
from desk.reports import pdf
from desk.reports.figures import Report, one_snapshot, read_report
from desk.reports.files import Shape, csv_file, folder, stem, xlsx_file
from desk.reports.jobs import tell_ready, year_of
from occe.kit.actors import System
from occe.kit.pdf import PdfUnavailable

KIND = "annual-report"
READY = "desk.report_ready"
NO_PDF, BROKEN = "no_pdf", "broken"
# Reading and keeping are a step each; the PDF takes two, for laying out is the long one.
STEPS = {Shape.ALL: 6, Shape.PDF: 4, Shape.XLSX: 3, Shape.CSV: 3}

logger = logging.getLogger(__name__)


def prepare(job: ExportJob) -> None:
    """Make the file of an export and keep it. What goes wrong is said on the row, and raised for the log."""
    by, shape = System(job.federation_id), Shape(job.parameters["shape"])
    if not begin_export(job, total=STEPS[shape], by=by):
        return
    try:
        with translation.override(job.parameters["language"]):
            _make(job, shape, by)
    except PdfUnavailable:
        fail_export(job, failure=NO_PDF, by=by)
        logger.warning("A report could not be laid out: Pango is missing.", extra={"export": job.pk})
    except Exception:
        fail_export(job, failure=BROKEN, by=by)
        raise


def _make(job: ExportJob, shape: Shape, by: System) -> None:
    year = year_of(job)
    moment = timezone.now()
    with one_snapshot():
        report = read_report(year, on=timezone.localdate(moment))
    note_progress(job, done=1, by=by)
    made = []
    for done, file in enumerate(_files(report, shape), 2):
        note_progress(job, done=done, by=by)
        made += [file] if file else []
    whole = made[0]
    if shape == Shape.ALL:
        whole = folder(f"{stem(report)}.zip", [(file.name, file.data) for file in made], day=report.as_of)
    with transaction.atomic():
        if keep_export(job, made=whole, data_as_of=moment, by=by):
            tell_ready(job, READY, year, url_name="desk:report-export", url_id=job.public_id)


def _files(report: Report, shape: Shape) -> Iterator[MadeFile | None]:
    """The files of a shape, each step as it is done; None where a step has no file of its own."""
    if shape in (Shape.PDF, Shape.ALL):
        drawn = pdf.draw(report)
        yield None
        yield pdf.lay_out(report, drawn)
    if shape in (Shape.XLSX, Shape.ALL):
        yield xlsx_file(report)
    if shape in (Shape.CSV, Shape.ALL):
        yield csv_file(report)
