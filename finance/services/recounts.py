"""A second pupil counts a deposit again. The same choice of the class as for the second look at expenses decides it."""

from django.db import transaction
from django.utils.translation import gettext as _

from finance import permissions
from finance.errors import ClaimAlreadyAnswered, NotYours
from finance.models import DepositSlip, SlipCheck, SlipEvent
from finance.queries.stories import looks_since_sent
from occe.kit.actors import PupilActor

from .slips import answered_slip, check_slip_version, lock_slip, tell_slip

State = DepositSlip.State
Kind = SlipEvent.Kind


@transaction.atomic
def check_slip(slip: DepositSlip, *, by: PupilActor, verdict: str, version: int | None = None) -> DepositSlip:
    """A second pupil's count: "agree" when it is the same, "look_again" brings the deposit back to its author.

    Raises NotYours, ClaimChanged when `version` is not what stands, ClaimAlreadyAnswered. The same pupil's second
    "agree" changes nothing; of two pupils who count at once, the first one's word stands.
    """
    slip = lock_slip(slip)
    if not permissions.can_count_again(by, slip):
        raise NotYours(_("Un autre élève de la classe recompte cet argent."))
    if slip.state != State.SENT:
        raise ClaimAlreadyAnswered(answered_slip(slip))
    since = looks_since_sent(slip)
    if since.exclude(pupil_id=by.pupil_id).exists():
        raise ClaimAlreadyAnswered(_("Un autre élève a déjà recompté cet argent."))
    check_slip_version(slip, version)
    again = verdict == SlipCheck.Verdict.LOOK_AGAIN
    if not again and since.filter(verdict=verdict).exists():
        return slip
    SlipCheck.objects.create(slip=slip, pupil_id=by.pupil_id, verdict=verdict)
    if again:
        slip.state = State.DRAFT
        slip.version += 1
        slip.save(update_fields=["state", "version", "updated_at"])
    tell_slip(slip, Kind.LOOK_AGAIN if again else Kind.CHECKED, by=by)
    return slip
