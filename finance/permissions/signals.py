"""Who is told what the portal noticed."""

from cooperatives.models import Cooperative
from finance.models import NeighbourMandate
from finance.permissions.everyday import is_mandataire
from occe.kit.actors import Actor, Adult
from occe.kit.dates import today


def can_read_signals(actor: Actor, cooperative: Cooperative) -> bool:
    """Those who answer for the money: its mandataires, the association's staff, the neighbour who gives the second
    agreement. Never a pupil, nor a teacher without a mandate: a signal informs, and could be read as a reproach.
    """
    if not isinstance(actor, Adult) or actor.federation_id != cooperative.federation_id:
        return False
    if actor.is_staff or is_mandataire(actor, cooperative):
        return True
    return NeighbourMandate.objects.filter(cooperative=cooperative, user_id=actor.user_id).in_force(today()).exists()
