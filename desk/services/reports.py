"""Asking for the annual report, and starting it again."""

from uuid import UUID

from django.db import transaction

from cooperatives.models import ExportJob, SchoolYear
from cooperatives.services import exports
from desk.reports.files import Shape
from desk.reports.making import KIND
from desk.tasks import prepare_report
from occe.kit.actors import Adult

from .ordering import order


def order_report(year: SchoolYear, *, shape: Shape, language: str, request_id: UUID, by: Adult) -> ExportJob:
    """Ask for the report of a year as `shape`; language and request as `order`."""
    return order(
        year, kind=KIND, prepare=prepare_report, shape=str(shape), language=language, request_id=request_id, by=by
    )  # fmt: skip


@transaction.atomic
def restart_report(job: ExportJob, *, by: Adult) -> ExportJob:
    """Start a report that failed again; one that did not fail is left as it is."""
    job, is_waiting = exports.ask_again(job, by=by)
    if is_waiting:
        prepare_report.defer(job_id=job.pk)
    return job
