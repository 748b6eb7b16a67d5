"""Money that changes place: bank to cash box, cash box to bank, an advance to a class and its return.

None of it is income or expense: the total of the book does not move.
"""

import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from cooperatives.models import Classroom
from councils.models import Decision
from finance import labels, permissions
from finance.errors import EntryRefused, MandateNeeded
from finance.models import Account, Book, Entry
from occe.kit.actors import Adult

from .enough import check_amount, check_there_is_enough
from .payments import note_payment
from .posting import Line, lock_book, post_entry

Treasury = Account.Treasury


@transaction.atomic
def move_money(
    book: Book,
    *,
    source: Account,
    target: Account,
    amount: Decimal,
    date: datetime.date,
    request_id: UUID,
    by: Adult,
    means: str = "",
    cheque_number: str = "",
) -> Entry:
    """Move euros between the bank and the cash box; `means` and `cheque_number` say how they left the bank.

    Raises MandateNeeded, EntryRefused, NotEnoughMoney, PaymentRefused.
    """
    book = _locked(book, by)
    if {source.treasury, target.treasury} != {Treasury.BANK, Treasury.CASH}:
        raise EntryRefused(_("Un virement va de la banque à la caisse, ou de la caisse à la banque."))
    lines = [Line(target, debit=amount), Line(source, credit=amount)]
    label = labels.transfer_label(source, target)
    paid = {"means": means, "cheque_number": cheque_number}
    return _post(book, Entry.Kind.TRANSFER, lines, label, date=date, request_id=request_id, by=by, **paid)


@transaction.atomic
def advance_to_class(
    book: Book,
    classroom: Classroom,
    *,
    source: Account,
    amount: Decimal,
    date: datetime.date,
    request_id: UUID,
    by: Adult,
    decision: Decision | None = None,
    means: str = "",
    cheque_number: str = "",
) -> Entry:
    """Entrust euros to a class's box. What the class then spends is the expense, not this.

    Raises MandateNeeded, NotEnoughMoney (from a cash box that holds less).
    """
    book = _locked(book, by)
    box = _class_box(book)
    lines = [
        Line(box, debit=amount, classroom=classroom, decision=decision),
        Line(source, credit=amount, decision=decision),
    ]
    label = labels.advance_label(classroom, returned=False)
    paid = {"means": means, "cheque_number": cheque_number}
    return _post(book, Entry.Kind.ADVANCE, lines, label, date=date, request_id=request_id, by=by, **paid)


@transaction.atomic
def take_back_advance(
    book: Book,
    classroom: Classroom,
    *,
    target: Account,
    amount: Decimal,
    date: datetime.date,
    request_id: UUID,
    by: Adult,
    means: str = "",
    cheque_number: str = "",
) -> Entry:
    """Bring what is left in a class's box back to the bank or the cash box. Raises MandateNeeded, NotEnoughMoney."""
    return bring_back(
        _locked(book, by), classroom, target=target, amount=amount, date=date, request_id=request_id, by=by,
        means=means, cheque_number=cheque_number,
    )  # fmt: skip


def bring_back(
    book: Book,
    classroom: Classroom,
    *,
    target: Account,
    amount: Decimal,
    date: datetime.date,
    request_id: UUID,
    by: Adult,
    means: str = "",
    cheque_number: str = "",
) -> Entry:
    """The same in a locked book, for a door that has looked at rights."""
    box = _class_box(book)
    lines = [Line(target, debit=amount), Line(box, credit=amount, classroom=classroom)]
    label = labels.advance_label(classroom, returned=True)
    paid = {"means": means, "cheque_number": cheque_number}
    return _post(book, Entry.Kind.ADVANCE, lines, label, date=date, request_id=request_id, by=by, **paid)


def _locked(book: Book, by: Adult) -> Book:
    book = lock_book(book)
    if book.cooperative is None or not permissions.can_record_money(by, book.cooperative):
        raise MandateNeeded(_("Seul un mandataire en fonction déplace l’argent de la coopérative."))
    return book


def _class_box(book: Book) -> Account:
    return Account.objects.get(federation_id=book.federation_id, year_id=book.year_id, treasury=Treasury.CLASS_BOX)


def _post(
    book: Book,
    kind: Entry.Kind,
    lines: list[Line],
    label: str,
    *,
    date: datetime.date,
    request_id: UUID,
    by: Adult,
    means: str,
    cheque_number: str,
) -> Entry:
    if not Entry.objects.filter(book=book, request_id=request_id).exists():
        for line in lines:
            check_amount(line.debit or line.credit, EntryRefused)
            check_there_is_enough(book, line, field="amount")
    entry = post_entry(book, lines=lines, kind=kind, date=date, label=label, request_id=request_id, by=by, direct=True)
    note_payment(entry, means=means, cheque_number=cheque_number, by=by)
    return entry
