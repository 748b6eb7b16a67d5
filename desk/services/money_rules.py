"""What the association decides about money beside its two thresholds."""

from django.db import transaction

from cooperatives.models import Federation
from finance.models import MoneyRules
from occe.kit.actors import Actor

RULES = tuple(field.name for field in MoneyRules._meta.concrete_fields if field.name != "federation")


@transaction.atomic
def change_money_rules(federation: Federation, *, by: Actor, **values) -> MoneyRules:
    """Write some of the rules; the others keep what they are, or their defaults. They hold for what is done from now
    on: nothing that was posted, counted or signed changes.
    """
    unknown = values.keys() - set(RULES)
    if unknown:
        raise TypeError(f"no rule of money: {sorted(unknown)}")
    Federation.objects.select_for_update(of=("self",)).get(pk=federation.pk)
    rules, _made = MoneyRules.objects.update_or_create(federation=federation, defaults=values)
    return rules
