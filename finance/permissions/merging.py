"""Who hands on what a cooperative that ends holds."""

from cooperatives.models import Cooperative
from finance.permissions.everyday import KEEPERS, holds_role
from occe.kit.actors import Actor


def can_merge(actor: Actor, cooperative: Cooperative) -> bool:
    """The association's administration or treasury: all of it belongs to the association, whose board decides."""
    return holds_role(actor, cooperative.federation_id, *KEEPERS)
