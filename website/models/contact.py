"""What visitors write to the association."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Federation

from .pages import OwnQuerySet


class ContactMessage(models.Model):
    """A message from the contact form: kept a year after it was answered, then erased. No network address is kept."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    federation = models.ForeignKey(Federation, models.PROTECT, related_name="contact_messages")
    name = models.CharField(_("nom"), max_length=100)
    email = models.EmailField(_("adresse e-mail"))
    message = models.TextField(_("message"))
    language = models.CharField(_("langue"), max_length=5)
    sent_at = models.DateTimeField(_("reçu le"), default=timezone.now)
    answered_at = models.DateTimeField(_("répondu le"), null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = OwnQuerySet.as_manager()

    class Meta:
        verbose_name = _("message reçu")
        ordering = ["-sent_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="website_contactmessage_answered_by_and_at",
                condition=Q(answered_at__isnull=True, answered_by__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.sent_at:%d/%m/%Y}"
