"""The switch that opens the accounts to everybody, as the council decided."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cooperatives.models import Cooperative
from finance import permissions
from finance.forms.open_accounts import OpenAccountsForm
from finance.queries.open_accounts import opened_by
from finance.services.open_accounts import close_accounts, open_accounts
from finance.views.money import book_in_hand, room, with_school
from occe.kit.access import allow
from occe.kit.forms import done


@allow(permissions.can_record_money, load=with_school)
def open_to_all(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """Open, show something else, or close: each in one act."""
    book, books = book_in_hand(request, cooperative)
    opened = opened_by(cooperative)
    if request.method == "POST" and "close" in request.POST:
        close_accounts(cooperative, by=request.actor)
        messages.success(request, _("Les comptes sont fermés : plus personne d’autre ne les lit."))
        return redirect("finance:open-accounts", id=cooperative.public_id)
    form = OpenAccountsForm(request.POST if request.method == "POST" else None, book=book, opened=opened)
    if form.is_valid() and done(form, partial(open_accounts, cooperative, by=request.actor, **form.cleaned_data)):
        messages.success(request, _("Les comptes sont ouverts à tous. La classe le lit sur sa page."))
        return redirect("finance:open-accounts", id=cooperative.public_id)
    context = room(request, cooperative, book, books) | {"form": form, "opened": opened}
    return render(request, "finance/open_accounts.html", context, status=422 if form.errors else 200)
