"""Who may do what with grants and activities: adults of the cooperative read, the mandate writes."""

from finance.models import Activity, Grant
from finance.permissions.everyday import is_mandataire
from occe.kit.actors import Actor


def can_keep_gathered(actor: Actor, gathered: Grant | Activity) -> bool:
    """Write about a grant or an activity: a mandataire in office."""
    return is_mandataire(actor, gathered.cooperative)
