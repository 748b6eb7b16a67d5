"""Reads of the pupils' money pages: what the class wrote, what waits, what money is for, what there is.

Each costs a fixed number of queries. A pupil sees what the class sent, and of what was never sent only the own.
"""

import datetime
from dataclasses import dataclass

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from cooperatives.models import Classroom, Mandate
from councils.models import Decision
from finance.models import Account, Book, ClassRules, DepositSlip, ExpenseClaim, PracticeRun, SlipCheck
from members.models import Pupil, User
from occe.kit.actors import Actor, PupilActor
from occe.kit.dates import today
from projects.models import Project

from .claims import to_check, with_checks
from .second_looks import asks_another_pupil

MOST_PURPOSES = 4
MOST_SHOPS = 4


def practises(classroom: Classroom) -> bool:
    """Whether the class writes false money now. One query."""
    return PracticeRun.objects.filter(classroom=classroom).exists()


def looks_at_others(actor: PupilActor) -> bool:
    """Whether this pupil looks at what others wrote: any child of a class that asks for it, never the whole class as
    one, which has no other pupil beside it. One query.
    """
    not_asking = ClassRules.objects.filter(classroom=actor.classroom_id, asks_second_look=False)
    children = Pupil.objects.filter(pk=actor.pupil_id).exclude(kind=Pupil.Kind.WHOLE_CLASS)
    return children.exclude(Exists(not_asking)).exists()


# --- what the class wrote --------------------------------------------------------------------------------------------


def claims_seen_by(actor: Actor) -> QuerySet[ExpenseClaim]:
    """The expenses that a pupil may open: all that were ever sent in the class, and the own drafts."""
    return with_checks(_told_or_own(ExpenseClaim.objects.visible_to(actor), actor).whole())


def slips_seen_by(actor: Actor) -> QuerySet[DepositSlip]:
    """The deposits that a pupil may open, with their sums."""
    slips = with_counts(_told_or_own(DepositSlip.objects.visible_to(actor), actor).with_sums())
    return slips.select_related("account", "classroom", "drafted_by_pupil", "practice", "cooperative", "entry__book")


def claims_of_class(classroom: Classroom, actor: PupilActor) -> QuerySet[ExpenseClaim]:
    """What the class has written: its practice when it practises, else its real expenses. The latest first."""
    claims = _told_or_own(ExpenseClaim.objects.of_class(classroom), actor)
    return with_checks(claims.whole()).order_by("-created_at", "-pk")


def slips_of_class(classroom: Classroom, actor: PupilActor) -> QuerySet[DepositSlip]:
    """The class's deposits with their sums. The latest first."""
    slips = with_counts(_told_or_own(DepositSlip.objects.of_class(classroom), actor).with_sums())
    return slips.select_related("account", "practice").order_by("-created_at", "-pk")


def unfinished_claims(classroom: Classroom, actor: PupilActor) -> QuerySet[ExpenseClaim]:
    """The expenses that this pupil has begun, or has to look at again. The latest first."""
    mine = ExpenseClaim.objects.of_class(classroom).filter(
        drafted_by_pupil_id=actor.pupil_id, state__in=[ExpenseClaim.State.DRAFT, ExpenseClaim.State.RETURNED]
    )
    return mine.order_by("-updated_at")


def unfinished_slips(classroom: Classroom, actor: PupilActor) -> QuerySet[DepositSlip]:
    """The deposits that this pupil has begun, or has to count again. The latest first."""
    mine = DepositSlip.objects.of_class(classroom).filter(
        drafted_by_pupil_id=actor.pupil_id, state__in=[DepositSlip.State.DRAFT, DepositSlip.State.RETURNED]
    )
    return mine.order_by("-updated_at")


def waiting_for_my_look(classroom: Classroom, actor: PupilActor) -> QuerySet[ExpenseClaim]:
    """The expenses of other pupils that this one may look at; none where the class asks for no second look."""
    return to_check(classroom, actor.pupil_id).filter(wants_check=True, drafted_by_pupil__isnull=False)


def with_counts(slips: QuerySet[DepositSlip]) -> QuerySet[DepositSlip]:
    """Adds `checked` (a second pupil counted the same since it was sent) and `wants_check` (the class asks for it)."""
    same = SlipCheck.objects.filter(slip=OuterRef("pk"), verdict=SlipCheck.Verdict.AGREE, at__gte=OuterRef("sent_at"))
    asking = ExpressionWrapper(asks_another_pupil(), BooleanField())
    return slips.annotate(checked=Exists(same), wants_check=asking)


def waiting_for_my_count(classroom: Classroom, actor: PupilActor) -> QuerySet[DepositSlip]:
    """The deposits of other pupils that this one may count again. The oldest first."""
    slips = with_counts(DepositSlip.objects.of_class(classroom).waiting().with_sums())
    slips = slips.filter(wants_check=True, checked=False, drafted_by_pupil__isnull=False)
    return (
        slips.exclude(drafted_by_pupil=actor.pupil_id).select_related("account", "drafted_by_pupil").order_by("sent_at")
    )


def same_receipt(claim: ExpenseClaim) -> bool:
    """Whether the very same photo is with another expense of the cooperative. One query at most."""
    if claim.photo is None:
        return False
    others = ExpenseClaim.objects.filter(cooperative_id=claim.cooperative_id, practice_id=claim.practice_id)
    return others.filter(photo__sha256=claim.photo.sha256).exclude(pk=claim.pk).exclude(state="refused").exists()


def _told_or_own(rows: QuerySet, actor: Actor) -> QuerySet:
    return rows.filter(Q(sent_at__isnull=False) | Q(drafted_by_pupil=getattr(actor, "pupil_id", None)))


# --- what it is for --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Purpose:
    """Something that the class buys for: a running project, or a decision with its sum."""

    key: str
    project: Project | None = None
    decision: Decision | None = None


def purposes(classroom: Classroom) -> list[Purpose]:
    """The class's running projects and its decisions of the year that name a sum, the latest first. Three queries."""
    running = Project.objects.filter(cooperative_id=classroom.cooperative_id).running()
    running = running.filter(Q(classrooms=classroom) | Q(classrooms__isnull=True)).distinct()
    decisions = Decision.objects.filter(
        Q(council__classroom=classroom) | Q(council__classroom__isnull=True),
        council__cooperative_id=classroom.cooperative_id,
        council__year_id=classroom.year_id,
        amount__isnull=False,
    ).prefetch_related("projects")
    return [
        *(Purpose(f"project:{row.public_id}", project=row) for row in running[:MOST_PURPOSES]),
        *(Purpose(f"decision:{row.public_id}", _only_project(row), row) for row in decisions[:MOST_PURPOSES]),
    ]


def _only_project(decision: Decision) -> Project | None:
    """The project that a decision began, when there is one and no doubt."""
    begun = list(decision.projects.all())
    return begun[0] if len(begun) == 1 else None


def incomes(classroom: Classroom) -> QuerySet[Account]:
    """Where the class's money may come from, in a child's words."""
    return Account.objects.filter(year_id=classroom.year_id).active().incomes().exclude(picture="")


def known_shops(classroom: Classroom) -> list[str]:
    """The shops that the class wrote lately, each once. One query."""
    shops = ExpenseClaim.objects.real().filter(classroom=classroom).exclude(shop="").order_by("-pk")
    return list(dict.fromkeys(shops.values_list("shop", flat=True)[:50]))[:MOST_SHOPS]


def days_offered(classroom: Classroom, *, practice: bool) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of the calendar: the years whose book takes entries, up to today."""
    if practice:
        return classroom.year.starts, today()
    years = Book.objects.filter(cooperative_id=classroom.cooperative_id).taking_entries().order_by("year__starts")
    return years.values_list("year__starts", flat=True).first() or today(), today()


# --- who answers -----------------------------------------------------------------------------------------------------


def adults_in_office(cooperative_id: int) -> list[str]:
    """The first names of those who may agree in this cooperative today, for « Attend Claire ». One query."""
    mandates = Mandate.objects.filter(cooperative_id=cooperative_id).in_force(today())
    return list(User.objects.filter(pk__in=mandates.values("user_id")).order_by("first_name", "pk"))
