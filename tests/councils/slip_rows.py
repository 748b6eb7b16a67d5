"""A council of this very school year, with petits mots in its box: rows for the tests of box and agenda."""

from datetime import date
from uuid import uuid4

from councils.models import AgendaItem, Council, CouncilMeeting, Slip
from councils.services.slips import put_in_box
from members.models import Pupil
from occe.kit.actors import PupilActor
from occe.kit.dates import school_year_of, today


def make_council(world, classroom=None) -> Council:
    """The council of Claire's class, or of another one, in the school year that today is in."""
    world.year.starts, world.year.ends = school_year_of(today())
    world.year.save()
    world.claire
    room = classroom or world.classroom
    council, _made = Council.objects.get_or_create(cooperative=room.cooperative, classroom=room, year=room.year)
    return council


def as_pupil(world, pupil: Pupil) -> PupilActor:
    """What the middleware makes of a pupil of Claire's class."""
    room = world.classroom
    return PupilActor(pupil.pk, world.open_class.pk, room.pk, room.cooperative_id, world.federation.pk)


def write(world, council: Council, text: str = "On pourrait planter une haie.", *, by=None, **facts) -> Slip:
    """A petit mot in the box, Lina's and an idea unless told otherwise."""
    facts = {"kind": Slip.Kind.IDEA, "public_id": uuid4()} | facts
    return put_in_box(council, text=text, by=as_pupil(world, by or world.lina), **facts)


def hold(meeting: CouncilMeeting, *, on: date | None = None) -> CouncilMeeting:
    """The sitting took place (on a past day if one is named): everything on its agenda was spoken of."""
    meeting.items.filter(state=AgendaItem.State.WAITING).update(state=AgendaItem.State.DONE)
    at = meeting.council.year.starts.isoformat() + "T10:00:00Z"
    day = on or meeting.held_on
    CouncilMeeting.objects.filter(pk=meeting.pk).update(state="closed", opened_at=at, closed_at=at, held_on=day)
    meeting.refresh_from_db()
    return meeting
