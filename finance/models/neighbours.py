"""The second adult of a one-adult school."""

import uuid
from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Cooperative, Federation
from occe.kit.actors import Actor


class NeighbourMandateQuerySet(models.QuerySet):
    def in_force(self, on: date) -> "NeighbourMandateQuerySet":
        """Those that hold on a day (`ends_on` is the first day without); what is only proposed does not yet."""
        return self.confirmed().filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on), starts_on__lte=on)

    def confirmed(self) -> "NeighbourMandateQuerySet":
        return self.filter(confirmed_at__isnull=False)

    def absences(self) -> "NeighbourMandateQuerySet":
        """Those who stand in for somebody of the school during an absence."""
        return self.filter(absent__isnull=False)

    def visible_to(self, actor: Actor) -> "NeighbourMandateQuerySet":
        if getattr(actor, "is_staff", False):
            return self.filter(federation_id=actor.federation_id)
        return self.filter(cooperative__in=Cooperative.objects.visible_to(actor))


class NeighbourMandate(models.Model):
    """A mandataire of a neighbouring cooperative, named by the association to agree where a school has one adult.

    It lets that person see and agree to what nobody of the school may agree to, and nothing else. With `absent` it
    stands in for that mandataire's absence, from one day to another: then it agrees although the school has others.
    Such a one may be proposed by a mandataire of the school; it holds once the association confirmed it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    federation = models.ForeignKey(Federation, models.PROTECT, related_name="+")
    cooperative = models.ForeignKey(Cooperative, models.PROTECT, related_name="neighbour_mandates")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="neighbour_mandates")
    starts_on = models.DateField(_("du"))
    ends_on = models.DateField(_("au"), null=True, blank=True)
    absent = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    named_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmé le"), null=True, blank=True, default=timezone.now)

    objects = NeighbourMandateQuerySet.as_manager()

    class Meta:
        verbose_name = _("mandataire voisin")
        ordering = ["cooperative_id", "starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative", "user"],
                condition=Q(ends_on__isnull=True),
                name="finance_neighbourmandate_once",
                violation_error_message=_("Cette personne est déjà le mandataire voisin de cette coopérative."),
            ),
            models.CheckConstraint(
                name="finance_neighbourmandate_dates",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("La fin vient après le début."),
            ),
            models.CheckConstraint(
                name="finance_neighbourmandate_absence_ends",
                condition=Q(absent__isnull=True) | (Q(ends_on__isnull=False) & ~Q(absent=F("user"))),
                violation_error_message=_("Une absence a un premier et un dernier jour."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.cooperative}"

    @property
    def last_day(self) -> date | None:
        """The last day on which it holds; None while no end is set."""
        return self.ends_on - timedelta(days=1) if self.ends_on else None
