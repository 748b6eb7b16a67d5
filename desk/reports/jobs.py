"""What every file that the queue prepares for the association has in common: its year, and who is told."""

from uuid import UUID

from cooperatives.models import ExportJob, SchoolYear
from members.services.notifications import notify
from occe.kit.dates import parse_school_year


def year_of(job: ExportJob) -> SchoolYear:
    """The year that a job was asked for."""
    starts = parse_school_year(job.parameters["year"]).start
    return SchoolYear.objects.select_related("federation").get(federation=job.federation_id, starts=starts)


def tell_ready(job: ExportJob, ready: str, year: SchoolYear, *, url_name: str, url_id: UUID | None = None) -> None:
    """Tell who asked that the file is there, once; `ready` is the kind of the notification."""
    notify(
        job.requested_by, ready, key=f"{ready}:{job.public_id}", parameters={"year": year.slug}, url_name=url_name,
        url_id=url_id,
    )  # fmt: skip
