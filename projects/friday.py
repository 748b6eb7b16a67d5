"""The lines of « Mon vendredi » that projects fill in."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cooperatives.models import Cooperative
from members.friday import Line
from occe.kit.actors import Actor
from projects.models import Invitation


def invitation_line(actor: Actor, cooperative: Cooperative) -> Line | None:
    """A class of one's own is invited to a project of another school. One query."""
    waiting = Invitation.objects.answered_by(actor).filter(state=Invitation.State.WAITING)
    invitation = waiting.filter(classroom__cooperative=cooperative).select_related("project").order_by("pk").first()
    if invitation is None:
        return None
    place = {"id": cooperative.public_id, "invitation_id": invitation.public_id}
    sentence = _("Répondre à l’invitation au projet %(title)s") % {"title": invitation.project.title}
    return Line(sentence, minutes=2, url=reverse("projects:invitation", kwargs=place))
