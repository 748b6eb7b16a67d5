"""Which councils an adult holds."""

from django.db.models import QuerySet

from cooperatives.models import ClassTeacher, Cooperative
from cooperatives.permissions import holds_mandate
from councils.models import Council
from occe.kit.actors import Actor, Adult
from occe.kit.dates import today


def councils_led_by(actor: Adult, cooperative: Cooperative) -> QuerySet[Council]:
    """The councils of the open years whose decisions this adult may keep: all for a mandataire in office, else those of
    the classes that the adult teaches."""
    councils = Council.objects.filter(cooperative=cooperative, year__closed_at__isnull=True)
    councils = councils.select_related("classroom", "cooperative", "year").order_by("-year__starts", "classroom_id")
    if holds_mandate(actor, cooperative):
        return councils
    taught = ClassTeacher.objects.filter(user_id=actor.user_id).in_force(today())
    return councils.filter(classroom__in=taught.values("classroom_id"))


def with_school(actor: Actor) -> QuerySet[Cooperative]:
    """The cooperatives that the actor sees, with the school whose commune the frame shows."""
    return Cooperative.objects.visible_to(actor).select_related("school", "federation")
