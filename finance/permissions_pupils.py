"""Who opens the pupils' money pages. They belong to pupils: an adult has pages of the own, with more on them."""

from finance.models import DepositSlip, ExpenseClaim
from finance.permissions import can_check_claim, can_write
from occe.kit.actors import Actor, PupilActor


def can_read_as_pupil(actor: Actor, written: ExpenseClaim | DepositSlip) -> bool:
    """Read what the class wrote: `visible_to` has kept the own class's."""
    return isinstance(actor, PupilActor)


def can_go_on_writing(actor: Actor, written: ExpenseClaim | DepositSlip) -> bool:
    """Write in an expense or a deposit that one began."""
    return isinstance(actor, PupilActor) and can_write(actor, written)


def can_look_again(actor: Actor, claim: ExpenseClaim) -> bool:
    """Open the page of the second look: a pupil of the class, the author too (who is then told who looks)."""
    return can_read_as_pupil(actor, claim) and (can_check_claim(actor, claim) or can_write(actor, claim))
