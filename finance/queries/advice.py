"""What to look at twice before agreeing: the association's advice, and what the portal notices. It never blocks."""

from collections.abc import Sequence
from dataclasses import dataclass

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

    Two queries.
    """
    doubts = []
    if claim.photo_id is None:
        doubts.append(Doubt("no_photo", _("Il n’y a pas de photo du ticket.")))
    if claim.decision and claim.decision.amount and claim.amount and claim.amount > claim.decision.amount:
        doubts.append(
            Doubt(
                "over_decision",
                _("Le conseil avait décidé : pas plus de %(most)s.") % {"most": format_euros(claim.decision.amount)},
            )
        )
    return doubts + _seen_before(claim)


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
