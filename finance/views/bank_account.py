"""The account of a cooperative at a bank, which the association writes: bank identity asks once more who one is."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cooperatives.models import Cooperative
from finance.forms.bank import AccountCloseForm, AccountForm
from finance.permissions import can_keep_accounts
from finance.queries.bank import account_of
from finance.services.bank_accounts import close_account, write_account
from finance.views.bank import bank_room
from finance.views.money import with_school
from members.reauthentication import ask_again
from occe.kit.access import allow
from occe.kit.errors import DomainError
from occe.kit.forms import done, show_refusal


@allow(can_keep_accounts, load=with_school)
@ask_again
def account(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """Write the account in use, or a new one when there is none or the last one is closed."""
    context, _book, last = bank_room(request, cooperative)
    in_use = last if last and last.closed_on is None else None
    form = AccountForm(request.POST if request.method == "POST" else None, initial=_written(in_use))
    if form.is_valid():
        try:
            write_account(
                cooperative.federation, cooperative=cooperative, account=in_use, by=request.actor, **form.cleaned_data
            )
        except DomainError as error:
            show_refusal(form, error)
        else:
            messages.success(
                request, _("Le compte est enregistré. L’école en voit la banque et les quatre derniers signes.")
            )
            return redirect("finance:bank", id=cooperative.public_id)
    context |= {"form": form, "in_use": in_use, "close_form": AccountCloseForm()}
    return render(request, "finance/bank_account.html", context, status=422 if form.errors else 200)


def _written(account) -> dict:
    return {name: getattr(account, name) for name in ("bank", "iban", "means", "opened_on")} if account else {}


@allow(can_keep_accounts, load=with_school)
@require_POST
@ask_again
def close(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    form, in_use = AccountCloseForm(request.POST), account_of(cooperative)
    if in_use is None:
        return redirect("finance:bank", id=cooperative.public_id)
    if form.is_valid() and done(form, partial(close_account, in_use, by=request.actor, **form.cleaned_data)):
        messages.success(request, _("Le compte est fermé. Ses relevés restent lisibles."))
        return redirect("finance:bank", id=cooperative.public_id)
    context, _book, _account = bank_room(request, cooperative)
    context |= {"form": AccountForm(initial=_written(in_use)), "in_use": in_use, "close_form": form}
    return render(request, "finance/bank_account.html", context, status=422)
