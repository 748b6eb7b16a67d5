"""Reads about expenses: who may agree, who acts next, who seems to have paid."""

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, QuerySet

from cooperatives.models import Classroom, Cooperative, Mandate, StaffRole
from finance.models import Book, ClaimCheck, ExpenseClaim, NeighbourMandate
from finance.permissions import mandataires_left
from members.models import User
from occe.kit.actors import Role
from occe.kit.dates import school_year_of, today

from . import balances
from .second_looks import asks_another_pupil

State = ExpenseClaim.State
PaidWith = ExpenseClaim.PaidWith


def proposed_payment(claim: ExpenseClaim) -> str:
    """Who seems to have paid: what the expense says, else the class box when it holds enough, else the cash box, else
    the bank.
    """
    return proposed_payments([claim])[claim.pk]


def proposed_payments(claims: Sequence[ExpenseClaim]) -> dict[int, str]:
    """The same for several expenses of one cooperative, by their ids: each box pays as long as it holds enough.

    At most three queries for each year that they fall in.
    """
    proposed, boxes = {}, {}
    for claim in claims:
        if claim.paid_with:
            proposed[claim.pk] = claim.paid_with
        elif claim.practice_id:
            proposed[claim.pk] = PaidWith.CLASS_BOX
        else:
            proposed[claim.pk] = _first_that_holds(claim, _boxes(claim, boxes))
    return proposed


def _boxes(claim: ExpenseClaim, known: dict[int, dict[int | None, Decimal]]) -> dict[int | None, Decimal]:
    """What the boxes hold in the year of the expense, by class; the cash box under None."""
    year = school_year_of(claim.issued_on or today()).start.year
    if year not in known:
        book = Book.objects.filter(cooperative_id=claim.cooperative_id, year__starts__year=year).first()
        known[year] = dict(balances.class_box_balances(book)) if book else {}
        known[year][None] = balances.money(book).cash if book else Decimal(0)
    return known[year]


def _first_that_holds(claim: ExpenseClaim, boxes: dict[int | None, Decimal]) -> str:
    amount = claim.amount or Decimal(0)
    for place, key in ((PaidWith.CLASS_BOX, claim.classroom_id or 0), (PaidWith.CASH, None)):
        if boxes.get(key, Decimal(0)) >= amount > 0:
            boxes[key] -= amount
            return place
    return PaidWith.BANK


def who_may_agree(claim: ExpenseClaim) -> QuerySet[User]:
    """Those who may agree now: the mandataires left, else the neighbour and the association's treasurers; and during
    an absence whoever stands in for it.
    """
    left = mandataires_left(claim)
    if left.exists():
        away = NeighbourMandate.objects.filter(cooperative_id=claim.cooperative_id).absences().in_force(today())
        return User.objects.filter(pk__in=left.values("user_id").union(away.values("user_id")))
    parties = [claim.drafted_by_user_id, claim.advanced_by_id, claim.agreed_by_id]
    in_office = Mandate.objects.filter(cooperative__federation_id=claim.federation_id).in_force(today())
    neighbours = NeighbourMandate.objects.filter(
        cooperative_id=claim.cooperative_id,
        user_id__in=in_office.exclude(cooperative_id=claim.cooperative_id).values("user_id"),
    ).in_force(today())
    treasurers = StaffRole.objects.filter(federation_id=claim.federation_id, role=Role.TREASURER).in_force(today())
    either = User.objects.filter(pk__in=neighbours.values("user_id")) | User.objects.filter(
        pk__in=treasurers.values("user_id")
    )
    return either.exclude(pk__in=[user for user in parties if user])


def absences_now(cooperative: Cooperative) -> QuerySet[NeighbourMandate]:
    """Who stands in today for whom, to be told where an agreement is waited for."""
    standing = NeighbourMandate.objects.filter(cooperative=cooperative).absences().in_force(today())
    return standing.select_related("user", "absent")


class Next(StrEnum):
    """Who acts next on an expense: a key that pages turn into words."""

    AUTHOR = "author"
    SECOND_PUPIL = "second_pupil"
    ADULT = "adult"
    SECOND_ADULT = "second_adult"
    PAYER = "payer"
    NOBODY = "nobody"


def with_checks(claims: QuerySet[ExpenseClaim]) -> QuerySet[ExpenseClaim]:
    """Adds `checked` (a second pupil agreed since it was sent) and `wants_check` (the class asks for that look).

    Which class asks for it: `second_looks`.
    """
    agreed = ClaimCheck.objects.filter(
        claim=OuterRef("pk"), verdict=ClaimCheck.Verdict.AGREE, at__gte=OuterRef("sent_at")
    )
    asking = ExpressionWrapper(asks_another_pupil(), BooleanField())
    return claims.annotate(checked=Exists(agreed), wants_check=asking)


def next_to_act(claim: ExpenseClaim) -> Next:
    """Who acts next, for a claim of `with_checks`."""
    if claim.is_editable:
        return Next.AUTHOR
    if claim.state == State.AGREED:
        return Next.PAYER
    if claim.state != State.SENT:
        return Next.NOBODY
    if claim.half_agreed:
        return Next.SECOND_ADULT
    waits = claim.drafted_by_pupil_id and claim.wants_check and not claim.checked  # type: ignore[attr-defined]
    return Next.SECOND_PUPIL if waits else Next.ADULT


def week_of(cooperative: Cooperative) -> QuerySet[ExpenseClaim]:
    """The real expenses that wait for an adult, the oldest first, with all that their cards show."""
    return with_checks(ExpenseClaim.objects.real().filter(cooperative=cooperative).waiting().whole()).order_by(
        "sent_at"
    )


def to_check(classroom: Classroom, pupil_id: int) -> QuerySet[ExpenseClaim]:
    """The class's expenses that another pupil sent and that nobody has looked at since. The oldest first."""
    claims = with_checks(ExpenseClaim.objects.of_class(classroom).waiting().whole())
    return claims.filter(checked=False, agreed_by=None).exclude(drafted_by_pupil=pupil_id).order_by("sent_at")
