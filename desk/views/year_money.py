"""What a year decides beside its fees: the accounts that take them, the numbering of its papers."""

from django.urls import reverse
from django.utils.translation import gettext as _

from desk.forms.year_money import FeeAccountsForm, VoucherSchemeForm
from desk.permissions import can_change_money_rules
from desk.services.chart import set_fee_accounts, set_voucher_scheme
from desk.views.acting import act, data_of
from desk.views.years import year_or_404
from finance.models import VoucherScheme
from occe.kit.access import allow


@allow(can_change_money_rules)
def fee_accounts(request, slug):
    """Which accounts take the fee, the insurance and the aids."""
    year = year_or_404(request, slug)
    return act(
        request,
        FeeAccountsForm(data_of(request), year=year),
        lambda **values: set_fee_accounts(year, by=request.actor, **values),
        template="desk/year_fee_accounts.html",
        context={"year": year},
        done=lambda _none: (_("Les comptes de %(year)s sont à jour.") % {"year": year}, _of_year("desk:chart", year)),
    )


@allow(can_change_money_rules)
def vouchers(request, slug):
    """How the papers are numbered."""
    year = year_or_404(request, slug)
    standing = VoucherScheme.objects.filter(year=year).first() or VoucherScheme(year=year)
    return act(
        request,
        VoucherSchemeForm(data_of(request), instance=standing),
        lambda **values: set_voucher_scheme(year, by=request.actor, **values),
        template="desk/year_vouchers.html",
        context={"year": year},
        done=lambda _scheme: (_("La numérotation est enregistrée."), _of_year("desk:settings", year)),
    )


def _of_year(name, year):
    return f"{reverse(name)}?year={year}"
