"""Who opens the pupils' money pages. They belong to pupils: an adult has pages of the own, with more on them."""

from finance.models import DepositSlip, ExpenseClaim
from finance.permissions.everyday import can_check_claim, can_write
from occe.kit.actors import Actor, PupilActor


def can_read_as_pupil(actor: Actor, written: ExpenseClaim | DepositSlip) -> bool:
    """Read what the class wrote: `visible_to` has kept the own class's."""
    return isinstance(actor, PupilActor)


def can_go_on_writing(actor: Actor, written: ExpenseClaim | DepositSlip) -> bool:
    """Write in an expense or a deposit that one began."""
    return isinstance(actor, PupilActor) and can_write(actor, written)


def can_look_again(actor: Actor, written: ExpenseClaim | DepositSlip) -> bool:
    """Open the page of the second look or count: a pupil of the class, the author too (who is then told who looks)."""
    if isinstance(written, DepositSlip):
        return can_count_again(actor, written) or can_go_on_writing(actor, written)
    return can_read_as_pupil(actor, written) and (can_check_claim(actor, written) or can_write(actor, written))


def can_count_again(actor: Actor, slip: DepositSlip) -> bool:
    """Count another pupil's deposit of the own class again."""
    if not isinstance(actor, PupilActor) or slip.classroom_id != actor.classroom_id:
        return False
    return slip.drafted_by_pupil_id != actor.pupil_id
