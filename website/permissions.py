"""Who writes the public site: the association's administration and its animators.

What the rest of the staff may know of the site they read on the site; what visitors write to it is not theirs.
"""

from occe.kit.actors import Actor, Adult, Role


def can_edit_site(actor: Actor, subject: object = None) -> bool:
    """Whether the actor changes texts, news, partners and the journey, and answers messages."""
    return isinstance(actor, Adult) and not actor.roles.isdisjoint({Role.ADMINISTRATOR, Role.ANIMATOR})
