"""Who may do what with grants and activities: adults of the cooperative read, the mandate writes."""

from finance.models import Activity, Grant
from finance.permissions.everyday import holds_role, is_mandataire
from occe.kit.actors import Actor, Role


def can_keep_gathered(actor: Actor, gathered: Grant | Activity) -> bool:
    """Write about a grant or an activity: a mandataire in office."""
    return is_mandataire(actor, gathered.cooperative)


def can_answer_grant(actor: Actor, grant: Grant) -> bool:
    """Write the answer: a mandataire; to what the association itself is asked for, its administration and treasury."""
    if can_keep_gathered(actor, grant):
        return True
    asked = grant.funder_kind == Grant.FunderKind.ASSOCIATION
    return asked and holds_role(actor, grant.cooperative.federation_id, Role.ADMINISTRATOR, Role.TREASURER)
