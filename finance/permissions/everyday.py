"""Who may do what with money. Plain predicates: read from the database at once, so that a right withdrawn a minute ago
no longer holds. A pupil's job gives none: pupils draft and check, never agree, pay or post.
"""

from collections.abc import Sequence
from functools import cache

from django.db.models import Q, QuerySet

from cooperatives.models import Classroom, ClassTeacher, Cooperative, Mandate, StaffRole
from finance.models import Book, ClassRules, DepositSlip, Entry, ExpenseClaim, NeighbourMandate, limit_of
from members.models import ClassJob, JobTerm
from members.permissions_pupils import can_lead_class
from occe.kit.actors import Actor, Adult, PupilActor, Role
from occe.kit.dates import today

KEEPERS = (Role.ADMINISTRATOR, Role.TREASURER)


def is_mandataire(actor: Actor, cooperative: Cooperative) -> bool:
    """Whether the actor holds a mandate in force today in this cooperative."""
    return mandates_of(actor).filter(cooperative=cooperative).exists()


def mandates_of(actor: Actor) -> QuerySet[Mandate]:
    """The mandates that the actor holds today, in its federation."""
    if not isinstance(actor, Adult):
        return Mandate.objects.none()
    mine = Mandate.objects.filter(user_id=actor.user_id, cooperative__federation_id=actor.federation_id)
    return mine.in_force(today())


def holds_role(actor: Actor, federation_id: int, *roles: Role) -> bool:
    """Whether the actor holds one of these staff roles today in this federation."""
    if not isinstance(actor, Adult) or actor.federation_id != federation_id:
        return False
    held = StaffRole.objects.filter(user_id=actor.user_id, federation_id=federation_id, role__in=roles)
    return held.in_force(today()).exists()


def can_read_money_as_adult(actor: Actor, cooperative: Cooperative) -> bool:
    """The adults' money pages: mandataires, class teachers and staff (`visible_to` chose); pupils have their own."""
    return isinstance(actor, Adult)


def can_record_money(actor: Actor, cooperative: Cooperative) -> bool:
    """Income, bank charges, the affiliation, decided purchases, advances: that is the mandate itself, alone."""
    return is_mandataire(actor, cooperative)


def can_bring_receipt(actor: Actor, cooperative: Cooperative) -> bool:
    """Bring an own receipt: a mandataire, who records or sends it; a teacher of one of the classes, who sends it."""
    return is_mandataire(actor, cooperative) or taught_classes(actor, cooperative).exists()


def taught_classes(actor: Actor, cooperative: Cooperative) -> QuerySet[Classroom]:
    """The classes of the cooperative, of any year, in which the adult teaches today, with or without a mandate."""
    if not isinstance(actor, Adult):
        return Classroom.objects.none()
    teaching = ClassTeacher.objects.filter(user_id=actor.user_id).in_force(today())
    return Classroom.objects.filter(cooperative=cooperative, pk__in=teaching.values("classroom"))


def can_correct_entry(actor: Actor, entry: Entry) -> bool:
    """A mandataire in office corrects the cooperative's book; the federation's treasurer its own and any other."""
    cooperative = entry.book.cooperative
    mine = cooperative is not None and is_mandataire(actor, cooperative)
    return mine or holds_role(actor, entry.federation_id, Role.TREASURER)


def can_send_book(actor: Actor, book: Book) -> bool:
    """A mandataire in office sends the year's book to the association."""
    return book.cooperative is not None and is_mandataire(actor, book.cooperative)


def can_decide_book(actor: Actor, book: Book) -> bool:
    """The association's treasurer or administrator accepts a book, or returns it with a reason."""
    return holds_role(actor, book.federation_id, *KEEPERS)


def can_decide_books(actor: Actor, cooperative: Cooperative) -> bool:
    """The association's treasurer or administrator answers the books of a cooperative."""
    return holds_role(actor, cooperative.federation_id, *KEEPERS)


def can_begin_book(actor: Actor, cooperative: Cooperative) -> bool:
    """Say what there was on the first day: a mandataire, or the association for a cooperative that comes from paper."""
    return is_mandataire(actor, cooperative) or can_decide_books(actor, cooperative)


def can_record_opening(actor: Actor, book: Book) -> bool:
    """What there was on the first day: the mandataire, or the association for a cooperative that comes from paper."""
    return can_send_book(actor, book) or holds_role(actor, book.federation_id, *KEEPERS)


# --- expenses --------------------------------------------------------------------------------------------------------


def can_draft(actor: Actor, cooperative: Cooperative, classroom: Classroom | None = None) -> bool:
    """Write an expense or a slip: any pupil for the own class (only its treasurers where the class wants it so),
    a class teacher for the own class, a mandataire for any class and for the school as a whole.
    """
    if isinstance(actor, PupilActor):
        if classroom is None or classroom.pk != actor.classroom_id:
            return False
        return not _treasurers_only(classroom) or _is_treasurer(actor)
    if classroom is None:
        return is_mandataire(actor, cooperative)
    return is_mandataire(actor, cooperative) or _teaches(actor, classroom)


def can_write(actor: Actor, written: ExpenseClaim | DepositSlip) -> bool:
    """Go on writing in an expense or a slip: its author."""
    if isinstance(actor, PupilActor):
        return written.drafted_by_pupil_id == actor.pupil_id and written.classroom_id == actor.classroom_id
    return isinstance(actor, Adult) and written.drafted_by_user_id == actor.user_id


def can_check_claim(actor: Actor, claim: ExpenseClaim) -> bool:
    """Look at another pupil's expense of the own class."""
    if not isinstance(actor, PupilActor) or claim.classroom_id != actor.classroom_id:
        return False
    return claim.drafted_by_pupil_id != actor.pupil_id


def can_agree_claim(actor: Actor, claim: ExpenseClaim) -> bool:
    """Agree to an expense: a mandataire in office who neither wrote it nor is paid back by it, nor agreed already.

    Nor to a sum above the own limit. Where nobody of the school is left who may, the federation's treasurer, or the
    neighbour mandataire that it names; during a mandataire's absence, whoever stands in for it.
    """
    if not isinstance(actor, Adult) or actor.federation_id != claim.federation_id:
        return False
    if actor.user_id in _parties(claim):
        return False
    left = set(mandataires_left(claim).values_list("user_id", flat=True))
    if actor.user_id in left or stands_in_for_absent(actor, claim.cooperative):
        return True
    return not left and _stands_in(actor, claim.cooperative)


def can_answer_claim(actor: Actor, claim: ExpenseClaim) -> bool:
    """Correct, give back or refuse an expense: a mandataire in office, or who stands in for one."""
    return is_mandataire(actor, claim.cooperative) or can_agree_claim(actor, claim)


def can_pay_claim(actor: Actor, claim: ExpenseClaim) -> bool:
    """Say that an agreed expense was paid: the mandate itself."""
    return is_mandataire(actor, claim.cooperative)


def can_record_slip(actor: Actor, slip: DepositSlip) -> bool:
    """Receiving money is the mandate itself: a mandataire in office, alone, even for an own slip."""
    return is_mandataire(actor, slip.cooperative)


def can_lead_money_of_class(actor: Actor, classroom: Classroom) -> bool:
    """Set how the class works with money, start and end its practice: whoever leads the class."""
    return can_lead_class(actor, classroom)


def can_name_neighbour(actor: Actor, cooperative: Cooperative) -> bool:
    """The association names the neighbour mandataire of a one-adult school."""
    return holds_role(actor, cooperative.federation_id, *KEEPERS)


def mandataires_left(claim: ExpenseClaim) -> QuerySet[Mandate]:
    """The mandates in force of those in the school who may still agree to this expense, its sum within their limit."""
    able = _with_limits(Mandate.objects.filter(cooperative_id=claim.cooperative_id).in_force(today()))
    if claim.amount is not None:
        able = able.filter(Q(limit__isnull=True) | Q(limit__gte=claim.amount))
    return able.exclude(user_id__in=_parties(claim))


def _with_limits(mandates: QuerySet[Mandate]) -> QuerySet[Mandate]:
    """Adds `limit`: what each agrees to at most at once, in euros, null without a limit."""
    return mandates.annotate(limit=limit_of("user", "cooperative", "cooperative__federation"))


def stands_in_for_absent(actor: Actor, cooperative: Cooperative) -> bool:
    """Whether the actor stands in today for a mandataire of the cooperative who is away."""
    if not isinstance(actor, Adult):
        return False
    named = NeighbourMandate.objects.filter(cooperative=cooperative, user_id=actor.user_id).absences()
    return named.in_force(today()).exists() and _holds_elsewhere(actor, cooperative)


def _holds_elsewhere(actor: Adult, cooperative: Cooperative) -> bool:
    mandates = Mandate.objects.filter(user_id=actor.user_id, cooperative__federation_id=cooperative.federation_id)
    return mandates.in_force(today()).exclude(cooperative=cooperative).exists()


def _parties(claim: ExpenseClaim) -> set[int]:
    """Who wrote it, who is paid back, who agreed already: none of them agrees (again)."""
    return {user for user in (claim.drafted_by_user_id, claim.advanced_by_id, claim.agreed_by_id) if user}


def _stands_in(actor: Adult, cooperative: Cooperative) -> bool:
    if holds_role(actor, cooperative.federation_id, Role.TREASURER):
        return True
    named = NeighbourMandate.objects.filter(cooperative=cooperative, user_id=actor.user_id).in_force(today()).exists()
    return named and _holds_elsewhere(actor, cooperative)


def _teaches(actor: Actor, classroom: Classroom) -> bool:
    if not isinstance(actor, Adult):
        return False
    return ClassTeacher.objects.filter(classroom=classroom, user_id=actor.user_id).in_force(today()).exists()


def _treasurers_only(classroom: Classroom) -> bool:
    return ClassRules.objects.filter(classroom=classroom, treasurers_only=True).exists()


def _is_treasurer(actor: PupilActor) -> bool:
    terms = JobTerm.objects.filter(
        pupil_id=actor.pupil_id, job__classroom_id=actor.classroom_id, job__kind=ClassJob.Kind.TREASURER
    )
    return terms.in_force(today()).exists()


def can_read_claim(actor: Actor, claim: ExpenseClaim) -> bool:
    """An adult who sees the expense (`visible_to` chose); pupils have their own pages."""
    return isinstance(actor, Adult)


def agreeable(actor: Actor, claims: Sequence[ExpenseClaim]) -> set[int]:
    """The ids of those expenses of one cooperative that the actor may agree to: `can_agree_claim` for a whole page, in
    a number of queries that does not grow with it.
    """
    if not claims or not isinstance(actor, Adult):
        return set()
    cooperative = claims[0].cooperative
    mandates = _with_limits(Mandate.objects.filter(cooperative=cooperative).in_force(today()))
    limits = dict(mandates.values_list("user_id", "limit"))
    in_office = actor.user_id in limits
    away = not in_office and stands_in_for_absent(actor, cooperative)
    outside = cache(lambda: away or _stands_in(actor, cooperative))
    if not in_office and not outside():
        return set()
    mine = set()
    for claim in claims:
        parties, amount = _parties(claim), claim.amount or 0
        left = {user for user, limit in limits.items() if user not in parties and (limit is None or amount <= limit)}
        may = actor.user_id in left or away or (not left and outside())
        if may and actor.user_id not in parties:
            mine.add(claim.pk)
    return mine
