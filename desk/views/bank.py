"""The association's accounts at the bank: what waits in each, and its one file that carries many of them."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Max, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from desk.frame import desk_page
from desk.permissions import can_enter
from finance.forms.bank import BankFileForm
from finance.models import BankAccount, BankTransaction, PendingFile
from finance.permissions import can_keep_accounts
from finance.services.bank_import import bring_file_for_all, understand
from finance.services.pending_files import keep_file
from finance.views.bank_files import explained, tell
from occe.kit.access import allow
from occe.kit.errors import DomainError

PAGE = 30


def _page(request: HttpRequest, form: BankFileForm, unknown: tuple[str, ...] = ()) -> HttpResponse:
    moves = BankTransaction.objects.waiting().filter(account=OuterRef("pk")).order_by().values("account")
    waits = Coalesce(Subquery(moves.annotate(count=Count("pk")).values("count")), 0)
    found = BankAccount.objects.visible_to(request.actor).select_related("cooperative__school")
    found = found.annotate(waits=waits, told_until=Max("statements__ends_on")).order_by("cooperative__number", "pk")
    context = {
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "form": form,
        "unknown": unknown,
        "may_keep": can_keep_accounts(request.actor),
    }
    return desk_page(request, "desk/bank.html", context, status=422 if form.errors else 200)


@allow(can_enter)
def bank(request: HttpRequest) -> HttpResponse:
    return _page(request, BankFileForm())


@allow(can_keep_accounts)
def bank_file(request: HttpRequest) -> HttpResponse:
    """One file for many accounts: its lines fall into the books by IBAN; accounts that nobody knows are listed."""
    if request.method != "POST":
        return _page(request, BankFileForm())
    form, unknown = BankFileForm(request.POST, request.FILES), ()
    if form.is_valid():
        file = form.cleaned_data["file"]
        data, name = file.read(), file.name or ""
        found = understand(request.federation, data, name=name)
        if found.needs == "mapping":
            kept = keep_file(request.federation, data=data, name=name, by=request.actor)
            return redirect("desk:bank-explain", kept.public_id)
        try:
            brought = bring_file_for_all(request.federation, found, data=data, name=name, by=request.actor)
        except DomainError as error:
            form.add_error("file", str(error))
        else:
            if brought.brought:
                tell(request, brought.brought)
            else:
                form.add_error("file", _("Aucun compte de ce fichier n’est celui d’une coopérative."))
            unknown = brought.unknown
    return _page(request, form, unknown)


@allow(can_keep_accounts)
def bank_explain(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """Which column is what, in a file that no reader knows; then the accounts that nobody knows are told."""
    mine = PendingFile.objects.filter(sent_by=request.actor.user_id, account__isnull=True)
    kept = get_object_or_404(mine, public_id=file_id, federation=request.federation)
    brought, shown = explained(request, kept, partial(bring_file_for_all, request.federation), many=True)
    if brought is None:
        return desk_page(request, "desk/bank_explain.html", shown, status=422 if shown["form"].errors else 200)
    if brought.brought:
        tell(request, brought.brought)
    for number in brought.unknown:
        messages.warning(request, _("Personne ne connaît ici le compte … %(end)s.") % {"end": number[-4:]})
    return redirect("desk:bank")
