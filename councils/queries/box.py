"""What is in the box, and where each child's own petit mot stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum

from django.db.models import Count, Exists, F, OuterRef, QuerySet
from django.utils.translation import gettext as _

from councils.models import AgendaItem, Council, CouncilMeeting, Decision, FollowUp, Slip, Unsealing
from councils.queries.agenda import words_of
from members.models import Pupil
from members.queries_pupils import Face, face_of_pupil
from occe.kit.actors import Actor, Guest, PupilActor
from occe.kit.dates import format_long_day, today

TOLD_FOR = timedelta(weeks=1)
"""How long the pupils' home says that the box was opened; the box itself says it until the next council is over."""


def council_of(actor: PupilActor) -> Council | None:
    """The council of the pupil's class. One query."""
    found = Council.objects.filter(classroom_id=actor.classroom_id, year__closed_at__isnull=True)
    return found.select_related("classroom", "cooperative", "year").first()


def school_council_of(actor: PupilActor) -> Council | None:
    """The council of the pupil's whole cooperative in the class's year. One query."""
    found = Council.objects.filter(cooperative_id=actor.cooperative_id, classroom__isnull=True)
    found = found.filter(year__classrooms=actor.classroom_id, year__closed_at__isnull=True)
    return found.select_related("cooperative", "year").first()


def held_by(actor: Actor) -> QuerySet[Council]:
    """The councils of the open years that an adult may hold, the classes' first, the newest year first."""
    found = Council.objects.run_by(actor).filter(year__closed_at__isnull=True)
    found = found.select_related("classroom", "cooperative__school", "year")
    return found.order_by("-year__starts", F("classroom_id").asc(nulls_last=True))


def counts_in_box(council: Council) -> dict[str, int]:
    """How many petits mots of each kind wait in the box, sealed or not; never what they say. One query."""
    found = council.slips.in_box().order_by().values("kind").annotate(count=Count("pk"))
    return {row["kind"]: row["count"] for row in found}


def unsealed_since_last(council: Council) -> Unsealing | None:
    """An opening by an adult that the class is still told of: until a later council is over. One query."""
    over = CouncilMeeting.objects.filter(council=council, state=CouncilMeeting.State.CLOSED)
    return council.unsealings.exclude(Exists(over.filter(held_on__gt=OuterRef("on")))).first()


def unsealed_for(actor: PupilActor) -> bool:
    """Whether the pupil's class is to be told of an opening of the last week. One query."""
    late = CouncilMeeting.objects.filter(state=CouncilMeeting.State.CLOSED, held_on__gt=OuterRef("on"))
    found = Unsealing.objects.filter(council__classroom_id=actor.classroom_id, on__gt=today() - TOLD_FOR)
    return found.exclude(Exists(late.filter(council=OuterRef("council")))).exists()


def prepared_for(actor: PupilActor) -> CouncilMeeting | None:
    """The council of the pupil's class that is prepared and not open yet. One query."""
    prepared = CouncilMeeting.objects.filter(state=CouncilMeeting.State.PREPARED)
    return prepared.filter(council__classroom_id=actor.classroom_id).first()


@dataclass(frozen=True, slots=True)
class Box:
    """What an adult sees of a box: how many of each kind wait (kind, words, count), those that were opened and wait for
    the council (`opened`), and those to speak of alone (`aside`), each with the face of its author, if it has one."""

    kinds: list[tuple[str, str, int]]
    sealed: int
    opened: list[tuple[Slip, Face | None]]
    aside: list[tuple[Slip, Face | None]]

    @property
    def total(self) -> int:
        return sum(count for _kind, _words, count in self.kinds)


def for_adult(slips: QuerySet[Slip], actor: Actor) -> QuerySet[Slip]:
    """Those that this adult may read: a substitute sees none that was given to the class's own adult before today."""
    return slips.exclude(set_aside_on__lt=today()) if isinstance(actor, Guest) else slips


def box_of(council: Council, actor: Actor) -> Box:
    """The box for who holds the council. Three queries, and one for the faces."""
    waiting = list(council.slips.in_box())
    aside = list(for_adult(council.slips.filter(set_aside_on__isnull=False, erased_on__isnull=True), actor))
    faces = faces_of(council, [*waiting, *aside])
    words = words_of(council)
    return Box(
        kinds=[(kind, word, sum(slip.kind == kind for slip in waiting)) for kind, word in words.items()],
        sealed=sum(slip.is_sealed for slip in waiting),
        opened=[(slip, faces.get(slip.pupil_id)) for slip in waiting if not slip.is_sealed],
        aside=[(slip, faces.get(slip.pupil_id)) for slip in aside],
    )


def faces_of(council: Council, slips: Iterable[Slip]) -> dict[int | None, Face]:
    """The faces of those who wrote, by pupil. One query."""
    wrote = {slip.pupil_id for slip in slips if slip.pupil_id}
    return {pupil.pk: face_of_pupil(pupil) for pupil in Pupil.objects.filter(pk__in=wrote).faced()}


# --- where the own petits mots stand ---------------------------------------------------------------------------------


class Step(IntEnum):
    """How far a petit mot has come; only an idea goes on to a decision."""

    BOX = 1
    AGENDA = 2
    SPOKEN = 3
    DECIDED = 4
    DONE = 5


@dataclass(frozen=True, slots=True)
class Fate:
    """Where a petit mot stands: the step, a sentence, what was answered (`words`), and whether the answer is no."""

    slip: Slip
    step: Step | None
    sentence: str
    words: str = ""
    is_no: bool = False
    decision: Decision | None = None

    @property
    def steps(self) -> list[Step]:
        return list(Step)[: 5 if self.slip.kind == Slip.Kind.IDEA else 3]

    @property
    def can_be_taken_back(self) -> bool:
        return self.step == Step.BOX and self.slip.erased_on is None


def own_slips(actor: Actor) -> QuerySet[Slip]:
    """A pupil's petits mots to the councils of the present class and of the school in its year, the newest first, with
    what their fate is told from."""
    if not isinstance(actor, PupilActor):
        return Slip.objects.none()
    found = Slip.objects.visible_to(actor).filter(council__year__classrooms=actor.classroom_id)
    found = found.select_related("council", "item__meeting").order_by("-pk")
    return found.prefetch_related("item__decisions__follow_ups", "item__guarantor_acts", "item__notes")


def fate_of(slip: Slip) -> Fate:
    """Where it stands, for its author."""
    if slip.taken_back_on:
        return Fate(slip, None, _("Tu as repris ce mot."))
    if slip.set_aside_on:
        return Fate(slip, None, _("Ce mot est pour toi et l’adulte. Vous en parlez tous les deux."))
    if slip.item is None:
        return Fate(slip, Step.BOX, _("Ton mot est dans la boîte. On l’ouvre au conseil."))
    if slip.item.state in (AgendaItem.State.DONE, AgendaItem.State.DROPPED):
        return _after_the_council(slip, slip.item)
    return Fate(slip, Step.AGENDA, _to_come(slip.item))


def _to_come(item: AgendaItem) -> str:
    if item.state == AgendaItem.State.NOW:
        return _("On en parle maintenant.")
    if item.state == AgendaItem.State.LATER or item.meeting is None or item.meeting.closed_at:
        return _("On en parlera la prochaine fois.")
    return _("On en parle au conseil, %(day)s.") % {"day": format_long_day(item.meeting.held_on)}


def _after_the_council(slip: Slip, item: AgendaItem) -> Fate:
    no = _("Cette fois c’est non. Voici pourquoi. Tu peux proposer autrement.")
    stopped = next((act.words for act in item.guarantor_acts.all() if act.kind == "veto"), "")
    if stopped:
        return Fate(slip, Step.SPOKEN, no, stopped, is_no=True)
    decision = next(iter(item.decisions.all()), None)
    if decision is None:
        cannot = next((note.words for note in item.notes.all() if not note.can_be_done), "")
        said = no if cannot else _("On en a parlé au conseil.")
        return Fate(slip, Step.SPOKEN, said, cannot or item.words, is_no=bool(cannot))
    if decision.votes_for is not None and decision.votes_for <= (decision.votes_against or 0):
        return Fate(slip, Step.DECIDED, no, decision.text, is_no=True, decision=decision)
    last = next(iter(reversed(decision.follow_ups.all())), None)
    if last and last.state == FollowUp.State.DROPPED:
        return Fate(slip, Step.DECIDED, no, last.words or decision.text, is_no=True, decision=decision)
    if last and last.state == FollowUp.State.DONE:
        return Fate(slip, Step.DONE, _("C’est fait !"), decision.text, decision=decision)
    return Fate(slip, Step.DECIDED, _("La classe a décidé."), decision.text, decision=decision)
