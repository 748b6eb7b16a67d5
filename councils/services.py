"""What changes councils. For now: they are opened; meetings, slips and ballots come with their own issue."""

from collections.abc import Iterable

from django.db import transaction

from cooperatives.models import Classroom, Cooperative, SchoolYear
from councils.models import Council
from occe.kit.actors import Actor


@transaction.atomic
def open_council(cooperative: Cooperative, year: SchoolYear, *, by: Actor) -> list[Council]:
    """Open the year's councils of a cooperative: its own, and one for each of its classes of that year.

    Councils that stand already stay as they are, so that it may be called again when a class is added. Returns the
    cooperative's councils of the year, its own first.
    """
    open_councils([cooperative], year, by=by)
    found = Council.objects.filter(cooperative=cooperative, year=year).select_related("classroom")
    return sorted(found, key=lambda council: council.classroom_id or 0)


@transaction.atomic
def open_councils(cooperatives: Iterable[Cooperative], year: SchoolYear, *, by: Actor) -> None:
    """The same for many cooperatives at once, in two statements: the opening of a school year."""
    cooperatives = list(cooperatives)
    classrooms = Classroom.objects.of_year(year).filter(cooperative__in=cooperatives)
    councils = [Council(cooperative=cooperative, year=year) for cooperative in cooperatives]
    councils += [
        Council(cooperative_id=classroom.cooperative_id, classroom=classroom, year=year) for classroom in classrooms
    ]
    # The constraint "once a cooperative, year and class" (no class counting as one) decides, so that two calls at
    # the same moment open each council once.
    Council.objects.bulk_create(councils, ignore_conflicts=True)
