"""Freezing the figures of a year that is over."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperatives.models import SchoolYear
from occe.kit.actors import Actor
from website.errors import YearNotOver
from website.impact import DEFINITIONS_VERSION, count
from website.models import ImpactSnapshot

AT_THE_LATEST = timedelta(days=365)


@transaction.atomic
def freeze_year(year: SchoolYear, *, by: Actor) -> ImpactSnapshot:
    """Count a year once and for all. A year that is frozen already keeps its figures, whatever has happened since.

    Raises YearNotOver.
    """
    today = timezone.localdate()
    if year.ends >= today:
        raise YearNotOver(_("L’année %(year)s n’est pas finie : ses chiffres bougent encore.") % {"year": year})
    SchoolYear.objects.select_for_update(of=("self",)).get(pk=year.pk)
    snapshot = ImpactSnapshot.objects.filter(year=year).first()
    return snapshot or ImpactSnapshot.objects.create(
        federation=year.federation,
        year=year,
        figures=count(year, on=today).as_json(),
        definitions_version=DEFINITIONS_VERSION,
    )


def freeze_closed_years(*, by: Actor) -> list[ImpactSnapshot]:
    """Freeze each year that the association has closed, and those that ended a year ago though nobody closed them."""
    today = timezone.localdate()
    due = SchoolYear.objects.filter(
        Q(closed_at__isnull=False) | Q(ends__lt=today - AT_THE_LATEST), ends__lt=today, impact_snapshot__isnull=True
    )
    return [freeze_year(year, by=by) for year in due.select_related("federation")]
