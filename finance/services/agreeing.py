"""The adults' answer to an expense: correct, agree, give back, refuse.

Who agrees is neither who wrote it nor who is paid back (the database says so too). Above the federation's threshold
two adults stand behind it: two who agree, or one who agrees to what another wrote and gains nothing by. An expense that
the class box, the cash box or the bank has already paid is agreed and posted at once.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperatives.models import Classroom
from finance import permissions
from finance.errors import ClaimAlreadyAnswered, ClaimRefused, NotYours
from finance.models import REFUSAL_REASONS, RETURN_REASONS, ClaimEvent, ExpenseClaim, Reason
from finance.queries.claims import proposed_payment
from finance.queries.limits import limit_for
from members.models import User
from occe.kit.actors import Actor, Adult
from occe.kit.errors import DomainError
from occe.kit.folded import clean_text

from .asking import ask_outside
from .claims import ClaimFacts, answered, check_version, check_whole, lock_claim, tell, write_facts
from .limits import over_limit
from .paying import post_payment

State = ExpenseClaim.State
Kind = ClaimEvent.Kind
PaidWith = ExpenseClaim.PaidWith
AGREED = (State.AGREED, State.PAID)
# What an agreement writes.
MARKED = (
    "state", "version", "updated_at", "paid_with", "advanced_by", "agreed_by", "agreed_at", "second_agreed_by",
    "second_agreed_at", "reason", "note",
)  # fmt: skip
# Facts whose old and new value the story tells; of the others it tells only that they were corrected.
TOLD = ("amount", "issued_on", "account", "paid_with", "category", "project", "decision", "activity", "grant")


class CorrectedFacts(ClaimFacts, total=False):
    """What an adult may correct: all that the author wrote, and the class."""

    classroom: Classroom | None


@transaction.atomic
def correct_claim(
    claim: ExpenseClaim, *, by: Adult, version: int | None = None, **facts: Unpack[CorrectedFacts]
) -> ExpenseClaim:
    """Mend what was sent; the pupils see what changed, before and after. A first adult's agreement falls with it.

    Raises NotYours, ClaimChanged, ClaimAlreadyAnswered, ClaimRefused.
    """
    claim = _sent(lock_claim(claim), by=by, version=version, may=permissions.can_answer_claim)
    before = {name: getattr(claim, name) for name in facts}
    if "classroom" in facts:
        claim.classroom = _class_of(claim, facts.pop("classroom"))
    write_facts(claim, facts, by=by)
    check_whole(claim, by=by)
    changed = [name for name in before if getattr(claim, name) != before[name]]
    if not changed:
        return claim
    _clear_marks(claim)
    claim.version += 1
    claim.save()
    for name in changed:
        shown = {"before": _shown(before[name]), "after": _shown(getattr(claim, name))} if name in TOLD else {}
        tell(claim, Kind.CORRECTED, by=by, field=name, **shown)
    return claim


@transaction.atomic
def agree_claim(
    claim: ExpenseClaim,
    *,
    by: Adult,
    version: int | None = None,
    paid_with: str = "",
    advanced_by: User | None = None,
    paid_on: datetime.date | None = None,
    voucher_number: str = "",
    pay_later: bool = False,
    means: str = "",
    cheque_number: str = "",
) -> ExpenseClaim:
    """Agree to an expense. Already paid by a box or the bank, it is posted at once on `paid_on` (its own day if empty).

    What an adult advanced, and an invoice with `pay_later`, wait for `pay_claim`. Above the threshold the first of two
    agreements leaves it sent. `paid_with` (and `advanced_by`) say who paid when the expense does not say it yet.
    Agreeing twice changes nothing; raises ClaimAlreadyAnswered when somebody else answered, NotYours, ClaimChanged,
    ClaimRefused, and what posting raises.
    """
    if not isinstance(by, Adult):
        raise NotYours(_("Un élève relit, un adulte donne son accord."))
    claim = lock_claim(claim)
    if claim.state in AGREED and by.user_id in (claim.agreed_by_id, claim.second_agreed_by_id):
        return claim
    if claim.state == State.SENT and claim.agreed_by_id == by.user_id:
        return claim
    claim = _sent(claim, by=by, version=version, may=permissions.can_agree_claim)
    advanced_before = claim.advanced_by_id
    _say_who_paid(claim, paid_with, advanced_by)
    if claim.advanced_by_id != advanced_before and not permissions.can_agree_claim(by, claim):
        raise NotYours(_why_not(by, claim))
    _mark(claim, by)
    if claim.state == State.AGREED and claim.paid_with != PaidWith.ADULT and not pay_later:
        day = paid_on or claim.issued_on
        assert day is not None  # what was sent has its day
        return post_payment(
            claim, by=by, paid_on=day, place=claim.paid_with, voucher_number=voucher_number, means=means,
            cheque_number=cheque_number,
        )  # fmt: skip
    return claim


@dataclass(frozen=True, slots=True)
class Week:
    """What became of the week's expenses: those agreed, and those left, each with the sentence that says why."""

    agreed: list[ExpenseClaim] = field(default_factory=list)
    left: list[tuple[ExpenseClaim, str]] = field(default_factory=list)


class How(TypedDict, total=False):
    """How the bank paid: a `BankAccount.Means`, and the number of the cheque."""

    means: str
    cheque_number: str


def agree_claims(
    claims: Sequence[tuple[ExpenseClaim, int]], *, by: Adult, how: Mapping[int, How] = MappingProxyType({})
) -> Week:
    """Agree to the week's expenses in one act: pairs of an expense and the version that was on the page; and how the
    bank paid those of which somebody says it (`how`, by the id of the expense).

    Each stands for itself: one that changed meanwhile, or is not this adult's to agree to, is left with its reason and
    the others pass. Who paid is what the expense says, else what `proposed_payment` proposes.
    """
    week = Week()
    with transaction.atomic():
        # All at once and in one order, so that two adults with the same list wait for, and do not block, each other.
        wanted = {claim.pk: version for claim, version in claims}
        locked = ExpenseClaim.objects.select_for_update(of=("self",)).filter(pk__in=wanted).order_by("pk")
        for claim in locked.select_related("cooperative__federation", "classroom"):
            try:
                with transaction.atomic():
                    paid_with = claim.paid_with or proposed_payment(claim)
                    facts: dict[str, Any] = {
                        "version": wanted[claim.pk],
                        "paid_with": paid_with,
                        **how.get(claim.pk, {}),
                    }
                    week.agreed.append(agree_claim(claim, by=by, **facts))
            except DomainError as refusal:
                week.left.append((claim, str(refusal)))
    return week


@transaction.atomic
def return_claim(claim: ExpenseClaim, *, by: Adult, reason: str, note: str = "", version: int | None = None):
    """Give the expense back to be completed, with a plain reason and perhaps a word. The pupils read it on the expense.

    Also one that was agreed and is not paid yet. Raises NotYours, ClaimChanged, ClaimAlreadyAnswered, ClaimRefused.
    """
    return _answer(claim, State.RETURNED, RETURN_REASONS, by=by, reason=reason, note=note, version=version)


@transaction.atomic
def refuse_claim(claim: ExpenseClaim, *, by: Adult, reason: str, note: str = "", version: int | None = None):
    """Refuse the expense, with a plain reason and perhaps a word: "Cette fois c'est non. Voici pourquoi."

    It is the end of this expense. Raises as `return_claim`.
    """
    return _answer(claim, State.REFUSED, REFUSAL_REASONS, by=by, reason=reason, note=note, version=version)


def _answer(
    claim: ExpenseClaim,
    state: ExpenseClaim.State,
    reasons: tuple[Reason, ...],
    *,
    by: Adult,
    reason: str,
    note: str,
    version: int | None,
) -> ExpenseClaim:
    claim = lock_claim(claim)
    note = clean_text(note)[:500]
    if claim.state == state and (claim.reason, claim.note) == (reason, note):
        return claim
    agreed = claim.state == State.AGREED and state == State.RETURNED
    if not agreed:
        claim = _sent(claim, by=by, version=version, may=permissions.can_answer_claim)
    elif not permissions.can_answer_claim(by, claim):
        raise NotYours(_why_not(by, claim))
    if reason not in reasons or (reason == Reason.OTHER and not note):
        raise ClaimRefused(_("Choisissez une raison, ou écrivez la vôtre : les élèves la liront."), field="reason")
    _clear_marks(claim)
    claim.state, claim.reason, claim.note = state, reason, note
    claim.version += 1
    claim.save()
    tell(claim, Kind(state), by=by, reason=reason)
    return claim


def _sent(claim: ExpenseClaim, *, by: Adult, version: int | None, may) -> ExpenseClaim:
    """The locked claim, if it waits for an answer, is what the page showed, and is this adult's to answer."""
    if not may(by, claim) and not (claim.state != State.SENT and permissions.can_answer_claim(by, claim)):
        raise NotYours(_why_not(by, claim))
    if claim.state != State.SENT:
        raise ClaimAlreadyAnswered(answered(claim))
    check_version(claim, version)
    return claim


def _why_not(by: Actor, claim: ExpenseClaim) -> str:
    if not isinstance(by, Adult):
        return _("Un élève relit, un adulte donne son accord.")
    if by.user_id == claim.drafted_by_user_id:
        return _("Vous avez écrit cette dépense : un autre adulte donne son accord.")
    if by.user_id == claim.advanced_by_id:
        return _("Cette dépense vous est remboursée : un autre adulte donne son accord.")
    if by.user_id == claim.agreed_by_id:
        return _("Vous avez déjà donné votre accord : cette somme demande celui d’un deuxième adulte.")
    if permissions.is_mandataire(by, claim.cooperative) and (limit := limit_for(by.user_id, claim.cooperative)):
        return over_limit(limit)
    return _("Seul un mandataire en fonction de cette coopérative répond à une dépense.")


def _say_who_paid(claim: ExpenseClaim, paid_with: str, advanced_by: User | None) -> None:
    if paid_with:
        claim.paid_with = paid_with
        claim.advanced_by = advanced_by or claim.advanced_by
    if claim.paid_with not in PaidWith.values[1:]:
        raise ClaimRefused(_("Dites qui a payé."), field="paid_with")
    if claim.paid_with != PaidWith.ADULT:
        claim.advanced_by = None
    elif claim.advanced_by is None:
        raise ClaimRefused(_("Dites quel adulte a avancé l’argent."), field="advanced_by")
    elif claim.advanced_by_id == claim.agreed_by_id:
        raise ClaimRefused(_("Cet adulte a donné son accord : il ne peut pas être remboursé."), field="advanced_by")
    if claim.paid_with == PaidWith.CLASS_BOX and claim.classroom_id is None:
        raise ClaimRefused(_("La boîte de la classe est celle d’une classe."), field="paid_with")


def _mark(claim: ExpenseClaim, by: Adult) -> None:
    """Write this adult's agreement: the only one, the first of two, or the second."""
    second = claim.agreed_by_id is not None
    if second:
        claim.second_agreed_by_id, claim.second_agreed_at = by.user_id, timezone.now()
    else:
        claim.agreed_by_id, claim.agreed_at = by.user_id, timezone.now()
    threshold = claim.cooperative.federation.two_adults_threshold  # read with the lock
    if second or claim.author_counts or (claim.amount is not None and claim.amount <= threshold):
        claim.state = State.AGREED
    claim.reason = claim.note = ""
    claim.version += 1
    claim.save(update_fields=MARKED)
    tell(claim, Kind.SECOND_AGREED if second else Kind.AGREED, by=by)
    ask_outside(claim)


def _clear_marks(claim: ExpenseClaim) -> None:
    claim.agreed_by = claim.agreed_at = claim.second_agreed_by = claim.second_agreed_at = None


def _class_of(claim: ExpenseClaim, classroom: Classroom | None) -> Classroom | None:
    if classroom and classroom.cooperative_id != claim.cooperative_id:
        raise ClaimRefused(_("Choisissez une classe de la coopérative."), field="classroom")
    if classroom is None and claim.drafted_by_pupil_id:
        raise ClaimRefused(_("Une dépense écrite par un élève est celle de sa classe."), field="classroom")
    return classroom


def _shown(value) -> str:
    """A value as the story keeps it: neutral, to be written in the reader's language."""
    if value is None or value == "":
        return ""
    if hasattr(value, "code"):
        return value.code
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return str(value.pk) if hasattr(value, "pk") else str(value)
