"""The practice class: begun by whoever leads the class, thrown away whole by one act. None of it meets the ledger."""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from cooperatives.models import Classroom
from finance import permissions
from finance.errors import ClaimRefused, NotYours
from finance.models import (
    ClaimCheck,
    ClaimEvent,
    DepositSlip,
    ExpenseClaim,
    PracticeEntry,
    PracticeRun,
    SlipCheck,
    SlipEvent,
)
from occe.kit.actors import Adult

USUAL_OPENING = Decimal("100.00")


@transaction.atomic
def start_practice(classroom: Classroom, *, by: Adult, opening: Decimal = USUAL_OPENING) -> PracticeRun:
    """From now on what this class writes is false, and starts from `opening` euros of false money. Again: no change.

    Real expenses that wait stay where they are, and come back when the practice ends. Raises NotYours, ClaimRefused.
    """
    if not permissions.can_lead_money_of_class(by, classroom):
        raise NotYours(_("Seul un adulte de la classe ouvre l’entraînement."))
    if opening < 0:
        raise ClaimRefused(_("Pour s’entraîner, on part de zéro euro ou plus."), field="opening")
    run, _created = PracticeRun.objects.get_or_create(
        classroom=classroom,
        defaults={
            "federation_id": classroom.cooperative.federation_id,
            "opening": opening,
            "started_by_id": by.user_id,
        },
    )
    return run


@transaction.atomic
def throw_away_practice(classroom: Classroom, *, by: Adult) -> None:
    """End the practice: all false expenses, slips and entries are deleted, none is kept. Again: no change.

    Raises NotYours.
    """
    if not permissions.can_lead_money_of_class(by, classroom):
        raise NotYours(_("Seul un adulte de la classe ferme l’entraînement."))
    run = PracticeRun.objects.select_for_update(of=("self",)).filter(classroom=classroom).first()
    if run is None:
        return
    for story in (ClaimEvent, ClaimCheck):
        story.objects.filter(claim__practice=run).delete()
    for counted in (SlipEvent, SlipCheck):
        counted.objects.filter(slip__practice=run).delete()
    ExpenseClaim.objects.filter(practice=run).delete()
    DepositSlip.objects.filter(practice=run).delete()
    PracticeEntry.objects.filter(run=run).delete()
    run.delete()
