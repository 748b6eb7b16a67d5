"""Asking for the annual report: a row that shows its progress, and a job in the queue, both or neither."""

from uuid import UUID

from django.db import transaction

from cooperatives.models import ExportJob, SchoolYear
from cooperatives.services import exports
from desk.reports.files import Shape
from desk.reports.making import KIND
from desk.tasks import prepare_report
from occe.kit.actors import Adult


@transaction.atomic
def order_report(year: SchoolYear, *, shape: Shape, language: str, request_id: UUID, by: Adult) -> ExportJob:
    """Ask for the report of a year as `shape`, in `fr` or `en`. The same request twice gives one row and one job."""
    parameters = {"year": year.slug, "shape": str(shape), "language": language[:2]}
    job, is_new = exports.ask_for_export(
        year.federation, kind=KIND, parameters=parameters, request_id=request_id, by=by
    )
    if is_new:
        prepare_report.defer(job_id=job.pk)
    return job


@transaction.atomic
def restart_report(job: ExportJob, *, by: Adult) -> ExportJob:
    """Start a report that failed again; one that did not fail is left as it is."""
    job, is_waiting = exports.ask_again(job, by=by)
    if is_waiting:
        prepare_report.defer(job_id=job.pk)
    return job
