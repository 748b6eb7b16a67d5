"""The register of chequebooks of a cooperative's account."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cooperatives.models import Cooperative
from finance import permissions
from finance.addresses import in_year
from finance.forms.chequebooks import HANDED_OVER, ChequebookForm, ChequebookMoveForm, UnusedChequeForm
from finance.models import Chequebook, UnusedCheque
from finance.permissions import can_record_money
from finance.queries.cheques import next_cheque, open_account
from finance.services.chequebooks import (
    declare_unused_cheque,
    end_chequebook,
    hand_over_chequebook,
    receive_chequebook,
)
from finance.views.money import book_in_hand, room
from occe.kit.access import allow
from occe.kit.errors import DomainError
from occe.kit.forms import show_refusal


@allow(permissions.can_read_memos, load=Cooperative.objects.visible_to)
def chequebooks(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """The chequebooks, the cheques that paid nothing, and the forms that note a new one of either."""
    book, books = book_in_hand(request, cooperative)
    account, sent = open_account(cooperative), request.POST if request.method == "POST" else None
    new = ChequebookForm(sent if sent and "new-act" in sent else None, cooperative=cooperative)
    unused = UnusedChequeForm(sent if sent and "unused-act" in sent else None)
    mine = account is not None and can_record_money(request.actor, cooperative)
    for form, service in ((new, receive_chequebook), (unused, declare_unused_cheque)):
        if mine and form.is_valid() and _tried(request, form, service, account):
            messages.success(request, _("C’est noté au registre."))
            return redirect(in_year("chequebooks", book))
    shown = Chequebook.objects.filter(account__cooperative=cooperative).select_related("holder", "account")
    context = room(request, cooperative, book, books) | {
        "drawer": "bank",
        "account": account,
        "chequebooks": shown.prefetch_related("moves__holder", "moves__by"),
        "unused_cheques": UnusedCheque.objects.filter(account__cooperative=cooperative).select_related("by"),
        "next_cheque": next_cheque(account) if account else "",
        "new": new,
        "unused": unused,
        "mine": mine,
    }
    return render(request, "finance/chequebooks.html", context, status=422 if new.errors or unused.errors else 200)


@allow(can_record_money, load=Cooperative.objects.visible_to)
def chequebook(request: HttpRequest, cooperative: Cooperative, chequebook_id: UUID) -> HttpResponse:
    """What becomes of one chequebook."""
    book, books = book_in_hand(request, cooperative)
    seen = Chequebook.objects.filter(account__cooperative=cooperative, state=Chequebook.State.IN_USE)
    found = get_object_or_404(seen.select_related("account", "holder"), public_id=chequebook_id)
    form = ChequebookMoveForm(request.POST if request.method == "POST" else None, chequebook=found)
    if form.is_valid() and _tried(request, form, _move, found):
        messages.success(request, _("C’est noté au registre."))
        return redirect(in_year("chequebooks", book))
    context = room(request, cooperative, book, books) | {"drawer": "bank", "chequebook": found, "form": form}
    return render(request, "finance/chequebook.html", context, status=422 if form.errors else 200)


def _move(found: Chequebook, *, state: str, on, reason: str, by, holder=None) -> None:
    if state == HANDED_OVER:
        hand_over_chequebook(found, holder=holder, on=on, by=by)
    else:
        end_chequebook(found, state=state, on=on, reason=reason, by=by)


def _tried(request: HttpRequest, form, service, subject) -> bool:
    """Whether the service took what a whole form says; else the form says why not."""
    try:
        service(subject, by=request.actor, **form.cleaned_data)
    except DomainError as error:
        show_refusal(form, error)
        return False
    return True
