"""What the projects forget: everything about a child who leaves, but for the number."""

from members.models import Pupil
from projects.models import ConsentAnswer, OwnNo


def forget_pupil(pupil: Pupil) -> None:
    """Erase the consents and the own no of a child who leaves, and take the child's tasks back.

    The pieces that show the child keep its number and have no consent any more: nobody outside the class sees them.
    """
    ConsentAnswer.objects.filter(pupil=pupil).delete()
    OwnNo.objects.filter(pupil=pupil).delete()
    pupil.tasks.clear()
