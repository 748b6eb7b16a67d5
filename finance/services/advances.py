"""Money entrusted to a class: asked, granted with two signatures, given back. `transfers` is the door to the ledger."""

import datetime
from decimal import Decimal
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperatives.models import Classroom, StoredFile
from councils.models import Decision
from finance import permissions
from finance.errors import AdvanceRefused, MandateNeeded, NameWritten, NotYours
from finance.models import Account, Book, ClassAdvance, Entry
from finance.queries.balances import class_box_balances
from members.naming import class_first_name_in, looks_like_a_person
from occe.kit.actors import Adult
from occe.kit.folded import LineEmpty, clean_line

from .enough import check_amount
from .posting import lock_book
from .transfers import advance_to_class, bring_back

State, Treasury = ClassAdvance.State, Account.Treasury


@transaction.atomic
def ask_advance(
    book: Book,
    classroom: Classroom,
    *,
    amount: Decimal,
    purpose: str,
    request_id: UUID,
    by: Adult,
    decision: Decision | None = None,
) -> ClassAdvance:
    """Ask for euros that the class will spend by itself; `decision` is the council's. Idempotent on `request_id`.

    Raises NotYours, AdvanceRefused at its field, NameWritten.
    """
    if not permissions.can_ask_advance(by, classroom):
        raise NotYours(_("Seul un adulte de la classe demande une avance pour elle."))
    if found := ClassAdvance.objects.filter(public_id=request_id, cooperative=book.cooperative).first():
        return found
    if classroom.cooperative_id != book.cooperative_id or classroom.year_id != book.year_id or not book.takes_entries:
        raise AdvanceRefused(_("Cette classe n’est pas dans l’année de ce cahier."))
    if decision and decision.council.cooperative_id != book.cooperative_id:
        raise AdvanceRefused(_("Choisissez dans la liste de la coopérative."), field="decision")
    check_amount(amount, AdvanceRefused)
    return ClassAdvance.objects.create(
        public_id=request_id, federation_id=book.federation_id, cooperative=book.cooperative, book=book,
        classroom=classroom, amount=amount, purpose=_purpose(purpose, classroom), decision=decision,
        asked_by_id=by.user_id,
    )  # fmt: skip


@transaction.atomic
def grant_advance(advance: ClassAdvance, *, source: str, date: datetime.date, by: Adult) -> ClassAdvance:
    """Grant what was asked: the money moves from the bank or the cash box (`source`) into the class's box.

    Granted again: no change. Raises MandateNeeded, AdvanceRefused, NotEnoughMoney and what posting raises.
    """
    advance = _answerable(advance, by)
    if advance.state in (State.GRANTED, State.RECEIVED):
        return advance
    if advance.state != State.ASKED:
        raise AdvanceRefused(_("Cette avance est déjà refusée : la classe peut en demander une autre."))
    place = Account.objects.treasury().get(year_id=advance.book.year_id, treasury=source)
    advance.entry = advance_to_class(
        advance.book,
        advance.classroom,
        source=place,
        amount=advance.amount,
        date=date,
        request_id=uuid5(advance.public_id, "granted"),
        by=by,
        decision=advance.decision,
    )
    return _answered(advance, State.GRANTED, by)


@transaction.atomic
def refuse_advance(advance: ClassAdvance, *, words: str, by: Adult) -> ClassAdvance:
    """Say no, and why. Refused again: no change. Raises MandateNeeded, AdvanceRefused at `words`."""
    advance = _answerable(advance, by)
    if advance.state == State.REFUSED:
        return advance
    if advance.state != State.ASKED:
        raise AdvanceRefused(_("Cette avance est déjà accordée."))
    try:
        advance.words = clean_line(words)[:200]
    except LineEmpty as empty:
        raise AdvanceRefused(_("Dites pourquoi, la classe le lira."), field="words") from empty
    return _answered(advance, State.REFUSED, by)


@transaction.atomic
def receive_advance(advance: ClassAdvance, *, by: Adult) -> ClassAdvance:
    """The second signature, in the portal: the class has the money. Raises NotYours, AdvanceRefused."""
    advance = _locked(advance)
    if not permissions.can_receive_advance(by, advance):
        raise NotYours(_("Qui reçoit l’avance signe à son tour : un autre adulte que celui qui l’a accordée."))
    _check_stands(advance)
    if advance.state == State.GRANTED:
        advance.state, advance.received_by_id, advance.received_at = State.RECEIVED, by.user_id, timezone.now()
        advance.save()
    if advance.state != State.RECEIVED:
        raise AdvanceRefused(_("Un mandataire accorde d’abord cette avance."))
    return advance


@transaction.atomic
def keep_signed_slip(advance: ClassAdvance, *, paper: StoredFile, by: Adult) -> ClassAdvance:
    """The printed slip with both signatures, photographed: it stands for the second one. As `receive_advance`."""
    advance = _locked(advance)
    if not permissions.can_ask_advance(by, advance.classroom):
        raise NotYours(_("Seul un adulte de la classe garde le bordereau signé."))
    _check_stands(advance)
    if advance.state not in (State.GRANTED, State.RECEIVED):
        raise AdvanceRefused(_("Un mandataire accorde d’abord cette avance."))
    advance.paper, advance.state = paper, State.RECEIVED
    advance.received_at = advance.received_at or timezone.now()
    advance.save()
    return advance


@transaction.atomic
def empty_class_boxes(book: Book, *, date: datetime.date, by: Adult) -> list[Entry]:
    """Bring what is left in every class's box back to the cash box, one entry a class: the act of the year's end.

    A box that is empty is left alone, so that a second time does nothing. Raises MandateNeeded and what posting raises.
    """
    book = lock_book(book)
    if book.cooperative is None or not permissions.can_record_money(by, book.cooperative):
        raise MandateNeeded(_("Seul un mandataire en fonction déplace l’argent de la coopérative."))
    return empty_boxes(book, date=date, by=by)


def empty_boxes(book: Book, *, date: datetime.date, by: Adult) -> list[Entry]:
    """The same in a locked book, for a door that has looked at rights."""
    cash = Account.objects.treasury().get(year_id=book.year_id, treasury=Treasury.CASH)
    held = {pk: amount for pk, amount in class_box_balances(book).items() if amount > 0}
    rooms = Classroom.objects.filter(pk__in=held).order_by("name", "pk")
    last = book.entries.count()
    return [
        bring_back(
            book,
            room,
            target=cash,
            amount=held[room.pk],
            date=date,
            request_id=uuid5(book.public_id, f"emptied {room.pk} after {last}"),
            by=by,
        )
        for room in rooms
    ]


# --- inside ----------------------------------------------------------------------------------------------------------


def _locked(advance: ClassAdvance) -> ClassAdvance:
    rows = ClassAdvance.objects.select_for_update(of=("self",))
    rows = rows.select_related("book__year", "classroom__cooperative", "cooperative", "decision")
    return rows.get(pk=advance.pk)


def _check_stands(advance: ClassAdvance) -> None:
    if advance.is_cancelled:
        raise AdvanceRefused(_("Cette avance a été annulée au cahier : la classe peut en demander une autre."))


def _answerable(advance: ClassAdvance, by: Adult) -> ClassAdvance:
    advance = _locked(advance)
    if not permissions.can_answer_advance(by, advance):
        raise MandateNeeded(_("Seul un mandataire en fonction accorde une avance."))
    return advance


def _answered(advance: ClassAdvance, state: ClassAdvance.State, by: Adult) -> ClassAdvance:
    advance.state, advance.answered_by_id, advance.answered_at = state, by.user_id, timezone.now()
    advance.save()
    return advance


def _purpose(text: str, classroom: Classroom) -> str:
    try:
        line = clean_line(text)[:200]
    except LineEmpty as empty:
        raise AdvanceRefused(_("Dites pour quoi, en quelques mots."), field="purpose") from empty
    if looks_like_a_person(line) or class_first_name_in(line, classroom):
        raise NameWritten(_("Écrivez pour quoi, sans nom de personne : « le jardin »."), field="purpose")
    return line
