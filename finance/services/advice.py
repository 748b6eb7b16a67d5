"""The association's advice on purchases: seeded once, then its own. It warns and never blocks."""

from collections.abc import Iterable
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperatives.models import Federation
from finance import permissions
from finance.advice import ADVICE
from finance.errors import AdviceRefused, NotYours
from finance.models import PurchaseAdvice
from occe.kit.actors import Actor
from occe.kit.folded import fold


@transaction.atomic
def ensure_advice(federation: Federation) -> None:
    """Give the federation the portal's advice when it has none at all yet. Idempotent."""
    if PurchaseAdvice.objects.filter(federation=federation).exists():
        return
    PurchaseAdvice.objects.bulk_create(
        (
            PurchaseAdvice(
                federation=federation,
                key=model.key,
                state=model.state,
                words=list(model.words),
                reason_fr=model.reason_fr,
                reason_en=model.reason_en,
            )
            for model in ADVICE
        ),
        ignore_conflicts=True,
    )


@transaction.atomic
def add_advice(
    federation: Federation, *, state: str, words: Iterable[str], reason_fr: str, reason_en: str, by: Actor
) -> PurchaseAdvice:
    """Give one more opinion: which purchases are meant (`words`), what is thought of them, why, in both languages.

    Raises NotYours, AdviceRefused (a word that says nothing, or that another opinion has already).
    """
    _check(by, federation.pk)
    kept = _words(federation.pk, words)
    return PurchaseAdvice.objects.create(
        federation=federation, key=uuid4().hex[:30], state=state, words=kept, reason_fr=reason_fr, reason_en=reason_en
    )


@transaction.atomic
def change_advice(
    advice: PurchaseAdvice, *, state: str, words: Iterable[str], reason_fr: str, reason_en: str, by: Actor
) -> PurchaseAdvice:
    """Say it otherwise. As `add_advice`."""
    locked = _locked(advice, by)
    locked.state, locked.words = state, _words(locked.federation_id, words, but=locked)
    locked.reason_fr, locked.reason_en = reason_fr, reason_en
    locked.save(update_fields=["state", "words", "reason_fr", "reason_en"])
    return locked


@transaction.atomic
def retire_advice(advice: PurchaseAdvice, *, by: Actor) -> PurchaseAdvice:
    """Give it no longer; it stays in the list and can be given again. Retired already: no change. Raises NotYours."""
    locked = _locked(advice, by)
    if locked.retired_at is None:
        locked.retired_at = timezone.now()
        locked.save(update_fields=["retired_at"])
    return locked


@transaction.atomic
def give_advice_again(advice: PurchaseAdvice, *, by: Actor) -> PurchaseAdvice:
    """Give a retired opinion again. Raises NotYours; AdviceRefused when another one has taken one of its words."""
    locked = _locked(advice, by)
    _words(locked.federation_id, locked.words, but=locked)
    locked.retired_at = None
    locked.save(update_fields=["retired_at"])
    return locked


def _locked(advice: PurchaseAdvice, by: Actor) -> PurchaseAdvice:
    _check(by, advice.federation_id)
    return PurchaseAdvice.objects.select_for_update(of=("self",)).get(pk=advice.pk)


def _check(by: Actor, federation_id: int) -> None:
    if not permissions.holds_role(by, federation_id, *permissions.KEEPERS):
        raise NotYours(_("Les conseils d’achat sont ceux de l’association : sa trésorerie les écrit."))


def _words(federation_id: int, words: Iterable[str], but: PurchaseAdvice | None = None) -> list[str]:
    """Folded, each once, in the order in which they were typed."""
    kept = list(dict.fromkeys(fold(word).strip() for word in words))
    kept = [word for word in kept if word]
    if not kept:
        raise AdviceRefused(_("Écrivez au moins un mot qui fait reconnaître l’achat."), field="words")
    too_short = next((word for word in kept if len(word) < 3), None)
    if too_short:
        raise AdviceRefused(
            _("« %(word)s » est trop court : on le trouverait partout.") % {"word": too_short}, field="words"
        )
    others = PurchaseAdvice.objects.in_force().filter(federation_id=federation_id, words__overlap=kept)
    others = others.exclude(pk=but.pk) if but else others
    other = others.first()
    if other:
        taken = next(word for word in kept if word in other.words)
        raise AdviceRefused(_("« %(word)s » est déjà dans un autre conseil.") % {"word": taken}, field="words")
    return kept
