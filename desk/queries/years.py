"""The association's school years with what lives in each."""

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from cooperatives.models import Affiliation, Classroom, SchoolYear
from finance.models import Book
from occe.kit.actors import Actor


def years_with_counts(actor: Actor) -> QuerySet:
    """The newest first, each with `class_count`, `book_count` (cooperatives' books) and `draft_count` (affiliations
    still to be prepared). One query."""
    books = Book.objects.filter(cooperative__isnull=False)
    drafts = Affiliation.objects.filter(state=Affiliation.State.DRAFT)
    return SchoolYear.objects.visible_to(actor).annotate(
        class_count=_count(Classroom.objects.all()), book_count=_count(books), draft_count=_count(drafts)
    )


def _count(rows: QuerySet) -> Coalesce:
    counted = rows.filter(year=OuterRef("pk")).order_by().values("year").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, IntegerField()), 0)
