"""What was posted wrongly is barred and done again: a mirror entry, and the expense or slip waits for an adult.

What a mandataire recorded alone is done again in the same act: the mirror and the right entry are posted together, and
the three are linked.
"""

import datetime
from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from cooperatives.models import Classroom
from finance import permissions
from finance.errors import EntryAlreadyReversed, EntryRefused, NotYours
from finance.models import Account, ClaimEvent, DepositSlip, Entry, ExpenseClaim, Replacement, SlipEvent
from occe.kit.actors import Adult

from .claims import lock_claim, tell
from .direct_entries import Part, Place, record_split
from .openings import book_before, comes_from
from .posting import AXES, Axes, reverse_entry
from .slips import lock_slip, tell_slip


@transaction.atomic
def correct_entry(entry: Entry, *, by: Adult, reason: str, request_id: UUID) -> Entry:
    """Cancel an entry by its mirror; its expense or slip waits again for an adult, under the number on its paper.

    `reason` is an `Entry.Reason`. Idempotent on `request_id`. Raises NotYours, EntryAlreadyReversed, EntryRefused for
    an opening that is brought from last year's book, and what posting raises.
    """
    if not permissions.can_correct_entry(by, entry):
        raise NotYours(_("Seul un mandataire en fonction ou la trésorerie de l’association corrige une écriture."))
    if reason not in dict(Entry.reasons_to_correct()):
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


@dataclass(frozen=True, slots=True)
class Right:
    """What an entry of one purpose and one place should have said. The rest stays as it was."""

    account: Account
    amount: Decimal
    date: datetime.date
    classroom: Classroom | None = None


@transaction.atomic
def correct_and_redo(entry: Entry, *, right: Right, by: Adult, reason: str, request_id: UUID) -> Entry:
    """Cancel an entry by its mirror and post the right one in its place, under the number on its paper: one act.

    Only for what `redoable` gives. Idempotent on `request_id`; returns the right entry. Raises what `correct_entry` and
    `record_split` raise, and EntryRefused when the right entry would say the same as the wrong one.
    """
    found = redoable(entry)
    if found is None:
        raise EntryRefused(_("Cette écriture s’annule ; ce qui est juste se note ensuite à part."))
    part, place = found
    axes: Axes = {**part.axes, "classroom": right.classroom}
    if (part.account, part.amount, part.axes["classroom"], entry.date) == (
        right.account, right.amount, right.classroom, right.date,
    ):  # fmt: skip
        raise EntryRefused(_("Rien n’a changé : corrigez la somme, le compte, la classe ou la date."))
    if right.account.kind != part.account.kind:
        raise EntryRefused(_("Choisissez à quoi sert l’argent, et où il est."), field="account")
    mirror = correct_entry(entry, by=by, reason=reason, request_id=request_id)
    posted = record_split(
        entry.book, parts=[Part(right.account, right.amount, axes)], places=[replace(place, amount=right.amount)],
        date=right.date, request_id=uuid5(request_id, "right"), by=by, voucher=entry.voucher,
    )  # fmt: skip
    Replacement.objects.get_or_create(mirror=mirror, defaults={"right": posted})
    return posted


def redoable(entry: Entry) -> tuple[Part, Place] | None:
    """What an entry says, where it can be done again in the act that cancels it: one purpose, one place of bank or cash
    box, recorded by an adult alone. None for the others: an expense or a slip waits for its adult again.
    """
    if entry.kind not in (Entry.Kind.EXPENSE, Entry.Kind.INCOME) or not entry.direct:
        return None
    if entry.reason == Entry.Reason.PAPER_TOTAL:  # typed again on its own page
        return None
    if any(found is not None for found in (getattr(entry, "claim", None), getattr(entry, "slip", None))):
        return None
    lines = list(entry.lines.select_related("account", "payment", *AXES).order_by("position"))
    purposes = [line for line in lines if line.account.kind != Account.Kind.TREASURY]
    places = [line for line in lines if line.account.treasury in (Account.Treasury.BANK, Account.Treasury.CASH)]
    if len(lines) != 2 or len(purposes) != 1 or len(places) != 1:
        return None
    paid, amount = getattr(places[0], "payment", None), entry.total
    how = (paid.means, paid.cheque_number) if paid else ("", "")
    axes: Axes = {axis: getattr(purposes[0], axis) for axis in AXES}  # type: ignore[assignment,misc]
    return Part(purposes[0].account, amount, axes), Place(places[0].account, amount, *how)


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
