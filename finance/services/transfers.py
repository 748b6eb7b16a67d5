"""Money that changes place: bank to cash box, cash box to bank, an advance to a class and its return.

None of it is income or expense: the total of the book does not move.
"""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import NotRequired, TypedDict, Unpack
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
PLACES = {Treasury.BANK, Treasury.CASH, Treasury.CLASS_BOX}


@dataclass(frozen=True, slots=True)
class Move:
    """Euros that go from one treasury account to another on a day.

    `classroom` is that of a class's box, where one is concerned; `means` and `cheque_number` say how the money left the
    bank.
    """

    source: Account
    target: Account
    amount: Decimal
    date: datetime.date
    classroom: Classroom | None = None
    decision: Decision | None = None
    means: str = ""
    cheque_number: str = ""


class Facts(TypedDict):
    """What is said of every move, whatever its places."""

    amount: Decimal
    date: datetime.date
    means: NotRequired[str]
    cheque_number: NotRequired[str]


@transaction.atomic
def make_move(book: Book, move: Move, *, request_id: UUID, by: Adult) -> Entry:
    """Move euros between the bank, the cash box and the box of a class.

    Idempotent on `request_id`. Raises MandateNeeded, EntryRefused, NotEnoughMoney, PaymentRefused and what posting
    raises.
    """
    return _post(_locked(book, by), move, request_id=request_id, by=by)


def advance_to_class(
    book: Book,
    classroom: Classroom,
    *,
    source: Account,
    request_id: UUID,
    by: Adult,
    decision: Decision | None = None,
    **facts: Unpack[Facts],
) -> Entry:
    """Entrust euros to a class's box. What the class then spends is the expense, not this. Raises as `make_move`."""
    move = Move(source, _class_box(book), classroom=classroom, decision=decision, **facts)
    return make_move(book, move, request_id=request_id, by=by)


def take_back_advance(
    book: Book, classroom: Classroom, *, target: Account, request_id: UUID, by: Adult, **facts: Unpack[Facts]
) -> Entry:
    """Bring what is left in a class's box back to the bank or the cash box. Raises as `make_move`."""
    move = Move(_class_box(book), target, classroom=classroom, **facts)
    return make_move(book, move, request_id=request_id, by=by)


def bring_back(
    book: Book, classroom: Classroom, *, target: Account, request_id: UUID, by: Adult, **facts: Unpack[Facts]
) -> Entry:
    """The same in a locked book, for a door that has looked at rights."""
    return _post(book, Move(_class_box(book), target, classroom=classroom, **facts), request_id=request_id, by=by)


def _locked(book: Book, by: Adult) -> Book:
    book = lock_book(book)
    if book.cooperative is None or not permissions.can_record_money(by, book.cooperative):
        raise MandateNeeded(_("Seul un mandataire en fonction déplace l’argent de la coopérative."))
    return book


def _class_box(book: Book) -> Account:
    return Account.objects.get(federation_id=book.federation_id, year_id=book.year_id, treasury=Treasury.CLASS_BOX)


def _post(book: Book, move: Move, *, request_id: UUID, by: Adult) -> Entry:
    kind, lines = _written(move)
    if not Entry.objects.filter(book=book, request_id=request_id).exists():
        for line in lines:
            check_amount(line.debit or line.credit, EntryRefused)
            check_there_is_enough(book, line, field="amount")
    facts = {"date": move.date, "label": _label(move), "request_id": request_id, "by": by}
    entry = post_entry(book, lines=lines, kind=kind, direct=True, **facts)
    note_payment(entry, means=move.means, cheque_number=move.cheque_number, by=by)
    return entry


def _written(move: Move) -> tuple[Entry.Kind, list[Line]]:
    """The kind of the entry and its two lines. Raises EntryRefused for places between which no money goes."""
    places = {move.source.treasury, move.target.treasury}
    if len(places) != 2 or not places <= PLACES:
        raise EntryRefused(_("Un virement va de la banque à la caisse, ou de la caisse à la banque."))
    rooms: dict[str, Classroom | None] = {Treasury.CLASS_BOX: move.classroom}
    if Treasury.CLASS_BOX in places and move.classroom is None:
        raise EntryRefused(_("Dites de quelle classe est la boîte."), field="classroom")
    lines = [
        Line(move.target, debit=move.amount, classroom=rooms.get(move.target.treasury), decision=move.decision),
        Line(move.source, credit=move.amount, classroom=rooms.get(move.source.treasury), decision=move.decision),
    ]
    return Entry.Kind.ADVANCE if Treasury.CLASS_BOX in places else Entry.Kind.TRANSFER, lines


def _label(move: Move) -> str:
    if move.classroom is None:
        return labels.transfer_label(move.source, move.target)
    return labels.advance_label(move.classroom, returned=move.source.treasury == Treasury.CLASS_BOX)
