"""Asking for all books of a year as a file: a row that shows its progress, and a job in the queue, both or neither."""

from uuid import UUID

from django.db import transaction

from cooperatives.models import ExportJob, SchoolYear
from cooperatives.services import exports
from desk.reports.books import KIND, What
from desk.tasks import prepare_books
from occe.kit.actors import Adult


@transaction.atomic
def order_books(year: SchoolYear, *, what: What, language: str, request_id: UUID, by: Adult) -> ExportJob:
    """Ask for the books of a year as `what`, in `fr` or `en`. The same request twice gives one row and one job."""
    parameters = {"year": year.slug, "what": str(what), "language": language[:2]}
    job, is_new = exports.ask_for_export(
        year.federation, kind=KIND, parameters=parameters, request_id=request_id, by=by
    )
    if is_new:
        prepare_books.defer(job_id=job.pk)
    return job
