"""Reads of the register: what comes back to a council by itself, and what a cooperative looks up."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy

from cooperatives.models import Cooperative, SchoolYear
from councils.models import AgendaItem, Council, Decision, FollowUp, MeetingRole
from councils.models.decisions import DecisionQuerySet
from members.models import ClassJob, JobTerm
from occe.kit.actors import Actor, PupilActor
from occe.kit.dates import today
from occe.kit.folded import fold

MOST_OF_A_JOB = 5
ENDED = (FollowUp.State.DONE, FollowUp.State.DROPPED)
TO_DO = ~Q(owner_words="") | Q(owner__isnull=False) | Q(due_on__isnull=False)


def late(council: Council, on: date) -> QuerySet[Decision]:
    """What the council decided before `on` and has not done yet: its day has come, or it named nobody's day.

    Something to do (an owner or a day) that is neither done nor dropped nor corrected by a later decision. Without a
    day of its own it was to be done by the next council. The oldest first; `state_now` is added.
    """
    found = _open(council, on).filter(TO_DO).filter(Q(due_on__isnull=True) | Q(due_on__lte=on))
    return found.order_by("date", "number")


def to_look_at_again(council: Council, on: date) -> QuerySet[Decision]:
    """Those whose day to be spoken of again has come, and which no sitting has spoken of again yet.

    Without the `late` ones, which come back anyway: a decision stands once on an agenda. What was done is looked back
    at too; what was dropped or corrected is not. The oldest first; `state_now` is added.
    """
    spoken = AgendaItem.objects.filter(about=OuterRef("pk"), kind=AgendaItem.Kind.REVIEW, state=AgendaItem.State.DONE)
    found = council.decisions.standing().with_state().filter(look_again_on__lte=on, date__lt=on)
    found = found.exclude(state_now=FollowUp.State.DROPPED).exclude(pk__in=late(council, on).values("pk"))
    return found.exclude(Exists(spoken)).order_by("look_again_on", "number")


def _open(council: Council, on: date) -> QuerySet[Decision]:
    return council.decisions.standing().with_state().filter(date__lt=on).exclude(state_now__in=ENDED)


# --- the register of a cooperative ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to show of a register; what is None or "" lets everything through. `state` is a key of `STATES`."""

    words: str = ""
    year: int | None = None
    council: int | None = None
    state: str = ""


STATES = {
    "open": gettext_lazy("à faire"),
    "late": gettext_lazy("en retard"),
    "done": gettext_lazy("faites"),
    "dropped": gettext_lazy("abandonnées"),
    "unsigned": gettext_lazy("à signer"),
}


def register_of(cooperative: Cooperative, actor: Actor, wanted: Wanted | None = None) -> DecisionQuerySet:
    """The decisions of all its councils that the actor sees and the filter lets through, the latest first.

    With their state, their council, class and year, and the number of the one that each corrects or that corrects it
    (`replaced_by`). Words are looked for whatever their accents: one query more.
    """
    wanted = wanted or Wanted()
    found = Decision.objects.visible_to(actor).filter(council__cooperative=cooperative).with_state()
    if wanted.year:
        found = found.filter(council__year_id=wanted.year)
    if wanted.council:
        found = found.filter(council_id=wanted.council)
    if wanted.state:
        found = _in_state(found, wanted.state)
    if words := fold(wanted.words).split():
        texts = found.values_list("pk", "text")
        found = found.filter(pk__in=[pk for pk, text in texts if all(word in fold(text) for word in words)])
    after = Decision.objects.filter(corrects=OuterRef("pk")).values("number")[:1]
    found = found.select_related("council__classroom", "council__year", "corrects", "signed_by")
    return found.annotate(replaced_by=Subquery(after)).order_by("-date", "-pk")


def last_year_of(found: QuerySet[Decision]) -> SchoolYear | None:
    """The newest school year in which one of them was decided. One query."""
    last = found.order_by("-council__year__starts").first()
    return last.council.year if last else None


def _in_state(found: DecisionQuerySet, state: str) -> DecisionQuerySet:
    if state == "unsigned":
        return found.filter(Q(president_signed_at__isnull=True) | Q(adult_signed_at__isnull=True))
    if state in ENDED:
        return found.filter(state_now=state)
    to_do = found.standing().filter(TO_DO).exclude(state_now__in=ENDED)
    return to_do.filter(due_on__lt=today()) if state == "late" else to_do


def councils_of(cooperative: Cooperative, actor: Actor) -> QuerySet[Council]:
    """The councils whose decisions the register may show, the latest year first."""
    found = Council.objects.visible_to(actor).filter(cooperative=cooperative)
    return found.select_related("classroom", "year").order_by("-year__starts", "classroom_id")


def to_sign_by(actor: PupilActor) -> DecisionQuerySet:
    """What waits for this pupil's signature: of the sittings that the pupil presided, and of the class what was decided
    without a sitting's president, for who has that job today. One query.
    """
    open_ones = Decision.objects.visible_to(actor).filter(president_signed_at__isnull=True)
    president = MeetingRole.Role.PRESIDENT
    mine = Q(item__meeting__roles__role=president, item__meeting__roles__pupil=actor.pupil_id)
    presided = Exists(MeetingRole.objects.filter(meeting=OuterRef("item__meeting"), role=president))
    holds = Exists(
        JobTerm.objects.in_force(today()).filter(
            pupil=actor.pupil_id, job__classroom=actor.classroom_id, job__kind=ClassJob.Kind.PRESIDENT
        )
    )
    found = open_ones.annotate(presided=presided, holds=holds)
    return found.filter(mine | Q(presided=False, holds=True, council__classroom=actor.classroom_id)).distinct()


def decisions_of_job(job: ClassJob) -> list[Decision]:
    """The decisions that a job of a class comes from: those that began it, and its elections. The latest first."""
    found = Decision.objects.filter(Q(jobs__job=job) | Q(ballot__job=job)).select_related("council__cooperative")
    return list(found.distinct().order_by("-date", "-pk")[:MOST_OF_A_JOB])
