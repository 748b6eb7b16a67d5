"""The adults' council of a cooperative: how often it met."""

from cooperatives.models import Cooperative, SchoolYear
from councils.models import AdultMeeting


def held_in(cooperative: Cooperative, year: SchoolYear) -> int:
    """How many times the adults' council met in a year. One query."""
    return AdultMeeting.objects.filter(cooperative=cooperative, year=year).held().count()
