"""Who may do what in the association's space ("Espace AD").

Four roles, each with dates (`cooperatives.StaffRole`), which one person may add up: administration, treasury,
animation, read-only. Every member of the staff reads everything here. Requests, mandates and bank steps are handled by
all but the read-only; the association's own identity and years by the administration or the treasury; money rules by
the treasury alone; the staff's roles by the administration alone.
"""

from occe.kit.actors import Actor, Adult, Role


def can_enter(actor: Actor, subject: object = None) -> bool:
    """Whether the actor reads the association's space: any staff role in force."""
    return isinstance(actor, Adult) and actor.is_staff


def can_handle(actor: Actor, subject: object = None) -> bool:
    """Whether the actor handles requests, cooperatives, mandates and bank steps: any role but read-only."""
    return isinstance(actor, Adult) and actor.may_change_the_federation


def can_change_settings(actor: Actor, subject: object = None) -> bool:
    """Whether the actor changes the association's identity and texts, opens and closes its school years."""
    return _holds(actor, Role.ADMINISTRATOR, Role.TREASURER)


def can_reopen_year(actor: Actor, subject: object = None) -> bool:
    """Whether the actor opens a closed school year again: the administration, which answers for the closing."""
    return _holds(actor, Role.ADMINISTRATOR)


def can_change_money_rules(actor: Actor, subject: object = None) -> bool:
    """Whether the actor changes the chart of accounts, the thresholds, the fees: the treasury answers for them."""
    return _holds(actor, Role.TREASURER)


def can_change_staff(actor: Actor, subject: object = None) -> bool:
    """Whether the actor invites staff, grants and ends roles."""
    return _holds(actor, Role.ADMINISTRATOR)


def _holds(actor: Actor, *roles: Role) -> bool:
    return isinstance(actor, Adult) and not actor.roles.isdisjoint(roles)
