"""Who may do what with the cheques that go to the bank."""

from finance.models import ChequeDeposit
from finance.permissions.cash import works_here
from finance.permissions.everyday import is_mandataire
from occe.kit.actors import Actor


def can_make_deposit(actor: Actor, deposit: ChequeDeposit) -> bool:
    """Gather cheques, bring them to the bank: the mandate itself."""
    return is_mandataire(actor, deposit.cooperative)


def can_read_deposit(actor: Actor, deposit: ChequeDeposit) -> bool:
    """Read the cheques once more: whoever works in the cooperative."""
    return works_here(actor, deposit.cooperative)
