"""The money side of a class."""

from django.db import transaction

from cooperatives.models import Classroom
from finance.models import ClassFund
from occe.kit.actors import Actor


@transaction.atomic
def open_class_fund(classroom: Classroom, *, by: Actor) -> ClassFund:
    """The class's share of its cooperative's money, opened when it is not yet. Idempotent."""
    fund, _ = ClassFund.objects.get_or_create(
        classroom=classroom,
        defaults={"cooperative": classroom.cooperative, "federation": classroom.cooperative.federation},
    )
    return fund
