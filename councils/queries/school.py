"""The council of the school as the classes see it: their delegates, what it will speak of, what it decided."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid5

from cooperatives.models import Classroom, Cooperative, SchoolYear
from councils.models import AgendaItem, Attendance, Ballot, Council, CouncilMeeting, Decision, ItemMandate
from members.models import ClassJob, ClassSession, Enrolment, JobTerm
from members.queries_pupils import Face, face_of, roll

LAST = 5


def delegates_of(classroom: Classroom, on: date) -> list[Enrolment]:
    """The children who speak for a class in the school's council on a day; none before it elected any. One query."""
    terms = JobTerm.objects.in_force(on).filter(
        job__classroom=classroom, job__kind=ClassJob.Kind.DELEGATE, job__retired_on__isnull=True
    )
    rows = classroom.enrolments.here().filter(pupil__in=terms.values("pupil_id")).select_related("pupil")
    return list(rows.order_by("pk"))


def listed_in(council: Council, classroom: Classroom, on: date) -> list[Enrolment]:
    """Whom the roll of a class calls: its delegates in the school's council, everybody where it elected none, and in
    the class's own council (two sites of one school may so sit together by video)."""
    delegates = delegates_of(classroom, on) if council.is_of_school else []
    return delegates or roll(classroom)


def acts_as_one(council: Council) -> bool:
    """Whether no child of this class can be told from another: it is open as one person, or has no list. Two queries.

    Such a class has no vote on the tablet, where each child has a turn; one without a list calls no roll either.
    """
    if council.classroom is None:
        return False
    is_open = ClassSession.objects.open().filter(classroom=council.classroom, as_one=True).exists()
    return is_open or not council.classroom.enrolments.here().exists()


def members_of(meeting: CouncilMeeting) -> int:
    """How many belong to a sitting: whom its rolls called, and of a class that was not called all its list."""
    rolls = list(meeting.rolls.select_related("classroom"))
    uncalled = sum(len(listed_in(meeting.council, one.classroom, meeting.held_on)) for one in rolls if not one.called)
    return uncalled + sum(one.members for one in rolls if one.called)


def is_delegate(ballot: Ballot, pupil_id: int) -> bool:
    """Whether a child is there to vote at the sitting of a ballot. One query."""
    here = Attendance.objects.filter(roll__meeting=ballot.meeting_id, roll__called=True, here=True)
    return here.filter(pupil_id=pupil_id).exists()


def voters_of(ballot: Ballot) -> list[tuple[int, int, Face]]:
    """Who is there to vote, of all classes: the pupil, the class and the face. Two queries."""
    here = Attendance.objects.filter(roll__meeting=ballot.meeting_id, roll__called=True, here=True)
    classrooms = dict(here.values_list("pupil_id", "roll__classroom_id"))
    rows = Enrolment.objects.filter(pupil__in=classrooms, classroom__in=set(classrooms.values()))
    rows = rows.filter(pupil__left_on__isnull=True).select_related("pupil").order_by("classroom_id", "pk")
    return [(row.pupil_id, row.classroom_id, face_of(row)) for row in rows]


@dataclass(frozen=True, slots=True)
class ClassSeat:
    """A class in the school's council: its delegates."""

    classroom: Classroom
    delegates: list[Face]


@dataclass(frozen=True, slots=True)
class SchoolItem:
    """An item to come, with what each class asks its delegates to say (by class, `mine` first on the page)."""

    item: AgendaItem
    mandates: list[ItemMandate] = field(default_factory=list)


def report_id(meeting_id: UUID, council_id: UUID) -> UUID:
    """The public id of the item by which a class hears of a sitting of the school's council."""
    return uuid5(meeting_id, str(council_id))


@dataclass(frozen=True, slots=True)
class Reported:
    """What a class hears from its delegates: the sentences that the school's council decided that day."""

    decided: list[str]


def reported_by(item: AgendaItem) -> Reported | None:
    """What the delegates bring back with this item; None for any other item. Two queries."""
    if item.kind != AgendaItem.Kind.REPORT:
        return None
    council = item.council
    held = CouncilMeeting.objects.filter(
        council__cooperative_id=council.cooperative_id, council__year_id=council.year_id,
        council__classroom__isnull=True, state=CouncilMeeting.State.CLOSED,
    )  # fmt: skip
    told = [
        pk for pk, key in held.values_list("pk", "public_id") if report_id(key, council.public_id) == item.public_id
    ]
    if not told:
        return None
    decisions = Decision.objects.filter(item__meeting__in=told).order_by("number")
    return Reported(list(decisions.values_list("text", flat=True)))


@dataclass(frozen=True, slots=True)
class SchoolCouncil:
    """What the page of the school's council shows; `council` is None in a cooperative that has none this year."""

    council: Council | None
    seats: list[ClassSeat]
    items: list[SchoolItem]
    decisions: list[Decision]


def school_council(cooperative: Cooperative, on: date) -> SchoolCouncil:
    """The school's council of the year in hand. As many queries as there are classes, and four."""
    year = SchoolYear.objects.filter(federation=cooperative.federation_id, starts__lte=on, ends__gte=on).first()
    councils = Council.objects.select_related("year")
    council = councils.filter(cooperative=cooperative, year=year, classroom__isnull=True).first()
    if council is None:
        return SchoolCouncil(None, [], [], [])
    classrooms = Classroom.objects.of_year(council.year).filter(cooperative=cooperative).order_by("pk")
    seats = [ClassSeat(room, [face_of(row) for row in delegates_of(room, on)]) for room in classrooms]
    waiting = council.items.filter(state=AgendaItem.State.WAITING)
    waiting = waiting.exclude(meeting__state=CouncilMeeting.State.CLOSED).prefetch_related("mandates__classroom")
    items = [SchoolItem(item, list(item.mandates.all())) for item in waiting]
    return SchoolCouncil(council, seats, items, list(council.decisions.order_by("-number")[:LAST]))
