"""The money side of a class."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from cooperatives.models import Classroom
from finance import permissions
from finance.errors import NotYours
from finance.models import ClassFund
from occe.kit.actors import Actor, Adult


@transaction.atomic
def open_class_fund(classroom: Classroom, *, by: Actor) -> ClassFund:
    """The class's share of its cooperative's money, opened when it is not yet. Idempotent."""
    open_class_funds([classroom], by=by)
    return ClassFund.objects.get(classroom=classroom)


@transaction.atomic
def open_class_funds(classrooms: Iterable[Classroom], *, by: Actor) -> None:
    """The same for many classes at once, in one statement: the opening of a school year.

    `cooperative` of each class should be loaded. A class goes on as last year's did (`follows`).
    """
    rooms = list(classrooms)
    before = {fund.classroom_id: fund for fund in ClassFund.objects.filter(classroom__in=[r.follows_id for r in rooms])}
    funds = []
    for room in rooms:
        last = before.get(room.follows_id or 0, ClassFund())
        funds.append(
            ClassFund(
                federation_id=room.cooperative.federation_id,
                cooperative_id=room.cooperative_id,
                classroom_id=room.pk,
                asks_second_look=last.asks_second_look,
                treasurers_only=last.treasurers_only,
            )
        )
    ClassFund.objects.bulk_create(funds, ignore_conflicts=True)


@transaction.atomic
def set_class_rules(fund: ClassFund, *, asks_second_look: bool, treasurers_only: bool, by: Adult) -> ClassFund:
    """How the class works with money: a second pupil's look or not, all pupils or only its treasurers write.

    Raises NotYours.
    """
    fund = ClassFund.objects.select_for_update(of=("self",)).select_related("classroom__cooperative").get(pk=fund.pk)
    if not permissions.can_set_class_rules(by, fund):
        raise NotYours(_("Seul un adulte de la classe choisit comment elle travaille."))
    fund.asks_second_look, fund.treasurers_only = asks_second_look, treasurers_only
    fund.save(update_fields=["asks_second_look", "treasurers_only"])
    return fund
