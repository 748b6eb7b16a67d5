"""Who says that a year is kept on paper, and types its totals."""

from cooperatives.models import Cooperative
from finance.permissions.everyday import can_begin_book
from occe.kit.actors import Actor


def can_keep_paper_book(actor: Actor, cooperative: Cooperative) -> bool:
    """A mandataire in office, or the association for a school that sends its paper."""
    return can_begin_book(actor, cooperative)
