"""What a posted line belongs to, said after it was posted: the line itself never changes."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .activities import Activity, Grant
from .entries import EntryLine


class LineTag(models.Model):
    """A line of income or expense gathered under a grant or an activity that its entry did not name.

    What the line itself says (`EntryLine.grant`, `EntryLine.activity`) comes first; a tag fills what it left empty.
    """

    line = models.OneToOneField(EntryLine, models.PROTECT, primary_key=True, related_name="tag")
    grant = models.ForeignKey(Grant, models.PROTECT, null=True, blank=True, related_name="tagged")
    activity = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="tagged")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("ligne rattachée")
        constraints = [
            models.CheckConstraint(
                name="finance_linetag_says_something", condition=Q(grant__isnull=False) | Q(activity__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return f"tag of line {self.line_id}"
