"""Who keeps the register of chequebooks. Plain predicates, read from the database at once."""

from finance.models import BankAccount
from finance.permissions.everyday import KEEPERS, holds_role, is_mandataire
from occe.kit.actors import Actor


def can_keep_chequebooks(actor: Actor, account: BankAccount) -> bool:
    """A mandataire in office for the cooperative's account; the association's treasurer for its own."""
    if account.cooperative is None:
        return holds_role(actor, account.federation_id, *KEEPERS)
    return is_mandataire(actor, account.cooperative)
