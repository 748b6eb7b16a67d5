"""Writing again to somebody whom our letters have not reached yet."""

from django.db import transaction

from cooperatives.models import ClassTeacher, Federation, Mandate
from cooperatives.services import letters
from members.models import User
from occe.kit.actors import Actor


@transaction.atomic
def write_again(user: User, *, federation: Federation, by: Actor) -> bool:
    """Send again the letter by which somebody was asked to come: a mandate to accept, a class to join.

    Returns False when there is none to send again: the address alone is then to be proved (allauth's own letter).
    """
    mandate = Mandate.objects.filter(
        user=user, cooperative__federation=federation, state=Mandate.State.PROPOSED
    ).select_related("cooperative__federation", "user")
    if proposed := mandate.first():
        letters.mandate_proposed(proposed)
        return True
    teacher = ClassTeacher.objects.filter(
        user=user, classroom__cooperative__federation=federation, ends_on__isnull=True
    ).select_related("classroom__cooperative__federation", "user")
    if invited := teacher.first():
        letters.teacher_invited(invited)
        return True
    return False
