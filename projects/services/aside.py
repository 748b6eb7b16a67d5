"""An idea that was a mistake: set aside, with who and why, and taken up again. The only door."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from councils.services.agenda_order import call_off
from occe.kit.actors import Actor, Adult
from projects.errors import ProjectRefused
from projects.models import Invitation, Project, SetAside
from projects.queries.council import item_of
from projects.services.wording import children_near, tidy_line


@transaction.atomic
def set_aside(project: Project, *, reason: str, by: Actor) -> SetAside:
    """Take an idea out of the class's sight, and off the agenda where no council has come to it yet; what invites other
    classes is taken back.

    One that lies aside already stays so. Raises ProjectRefused for what a council decided (it goes back to being an
    idea first, with its reason) and for what the public reads, PlanRefused at `reason` when it is missing or names a
    child.
    """
    locked = Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    lying = locked.set_asides.filter(back_at__isnull=True).first()
    if lying:
        return lying
    if locked.state != Project.State.IDEA:
        raise ProjectRefused(_("Ce projet n’est plus une idée. Ramenez-le d’abord à « idée », en disant pourquoi."))
    if locked.is_published:
        raise ProjectRefused(_("Son récit est public. Retirez-le d’abord du site."))
    missing = _("Dites pourquoi, par exemple « l’idée y est déjà ».")
    words = tidy_line(reason, children_near(locked), field="reason", missing=missing)
    item = item_of(locked)
    if item is not None:
        call_off(item, by=by)
    locked.invitations.filter(state=Invitation.State.WAITING).update(state=Invitation.State.WITHDRAWN)
    return SetAside.objects.create(project=locked, reason=words, by_id=_adult(by))


@transaction.atomic
def take_up_again(project: Project, *, by: Actor) -> None:
    """The class sees the idea again. One that does not lie aside stays as it is."""
    locked = Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    locked.set_asides.filter(back_at__isnull=True).update(back_at=timezone.now(), back_by=_adult(by))


def _adult(by: Actor) -> int | None:
    return by.user_id if isinstance(by, Adult) else None
