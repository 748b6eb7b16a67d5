"""What the association decides about money in a year, beside its two thresholds."""

from django.db import transaction
from django.utils.translation import gettext as _

from cooperatives.models import SchoolYear
from desk.errors import SettingRefused
from finance.models import MoneyRules
from finance.services.money_rules import RULES, carry_money_rules
from occe.kit.actors import Actor


@transaction.atomic
def change_money_rules(year: SchoolYear, *, by: Actor, **values) -> MoneyRules:
    """Write some of a year's rules; the others keep what they are. They hold for what is done from now on: nothing that
    was posted, counted or signed changes, nor do the rules of another year.

    Raises SettingRefused for a closed year, which keeps the rules under which it was closed.
    """
    unknown = values.keys() - set(RULES)
    if unknown:
        raise TypeError(f"no rule of money: {sorted(unknown)}")
    year = SchoolYear.objects.select_for_update(of=("self",)).get(pk=year.pk)
    if not year.is_open:
        raise SettingRefused(_("L’année %(year)s est close : ses règles ne changent plus.") % {"year": year})
    rules = carry_money_rules(year)
    for name, value in values.items():
        setattr(rules, name, value)
    rules.save(update_fields=list(values))
    return rules
