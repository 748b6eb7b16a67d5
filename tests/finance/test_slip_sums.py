"""What was counted is the sum of its pieces, cents included."""

from datetime import date
from decimal import Decimal

from finance.models import DepositSlip
from finance.services.slips import counted, draft_slip, update_slip


def test_cents_are_not_lost(world):
    world.classroom
    claire = world.actor(world.claire)
    slip = draft_slip(world.cooperative, by=claire, classroom=world.classroom, collected_on=date(2025, 10, 10))

    slip = update_slip(slip, by=claire, version=slip.version, pieces={2000: 7, 50: 13}, cheques=[])

    assert counted(slip) == (Decimal("146.50"), Decimal("0.00"))
    assert DepositSlip.objects.with_sums().get().amount == Decimal("146.50")
