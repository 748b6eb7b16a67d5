"""The adults' council of a cooperative: three sittings a year at least, counted.

Source: domain 1.2, "Adult council" (OCCE 75: meets at least three times a year, decides in the deliberations book).
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Cooperative, SchoolYear
from occe.kit.actors import Actor

LEAST_A_YEAR = 3


class AdultMeetingQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "AdultMeetingQuerySet":
        return self.filter(cooperative__in=Cooperative.objects.visible_to(actor))

    def held(self) -> "AdultMeetingQuerySet":
        return self.filter(state=AdultMeeting.State.HELD)


class AdultMeeting(models.Model):
    """A sitting of the adults' council: called (convocation with its agenda), then held (who came, minutes)."""

    class State(models.TextChoices):
        CALLED = "called", _("convoquée")
        HELD = "held", _("tenue")
        CANCELLED = "cancelled", _("annulée")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cooperative = models.ForeignKey(Cooperative, models.PROTECT, related_name="adult_meetings")
    year = models.ForeignKey(SchoolYear, models.PROTECT, related_name="adult_meetings")
    on = models.DateField(_("le"))
    at = models.TimeField(_("à"), null=True, blank=True)
    place = models.CharField(_("lieu"), max_length=120, blank=True)
    agenda = models.TextField(_("ordre du jour"), max_length=2000)
    state = models.CharField(_("état"), max_length=9, choices=State.choices, default=State.CALLED)
    invited = models.PositiveSmallIntegerField(_("adultes convoqués"), null=True, blank=True)
    present = models.PositiveSmallIntegerField(_("présents"), null=True, blank=True)
    present_words = models.CharField(_("qui était là (les fonctions)"), max_length=300, blank=True)
    minutes = models.TextField(_("compte rendu"), max_length=6000, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = AdultMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("séance du conseil des adultes")
        ordering = ["-on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative", "on"], condition=~Q(state="cancelled"), name="councils_adultmeeting_once_a_day",
                violation_error_message=_("Une séance est déjà écrite pour ce jour."),
            ),
            models.CheckConstraint(
                name="councils_adultmeeting_held_has_minutes",
                condition=~Q(state="held") | Q(present__gte=1) & ~Q(minutes=""),
                violation_error_message=_("Une séance tenue a des présents et un compte rendu."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"adult meeting {self.pk}"
