"""The facts of the file for the data-protection officer: the only door to them."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from cooperatives.models import Federation
from desk.errors import SettingRefused
from desk.models import PrivacyFacts
from occe.kit.actors import Actor
from occe.kit.dates import today


@transaction.atomic
def save_privacy_facts(federation: Federation, *, by: Actor, checked_on: date | None, **values) -> PrivacyFacts:
    """Write who hosts the portal and who answers for it, and the day it was read again (not one to come).

    Raises SettingRefused for a day to come.
    """
    if checked_on and checked_on > today():
        raise SettingRefused(_("Ce jour n’est pas encore arrivé."), field="checked_on")
    Federation.objects.select_for_update(of=("self",)).get(pk=federation.pk)
    row, _new = PrivacyFacts.objects.update_or_create(
        federation=federation, defaults={**values, "checked_on": checked_on}
    )
    return row
