"""What two councils asked their association for: one aid that was granted and told, one that waits for the answer."""

from datetime import timedelta
from decimal import Decimal

from cooperatives.models import Cooperative, Mandate
from councils.models import Decision
from finance.models import Grant

SUM = Decimal(250)


def raise_aids(cooperatives: dict[int, Cooperative]) -> None:
    """N° 14's enquiry of last year, from its decision to its report; n° 4's coach, asked for this autumn."""
    told = _ask(cooperatives[14], "la venue d’un géologue et ses trajets")
    if told.asked_on:
        told.amount, told.granted_on = SUM, told.asked_on + timedelta(days=20)
        told.reported_on, told.reported_by_id = told.asked_on + timedelta(days=230), told.asked_by_id
    told.words = "Un géologue est venu deux fois, et nous avons fait la carte de l’eau chaude."
    told.save()
    _ask(cooperatives[4], "le car de la classe verte au lac")


def _ask(cooperative: Cooperative, purpose: str) -> Grant:
    decision = Decision.objects.filter(council__cooperative=cooperative).select_related("council").latest("date")
    mandate = Mandate.objects.filter(cooperative=cooperative).order_by("starts_on").first()
    return Grant.objects.create(
        cooperative=cooperative, year_id=decision.council.year_id, funder_kind=Grant.FunderKind.ASSOCIATION,
        funder=cooperative.federation.name, purpose=purpose, asked=SUM, asked_on=decision.date + timedelta(days=3),
        asked_by_id=mandate.user_id if mandate else None, decision=decision, project=decision.projects.first(),
    )  # fmt: skip
