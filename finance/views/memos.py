"""The memo list: what is to be paid or to come in, and the way to the real entry on the day of payment."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cooperatives.models import Cooperative
from finance import permissions
from finance.addresses import in_year
from finance.forms.memos import DropForm, MemoForm
from finance.models import Entry, ExpenseClaim, Memo
from finance.permissions import can_record_money
from finance.services.memos import drop_memo, note_memo, settle_memo
from finance.views.money import book_in_hand, room
from occe.kit.access import allow
from occe.kit.errors import DomainError
from occe.kit.forms import done

PAGE = 50


@allow(permissions.can_read_memos, load=Cooperative.objects.visible_to)
def memos(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """What is open, the nearest day first, and the form that notes one more."""
    book, books = book_in_hand(request, cooperative)
    mine = can_record_money(request.actor, cooperative)
    form = MemoForm(request.POST if mine and request.method == "POST" else None)
    if form.is_valid() and done(form, partial(note_memo, cooperative, by=request.actor, **form.cleaned_data)):
        messages.success(request, _("C’est sur la liste. Rien n’est au cahier avant le jour du paiement."))
        return redirect(in_year("memos", book))
    listed = Memo.objects.filter(cooperative=cooperative).open().select_related("claim")
    context = room(request, cooperative, book, books) | {
        "drawer": "memo",
        "page": Paginator(listed, PAGE).get_page(request.GET.get("page")),
        "form": form,
        "mine": mine,
    }
    return render(request, "finance/memos.html", context, status=422 if form.errors else 200)


@allow(can_record_money, load=Cooperative.objects.visible_to)
def memo_drop(request: HttpRequest, cooperative: Cooperative, memo_id: UUID) -> HttpResponse:
    book, books = book_in_hand(request, cooperative)
    memo = get_object_or_404(Memo.objects.filter(cooperative=cooperative).open(), public_id=memo_id)
    form = DropForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, partial(drop_memo, memo, by=request.actor, **form.cleaned_data)):
        messages.success(request, _("La ligne est retirée de la liste."))
        return redirect(in_year("memos", book))
    context = room(request, cooperative, book, books) | {"drawer": "memo", "memo": memo, "form": form}
    return render(request, "finance/memo_drop.html", context, status=422 if form.errors else 200)


def memo_asked(request: HttpRequest, cooperative: Cooperative, kind: str) -> Memo | None:
    """The memo that a form of writing is to settle (`?memo=` in its address); 404 when it has ended meanwhile."""
    asked = request.GET.get("memo", "")
    if not asked:
        return None
    try:
        wanted = UUID(asked)
    except ValueError:
        raise Http404 from None
    listed = Memo.objects.filter(cooperative=cooperative, kind=kind)
    if request.method != "POST":
        listed = listed.open()
    return get_object_or_404(listed, public_id=wanted)


def settled(request: HttpRequest, memo: Memo | None, kept: Entry | ExpenseClaim) -> None:
    """Link what was written with the memo that it settles, and say so; a memo that ended meanwhile is left alone."""
    if memo is None:
        return
    try:
        settle_memo(memo, kept, by=request.actor)
    except DomainError as error:
        messages.warning(request, str(error))
