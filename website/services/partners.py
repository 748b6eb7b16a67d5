"""Writing the list of partners and the steps of the association's journey."""

from datetime import date

from django.db import transaction

from cooperatives.models import Federation
from cooperatives.services.files import store_file
from occe.kit.actors import Actor
from occe.kit.uploads.pipeline import CleanFile
from website.models import Partner, TimelineEntry


@transaction.atomic
def save_partner(
    federation: Federation,
    partner: Partner | None = None,
    *,
    name: str,
    url: str = "",
    text_fr: str = "",
    text_en: str = "",
    position: int = 1,
    logo: CleanFile | None = None,
    by: Actor,
) -> Partner:
    """Name a partner on the site, or change one that is there; a new logo takes the place of the old one."""
    partner = partner or Partner(federation=federation)
    partner.name, partner.url, partner.position = name, url, position
    partner.text_fr, partner.text_en = text_fr, text_en
    if logo is not None:
        partner.logo = store_file(logo, federation=federation, by=by)
    partner.save()
    return partner


@transaction.atomic
def remove_partner(partner: Partner, *, by: Actor) -> None:
    """Take a partner off the site. Twice is the same as once."""
    Partner.objects.filter(pk=partner.pk).delete()


@transaction.atomic
def save_step(
    federation: Federation,
    step: TimelineEntry | None = None,
    *,
    text_fr: str,
    text_en: str,
    date: date | None = None,
    position: int = 1,
    by: Actor,
) -> TimelineEntry:
    """Write a step of the journey, or change one; without a date it stands at its rank."""
    step = step or TimelineEntry(federation=federation)
    step.text_fr, step.text_en, step.date, step.position = text_fr, text_en, date, position
    step.save()
    return step


@transaction.atomic
def remove_step(step: TimelineEntry, *, by: Actor) -> None:
    """Take a step off the journey. Twice is the same as once."""
    TimelineEntry.objects.filter(pk=step.pk).delete()
