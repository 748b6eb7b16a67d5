"""The end of a cooperative: what it holds is handed on, then, once the bank and the accounts are over, it is closed."""

import datetime
from typing import Unpack

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from cooperatives.models import Cooperative, Mandate
from cooperatives.services.mandates import NOT_OVER, end_mandate
from desk.errors import CooperativeRefused
from finance.errors import NotYours
from finance.models import BankAccount, Book, Merger
from finance.permissions import can_merge
from finance.queries.merging import held_now
from finance.services.merging import Said, merge_books
from occe.kit.actors import Adult
from occe.kit.dates import today
from occe.kit.euros import format_euros

from .accounts import change_state

State = Cooperative.State


@transaction.atomic
def merge_cooperative(source: Cooperative, target: Cooperative | None, *, by: Adult, **said: Unpack[Said]) -> Merger:
    """Hand on all that it holds, and begin its closing: both or neither. Raises what `merge_books` raises."""
    merger = merge_books(source, target, by=by, **said)
    if source.state != State.CLOSED:
        change_state(source, State.CLOSING, expected=(State.ACTIVE, State.CLOSING))
    return merger


@transaction.atomic
def close_cooperative(cooperative: Cooperative, *, closed_on: datetime.date, by: Adult) -> Cooperative:
    """Say that it is over: nothing is posted any more, its mandates end, its papers are kept ten years.

    Closed again: no change.

    Raises NotYours; CooperativeRefused while it holds money, its account at the bank is open, or a book of an open
    year is not accepted, and before what it held was handed on.
    """
    if not can_merge(by, cooperative):
        raise NotYours(_("C’est l’association qui réunit ou ferme des coopératives."))
    locked = Cooperative.objects.select_for_update(of=("self",)).select_related("school").get(pk=cooperative.pk)
    if locked.state == State.CLOSED:
        return locked
    if locked.state != State.CLOSING or not Merger.objects.filter(source=locked).exists():
        raise CooperativeRefused(_("Transmettez d’abord ce qu’elle a : son argent, ses biens, ses chéquiers."))
    _refuse_unfinished(locked)
    locked.state, locked.closed_on, locked.public_page = State.CLOSED, closed_on, False
    locked.save(update_fields=["state", "closed_on", "public_page"])
    for mandate in Mandate.objects.filter(cooperative=locked, state__in=NOT_OVER).order_by("pk"):
        end_mandate(mandate, ends_on=max(closed_on, min(mandate.starts_on, today())), reason=_over(), by=by)
    return locked


def _over() -> str:
    with override("fr"):
        return _("La coopérative est fermée.")


def _refuse_unfinished(cooperative: Cooperative) -> None:
    left = held_now(cooperative.federation_id, cooperative).total
    if left:
        raise CooperativeRefused(_("Il reste %(amount)s dans son cahier.") % {"amount": format_euros(left)})
    if BankAccount.objects.open().filter(cooperative=cooperative).exists():
        raise CooperativeRefused(_("Son compte en banque est encore ouvert : notez d’abord sa fermeture."))
    books = Book.objects.filter(cooperative=cooperative, year__closed_at__isnull=True).select_related("year")
    if book := books.exclude(state=Book.State.ACCEPTED).order_by("year__starts").first():
        raise CooperativeRefused(
            _("Son cahier %(year)s est %(state)s : il doit être accepté.")
            % {"year": book.year, "state": book.get_state_display()}
        )
