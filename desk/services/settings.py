"""The association's own settings: who it is, its limits, its words."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperatives.models import CommitmentText, Federation
from desk.errors import SettingRefused
from occe.kit.actors import Actor
from occe.kit.folded import clean_text

IDENTITY = (
    "name",
    "short_name",
    "siret",
    "founded_on",
    "address",
    "city",
    "email",
    "phone",
    "departments",
    "academic_mail_domains",
    "separate_class_cooperatives",
    "inclusive_style",
    "accent_colour",
)


@transaction.atomic
def change_identity(federation: Federation, *, by: Actor, **values) -> Federation:
    """Change what the association says of itself; `values` are some of the fields of `IDENTITY`.

    Raises SettingRefused for a founding date to come, or a department less while cooperatives live in it.
    """
    unknown = values.keys() - set(IDENTITY)
    if unknown:
        raise TypeError(f"not part of the identity: {sorted(unknown)}")
    locked = Federation.objects.select_for_update(of=("self",)).get(pk=federation.pk)
    founded_on: date | None = values.get("founded_on")
    if founded_on and founded_on > timezone.localdate():
        raise SettingRefused(_("Ce jour n’est pas encore arrivé."), field="founded_on")
    if "departments" in values:
        _refuse_lost_departments(locked, values["departments"])
    for name, value in values.items():
        setattr(locked, name, value)
    locked.save(update_fields=list(values))
    return locked


@transaction.atomic
def change_limits(
    federation: Federation, *, two_adults_threshold: Decimal, cash_ceiling: Decimal, by: Actor
) -> Federation:
    """The two sums, in euros, that the treasury answers for: above the first an expense wants two adults; above the
    second the cash is to be taken to the bank (a warning, never a bar)."""
    locked = Federation.objects.select_for_update(of=("self",)).get(pk=federation.pk)
    locked.two_adults_threshold, locked.cash_ceiling = two_adults_threshold, cash_ceiling
    locked.save(update_fields=["two_adults_threshold", "cash_ceiling"])
    return locked


@transaction.atomic
def publish_commitment(federation: Federation, *, text_fr: str, text_en: str, by: Actor) -> CommitmentText:
    """Publish the wording of the mandataire's commitment as a new version; what was accepted before stays as it was.

    The wording in force published again is no new version, whatever a browser made of its line breaks.
    """
    locked = Federation.objects.select_for_update(of=("self",)).get(pk=federation.pk)
    current = locked.commitment_texts.first()
    text_fr, text_en = clean_text(text_fr), clean_text(text_en)
    if current and (clean_text(current.text_fr), clean_text(current.text_en)) == (text_fr, text_en):
        return current
    last = locked.commitment_texts.aggregate(last=Max("version"))["last"] or 0
    return CommitmentText.objects.create(federation=locked, version=last + 1, text_fr=text_fr, text_en=text_en)


def _refuse_lost_departments(federation: Federation, departments: list[str]) -> None:
    lost = set(federation.departments) - set(departments)
    if federation.cooperatives.active().filter(school__department__in=lost).exists():
        raise SettingRefused(_("Des coopératives vivent dans un département que vous retirez."), field="departments")
