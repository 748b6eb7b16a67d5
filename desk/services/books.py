"""Asking for all books of a year as a file."""

from uuid import UUID

from cooperatives.models import ExportJob, SchoolYear
from desk.reports.books import KIND, What
from desk.tasks import prepare_books
from occe.kit.actors import Adult

from .ordering import order


def order_books(year: SchoolYear, *, what: What, language: str, request_id: UUID, by: Adult) -> ExportJob:
    """Ask for the books of a year as `what`; language and request as `order`."""
    return order(
        year, kind=KIND, prepare=prepare_books, what=str(what), language=language, request_id=request_id, by=by
    )  # fmt: skip
