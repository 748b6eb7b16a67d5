"""The chart of accounts of the year in hand."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from desk.forms.chart import AccountForm, NewAccountForm
from desk.frame import desk_page
from desk.permissions import can_change_money_rules, can_enter
from desk.queries.chart import accounts_by_kind
from desk.services.chart import add_account, change_account
from desk.views.acting import act, data_of
from desk.views.year import year_in_hand
from desk.views.years import year_or_404
from finance.models import Account
from occe.kit.access import allow


@allow(can_enter)
def chart(request):
    """The list by kind."""
    year = year_in_hand(request)
    context = {
        "year": year,
        "kinds": accounts_by_kind(request.actor, year) if year else [],
        "may_change_money": can_change_money_rules(request.actor),
    }
    return desk_page(request, "desk/chart.html", context)


@allow(can_change_money_rules)
def account_edit(request, slug, code):
    """The words of one account."""
    year = year_or_404(request, slug)
    account = get_object_or_404(Account.objects.visible_to(request.actor).of_year(year), code=code)
    return act(
        request,
        AccountForm(data_of(request), instance=account),
        lambda **values: change_account(account, by=request.actor, **values),
        template="desk/account_edit.html",
        context={"account": account, "code": code, "year": year},
        done=lambda changed: (_("Le compte %(code)s est à jour.") % {"code": changed.code}, _chart(year)),
    )


@allow(can_change_money_rules)
def account_add(request, slug):
    """One more account of expense or income."""
    year = year_or_404(request, slug)
    return act(
        request,
        NewAccountForm(data_of(request), initial={"kind": "expense"}),
        lambda **values: add_account(request.federation, year, by=request.actor, **values),
        template="desk/account_add.html",
        context={"year": year},
        done=lambda added: (_("Le compte %(code)s est ajouté.") % {"code": added.code}, _chart(year)),
    )


def _chart(year):
    return f"{reverse('desk:chart')}?year={year}"
