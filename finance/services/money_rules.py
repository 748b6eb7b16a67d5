"""The rules of money go from year to year."""

from django.db import transaction

from cooperatives.models import SchoolYear
from finance.models import MoneyRules, money_rules

RULES = tuple(field.name for field in MoneyRules._meta.concrete_fields if field.name not in ("federation", "year"))


@transaction.atomic
def carry_money_rules(year: SchoolYear) -> MoneyRules:
    """The year's own rules: those that it has, else a copy of those in force in it (the year before's, or the
    defaults). Idempotent; two at once make one row.
    """
    kept = money_rules(year)
    values = {name: getattr(kept, name) for name in RULES}
    return MoneyRules.objects.get_or_create(year=year, defaults={"federation_id": year.federation_id, **values})[0]
