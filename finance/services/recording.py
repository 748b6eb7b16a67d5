"""A deposit comes into the ledger, or goes back to its author with a reason. Receiving money is the mandate itself."""

from uuid import uuid5

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from finance import labels, permissions
from finance.errors import ClaimAlreadyAnswered, ClaimRefused, MandateNeeded
from finance.models import (
    REFUSAL_REASONS,
    RETURN_REASONS,
    Account,
    DepositSlip,
    Entry,
    PracticeEntry,
    Reason,
    SlipEvent,
)
from occe.kit.actors import Adult
from occe.kit.folded import clean_text

from .claims import check_day
from .posting import Axes, Line, post_entry
from .slips import answered_slip, check_counted, check_slip_version, counted, lock_slip, send_slip, tell_slip
from .vouchers import number_paper

State = DepositSlip.State
Kind = SlipEvent.Kind
Treasury = Account.Treasury


@transaction.atomic
def record_slip(slip: DepositSlip, *, by: Adult, version: int | None = None, voucher_number: str = "") -> DepositSlip:
    """Record a deposit that was sent: coins and notes into the cash box, cheques at the bank. One entry, one number.

    An own slip, not sent yet, is sent on the way. Recorded again: no change. Raises MandateNeeded, ClaimChanged,
    ClaimAlreadyAnswered, ClaimRefused and what posting raises.
    """
    slip = lock_slip(slip)
    if not permissions.can_record_slip(by, slip):
        raise MandateNeeded(_("Seul un mandataire en fonction inscrit une recette."))
    if slip.state == State.RECORDED:
        return slip
    if slip.is_editable and permissions.can_write(by, slip):
        slip = send_slip(slip, by=by, version=version)
        version = None
    if slip.state != State.SENT:
        raise ClaimAlreadyAnswered(answered_slip(slip))
    check_slip_version(slip, version)
    check_counted(slip, by=by)
    if slip.practice_id:
        slip.practice_entry = _practise(slip)
    else:
        slip.entry = _post(slip, by=by, voucher_number=voucher_number)
    slip.state, slip.recorded_by_id, slip.recorded_at = State.RECORDED, by.user_id, timezone.now()
    slip.version += 1
    slip.save()
    tell_slip(slip, Kind.RECORDED, by=by)
    return slip


@transaction.atomic
def return_slip(slip: DepositSlip, *, by: Adult, reason: str, note: str = "") -> DepositSlip:
    """Give the slip back, with a plain reason and perhaps a word. Raises MandateNeeded, ClaimAlreadyAnswered,
    ClaimRefused."""
    return _answer(slip, State.RETURNED, RETURN_REASONS, by=by, reason=reason, note=note)


@transaction.atomic
def refuse_slip(slip: DepositSlip, *, by: Adult, reason: str, note: str = "") -> DepositSlip:
    """Refuse the slip, with a plain reason and perhaps a word. Raises as `return_slip`."""
    return _answer(slip, State.REFUSED, REFUSAL_REASONS, by=by, reason=reason, note=note)


def _post(slip: DepositSlip, *, by: Adult, voucher_number: str) -> Entry:
    account, day = slip.account, slip.collected_on
    assert account is not None
    assert day is not None  # a slip that was sent is whole
    book = check_day(slip.cooperative, day, by=by, field="collected_on", lock=True)
    chart = {account.treasury: account for account in reversed(Account.objects.treasury().filter(year_id=book.year_id))}
    cash, cheques = counted(slip)
    classroom = slip.classroom if slip.classroom and slip.classroom.year_id == book.year_id else None
    axes: Axes = {"project": slip.project, "decision": slip.decision, "activity": slip.activity, "grant": slip.grant}
    places = ((chart[Treasury.CASH], cash), (chart[Treasury.BANK], cheques))
    if slip.voucher is None or slip.voucher.book_id != book.pk:
        slip.voucher = number_paper(book, kind=Account.Kind.INCOME, number=voucher_number)
    return post_entry(
        book,
        lines=[
            *(Line(place, debit=amount) for place, amount in places if amount),
            Line(account, credit=cash + cheques, classroom=classroom, **axes),
        ],
        kind=Entry.Kind.INCOME,
        date=day,
        label=labels.voucher_label(account, slip.voucher),
        request_id=uuid5(slip.public_id, f"recorded {slip.version}"),
        by=by,
        direct=slip.drafted_by_user_id == by.user_id,
        voucher=slip.voucher,
    )


def _practise(slip: DepositSlip) -> PracticeEntry:
    number = (PracticeEntry.objects.filter(run=slip.practice_id).aggregate(last=Max("number"))["last"] or 0) + 1
    return PracticeEntry.objects.create(
        run_id=slip.practice_id, number=number, date=slip.collected_on, came_in=sum(counted(slip))
    )


def _answer(
    slip: DepositSlip, state: DepositSlip.State, reasons: tuple[Reason, ...], *, by: Adult, reason: str, note: str
) -> DepositSlip:
    slip = lock_slip(slip)
    if not permissions.can_record_slip(by, slip):
        raise MandateNeeded(_("Seul un mandataire en fonction répond à un bordereau."))
    note = clean_text(note)[:500]
    if slip.state == state and (slip.reason, slip.note) == (reason, note):
        return slip
    if slip.state != State.SENT:
        raise ClaimAlreadyAnswered(answered_slip(slip))
    if reason not in reasons or (reason == Reason.OTHER and not note):
        raise ClaimRefused(_("Choisissez une raison, ou écrivez la vôtre : les élèves la liront."), field="reason")
    slip.state, slip.reason, slip.note = state, reason, note
    slip.version += 1
    slip.save()
    tell_slip(slip, Kind(state), by=by, reason=reason)
    return slip
