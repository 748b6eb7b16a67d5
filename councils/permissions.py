"""Who may do what with councils and their decisions."""

from cooperatives.models import Cooperative
from members.permissions_pupils import can_see_roster
from occe.kit.actors import Actor, Adult


def can_read_decisions(actor: Actor, cooperative: Cooperative) -> bool:
    """Adults of the cooperative, and the association's staff."""
    return isinstance(actor, Adult)


def can_record_decisions(actor: Actor, cooperative: Cooperative) -> bool:
    """Whoever leads a class of the cooperative; which councils, `queries.councils_led_by` says."""
    return can_see_roster(actor, cooperative)
