"""The minutes of a sitting: they make themselves, of what the secretary wrote and the council decided.

No petit mot is in them. First names are read from the roster when the page is made, so that a child who left is there
without a name; what was written down holds none.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from councils.models import AgendaItem, Ballot, CouncilMeeting, Decision, FeasibilityNote, GuarantorAct, Roll
from councils.queries.agenda import words_of
from councils.queries.outcomes import heard, told
from councils.queries.thread import votes_in_words
from members.models import Pupil
from members.queries_pupils import Face, face_of_pupil
from occe.kit.actors import Actor, Adult

ICONS = {
    AgendaItem.Kind.LATE: "wait", AgendaItem.Kind.REVIEW: "eye", AgendaItem.Kind.REPORT: "voice",
    AgendaItem.Kind.THANKS: "heart", AgendaItem.Kind.PROBLEM: "help", AgendaItem.Kind.QUESTION: "info",
    AgendaItem.Kind.IDEA: "sprout", AgendaItem.Kind.RULE: "book", AgendaItem.Kind.JOB: "person",
    AgendaItem.Kind.SPENDING: "cash-box", AgendaItem.Kind.OTHER: "council",
}  # fmt: skip
SHOWN = (Ballot.State.SHOWN, Ballot.State.KEPT)


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision of the sitting, its count in words, who does it, and the later one that took its place."""

    decision: Decision
    votes: str
    owner: Face | None
    later: Decision | None = None

    @property
    def standing(self) -> Decision:
        """What holds today: itself, or what corrected it."""
        return self.later or self.decision


@dataclass(frozen=True, slots=True)
class Voted:
    """A vote that became no decision: the question and what came out, or that it was left."""

    question: str
    result: str


@dataclass(frozen=True, slots=True)
class Told:
    """An item as the minutes tell it, with its pictogram."""

    item: AgendaItem
    heading: str
    title: str
    icon: str
    decided: list[Decided] = field(default_factory=list)
    voted: list[Voted] = field(default_factory=list)
    notes: list[FeasibilityNote] = field(default_factory=list)
    stopped: list[GuarantorAct] = field(default_factory=list)

    @property
    def is_later(self) -> bool:
        return self.item.state == AgendaItem.State.LATER


@dataclass(frozen=True, slots=True)
class DayRole:
    """Who did what at this sitting."""

    label: str
    face: Face


@dataclass(frozen=True, slots=True)
class Minutes:
    """A sitting, told. `present` of `members` were there, with `adults` who vote."""

    meeting: CouncilMeeting
    items: list[Told]
    roles: list[DayRole]
    rolls: list[Roll]
    pauses: list[GuarantorAct]

    @property
    def later(self) -> list[Told]:
        return [told for told in self.items if told.is_later]

    @property
    def spoken_of(self) -> list[Told]:
        return [told for told in self.items if not told.is_later]

    @property
    def decided(self) -> list[Decided]:
        return [one for told in self.items for one in told.decided]

    @property
    def present(self) -> int:
        return sum(roll.present for roll in self.rolls)

    @property
    def members(self) -> int:
        return sum(roll.members for roll in self.rolls)

    @property
    def adults(self) -> int:
        return sum(roll.adults for roll in self.rolls)


def held_by(actor: Actor) -> QuerySet[CouncilMeeting]:
    """The sittings that were opened, of the councils that an adult holds, the latest first."""
    met = CouncilMeeting.objects.run_by(actor).exclude(state=CouncilMeeting.State.PREPARED)
    met = met.select_related("council__classroom", "council__cooperative__school", "council__year")
    return met.order_by("-held_on", "-pk")


def kept_by(meeting: CouncilMeeting, actor: Actor) -> list[GuarantorAct]:
    """What an adult who stopped something kept for themselves: read by nobody else. One query."""
    if not isinstance(actor, Adult):
        return []
    return list(meeting.guarantor_acts.filter(by_id=actor.user_id).exclude(words_kept=""))


def minutes_of(meeting: CouncilMeeting) -> Minutes:
    """The minutes of a sitting, in the order in which it spoke. A number of queries that does not grow with it."""
    acts = list(meeting.guarantor_acts.all())
    states = (AgendaItem.State.DONE, AgendaItem.State.NOW, AgendaItem.State.LATER)
    decisions = Prefetch("decisions", Decision.objects.order_by("number").prefetch_related("corrected_by"))
    left = Q(state=Ballot.State.DROPPED, voters__isnull=False)
    held = Ballot.objects.filter(Q(state__in=SHOWN) | left, decision__isnull=True).prefetch_related("options")
    rows = meeting.items.filter(state__in=states).select_related("about")
    items = list(rows.prefetch_related(decisions, "notes", Prefetch("ballots", held)))
    given = list(meeting.roles.all())
    faces = _faces(items, [role.pupil_id for role in given])
    words = words_of(meeting.council)
    return Minutes(
        meeting=meeting,
        items=[_told(item, words, faces, acts) for item in items],
        roles=[DayRole(str(role.get_role_display()), faces[role.pupil_id]) for role in given],
        rolls=list(meeting.rolls.select_related("classroom")),
        pauses=[act for act in acts if act.kind == GuarantorAct.Kind.PAUSE],
    )


def _told(item: AgendaItem, words: dict[str, str], faces: dict[int, Face], acts: list[GuarantorAct]) -> Told:
    heading = words.get(item.kind) or str(item.get_kind_display()).capitalize()
    title = item.title or (item.about.text if item.about else "")
    return Told(
        item=item,
        heading=heading,
        title=title or heading,
        icon=ICONS[AgendaItem.Kind(item.kind)],
        decided=[_decided(one, faces) for one in item.decisions.all()],
        voted=[Voted(one.question, _came_out(one)) for one in item.ballots.all()],
        notes=list(item.notes.all()),
        stopped=[act for act in acts if act.kind == GuarantorAct.Kind.VETO and act.item_id == item.pk],
    )


def _came_out(ballot: Ballot) -> str:
    result = told(ballot, names=True) or heard(ballot)
    if ballot.state != Ballot.State.DROPPED:
        return result
    return " ".join(filter(None, [result, _("Ce vote a été laissé\u00a0: il ne compte pas.")]))


def _decided(one: Decision, faces: dict[int, Face]) -> Decided:
    return Decided(one, votes_in_words(one), faces.get(one.owner_id or 0), next(iter(one.corrected_by.all()), None))


def _faces(items: Iterable[AgendaItem], others: list[int]) -> dict[int, Face]:
    """The faces of those who do what was decided, and of the roles of the day. One query."""
    wanted = {one.owner_id for item in items for one in item.decisions.all() if one.owner_id} | set(others)
    return {pupil.pk: face_of_pupil(pupil) for pupil in Pupil.objects.faced().filter(pk__in=wanted)}
