"""Asking for a file that the queue prepares: a row that shows its progress, and a job in the queue, both or neither."""

from typing import Any
from uuid import UUID

from django.db import transaction

from cooperatives.models import ExportJob, SchoolYear
from cooperatives.services import exports
from occe.kit.actors import Adult


@transaction.atomic
def order(
    year: SchoolYear, *, kind: str, prepare: Any, language: str, request_id: UUID, by: Adult, **asked: str
) -> ExportJob:
    """Ask for a year's file of a `kind`, in `fr` or `en`; `prepare` is the task that makes it, `asked` what it reads
    beside the year. The same request twice gives one row and one job.
    """
    parameters = {"year": year.slug, "language": language[:2], **asked}
    job, is_new = exports.ask_for_export(
        year.federation, kind=kind, parameters=parameters, request_id=request_id, by=by
    )
    if is_new:
        prepare.defer(job_id=job.pk)
    return job
