"""A sitting as its screens show it: the projector, the tablet, the adult's page.

Screens ask every two seconds. `etag_of` answers with one query whether anything changed: the meeting's tick, and a
quarter of a minute of the clock. Only then is everything read again, in a number of queries that no class makes grow.
"""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from councils.models import (
    AgendaItem,
    Attendance,
    Ballot,
    Council,
    CouncilMeeting,
    FeasibilityNote,
    GuarantorAct,
    ItemMandate,
    MeetingRole,
    Roll,
    SpeakingTurn,
)
from councils.queries.agenda import ShownItem, agenda_of
from councils.queries.ballots import OnWall, ballot_on_wall
from councils.queries.school import Reported, listed_in, reported_by
from councils.services.speaking import hands_up
from members.models import Enrolment
from members.queries_pupils import Face, face_of
from occe.kit.actors import Actor, PupilActor

STEP = 15
"""Seconds between two pictures of the clock."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The time of the item in hand, in whole minutes for a child: `left` is 0 once the time is over."""

    total: int
    spent: int
    runs: bool

    @property
    def left(self) -> int:
        return max(0, -(-(self.total - self.spent) // 60))

    @property
    def minutes(self) -> int:
        return self.total // 60

    @property
    def is_over(self) -> bool:
        return self.spent >= self.total

    @property
    def share_left(self) -> float:
        """What is left, from 1 (all) to 0, in steps that a screen draws."""
        return max(0.0, 1 - self.spent // STEP * STEP / self.total)


@dataclass(frozen=True, slots=True)
class Role:
    """A role of the day and who has it."""

    role: str
    label: str
    face: Face | None = None


@dataclass(frozen=True, slots=True)
class Sitting:
    """Everything that the screens of a sitting show. `now` is the item in hand, `hands` those who ask to speak.

    `vote` is the one in hand, or shown last for this item; `to_open` one that the adult has prepared for it.
    """

    meeting: CouncilMeeting
    etag: str
    items: list[ShownItem]
    later: list[ShownItem]
    now: ShownItem | None = None
    next: ShownItem | None = None
    clock: Clock | None = None
    speaker: Face | None = None
    hands: list[Face] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    rolls: list[Roll] = field(default_factory=list)
    pause: GuarantorAct | None = None
    stopped: GuarantorAct | None = None
    notes: list[FeasibilityNote] = field(default_factory=list)
    decided: list[str] = field(default_factory=list)
    mandates: list[ItemMandate] = field(default_factory=list)
    reported: Reported | None = None
    vote: OnWall | None = None
    to_open: Ballot | None = None

    @property
    def seen(self) -> int:
        """How many items were dealt with."""
        return sum(1 for shown in self.items if shown.item.state == AgendaItem.State.DONE)

    @property
    def place(self) -> int:
        """The place of the item in hand, from 1."""
        return self.seen + 1

    @property
    def called(self) -> list[Roll]:
        return [one for one in self.rolls if one.called]

    @property
    def uncalled(self) -> list[Roll]:
        return [one for one in self.rolls if not one.called]

    @property
    def present(self) -> int:
        return sum(one.present for one in self.called)

    @property
    def adults(self) -> int:
        return sum(one.adults for one in self.called)

    @property
    def is_voting(self) -> bool:
        """Whether voices come in now, or the adult looks at the count: nothing else is done meanwhile."""
        return self.vote is not None and self.vote.ballot.state in (Ballot.State.OPEN, Ballot.State.FINISHED)

    def face_with(self, role: str) -> Face | None:
        return next((one.face for one in self.roles if one.role == role), None)

    @property
    def secretary(self) -> Face | None:
        return self.face_with(MeetingRole.Role.SECRETARY)

    @property
    def next_speaker(self) -> Face | None:
        return self.hands[0] if self.hands else None


def meetings_held_by(actor: Actor) -> QuerySet[CouncilMeeting]:
    """The meetings that an adult may hold, with what every page names."""
    return CouncilMeeting.objects.run_by(actor).select_related("council__classroom", "council__cooperative__school")


def items_held_by(actor: Actor) -> QuerySet[AgendaItem]:
    """The items of those meetings."""
    items = AgendaItem.objects.run_by(actor).filter(meeting__isnull=False)
    return items.select_related(
        "meeting__council__classroom", "meeting__council__cooperative__school", "council", "about"
    )


def open_meeting_of(actor: PupilActor) -> CouncilMeeting | None:
    """The open sitting in which a pupil is: the own class's, else the cooperative's. One query."""
    councils = Council.objects.visible_to(actor)
    found = CouncilMeeting.objects.filter(council__in=councils, state=CouncilMeeting.State.OPEN)
    return found.select_related("council__classroom", "council__cooperative").order_by("council__classroom").first()


def etag_of(meeting: CouncilMeeting, now: datetime | None = None) -> str:
    """What tells that a screen is not true any more. One query."""
    clock = _clock(meeting.items.filter(state=AgendaItem.State.NOW).first(), now or timezone.now())
    return f'"{meeting.pk}-{meeting.tick}-{clock.spent // STEP if clock else ""}"'


def sitting_of(meeting: CouncilMeeting, *, for_class: bool = False) -> Sitting:
    """The sitting as it stands. `for_class` leaves out what only who holds the council may read."""
    moment = timezone.now()
    agenda = agenda_of(meeting, for_class=for_class)
    shown = [one for one in agenda.to_come if one.item.state != AgendaItem.State.DROPPED]
    now = next((one for one in shown if one.item.state == AgendaItem.State.NOW), None)
    faces = faces_of(meeting)
    item = now.item if now else None
    return Sitting(
        meeting=meeting,
        etag=etag_of(meeting, moment),
        items=shown,
        later=agenda.later,
        now=now,
        next=next((one for one in shown if one.item.state == AgendaItem.State.WAITING), None),
        clock=_clock(item, moment),
        roles=_roles(meeting, faces),
        rolls=list(meeting.rolls.select_related("classroom")),
        pause=meeting.guarantor_acts.running_pauses().first(),
        vote=ballot_on_wall(meeting) if meeting.is_open else None,
        **(_of_item(item, faces) if item else {}),
    )


def _of_item(item: AgendaItem, faces: dict[int, Face]) -> dict:
    speaking = item.speaking_turns.filter(state=SpeakingTurn.State.SPEAKING).first()
    return {
        "speaker": faces.get(speaking.pupil_id) if speaking else None,
        "hands": [faces[turn.pupil_id] for turn in hands_up(item) if turn.pupil_id in faces],
        "stopped": item.guarantor_acts.filter(kind=GuarantorAct.Kind.VETO).first(),
        "notes": list(item.notes.all()),
        "to_open": item.ballots.filter(state=Ballot.State.PREPARED).order_by("-pk").first(),
        "decided": list(item.decisions.order_by("number").values_list("text", flat=True)),
        "mandates": list(item.mandates.select_related("classroom")),
        "reported": reported_by(item),
    }


def _clock(item: AgendaItem | None, now: datetime) -> Clock | None:
    if item is None:
        return None
    running = (now - item.running_since).total_seconds() if item.running_since else 0
    return Clock(item.minutes * 60, item.seconds_spent + max(0, int(running)), item.running_since is not None)


def _roles(meeting: CouncilMeeting, faces: dict[int, Face]) -> list[Role]:
    given = dict(meeting.roles.values_list("role", "pupil_id"))
    return [Role(role, str(label), faces.get(given.get(role, 0))) for role, label in MeetingRole.Role.choices]


def faces_of(meeting: CouncilMeeting) -> dict[int, Face]:
    """The faces of all who belong to this council, by pupil. One query."""
    rows = Enrolment.objects.filter(classroom__in=meeting.rolls.values("classroom_id")).select_related("pupil")
    return {row.pupil_id: face_of(row) for row in rows}


def who_is_here(meeting: CouncilMeeting) -> list[Face]:
    """The faces of those who are there, by class and first name; everybody where the roll was not called."""
    here = set(Attendance.objects.filter(roll__meeting=meeting, here=True).values_list("pupil_id", flat=True))
    found: list[Face] = []
    for one in meeting.rolls.select_related("classroom"):
        rows = listed_in(meeting.council, one.classroom, meeting.held_on)
        found += [face_of(row) for row in rows if not one.called or row.pupil_id in here]
    return found
