"""The cheques of a deposit, which the adult adds to what the class counted: bank, number, amount, never a name."""

from decimal import Decimal

from django.db import transaction

from finance.errors import ClaimRefused
from finance.models import DepositSlip
from occe.kit.actors import Actor

from .enough import check_amount
from .slips import Cheque, lock_slip, update_slip


@transaction.atomic
def add_cheque(slip: DepositSlip, *, bank: str, number: str, amount: Decimal, version: int, by: Actor) -> DepositSlip:
    """Write one more cheque on the deposit. Raises what `update_slip` raises; ClaimRefused at `amount`, or without a
    field for a cheque that is there already.
    """
    check_amount(amount, ClaimRefused)
    slip = lock_slip(slip)
    return update_slip(slip, by=by, version=version, cheques=[*_written(slip), Cheque(bank, number, amount)])


@transaction.atomic
def take_off_cheque(slip: DepositSlip, *, cheque: int, version: int, by: Actor) -> DepositSlip:
    """Take one cheque (its id) off the deposit; one that is not there changes nothing else. Raises as `update_slip`."""
    slip = lock_slip(slip)
    return update_slip(slip, by=by, version=version, cheques=_written(slip, without=cheque))


def _written(slip: DepositSlip, *, without: int | None = None) -> list[Cheque]:
    kept = slip.cheques.exclude(pk=without) if without else slip.cheques.all()
    return [Cheque(one.bank, one.number, one.amount) for one in kept]
