"""Who asks, who reads, who answers."""

from cooperatives.models import Cooperative
from finance.permissions import can_bring_receipt
from occe.kit.actors import Actor, Adult
from support.models import HelpTicket


def can_ask(actor: Actor, cooperative: Cooperative) -> bool:
    """Those who work for the cooperative: its mandataires and the teachers of its classes."""
    return can_bring_receipt(actor, cooperative)


def can_read_ticket(actor: Actor, ticket: HelpTicket) -> bool:
    """Who asked, and the association's staff (`visible_to` chose)."""
    return isinstance(actor, Adult)


def can_answer_ticket(actor: Actor, ticket: HelpTicket) -> bool:
    """The association's staff, but for those who only read."""
    return isinstance(actor, Adult) and actor.federation_id == ticket.federation_id and actor.may_change_the_federation
