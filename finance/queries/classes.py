"""How the classes of a cooperative work with money, for the adults who lead them."""

from collections import defaultdict
from dataclasses import dataclass, field

from cooperatives.models import Classroom, Cooperative
from finance.models import ClassRules, DepositSlip, ExpenseClaim, PracticeRun
from members.queries_pupils import led_classrooms
from occe.kit.actors import Adult

from .claims import with_checks


@dataclass(slots=True)
class ClassAtWork:
    """A class, what it chose, and its practice if it practises: the false expenses and deposits that wait."""

    classroom: Classroom
    rules: ClassRules
    practice: PracticeRun | None = None
    claims: list[ExpenseClaim] = field(default_factory=list)
    slips: list[DepositSlip] = field(default_factory=list)


def classes_at_work(actor: Adult, cooperative: Cooperative) -> list[ClassAtWork]:
    """The classes that the adult leads and that have not gone on to a later year, with their practice.

    Seven queries, whatever their number.
    """
    led = led_classrooms(actor, cooperative)
    gone_on = set(Classroom.objects.filter(follows__in=led).values_list("follows_id", flat=True))
    rooms = [room for room in led if room.pk not in gone_on]
    rules = {one.classroom_id: one for one in ClassRules.objects.filter(classroom__in=rooms)}
    runs = {run.classroom_id: run for run in PracticeRun.objects.filter(classroom__in=rooms)}
    claims, slips = defaultdict(list), defaultdict(list)
    for claim in with_checks(ExpenseClaim.objects.filter(practice__in=runs.values()).waiting().whole()):
        claims[claim.classroom_id].append(claim)
    for slip in DepositSlip.objects.filter(practice__in=runs.values()).waiting().with_sums().select_related("account"):
        slips[slip.classroom_id].append(slip)
    return [
        ClassAtWork(
            room, rules.get(room.pk, ClassRules(classroom=room)), runs.get(room.pk), claims[room.pk], slips[room.pk]
        )
        for room in rooms
    ]
