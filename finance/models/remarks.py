"""What the association remarks about one entry of a book that was sent, and the answer."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Federation
from occe.kit.actors import Actor

from .books import Book
from .entries import Entry


class EntryRemarkQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "EntryRemarkQuerySet":
        """With the book."""
        return self.filter(entry__book__in=Book.objects.visible_to(actor))

    def open(self) -> "EntryRemarkQuerySet":
        """Without an answer yet."""
        return self.filter(answered_at__isnull=True)


class EntryRemark(models.Model):
    """A remark stands beside its entry for good; the entry itself does not change, it is corrected like any other."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    federation = models.ForeignKey(Federation, models.PROTECT, related_name="+", db_index=False)
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="remarks", db_constraint=False)
    text = models.CharField(_("remarque"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("le"), default=timezone.now)
    answer = models.CharField(_("réponse"), max_length=500, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = EntryRemarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("remarque sur une écriture")
        ordering = ["entry_id", "id"]
        constraints = [
            models.CheckConstraint(
                name="finance_entryremark_answered_whole",
                condition=Q(answer="", answered_by__isnull=True, answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
            )
        ]

    def __str__(self) -> str:
        return self.text
