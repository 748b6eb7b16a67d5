"""The figures of a closed year, frozen."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Federation, SchoolYear


class ImpactSnapshot(models.Model):
    """The impact figures of one year as they were counted once and for all. The database refuses any change.

    `figures` is what `website.impact.count` gave, in the shape of `website.impact.YearFigures.as_json` (amounts are
    strings with two decimals); `definitions_version` says by which definitions it was counted.
    """

    federation = models.ForeignKey(Federation, models.PROTECT, related_name="impact_snapshots")
    year = models.OneToOneField(SchoolYear, models.PROTECT, related_name="impact_snapshot")
    figures = models.JSONField()
    definitions_version = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField(_("arrêté le"), default=timezone.now)

    class Meta:
        verbose_name = _("chiffres d’une année")
        ordering = ["year__starts"]

    def __str__(self) -> str:
        return str(self.year)
