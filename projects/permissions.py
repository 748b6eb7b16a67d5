"""Who may see the projects of a cooperative from inside."""

from cooperatives.models import Cooperative
from occe.kit.actors import Actor, Adult


def can_read_projects(actor: Actor, cooperative: Cooperative) -> bool:
    """Adults of the cooperative, and the association's staff."""
    return isinstance(actor, Adult)
