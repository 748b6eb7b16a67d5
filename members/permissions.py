"""Who may do what in this room: plain predicates, closed to whoever is not named."""

from members.models import Notification
from occe.kit.actors import Actor, Adult


def can_use_own_space(actor: Actor) -> bool:
    """An adult's own pages (home, profile, notifications): any signed-in adult, and only about oneself."""
    return isinstance(actor, Adult)


def can_open_notification(actor: Actor, notification: Notification) -> bool:
    """Only the adult who was told."""
    return isinstance(actor, Adult) and notification.user_id == actor.user_id
