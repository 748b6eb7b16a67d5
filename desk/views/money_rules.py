"""The association's rules of money: the staff reads them, the treasury writes them."""

from django.urls import reverse
from django.utils.translation import gettext as _

from desk.forms.money_rules import MoneyRulesForm
from desk.frame import desk_page
from desk.permissions import can_change_money_rules, can_enter
from desk.queries.money_rules import rules_as_read
from desk.services.money_rules import change_money_rules
from desk.views.acting import act, data_of
from finance.models import money_rules
from occe.kit.access import allow


@allow(can_enter)
def rules(request):
    """All of them, in words."""
    context = {
        "groups": rules_as_read(money_rules(request.federation)),
        "may_change_money": can_change_money_rules(request.actor),
    }
    return desk_page(request, "desk/money_rules.html", context)


@allow(can_change_money_rules)
def rules_edit(request):
    """All of them on one form."""
    return act(
        request,
        MoneyRulesForm(data_of(request), instance=money_rules(request.federation)),
        lambda **values: change_money_rules(request.federation, by=request.actor, **values),
        template="desk/money_rules_edit.html",
        context={},
        done=lambda _rules: (_("Les règles de l’argent sont à jour."), reverse("desk:settings-money")),
    )
