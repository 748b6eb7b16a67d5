"""Who reads and keeps what stands beside the book: chequebooks, the memo list, stand-ins, limits."""

from cooperatives.models import Cooperative
from finance.permissions.everyday import can_decide_books, can_name_neighbour, is_mandataire
from occe.kit.actors import Actor, Adult


def can_read_memos(actor: Actor, cooperative: Cooperative) -> bool:
    """The memo list and the chequebooks: a mandataire in office, and the association's staff."""
    return isinstance(actor, Adult) and (actor.is_staff or is_mandataire(actor, cooperative))


def can_propose_stand_in(actor: Actor, cooperative: Cooperative) -> bool:
    """Name or propose who stands in during an absence: the association, or a mandataire of the school."""
    return is_mandataire(actor, cooperative) or can_name_neighbour(actor, cooperative)


def can_set_limits(actor: Actor, cooperative: Cooperative) -> bool:
    """The treasury of the association sets the limit of a person."""
    return can_decide_books(actor, cooperative)
