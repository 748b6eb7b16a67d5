"""The association's rules of money in the year in hand: the staff reads them, the treasury writes them."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from desk.forms.money_rules import MoneyRulesForm
from desk.frame import desk_page
from desk.permissions import can_change_money_rules, can_enter
from desk.queries.money_rules import rules_as_read
from desk.services.money_rules import change_money_rules
from desk.views.acting import act, data_of
from desk.views.year import year_in_hand
from finance.models import money_rules, rules_on
from occe.kit.access import allow


@allow(can_enter)
def rules(request):
    """All of them, in words."""
    year = year_in_hand(request)
    may_change = year is not None and year.is_open and can_change_money_rules(request.actor)
    found = money_rules(year) if year else rules_on(request.federation)
    context = {"year": year, "groups": rules_as_read(found), "may_change_money": may_change}
    return desk_page(request, "desk/money_rules.html", context)


@allow(can_change_money_rules)
def rules_edit(request):
    """All of them on one form."""
    year = year_in_hand(request)
    if year is None:
        raise Http404
    return act(
        request,
        MoneyRulesForm(data_of(request), instance=money_rules(year)),
        lambda **values: change_money_rules(year, by=request.actor, **values),
        template="desk/money_rules_edit.html",
        context={"year": year},
        done=lambda _rules: (_("Les règles de l’argent sont à jour."), reverse("desk:settings-money")),
    )
