"""What money knows for the activity report: the fêtes, sales and trips of the year."""

from collections.abc import Iterator

from cooperatives.models import Cooperative, SchoolYear
from finance.models import Activity
from projects.report_parts import PartLine


def events_of_year(cooperative: Cooperative, year: SchoolYear) -> Iterator[PartLine]:
    """One line an activity, the first held first, without a sum: the financial report tells those. One query."""
    held = Activity.objects.filter(cooperative=cooperative, year=year).order_by("held_on", "title")
    return (PartLine(activity.title, activity.held_on) for activity in held)
