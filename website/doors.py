"""What the pupils' home shows of the public site: the page of their cooperative, once an adult has opened it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cooperatives.models import Cooperative
from members.pupil_doors import Door
from occe.kit.actors import PupilActor


def our_public_page(actor: PupilActor) -> Door | None:
    """The class is told that everybody can read its page, and reads it too. One query."""
    opened = Cooperative.objects.active().filter(pk=actor.cooperative_id, public_page=True)
    public_id = opened.values_list("public_id", flat=True).first()
    if public_id is None:
        return None
    return Door(_("Notre page, ouverte à tous"), reverse("website:cooperative", args=[public_id]), "school", order=90)
