"""Who owes an activity report, and who was reminded of it when."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Max

from cooperatives.models import Cooperative, SchoolYear
from members.models import Notification
from projects.queries.department import reports_by_cooperative

REMINDED = "desk.activity-report-due"
IN_PEACE = timedelta(days=7)
"""How long a cooperative that was reminded is left in peace."""
FIRST_MONTH = 6


def is_due(year: SchoolYear, *, on: date) -> bool:
    """From the June in which the year ends: before, there is nothing to look back on."""
    return on >= date(year.ends.year, FIRST_MONTH, 1)


def key_of_reminder(year: SchoolYear, cooperative: Cooperative, day: date) -> str:
    """By which each mandataire is told once a day, and a reminder is found again."""
    return f"{_of_year(year)}{cooperative.public_id}-{day:%Y%m%d}"


def reminders(year: SchoolYear) -> dict[UUID, date]:
    """When each cooperative was last reminded, by its public id. One query."""
    told = Notification.objects.filter(kind=REMINDED, key__startswith=_of_year(year)).order_by()
    rows = told.values("url_id").annotate(last=Max("created_at__date")).values_list("url_id", "last")
    return {cooperative: last for cooperative, last in rows if cooperative}


def waited_for(year: SchoolYear) -> list[Cooperative]:
    """The living cooperatives that have classes in the year and have not sent their report. Two queries."""
    alive = (Cooperative.State.ACTIVE, Cooperative.State.CLOSING)
    return [
        one for one, report in reports_by_cooperative(year)
        if one.state in alive and (report is None or report.state != report.State.SENT)
    ]  # fmt: skip


def due_to_remind(year: SchoolYear, *, on: date) -> list[Cooperative]:
    """Those of them that were not reminded in the last week. Three queries."""
    last = reminders(year)
    return [one for one in waited_for(year) if on - last.get(one.public_id, date.min) >= IN_PEACE]


def _of_year(year: SchoolYear) -> str:
    return f"report-due-{year.slug}-"
