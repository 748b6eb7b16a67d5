"""The limit in force of a person in a cooperative."""

from decimal import Decimal

from cooperatives.models import Cooperative
from finance.models import MoneyRules, PersonLimit
from occe.kit.dates import today


def limit_for(user_id: int, cooperative: Cooperative) -> Decimal | None:
    """What this person agrees to or records at most at once, in euros; None without a limit. One query or two."""
    own = PersonLimit.objects.filter(user=user_id, cooperative=cooperative).order_by("-id")
    found = own.values_list("amount", flat=True).first()
    if found is not None:
        return found
    return (
        MoneyRules.objects.in_force(cooperative.federation_id, today()).values_list("person_limit", flat=True).first()
    )
