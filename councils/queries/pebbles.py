"""What the youngest decided on this device, until their turn ends."""

from django.contrib.sessions.backends.base import SessionBase

from councils.models import Decision
from occe.kit.actors import Actor

KEPT = "councils.pebbles"


def kept_decision(session: SessionBase, actor: Actor) -> Decision | None:
    """The decision that the class that acts as one has kept in this turn; None without one. One query, or none."""
    kept = session.get(KEPT)
    return Decision.objects.visible_to(actor).filter(public_id=kept).first() if kept else None
