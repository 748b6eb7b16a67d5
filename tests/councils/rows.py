"""Rows of a council in hand, for the tests of its doors and pages."""

from councils.models import AgendaItem, Council, CouncilMeeting
from councils.services.councils import open_councils
from councils.services.meetings import open_meeting
from councils.services.rolls import call_roll


def council_of(world, classroom=None) -> Council:
    """The council of Claire's class, or of another class."""
    world.claire, world.classroom
    open_councils([world.cooperative], world.year, by=world.actor(world.claire))
    return Council.objects.get(classroom=classroom or world.classroom)


def make_meeting(council: Council, *titles: str, **fields) -> CouncilMeeting:
    """A meeting that is prepared, with an item for each title."""
    meeting = CouncilMeeting.objects.create(council=council, **fields)
    for position, title in enumerate(titles, 1):
        AgendaItem.objects.create(council=council, meeting=meeting, position=position, title=title, kind="idea")
    return meeting


def begin(world, *titles: str, call: bool = True) -> CouncilMeeting:
    """A sitting of Claire's class that is open, Lina, Noé and Zoé there unless `call` is false."""
    here = [world.lina, world.noe, world.zoe]
    by = world.actor(world.claire)
    meeting = open_meeting(make_meeting(council_of(world), *titles), by=by)
    if call:
        call_roll(meeting, world.classroom, present=here, by=by)
    return meeting
