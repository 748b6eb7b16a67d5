"""What an adult is told: a row first (the bell), a digest by mail second. Pupils get none."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from occe.kit.actors import Actor, Adult


class NotificationQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "NotificationQuerySet":
        if isinstance(actor, Adult):
            return self.filter(user_id=actor.user_id)
        return self.none()

    def unread(self) -> "NotificationQuerySet":
        return self.filter(read_at__isnull=True)

    def unread_first(self) -> "NotificationQuerySet":
        """What was not read yet, then the rest; the newest first in both."""
        return self.annotate(is_read=Q(read_at__isnull=False)).order_by("is_read", "-created_at", "-pk")


class Notification(models.Model):
    """One thing to know. `kind` names the sentence (`members.notifications`), `parameters` fill it in.

    `url_name` and `url_id` lead to the object; no address is stored. A `key` makes the same news told once.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=40)
    parameters = models.JSONField(default=dict)
    url_name = models.CharField(max_length=80, blank=True)
    url_id = models.UUIDField(null=True, blank=True)
    key = models.CharField(max_length=80)
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        ordering = ["-created_at"]
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="members_notification_told_once")]

    def __str__(self) -> str:
        return self.kind
