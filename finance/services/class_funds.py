"""The money side of a class."""

from collections.abc import Iterable

from django.db import transaction

from cooperatives.models import Classroom
from finance.models import ClassFund
from occe.kit.actors import Actor


@transaction.atomic
def open_class_fund(classroom: Classroom, *, by: Actor) -> ClassFund:
    """The class's share of its cooperative's money, opened when it is not yet. Idempotent."""
    open_class_funds([classroom], by=by)
    return ClassFund.objects.get(classroom=classroom)


@transaction.atomic
def open_class_funds(classrooms: Iterable[Classroom], *, by: Actor) -> None:
    """The same for many classes at once, in one statement: the opening of a school year.

    `cooperative` of each class should be loaded.
    """
    funds = [
        ClassFund(
            federation_id=room.cooperative.federation_id, cooperative_id=room.cooperative_id, classroom_id=room.pk
        )
        for room in classrooms
    ]
    ClassFund.objects.bulk_create(funds, ignore_conflicts=True)
