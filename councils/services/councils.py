"""Councils are opened with the year of a cooperative, and with each class that is added."""

from collections.abc import Iterable

from django.db import transaction

from cooperatives.models import Classroom, Cooperative, SchoolYear
from councils.models import Council
from occe.kit.actors import Actor

SCHOOL_QUORUM = 50
"""Percent of the delegates who must be there in a school's council, until it decides otherwise; a class has none."""


@transaction.atomic
def open_councils(cooperatives: Iterable[Cooperative], year: SchoolYear, *, by: Actor) -> None:
    """Open the year's councils of cooperatives: its own for each, and one for each of its classes of that year.

    Councils that stand already stay as they are, so that it may be called again when a class is added. Two statements.
    """
    cooperatives = list(cooperatives)
    classrooms = Classroom.objects.of_year(year).filter(cooperative__in=cooperatives)
    councils = [Council(cooperative=one, year=year, quorum_percent=SCHOOL_QUORUM) for one in cooperatives]
    councils += [
        Council(cooperative_id=classroom.cooperative_id, classroom=classroom, year=year) for classroom in classrooms
    ]
    # The constraint "once a cooperative, year and class" (no class counting as one) decides, so that two calls at
    # the same moment open each council once.
    Council.objects.bulk_create(councils, ignore_conflicts=True)
