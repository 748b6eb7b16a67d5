"""The register of chequebooks: received, handed over, finished, lost, cancelled; and single cheques that paid nothing.

Nothing of it blocks a payment: a number used twice or outside every chequebook is told (`finance.queries.cheques`).
"""

import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cooperatives.models import Cooperative
from finance import permissions
from finance.errors import ChequebookRefused, NotYours
from finance.models import BankAccount, Chequebook, ChequebookMove, UnusedCheque, plain_cheque_number
from members.models import User
from members.naming import looks_like_a_person
from occe.kit.actors import Adult
from occe.kit.dates import today
from occe.kit.folded import clean_line

Kind = ChequebookMove.Kind
State = Chequebook.State
MOST_CHEQUES = 200
"""More than any chequebook holds (banks give 25, 50 or 100): a wider span is a slip of the finger."""


@transaction.atomic
def receive_chequebook(
    account: BankAccount,
    *,
    first_number: str,
    last_number: str,
    holder: User,
    received_on: datetime.date,
    by: Adult,
) -> Chequebook:
    """Note a new chequebook of an account, and who keeps it. Noted again alike: no change.

    Raises NotYours; ChequebookRefused for numbers that make no chequebook, overlap another, or a day to come.
    """
    _check_may(account, by)
    first, last = plain_cheque_number(first_number), plain_cheque_number(last_number)
    if not first:
        raise ChequebookRefused(_("Un numéro de chèque s’écrit avec sept chiffres au plus."), field="first_number")
    if not last or not 0 <= int(last) - int(first) < MOST_CHEQUES:
        raise ChequebookRefused(
            _("Recopiez le numéro du dernier chèque : il vient après le premier, de %(most)s chèques au plus.")
            % {"most": MOST_CHEQUES},
            field="last_number",
        )
    _check_day(received_on, "received_on")
    # One at a time for an account, so that two books never share a number.
    BankAccount.objects.select_for_update(of=("self",), no_key=True).get(pk=account.pk)
    near = Chequebook.objects.filter(account=account, first_number__lte=last, last_number__gte=first).first()
    if near and (near.first_number, near.last_number, near.holder_id) == (first, last, holder.pk):
        return near
    if near:
        raise ChequebookRefused(
            _("Ces numéros sont déjà ceux du chéquier %(first)s – %(last)s.")
            % {"first": near.first_number, "last": near.last_number},
            field="first_number",
        )
    book = Chequebook.objects.create(
        federation_id=account.federation_id, account=account, first_number=first, last_number=last, holder=holder,
        received_on=received_on,
    )  # fmt: skip
    _move(book, Kind.RECEIVED, on=received_on, by=by)
    return book


@transaction.atomic
def hand_over_chequebook(chequebook: Chequebook, *, holder: User, on: datetime.date, by: Adult) -> Chequebook:
    """Say who keeps the chequebook from now on. To its holder: no change. Raises NotYours, ChequebookRefused."""
    chequebook = _in_use(chequebook, by)
    _check_day(on, "on")
    if chequebook.holder_id != holder.pk:
        chequebook.holder = holder
        chequebook.save(update_fields=["holder"])
        _move(chequebook, Kind.HANDED_OVER, on=on, by=by)
    return chequebook


@transaction.atomic
def end_chequebook(chequebook: Chequebook, *, state: str, on: datetime.date, by: Adult, reason: str = "") -> Chequebook:
    """Say that no cheque is written from it any more: finished, lost or cancelled (the last two say what happened).

    Raises NotYours, ChequebookRefused.
    """
    if chequebook.state == state:
        return chequebook
    chequebook = _in_use(chequebook, by)
    _check_day(on, "on")
    if state not in State.values[1:]:
        raise ChequebookRefused(_("Dites ce qu’il est devenu : terminé, perdu ou annulé."), field="state")
    reason = _said(reason, needed=state != State.FINISHED)
    chequebook.state = state
    chequebook.save(update_fields=["state"])
    _move(chequebook, Kind(state), on=on, by=by, reason=reason)
    return chequebook


def hand_back_chequebooks(cooperative: Cooperative, *, reason: str, by: Adult) -> list[Chequebook]:
    """Cancel every chequebook in use of a cooperative that ends: they are given back to the association.

    For a door that has looked at rights, in its transaction.
    """
    in_use = Chequebook.objects.in_use().filter(account__cooperative=cooperative)
    books = list(in_use.select_for_update(of=("self",)))
    for book in books:
        book.state = State.CANCELLED
        book.save(update_fields=["state"])
        _move(book, Kind.CANCELLED, on=today(), by=by, reason=reason)
    return books


@transaction.atomic
def declare_unused_cheque(account: BankAccount, *, number: str, kind: str, reason: str, by: Adult) -> UnusedCheque:
    """Declare one cheque cancelled or lost, with its reason. Declared again: no change.

    Raises NotYours; ChequebookRefused without a number or a reason.
    """
    _check_may(account, by)
    plain = plain_cheque_number(number)
    if not plain:
        raise ChequebookRefused(_("Un numéro de chèque s’écrit avec sept chiffres au plus."), field="number")
    if kind not in UnusedCheque.Kind.values:
        raise ChequebookRefused(_("Dites si le chèque est annulé ou perdu."), field="kind")
    facts = {"kind": kind, "reason": _said(reason, needed=True), "by_id": by.user_id}
    try:
        with transaction.atomic():
            return UnusedCheque.objects.create(
                federation_id=account.federation_id, account=account, number=plain, **facts
            )
    except IntegrityError:
        return UnusedCheque.objects.get(account=account, number=plain)


def _check_may(account: BankAccount, by: Adult) -> None:
    if not permissions.can_keep_chequebooks(by, account):
        raise NotYours(_("Seul un mandataire en fonction tient le registre des chéquiers."))


def _check_day(day: datetime.date, field: str) -> None:
    if day > today():
        raise ChequebookRefused(_("Ce jour n’est pas encore arrivé."), field=field)


def _said(reason: str, *, needed: bool) -> str:
    reason = clean_line(reason[:200]) if reason.strip() else ""
    if needed and not reason:
        raise ChequebookRefused(_("Dites ce qui est arrivé : les vérificateurs le liront."), field="reason")
    if looks_like_a_person(reason):
        raise ChequebookRefused(_("Dites ce qui est arrivé, sans nom de personne."), field="reason")
    return reason


def _in_use(chequebook: Chequebook, by: Adult) -> Chequebook:
    chequebook = Chequebook.objects.select_for_update(of=("self",)).select_related("account").get(pk=chequebook.pk)
    _check_may(chequebook.account, by)
    if not chequebook.is_in_use:
        raise ChequebookRefused(_("Ce chéquier n’est plus en service."))
    return chequebook


def _move(chequebook: Chequebook, kind: str, *, on: datetime.date, by: Adult, reason: str = "") -> None:
    ChequebookMove.objects.create(
        chequebook=chequebook, kind=kind, on=on, holder_id=chequebook.holder_id, reason=reason, by_id=by.user_id
    )
