"""How a class works with money: chosen by whoever leads it, kept from one year to the next."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from cooperatives.models import Classroom
from finance import permissions
from finance.errors import NotYours
from finance.models import ClassRules
from occe.kit.actors import Adult


@transaction.atomic
def set_class_rules(classroom: Classroom, *, asks_second_look: bool, treasurers_only: bool, by: Adult) -> ClassRules:
    """A second pupil looks at each expense or not; all pupils or only the treasurers write. Raises NotYours."""
    if not permissions.can_lead_money_of_class(by, classroom):
        raise NotYours(_("Seul un adulte de la classe choisit comment elle travaille."))
    chosen = {"asks_second_look": asks_second_look, "treasurers_only": treasurers_only}
    rules, _created = ClassRules.objects.update_or_create(classroom=classroom, defaults=chosen)
    return rules


@transaction.atomic
def carry_class_rules(classrooms: Iterable[Classroom]) -> None:
    """A class goes on as last year's did (`follows`), in two statements: the opening of a school year. Idempotent."""
    rooms = {room.follows_id: room for room in classrooms if room.follows_id}
    ClassRules.objects.bulk_create(
        [
            ClassRules(
                classroom=rooms[last.classroom_id],
                asks_second_look=last.asks_second_look,
                treasurers_only=last.treasurers_only,
            )
            for last in ClassRules.objects.filter(classroom__in=rooms)
        ],
        ignore_conflicts=True,
    )
