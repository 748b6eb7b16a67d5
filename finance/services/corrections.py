"""What was posted wrongly is barred and done again: a mirror entry, and the expense or slip waits for an adult."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from finance import permissions
from finance.errors import EntryAlreadyReversed, EntryRefused, NotYours
from finance.models import ClaimEvent, DepositSlip, Entry, ExpenseClaim, SlipEvent
from occe.kit.actors import Adult

from .claims import lock_claim, tell
from .openings import book_before, comes_from
from .posting import reverse_entry
from .slips import lock_slip, tell_slip


@transaction.atomic
def correct_entry(entry: Entry, *, by: Adult, reason: str, request_id: UUID) -> Entry:
    """Cancel an entry by its mirror; its expense or slip waits again for an adult, under the number on its paper.

    `reason` is an `Entry.Reason`. Idempotent on `request_id`. Raises NotYours, EntryAlreadyReversed, EntryRefused for
    an opening that is brought from last year's book, and what posting raises.
    """
    if not permissions.can_correct_entry(by, entry):
        raise NotYours(_("Seul un mandataire en fonction ou la trésorerie de l’association corrige une écriture."))
    if reason not in Entry.Reason.values[1:]:
        raise EntryAlreadyReversed(_("Dites pourquoi cette écriture est corrigée."), field="reason")
    if entry.kind == Entry.Kind.OPENING and (before := book_before(entry.book)):
        raise EntryRefused(comes_from(before))
    claim, slip = _written_for(entry)
    mirror = reverse_entry(entry, by=by, reason=reason, request_id=request_id)
    if claim:
        _reopen_claim(claim, by)
    if slip:
        _reopen_slip(slip, by)
    return mirror


def _written_for(entry: Entry) -> tuple[ExpenseClaim | None, DepositSlip | None]:
    """The expense or slip that the entry stands for, locked before the book is."""
    claim = ExpenseClaim.objects.filter(entry=entry).first()
    slip = DepositSlip.objects.filter(entry=entry).first()
    return (lock_claim(claim) if claim else None), (lock_slip(slip) if slip else None)


def _reopen_claim(claim: ExpenseClaim, by: Adult) -> None:
    claim.state = ExpenseClaim.State.SENT
    claim.entry = claim.paid_on = claim.paid_by = None
    claim.agreed_by = claim.agreed_at = claim.second_agreed_by = claim.second_agreed_at = None
    claim.version += 1
    claim.save()
    tell(claim, ClaimEvent.Kind.REOPENED, by=by)


def _reopen_slip(slip: DepositSlip, by: Adult) -> None:
    slip.state = DepositSlip.State.SENT
    slip.entry = slip.recorded_by = slip.recorded_at = None
    slip.version += 1
    slip.save()
    tell_slip(slip, SlipEvent.Kind.REOPENED, by=by)
