"""Reads of votes: what is open for a class, who is missing (how many, never who), and what came out.

What the class sees of an election is who is elected. What the adult sees of a vote that is finished and not shown yet
comes from the papers, as long as they live.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Q, Sum

from councils.counting import Tally
from councils.counting.judgment import middle
from councils.models import AgendaItem, Attendance, Ballot, BallotOption, CouncilMeeting
from councils.papers import FEW, HEARD, is_unanimous, marks_of, sums_of
from members.models import Enrolment, Pupil
from members.queries_pupils import Face, face_of
from occe.kit.folded import sort_key

State = Ballot.State


@dataclass(frozen=True, slots=True)
class Voices:
    """How many voices are in, of how many."""

    voted: int
    total: int

    @property
    def missing(self) -> int:
        return max(self.total - self.voted, 0)


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice as pages show it: its words, or the face of a candidate."""

    option: BallotOption
    label: str
    candidate: Face | None = None

    @property
    def position(self) -> int:
        return self.option.position


@dataclass(frozen=True, slots=True)
class Row:
    """What a choice received: voices, or the five faces (the worst first) with the one in the middle."""

    choice: Choice
    voices: int = 0
    faces: tuple[int, ...] = ()
    middle: int | None = None
    is_chosen: bool = False
    stands_again: bool = False

    @property
    def line(self) -> list[tuple[int, bool]]:
        """The faces in a line, the worst first, each with whether it is the one in the middle."""
        marks = [mark for mark, count in enumerate(self.faces) for _one in range(count)]
        return [(mark, rank == (len(marks) - 1) // 2) for rank, mark in enumerate(marks)]


@dataclass(frozen=True, slots=True)
class Result:
    """What came out. `rows` is empty where nothing was counted, and for what a class sees of an election."""

    ballot: Ballot
    verdict: str
    rows: list[Row] = field(default_factory=list)
    elected: list[Choice] = field(default_factory=list)
    again: list[Choice] = field(default_factory=list)
    papers: int = 0
    blank: int = 0
    by_lot: bool = False
    money_left: Decimal | None = None
    objections: int = 0

    @property
    def most(self) -> int:
        """The height of the highest tower."""
        return max([self.blank, *(row.voices for row in self.rows)], default=0)

    @property
    def missing(self) -> int:
        """Voices that never came."""
        return max((self.ballot.voters or 0) - self.papers, 0) if self.rows else 0


def ballot_in_hand(meeting: CouncilMeeting) -> Ballot | None:
    """The vote that is open, or finished and not shown yet. One query."""
    rows = meeting.ballots.filter(state__in=[State.OPEN, State.FINISHED])
    return rows.select_related("item", "council", "meeting", "job").first()


def votes_of(item: AgendaItem) -> list[Ballot]:
    """The votes on an item, the newest first, without those that were left. One query."""
    return list(item.ballots.exclude(state=State.DROPPED).order_by("-pk"))


def ballot_for_class(classroom_id: int) -> Ballot | None:
    """The vote for which the tablet goes round in this class now. One query."""
    rows = Ballot.objects.filter(state=State.OPEN, collected=Ballot.Collected.TABLET)
    called = rows.filter(meeting__state="open", meeting__rolls__classroom_id=classroom_id)
    return called.select_related("meeting", "council", "item", "job").first()


def hands_to_count(meeting: CouncilMeeting) -> Ballot | None:
    """The vote whose raised hands are counted now. One query."""
    rows = meeting.ballots.filter(state=State.OPEN, collected=Ballot.Collected.HANDS)
    return rows.select_related("meeting", "council", "item").first()


def voices(ballot: Ballot) -> Voices:
    """How many have voted on the tablet. One query."""
    return Voices(ballot.turnout.count(), ballot.voters or 0)


def has_voted(ballot: Ballot, pupil_id: int) -> bool:
    """Whether this child's voice is in. One query."""
    return ballot.turnout.filter(pupil_id=pupil_id).exists()


def choices(ballot: Ballot) -> list[Choice]:
    """The choices in their order, candidates with their faces. One or two queries."""
    options = list(ballot.options.all())
    faces = faces_of({option.pupil_id for option in options if option.pupil_id}, ballot.council.year_id)
    return [Choice(option, label_of(option), faces.get(option.pupil_id or 0)) for option in options]


def label_of(option: BallotOption) -> str:
    """The words of a choice: those of for and against in the reader's language, else the class's."""
    return str(option.get_side_display()).capitalize() if option.side else option.label


def faces_of(pupils: set[int], year_id: int) -> dict[int, Face]:
    """The faces of pupils, as their class of that year knows them. No query for nobody."""
    if not pupils:
        return {}
    rows = Enrolment.objects.filter(pupil__in=pupils, classroom__year_id=year_id).select_related("pupil")
    return {row.pupil_id: face_of(row) for row in rows}


def may_stand(meeting: CouncilMeeting) -> list[tuple[Pupil, Face]]:
    """Who may stand for a job: who is here; before the roll everybody of the classes. One or two queries."""
    here = Attendance.objects.filter(roll__meeting=meeting, roll__called=True, here=True).values("pupil_id")
    council = meeting.council
    of_council = Q(classroom__cooperative_id=council.cooperative_id, classroom__year_id=council.year_id)
    if council.classroom_id:
        of_council = Q(classroom_id=council.classroom_id)
    rows = Enrolment.objects.here().filter(of_council).select_related("pupil")
    called = rows.filter(pupil__in=here)
    enrolments = list(called) or list(rows)
    faces = [(row.pupil, face_of(row)) for row in enrolments]
    return sorted(faces, key=lambda pair: (pair[1].is_guest, sort_key(pair[1].first_name)))


# --- the adult's side ------------------------------------------------------------------------------------------------


def seats_of_adults(meeting: CouncilMeeting) -> int:
    """How many adults have a voice in this sitting. One query."""
    return meeting.rolls.filter(called=True).aggregate(seats=Sum("adults"))["seats"] or 0


def free_seat(ballot: Ballot) -> int | None:
    """The next adult who has not voted yet; None once all have. Two queries."""
    taken = set(ballot.turnout.filter(seat__isnull=False).values_list("seat", flat=True))
    return next((seat for seat in range(1, seats_of_adults(ballot.meeting) + 1) if seat not in taken), None)


def is_few(ballot: Ballot) -> bool:
    """Whether so few vote, or would now, that a secret cannot hold."""
    return ballot.secret and 0 < (ballot.voters or _expected(ballot.meeting)) <= FEW


def _expected(meeting: CouncilMeeting) -> int:
    """How many would vote if it opened now. Two queries."""
    here = Attendance.objects.filter(roll__meeting=meeting, roll__called=True, here=True).count()
    return here + seats_of_adults(meeting)


def papers_of(ballot: Ballot) -> list[list[tuple[Choice, int]]]:
    """The papers in the box, each with what is marked on it, in an order that says nothing; empty once erased."""
    shown = {choice.position: choice for choice in choices(ballot)}
    rows = (marks_of(stored) for stored in ballot.papers.order_by("id").values_list("marks", flat=True))
    return [[(shown[position], mark) for position, mark in sorted(marks.items())] for marks in rows]


def counts_agree(ballot: Ballot) -> bool:
    """Whether what was counted by hand is complete, and the same for all who counted."""
    return sums_of(ballot, []) is not None


def is_same_for_all(ballot: Ballot) -> bool:
    """Whether everybody voted alike: then everybody knows how everybody voted."""
    sums = sums_of(ballot, ballot.options.all()) if ballot.is_counted else None
    return sums is not None and is_unanimous(ballot, sums)


# --- what came out ---------------------------------------------------------------------------------------------------


def result_for_adult(ballot: Ballot) -> Result | None:
    """With the figures of an election too, while they are there. None before a vote is finished."""
    if ballot.outcome is None:
        return None
    sums = sums_of(ballot, ballot.options.all()) if ballot.is_election else _kept_sums(ballot)
    return _result(ballot, sums)


def result_for_class(ballot: Ballot) -> Result | None:
    """What may hang on the wall: nothing before it is shown; of an election who is elected, and no figure."""
    if ballot.state not in (State.SHOWN, State.KEPT):
        return None
    return _result(ballot, None if ballot.is_election else _kept_sums(ballot))


def running(ballot: Ballot) -> Result | None:
    """Raised hands as they stand, both counters agreeing, where the class did not choose to hide them to the end."""
    if ballot.hidden or ballot.collected != Ballot.Collected.HANDS or ballot.state != State.OPEN:
        return None
    sums = sums_of(ballot, ballot.options.all())
    return _result(ballot, sums) if sums else None


def _kept_sums(ballot: Ballot) -> Tally | None:
    told = ballot.outcome or {}
    if "papers" not in told:
        return None
    voices = {int(position): count for position, count in told.get("voices", {}).items()}
    faces = {int(position): tuple(row) for position, row in told.get("faces", {}).items()}
    return Tally(told["papers"], told["blank"], voices, faces)


def _result(ballot: Ballot, sums: Tally | None) -> Result:
    told = ballot.outcome or {}
    shown = choices(ballot)
    chosen, again = told.get("chosen", []), told.get("again", [])
    rows = [] if sums is None or ballot.way in HEARD else [_row(choice, sums, chosen, again) for choice in shown]
    money = told.get("money_left")
    return Result(
        ballot=ballot,
        verdict=told.get("verdict", ""),
        rows=rows,
        elected=[choice for position in chosen for choice in shown if choice.position == position],
        again=[choice for choice in shown if choice.position in again],
        papers=sums.papers if sums else 0,
        blank=sums.blank if sums else 0,
        by_lot=told.get("by_lot", False),
        money_left=Decimal(money) if money is not None else None,
        objections=told.get("objections", 0),
    )


def _row(choice: Choice, sums: Tally, chosen: list[int], again: list[int]) -> Row:
    faces = tuple(sums.faces.get(choice.position, ()))
    return Row(
        choice=choice,
        voices=sums.voices.get(choice.position, 0),
        faces=faces,
        middle=middle(faces) if faces else None,
        is_chosen=choice.position in chosen,
        stands_again=choice.position in again,
    )


# --- the wall --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OnWall:
    """A vote as the wall shows it: its question and rule, how many voices are in, and the result once it is shown."""

    ballot: Ballot
    choices: list[Choice]
    voices: Voices | None = None
    result: Result | None = None
    objections: list = field(default_factory=list)


def ballot_on_wall(meeting: CouncilMeeting) -> OnWall | None:
    """The vote in hand, else the one shown last for the item in hand; None without one. At most six queries."""
    ballot = ballot_in_hand(meeting)
    if ballot is None:
        last = meeting.ballots.filter(state__in=[State.SHOWN, State.KEPT], item__state=AgendaItem.State.NOW)
        ballot = last.select_related("item", "council", "meeting", "job").order_by("-pk").first()
    if ballot is None:
        return None
    on_tablet = ballot.collected == Ballot.Collected.TABLET and ballot.state == State.OPEN
    return OnWall(
        ballot=ballot,
        choices=choices(ballot),
        voices=voices(ballot) if on_tablet else None,
        result=result_for_class(ballot) or running(ballot),
        objections=list(ballot.objections.all()) if ballot.way == Ballot.Way.CONSENT else [],
    )
