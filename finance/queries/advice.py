"""What to look at twice before agreeing: the association's advice, and what the portal notices. It never blocks."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Sum
from django.utils.translation import gettext as _

from finance.models import ExpenseClaim, PurchaseAdvice
from occe.kit.dates import format_day
from occe.kit.euros import format_euros
from occe.kit.folded import fold

WARNING = (PurchaseAdvice.State.TOLERATED, PurchaseAdvice.State.ADVISED_AGAINST)
# Of several opinions the gravest speaks.
GRAVITY = (PurchaseAdvice.State.ADVISED_AGAINST, PurchaseAdvice.State.TOLERATED, PurchaseAdvice.State.ALLOWED)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that the portal noticed: a key for the page, and the sentence."""

    key: str
    sentence: str


def advices_for(claims: Sequence[ExpenseClaim]) -> dict[int, PurchaseAdvice]:
    """The advice that warns, by the id of the expense; only those with one. One query."""
    rows = list(PurchaseAdvice.objects.filter(federation_id__in={claim.federation_id for claim in claims}))
    found = {claim.pk: _match(_of(claim, rows), f"{claim.bought} {claim.shop}") for claim in claims}
    return {pk: advice for pk, advice in found.items() if advice and advice.state in WARNING}


def doubts_about(claim: ExpenseClaim) -> list[Doubt]:
    """What else to look at: no photo, more than was decided, the same photo or the same sum and day once more.

    Two queries, three with a decision.
    """
    doubts = []
    if claim.photo_id is None:
        doubts.append(Doubt("no_photo", _("Il n’y a pas de photo du ticket.")))
    beyond = beyond_decision(claim)
    if beyond:
        sentence = _("Le conseil avait décidé : pas plus de %(most)s. Avec cette dépense, cela fait %(sum)s.")
        doubts.append(
            Doubt("over_decision", sentence % {"most": format_euros(beyond.decided), "sum": format_euros(beyond.spent)})
        )
    return doubts + _seen_before(claim)


class Beyond(NamedTuple):
    """What a council decided to spend at most, and what its expenses come to, in euros."""

    decided: Decimal
    spent: Decimal


def beyond_decision(claim: ExpenseClaim) -> Beyond | None:
    """When the expenses of this one's decision, itself included, come to more than was decided; else None.

    Drafts and refused ones of others are left out. One query, none where no sum was decided.
    """
    decision = claim.decision
    if decision is None or decision.amount is None or claim.amount is None:
        return None
    others = ExpenseClaim.objects.filter(decision=decision, practice=claim.practice_id).exclude(pk=claim.pk)
    others = others.exclude(state__in=["draft", "refused"])
    spent = claim.amount + (others.aggregate(sum=Sum("amount"))["sum"] or 0)
    return Beyond(decision.amount, spent) if spent > decision.amount else None


def _seen_before(claim: ExpenseClaim) -> list[Doubt]:
    others = ExpenseClaim.objects.filter(cooperative_id=claim.cooperative_id, practice=claim.practice_id)
    others = others.exclude(pk=claim.pk).exclude(state__in=["draft", "refused"])
    same_photo = others.filter(photo__sha256=claim.photo.sha256).first() if claim.photo else None
    if same_photo:
        return [Doubt("same_photo", _("Cette photo est déjà sur une autre dépense."))]
    if others.filter(amount=claim.amount, issued_on=claim.issued_on).exists():
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
