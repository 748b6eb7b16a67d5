"""Who may do what with the money entrusted to a class."""

from cooperatives.models import Classroom
from finance.models import ClassAdvance
from finance.permissions.everyday import is_mandataire, taught_classes
from occe.kit.actors import Actor, Adult


def can_ask_advance(actor: Actor, classroom: Classroom) -> bool:
    """A mandataire for any class, a class teacher for the own."""
    if is_mandataire(actor, classroom.cooperative):
        return True
    return taught_classes(actor, classroom.cooperative).filter(pk=classroom.pk).exists()


def can_answer_advance(actor: Actor, advance: ClassAdvance) -> bool:
    """Granting or refusing is the mandate itself."""
    return is_mandataire(actor, advance.cooperative)


def can_receive_advance(actor: Actor, advance: ClassAdvance) -> bool:
    """Say that the money arrived: an adult of the class, other than who granted it."""
    mine = isinstance(actor, Adult) and actor.user_id != advance.answered_by_id
    return mine and can_ask_advance(actor, advance.classroom)
