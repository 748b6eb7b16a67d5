"""What was posted wrongly is barred and done again: a mirror entry, and the expense or slip waits for an adult.

What a mandataire recorded or moved alone is done again in the same act: the mirror and the right entry are posted
together, and the three are linked.
"""

import datetime
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from finance import permissions
from finance.errors import EntryAlreadyReversed, EntryRefused, NotYours
from finance.models import (
    Account,
    ClaimEvent,
    DepositSlip,
    Entry,
    EntryLine,
    ExpenseClaim,
    Replacement,
    SlipEvent,
)
from occe.kit.actors import Adult

from .carrying_on import carry_on
from .claims import lock_claim, tell
from .direct_entries import Part, Place, record_split
from .openings import book_before, comes_from
from .posting import AXES, reverse_entry
from .slips import lock_slip, tell_slip
from .transfers import Move, make_move

Treasury = Account.Treasury
WRITTEN_ELSEWHERE = ("claim", "slip", "class_advance", "moved_out", "moved_in")
"""What an entry was written for: it is put right there, not by posting it once more."""


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
    """What a paper should have said: what it was for, where its money is or was, and its day."""

    parts: tuple[Part, ...]
    places: tuple[Place, ...]
    date: datetime.date


@transaction.atomic
def correct_and_redo(entry: Entry, *, right: Right | Move, by: Adult, reason: str, request_id: UUID) -> Entry:
    """Cancel an entry by its mirror and post the right one in its place, under the number on its paper: one act.

    What was said of its paper and its goods goes with it. Only for what `redoable` gives, and of the same kind.
    Idempotent on `request_id`; returns the right entry. Raises what `correct_entry`, `record_split` and `make_move`
    raise, and EntryRefused when the right entry would say the same as the wrong one.
    """
    said = redoable(entry)
    if said is None or type(said) is not type(right):
        raise EntryRefused(_("Cette écriture s’annule ; ce qui est juste se note ensuite à part."))
    if said == right:
        raise EntryRefused(_("Rien n’a changé : corrigez ce qui n’était pas juste."))
    if isinstance(right, Right) and {part.account.kind for part in right.parts} != {entry.kind}:
        raise EntryRefused(_("Choisissez à quoi sert l’argent, et où il est."), field="account")
    mirror = correct_entry(entry, by=by, reason=reason, request_id=request_id)
    again = {"request_id": uuid5(request_id, "right"), "by": by}
    if isinstance(right, Move):
        posted = make_move(entry.book, right, **again)
    else:
        facts = {"parts": right.parts, "places": right.places, "date": right.date, "voucher": entry.voucher}
        posted = record_split(entry.book, **facts, **again)
    Replacement.objects.get_or_create(mirror=mirror, defaults={"right": posted})
    carry_on(entry, posted, by=by)
    return posted


def redoable(entry: Entry) -> Right | Move | None:
    """What an entry says, where it can be done again in the act that cancels it: what an adult recorded alone, at the
    bank or the cash box, and what only changed place. None for the others: an expense, a slip or an advance that was
    asked for waits for its adult again.
    """
    if not entry.direct or entry.reason == Entry.Reason.PAPER_TOTAL:  # which is typed again on its own page
        return None
    if any(getattr(entry, name, None) is not None for name in WRITTEN_ELSEWHERE):
        return None
    lines = list(entry.lines.select_related("account", "payment", *AXES).order_by("position"))
    if entry.kind in (Entry.Kind.TRANSFER, Entry.Kind.ADVANCE):
        return _as_move(entry, lines)
    return _as_paper(entry, lines) if entry.kind in (Entry.Kind.EXPENSE, Entry.Kind.INCOME) else None


def _as_paper(entry: Entry, lines: list[EntryLine]) -> Right | None:
    purposes = [line for line in lines if line.account.kind == entry.kind]
    places = [line for line in lines if line.account.treasury in (Treasury.BANK, Treasury.CASH)]
    if not purposes or not places or len(purposes) + len(places) != len(lines):
        return None
    return Right(
        tuple(
            Part(line.account, line.debit or line.credit, {axis: getattr(line, axis) for axis in AXES})  # type: ignore[arg-type,misc]
            for line in purposes
        ),
        tuple(Place(line.account, line.debit or line.credit, **_how(line)) for line in places),
        entry.date,
    )


def _as_move(entry: Entry, lines: list[EntryLine]) -> Move | None:
    if len(lines) != 2 or any(not line.account.treasury for line in lines):
        return None
    target, source = sorted(lines, key=lambda line: line.credit)
    return Move(
        source.account, target.account, entry.total, entry.date,
        classroom=source.classroom or target.classroom, decision=target.decision, **_how(source),
    )  # fmt: skip


def _how(line: EntryLine) -> dict[str, str]:
    """How the money of a line moved, where somebody said it."""
    paid = getattr(line, "payment", None)
    return {"means": paid.means, "cheque_number": paid.cheque_number} if paid else {}


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
