"""The council's home: which council, and the next useful thing about it."""

from dataclasses import dataclass
from datetime import date, timedelta

from cooperatives.models import ClassTeacher, Cooperative
from councils.models import AgendaItem, Council, CouncilMeeting, Decision
from councils.queries.box import counts_in_box
from councils.queries.register import late
from occe.kit.actors import Actor, Adult
from occe.kit.dates import today


@dataclass(frozen=True, slots=True)
class Today:
    """A council as it stands today. `in_box` is how many petits mots wait; what they say is not known here."""

    council: Council
    meeting: CouncilMeeting | None
    items: int
    in_box: int
    late: list[Decision]
    next_day: date | None


def councils_here(actor: Actor, cooperative: Cooperative) -> list[Council]:
    """The councils of a cooperative that an adult holds this year: the one to show first comes first.

    This year is today's, else the newest that is open. The own class goes before the others, the school's comes last.
    Two queries.
    """
    held = Council.objects.run_by(actor).filter(cooperative=cooperative, year__closed_at__isnull=True)
    rows = list(
        held.select_related("classroom", "year", "cooperative__school").order_by("-year__starts", "classroom_id")
    )
    day = today()
    year = next((row.year for row in rows if row.year.starts <= day <= row.year.ends), rows[0].year if rows else None)
    mine = _taught(actor)
    rows = [row for row in rows if row.year == year]
    return sorted(rows, key=lambda row: (row.classroom_id not in mine, row.is_of_school))


def _taught(actor: Actor) -> set[int]:
    if not isinstance(actor, Adult):
        return set()
    taught = ClassTeacher.objects.filter(user_id=actor.user_id).in_force(today())
    return set(taught.values_list("classroom_id", flat=True))


def today_of(council: Council) -> Today:
    """What waits for this council. Four queries."""
    meeting = council.meetings.in_hand().first()
    waiting = [AgendaItem.State.WAITING, AgendaItem.State.NOW]
    return Today(
        council=council,
        meeting=meeting,
        items=meeting.items.filter(state__in=waiting).count() if meeting else 0,
        in_box=sum(counts_in_box(council).values()),
        late=list(late(council, today())[:5]),
        next_day=next_council_day(council, today()),
    )


def next_council_day(council: Council, on: date) -> date | None:
    """The next day of the week on which this council sits, `on` included; None where the class has no fixed day."""
    if council.weekday is None:
        return None
    return on + timedelta(days=(council.weekday - on.weekday()) % 7)
