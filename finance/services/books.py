"""The life of a book: opened, sent to the association, accepted, or returned with a reason."""

from django.db import transaction

from cooperatives.models import Cooperative, SchoolYear
from finance.models import Book
from occe.kit.actors import Actor

from .charts import ensure_chart


@transaction.atomic
def open_book(cooperative: Cooperative, year: SchoolYear, *, by: Actor) -> Book:
    """The cooperative's book of the year, opened when it is not yet: with the year's chart and what was left before.

    Idempotent.
    """
    ensure_chart(cooperative.federation, year)
    book, _ = Book.objects.get_or_create(federation=cooperative.federation, year=year, cooperative=cooperative)
    return book
