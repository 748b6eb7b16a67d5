"""Questions to the association, and their answers."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Cooperative, Federation
from finance.models import ExpenseClaim
from occe.kit.actors import Actor, Adult


class HelpTicketQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "HelpTicketQuerySet":
        """An adult's own questions; staff see all of their association's, pupils none."""
        if not isinstance(actor, Adult):
            return self.none()
        mine = self.filter(federation_id=actor.federation_id)
        return mine if actor.is_staff else mine.filter(asked_by_id=actor.user_id)

    def waiting(self) -> "HelpTicketQuerySet":
        """Without an answer yet, the oldest first."""
        return self.filter(answered_at__isnull=True).order_by("asked_at")


class HelpTicket(models.Model):
    """A question that an adult of a school asks the association, about an expense that is being written or anything.

    `subject` says what it is about even after a draft was thrown away. It holds nothing up: the expense goes its way.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    federation = models.ForeignKey(Federation, models.PROTECT, related_name="+")
    cooperative = models.ForeignKey(Cooperative, models.PROTECT, related_name="help_tickets")
    request_id = models.UUIDField(default=uuid.uuid4, editable=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("posée le"), default=timezone.now)
    claim = models.ForeignKey(ExpenseClaim, models.SET_NULL, null=True, blank=True, related_name="+")
    subject = models.CharField(_("à propos de"), max_length=120)
    question = models.TextField(_("votre question"), max_length=2000)
    answer = models.TextField(_("la réponse"), max_length=4000, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(_("répondue le"), null=True, blank=True)

    objects = HelpTicketQuerySet.as_manager()

    class Meta:
        verbose_name = _("question à l’association")
        ordering = ["-asked_at", "-id"]
        indexes = [models.Index(fields=["federation", "answered_at"], name="support_helpticket_waiting")]
        constraints = [
            models.UniqueConstraint(fields=["asked_by", "request_id"], name="support_helpticket_once"),
            models.CheckConstraint(
                name="support_helpticket_said",
                condition=~Q(subject="") & ~Q(question=""),
                violation_error_message=_("Écrivez votre question."),
            ),
            models.CheckConstraint(
                name="support_helpticket_answered_by_and_at",
                condition=Q(answer="", answered_by__isnull=True, answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
                violation_error_message=_("Une réponse dit de qui elle vient, et quand."),
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def is_answered(self) -> bool:
        return self.answered_at is not None
