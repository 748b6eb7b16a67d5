"""What the pupils' pages show of the register: what the class decided, what one has to do, what a president signs."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from councils.models import Decision, FollowUp
from councils.queries.register import to_sign_by
from members.pupil_doors import Door, Today, Wait
from occe.kit.actors import PupilActor
from occe.kit.dates import today

SOON = timedelta(days=7)
ENDED = (FollowUp.State.DONE, FollowUp.State.DROPPED)


def what_we_decided(actor: PupilActor) -> Door | None:
    """« Ce qu’on a décidé », as soon as there is something."""
    if not Decision.objects.visible_to(actor).exists():
        return None
    return Door(_("Ce qu’on a décidé"), reverse("councils:pupil-decisions"), "flag", order=15)


def what_i_do(actor: PupilActor) -> Wait | None:
    """The first decision that this child does and that is due within a week, or late."""
    mine = Decision.objects.visible_to(actor).standing().with_state().filter(owner=actor.pupil_id)
    due = mine.exclude(state_now__in=ENDED).filter(due_on__lte=today() + SOON).order_by("due_on", "pk").first()
    if due is None:
        return None
    return Wait(_("Le conseil compte sur toi."), reverse("councils:pupil-decision", args=[due.public_id]), "flag")


def what_to_sign(actor: PupilActor) -> list[Today]:
    """What a president has to sign."""
    if not to_sign_by(actor).exists():
        return []
    return [Today(_("Signe ce que le conseil a décidé."), reverse("councils:pupil-decisions") + "?sign=1")]
