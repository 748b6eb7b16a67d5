"""The money goes out: an agreed expense is paid, and then it is in the ledger.

An expense that a box or the bank paid is posted on its own day; what an adult advanced is posted on the day when it is
paid back, in the book of that day.
"""

import datetime
from decimal import Decimal
from uuid import uuid5

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from finance import labels, permissions
from finance.errors import ClaimAlreadyAnswered, ClaimRefused, MandateNeeded
from finance.models import Account, Book, ClaimEvent, Entry, ExpenseClaim, PracticeEntry, Voucher
from occe.kit.actors import Adult
from occe.kit.dates import today

from .carrying_on import carry_on
from .claims import answered, check_day, lock_claim, tell
from .enough import check_there_is_enough
from .payments import note_payment
from .posting import Axes, Line, post_entry
from .vouchers import number_paper

State = ExpenseClaim.State
Treasury = Account.Treasury
# What a payment writes.
PAID = ("state", "version", "updated_at", "voucher", "entry", "practice_entry", "paid_on", "paid_by")


@transaction.atomic
def pay_claim(
    claim: ExpenseClaim,
    *,
    by: Adult,
    paid_on: datetime.date,
    place: str = Treasury.BANK,
    voucher_number: str = "",
    means: str = "",
    cheque_number: str = "",
) -> ExpenseClaim:
    """Say that an agreed expense was paid on a day, from the bank or the cash box, and post it.

    Paid again: no change. Raises MandateNeeded, ClaimAlreadyAnswered, ClaimRefused, NotEnoughMoney, PaymentRefused and
    what posting raises.
    """
    claim = lock_claim(claim)
    if not permissions.can_pay_claim(by, claim):
        raise MandateNeeded(_("Seul un mandataire en fonction paie une dépense."))
    if claim.state == State.PAID:
        return claim
    if claim.state != State.AGREED:
        raise ClaimAlreadyAnswered(answered(claim))
    return post_payment(
        claim, by=by, paid_on=paid_on, place=place, voucher_number=voucher_number, means=means,
        cheque_number=cheque_number,
    )  # fmt: skip


def post_payment(
    claim: ExpenseClaim,
    *,
    by: Adult,
    paid_on: datetime.date,
    place: str,
    voucher_number: str = "",
    means: str = "",
    cheque_number: str = "",
) -> ExpenseClaim:
    """Post a locked, agreed expense and mark it paid. The door is `pay_claim`, or `agree_claim` for what is paid."""
    if paid_on > today():
        raise ClaimRefused(_("Ce jour n’est pas encore arrivé."), field="paid_on")
    if claim.practice_id:
        claim.practice_entry = _practise(claim, paid_on)
    else:
        numbered = claim.voucher
        claim.entry = _post(claim, by=by, paid_on=paid_on, place=place, voucher_number=voucher_number)
        note_payment(claim.entry, means=means, cheque_number=cheque_number, by=by)
        if numbered and (barred := _barred(numbered)):
            carry_on(barred, claim.entry, by=by)
    claim.state, claim.paid_on, claim.paid_by_id = State.PAID, paid_on, by.user_id
    claim.version += 1
    claim.save(update_fields=PAID)
    tell(claim, ClaimEvent.Kind.PAID, by=by)
    return claim


def _post(claim: ExpenseClaim, *, by: Adult, paid_on: datetime.date, place: str, voucher_number: str) -> Entry:
    book = check_day(claim.cooperative, paid_on, by=by, field="paid_on", lock=True)
    amount, (expense, treasury) = _amount(claim), _accounts(book, claim, place)
    classroom = claim.classroom if claim.classroom and claim.classroom.year_id == book.year_id else None
    if place == Treasury.CLASS_BOX and classroom is None:
        raise ClaimRefused(_("La boîte de cette classe est celle d’une autre année."), field="paid_with")
    box = classroom if place == Treasury.CLASS_BOX else None
    paid = Line(treasury, credit=amount, classroom=box)
    check_there_is_enough(book, paid, field="paid_with")
    claim.voucher = _voucher(book, claim, voucher_number)
    axes: Axes = {
        "project": claim.project, "decision": claim.decision, "activity": claim.activity, "grant": claim.grant,
    }  # fmt: skip
    return post_entry(
        book,
        lines=[Line(expense, debit=amount, classroom=classroom, **axes), paid],
        kind=Entry.Kind.EXPENSE,
        date=paid_on,
        label=labels.voucher_label(expense, claim.voucher),
        request_id=uuid5(claim.public_id, f"paid {claim.version}"),
        by=by,
        voucher=claim.voucher,
    )


def _barred(voucher: Voucher) -> Entry | None:
    """The last entry under the paper's number that was cancelled: the expense is paid once more."""
    barred = Entry.objects.filter(voucher=voucher, kind=Entry.Kind.EXPENSE, reversed_by__isnull=False)
    return barred.order_by("-number").first()


def _amount(claim: ExpenseClaim) -> Decimal:
    """The sum of an agreed expense, which the database keeps whole."""
    assert claim.amount is not None
    return claim.amount


def _accounts(book: Book, claim: ExpenseClaim, place: str) -> tuple[Account, Account]:
    """The expense's account in the year of the book, and where the money was."""
    chart = Account.objects.filter(federation_id=book.federation_id, year_id=book.year_id)
    expense = claim.account
    if expense and (expense.year_id, expense.kind) != (book.year_id, Account.Kind.EXPENSE):
        expense = chart.filter(code=expense.code, kind=Account.Kind.EXPENSE).first()
    treasury = chart.filter(treasury=place).first() if place else None
    if expense is None or treasury is None:
        raise ClaimRefused(_("Choisissez à quoi l’argent a servi, et d’où il est sorti."), field="account")
    return expense, treasury


def _voucher(book: Book, claim: ExpenseClaim, number: str) -> Voucher:
    """The paper's number: the one it has already in this book, else the one written on it, else the next."""
    if claim.voucher and claim.voucher.book_id == book.pk:
        if claim.voucher.file_id != claim.photo_id:
            claim.voucher.file = claim.photo
            claim.voucher.save(update_fields=["file"])
        return claim.voucher
    return number_paper(book, kind=Account.Kind.EXPENSE, number=number, file=claim.photo)


def _practise(claim: ExpenseClaim, paid_on: datetime.date) -> PracticeEntry:
    entries = PracticeEntry.objects.filter(run=claim.practice_id)
    number = (entries.aggregate(last=Max("number"))["last"] or 0) + 1
    return PracticeEntry.objects.create(run_id=claim.practice_id, number=number, date=paid_on, went_out=_amount(claim))
