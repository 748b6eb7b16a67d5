"""A sitting of Claire's class, with an item to speak of: rows for the tests of the register."""

from datetime import date

from django.utils import timezone

from councils.models import AgendaItem, Council, CouncilMeeting, MeetingRole
from councils.services.councils import open_councils

DAY = date(2025, 9, 18)


def make_council(world) -> Council:
    """The council of Claire's class."""
    world.claire, world.classroom
    open_councils([world.cooperative], world.year, by=world.actor(world.claire))
    return Council.objects.get(classroom=world.classroom)


def make_sitting(council: Council, *, on: date = DAY, state: str = "open", president=None) -> CouncilMeeting:
    opened = timezone.now() if state != "prepared" else None
    closed = timezone.now() if state == "closed" else None
    meeting = CouncilMeeting.objects.create(
        council=council, held_on=on, state=state, opened_at=opened, closed_at=closed
    )
    if president:
        MeetingRole.objects.create(meeting=meeting, role=MeetingRole.Role.PRESIDENT, pupil=president)
    return meeting


def make_item(meeting: CouncilMeeting, title: str = "Les papillons", **facts) -> AgendaItem:
    facts = {"kind": AgendaItem.Kind.IDEA, "state": AgendaItem.State.NOW} | facts
    return AgendaItem.objects.create(council=meeting.council, meeting=meeting, title=title, **facts)
