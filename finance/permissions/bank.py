"""Who may do what with a bank account and its statements. A statement can name whoever paid, and is not everybody's."""

from cooperatives.models import Cooperative
from finance.models import BankAccount
from finance.permissions.everyday import KEEPERS, holds_role, is_mandataire
from occe.kit.actors import Actor, Adult


def can_read_bank(actor: Actor, cooperative: Cooperative) -> bool:
    """The mandate, and the association's staff, which holds every account; no other teacher, no pupil."""
    return isinstance(actor, Adult) and (actor.is_staff or is_mandataire(actor, cooperative))


def can_reconcile(actor: Actor, cooperative: Cooperative) -> bool:
    """Say which line of the book is which movement, and close a month: the mandate itself."""
    return is_mandataire(actor, cooperative)


def can_reconcile_account(actor: Actor, account: BankAccount) -> bool:
    """The same of an account."""
    return account.cooperative is not None and can_reconcile(actor, account.cooperative)


def can_bring_statement(actor: Actor, cooperative: Cooperative) -> bool:
    """Bring the bank's file of one account: the mandate, or the association, which holds the account."""
    return is_mandataire(actor, cooperative) or holds_role(actor, cooperative.federation_id, *KEEPERS)


def can_keep_accounts(actor: Actor, subject: object = None) -> bool:
    """Write accounts and their IBAN, bring one file for all of them: the administration and the treasury."""
    return isinstance(actor, Adult) and not actor.roles.isdisjoint(KEEPERS)
