"""What to look at twice before agreeing: the association's advice, and what the portal notices. It never blocks."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from finance.models import ExpenseClaim, PurchaseAdvice
from occe.kit.dates import format_day
from occe.kit.euros import format_euros
from occe.kit.folded import fold

WARNING = (PurchaseAdvice.State.TOLERATED, PurchaseAdvice.State.ADVISED_AGAINST)
UNSENT = (ExpenseClaim.State.DRAFT, ExpenseClaim.State.REFUSED)
# Of several opinions the gravest speaks.
GRAVITY = (PurchaseAdvice.State.ADVISED_AGAINST, PurchaseAdvice.State.TOLERATED, PurchaseAdvice.State.ALLOWED)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that the portal noticed: a key for the page, and the sentence."""

    key: str
    sentence: str


def advices_for(claims: Sequence[ExpenseClaim]) -> dict[int, PurchaseAdvice]:
    """The advice that warns, by the id of the expense; only those with one. One query."""
    rows = list(PurchaseAdvice.objects.in_force().filter(federation_id__in={claim.federation_id for claim in claims}))
    found = {claim.pk: _match(_of(claim, rows), f"{claim.bought} {claim.shop}") for claim in claims}
    return {pk: advice for pk, advice in found.items() if advice and advice.state in WARNING}


class Said(NamedTuple):
    """An opinion and those of its words that stand in a text."""

    advice: PurchaseAdvice
    words: list[str]


def opinions_on(federation_id: int, text: str) -> list[Said]:
    """Every opinion that is meant by a text, the gravest first, with the words that were recognised. One query."""
    rows = PurchaseAdvice.objects.in_force().filter(federation_id=federation_id)
    said = f" {_singular(fold(text))} "
    found = [Said(row, [word for word in row.words if f" {_singular(word)} " in said]) for row in rows]
    found = [one for one in found if one.words]
    return sorted(found, key=lambda one: GRAVITY.index(PurchaseAdvice.State(one.advice.state)))


def warning_on(federation_id: int, text: str) -> PurchaseAdvice | None:
    """The gravest opinion on a text when it warns. One query, none for an empty text."""
    opinions = opinions_on(federation_id, text) if text.strip() else []
    return opinions[0].advice if opinions and opinions[0].advice.state in WARNING else None


def doubts_for(claims: Sequence[ExpenseClaim]) -> dict[int, list[Doubt]]:
    """What else to look at, by the id of the expense: no photo, more than was decided, the same photo or the same sum
    and day once more. Expenses of one cooperative, real ones or of one practice. Two queries, however many they are.
    """
    spent, others = _spent_on_decisions(claims), _others_like(claims)
    found = {}
    for claim in claims:
        doubts = [] if claim.photo_id else [Doubt("no_photo", _("Il n’y a pas de photo du ticket."))]
        doubts += _beyond(claim, spent)
        found[claim.pk] = doubts + _seen_before(claim, [other for other in others if other.pk != claim.pk])
    return found


def doubts_about(claim: ExpenseClaim) -> list[Doubt]:
    """The same of one expense."""
    return doubts_for([claim])[claim.pk]


class Beyond(NamedTuple):
    """What a council decided to spend at most, and what its expenses come to, in euros."""

    decided: Decimal
    spent: Decimal


def beyond_decision(claim: ExpenseClaim, spent: dict[int, Decimal] | None = None) -> Beyond | None:
    """When the expenses of this one's decision, itself included, come to more than was decided; else None.

    Drafts and refused ones of others are left out. One query, unless `spent` (by decision) is in hand.
    """
    decision = claim.decision
    if decision is None or decision.amount is None or claim.amount is None:
        return None
    sent = _spent_on_decisions([claim]) if spent is None else spent
    own = claim.amount if claim.state in UNSENT else Decimal(0)
    total = sent.get(decision.pk, Decimal(0)) + own
    return Beyond(decision.amount, total) if total > decision.amount else None


def _spent_on_decisions(claims: Sequence[ExpenseClaim]) -> dict[int, Decimal]:
    """What was sent for each of their decisions, by its id: euros asked for or paid."""
    decisions = {claim.decision_id for claim in claims if claim.decision_id}
    if not decisions:
        return {}
    sent = ExpenseClaim.objects.filter(decision__in=decisions, practice=claims[0].practice_id)
    sums = sent.exclude(state__in=UNSENT).order_by().values_list("decision").annotate(sum=Sum("amount"))
    return {decision: total or Decimal(0) for decision, total in sums}


def _beyond(claim: ExpenseClaim, spent: dict[int, Decimal]) -> list[Doubt]:
    beyond = beyond_decision(claim, spent)
    if beyond is None:
        return []
    sentence = _("Le conseil avait décidé : pas plus de %(most)s. Avec cette dépense, cela fait %(sum)s.")
    told = {"most": format_euros(beyond.decided), "sum": format_euros(beyond.spent)}
    return [Doubt("over_decision", sentence % told)]


def _others_like(claims: Sequence[ExpenseClaim]) -> list[ExpenseClaim]:
    """What was sent in the cooperative with one of their photos, or one of their sums on one of their days."""
    if not claims:
        return []
    photos = [claim.photo.sha256 for claim in claims if claim.photo]
    same_sum = Q(amount__in={claim.amount for claim in claims}, issued_on__in={claim.issued_on for claim in claims})
    sent = ExpenseClaim.objects.filter(cooperative_id=claims[0].cooperative_id, practice=claims[0].practice_id)
    sent = sent.exclude(state__in=UNSENT).filter(same_sum | Q(photo__sha256__in=photos))
    return list(sent.select_related("photo").only("amount", "issued_on", "photo", "photo__sha256"))


def _seen_before(claim: ExpenseClaim, others: Sequence[ExpenseClaim]) -> list[Doubt]:
    if claim.photo and any(other.photo and other.photo.sha256 == claim.photo.sha256 for other in others):
        return [Doubt("same_photo", _("Cette photo est déjà sur une autre dépense."))]
    if any((other.amount, other.issued_on) == (claim.amount, claim.issued_on) for other in others):
        day = format_day(claim.issued_on) if claim.issued_on else ""
        return [Doubt("same_sum", _("Une autre dépense a la même somme, le %(day)s.") % {"day": day})]
    return []


def _of(claim: ExpenseClaim, rows: list[PurchaseAdvice]) -> list[PurchaseAdvice]:
    return [row for row in rows if row.federation_id == claim.federation_id]


def _match(rows: list[PurchaseAdvice], text: str) -> PurchaseAdvice | None:
    """The gravest advice one of whose words stands in the text, in the singular or the plural."""
    said = f" {_singular(fold(text))} "
    found = [row for row in rows if any(f" {_singular(word)} " in said for word in row.words)]
    return min(found, key=lambda row: GRAVITY.index(PurchaseAdvice.State(row.state)), default=None)


def _singular(text: str) -> str:
    return " ".join(word.rstrip("sx") if len(word) > 3 else word for word in text.split())
