"""Cheques brought to the bank: gathered, read by a second person, printed, handed in."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cooperatives.models import Cooperative
from finance import permissions
from finance.documents import pdf_response
from finance.forms.deposits import BringForm, GatherChequesForm, ReadAgainForm
from finance.models import ChequeDeposit
from finance.queries.deposits import slips_with_cheques
from finance.queries.shelf import shelf
from finance.services import cheque_deposits
from finance.views.cash import drawer
from finance.views.grants import posted
from finance.views.money import book_in_hand, with_school
from occe.kit.access import allow
from occe.kit.errors import DomainError

PER_PAGE = 20
State = ChequeDeposit.State


@allow(permissions.works_here, load=with_school)
def deposits(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """The slips whose cheques wait, to be ticked; the deposits of the year."""
    book, books = book_in_hand(request, cooperative)
    waiting = list(slips_with_cheques(book))
    form = GatherChequesForm(request.POST if request.method == "POST" else None, offered=waiting)
    if made := posted(request, form, partial(cheque_deposits.gather_cheques, book)):
        return redirect("finance:cheque-deposit", id=cooperative.public_id, deposit_id=made.public_id)
    rows = ChequeDeposit.objects.visible_to(request.actor).filter(book=book).with_amount().order_by("-made_at", "-pk")
    context = {"waiting": waiting, "form": form, "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))}
    context = drawer(request, cooperative, book, books, **context)
    return render(request, "finance/cheque_deposits.html", context, status=422 if form.errors else 200)


@allow(permissions.works_here, load=with_school)
def deposit(request: HttpRequest, cooperative: Cooperative, deposit_id: UUID) -> HttpResponse:
    """One deposit, cheque by cheque: bank, number, amount, class; and the next thing to do."""
    found = _deposit(request, cooperative, deposit_id)
    cheques = list(found.cheques)
    own = {"cheques": cheques, "own": request.actor.user_id == found.made_by_id}
    shown = {"read_form": ReadAgainForm(**own), "bring_form": BringForm()}
    if request.method == "POST":
        acts = {
            "read": (partial(ReadAgainForm, **own), cheque_deposits.read_again, _("Les chèques sont relus à deux.")),
            "bring": (BringForm, cheque_deposits.bring_to_bank, _("La remise est à la banque.")),
        }
        name = request.POST.get("act", "")
        if name == "undo":
            return _undone(request, found)
        if name not in acts:
            raise Http404
        make, service, told = acts[name]
        form = make(request.POST)
        if posted(request, form, partial(service, found)):
            messages.success(request, told)
            return redirect(request.path)
        shown[f"{name}_form"] = form
    context = shown | {
        "deposit": found,
        "cheques": cheques,
        "total": sum((cheque.amount for cheque in cheques), start=0),
        "ticked": request.POST.getlist("ticked"),
        "may_make": permissions.can_make_deposit(request.actor, found),
    }
    context = drawer(request, cooperative, found.book, shelf(cooperative, request.actor), **context)
    return render(request, "finance/cheque_deposit.html", context, status=422 if request.method == "POST" else 200)


def _deposit(request: HttpRequest, cooperative: Cooperative, deposit_id: UUID) -> ChequeDeposit:
    rows = ChequeDeposit.objects.visible_to(request.actor).filter(cooperative=cooperative)
    found = get_object_or_404(rows.select_related("book__year", "made_by", "read_by"), public_id=deposit_id)
    found.cooperative = found.book.cooperative = cooperative
    return found


def _undone(request: HttpRequest, found: ChequeDeposit) -> HttpResponse:
    try:
        cheque_deposits.undo_deposit(found, by=request.actor)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(request.path)
    messages.success(request, _("La remise est défaite : ses chèques attendent de nouveau."))
    return redirect("finance:cheque-deposits", id=found.cooperative.public_id)


@allow(permissions.can_record_money, load=with_school)
@require_safe
def deposit_pdf(request: HttpRequest, cooperative: Cooperative, deposit_id: UUID) -> HttpResponse:
    """The list that goes with the cheques."""
    found = _deposit(request, cooperative, deposit_id)
    cheques = list(found.cheques)
    title = _("Remise de chèques, %(name)s") % {"name": cooperative.name}
    context = {"deposit": found, "cheques": cheques, "total": found.amount, "cooperative": cooperative}
    context["book"] = found.book
    return pdf_response(request, "cheque_deposit", title=title, name="remise.pdf", context=context)
