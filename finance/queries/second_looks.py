"""Which expenses and deposits another pupil looks at: one rule for the lists, the pages and the doors."""

from django.db.models import Exists, OuterRef, Q

from finance.models import ClassRules
from members.models import Pupil


def asks_another_pupil() -> Q:
    """For rows of expenses or deposits: the class asks another pupil to look at them.

    A class asks for it unless its rules say no. What the whole class wrote as one (kindergarten) has no other pupil.
    """
    not_asking = ClassRules.objects.filter(classroom=OuterRef("classroom"), asks_second_look=False)
    return (
        Q(classroom__isnull=False)
        & ~Exists(not_asking)
        & (Q(drafted_by_pupil__isnull=True) | ~Q(drafted_by_pupil__kind=Pupil.Kind.WHOLE_CLASS))
    )
