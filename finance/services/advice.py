"""The association's advice on purchases: seeded once, then its own."""

from django.db import transaction

from cooperatives.models import Federation
from finance.advice import ADVICE
from finance.models import PurchaseAdvice


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
