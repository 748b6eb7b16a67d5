"""Who writes the public site: the association's administration and its animators. All its staff may read the desk."""

from occe.kit.actors import Actor, Adult, Role


def can_edit_site(actor: Actor, subject: object = None) -> bool:
    """Whether the actor changes texts, news, partners and the journey, and answers messages."""
    return isinstance(actor, Adult) and not actor.roles.isdisjoint({Role.ADMINISTRATOR, Role.ANIMATOR})
