"""The adults' council of a cooperative: how often it met, and whether it is late."""

from datetime import date

from cooperatives.models import Cooperative, SchoolYear
from councils.models import AdultMeeting
from councils.models.adults import LEAST_A_YEAR

DUE = {1: (1, 1), 2: (4, 1), 3: (6, 1)}
"""From which month and day of the school year on the first, the second, the third should have been called."""


def held_in(cooperative: Cooperative, year: SchoolYear) -> int:
    """How many times the adults' council met in a year. One query."""
    return AdultMeeting.objects.filter(cooperative=cooperative, year=year).held().count()


def missing_in(cooperative: Cooperative, year: SchoolYear) -> int:
    """How many meetings are still to be held in a year to make three."""
    return max(LEAST_A_YEAR - held_in(cooperative, year), 0)


def is_late(cooperative: Cooperative, year: SchoolYear, on: date) -> bool:
    """Whether fewer meetings were held or are called than the season asks for. One query."""
    due = sum(1 for month, day in DUE.values() if on >= date(year.starts.year + (month < 9), month, day))
    known = AdultMeeting.objects.filter(cooperative=cooperative, year=year)
    return known.exclude(state=AdultMeeting.State.CANCELLED).count() < due
