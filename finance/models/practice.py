"""The practice class: the same screens, false money. None of it ever enters the ledger; one button throws it away."""

import uuid
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Classroom, Federation
from occe.kit.actors import Actor


class PracticeRunQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "PracticeRunQuerySet":
        return self.filter(classroom__in=Classroom.objects.visible_to(actor))


class PracticeRun(models.Model):
    """A class that practises: what it writes meanwhile is false, and begins from a false sum in its box (euros)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    federation = models.ForeignKey(Federation, models.PROTECT, related_name="+")
    classroom = models.OneToOneField(Classroom, models.PROTECT, related_name="practice")
    opening = models.DecimalField(_("argent pour de faux"), max_digits=12, decimal_places=2, default=Decimal(100))
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)

    objects = PracticeRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("classe d’entraînement")
        constraints = [
            models.CheckConstraint(
                name="finance_practicerun_opening_not_negative",
                condition=Q(opening__gte=0),
                violation_error_message=_("Pour s’entraîner, on part de zéro euro ou plus."),
            )
        ]

    def __str__(self) -> str:
        return str(self.classroom)


class PracticeEntry(models.Model):
    """A line of the false book: what came in or went out. It looks like an entry and is none; it may be deleted."""

    run = models.ForeignKey(PracticeRun, models.CASCADE, related_name="entries")
    number = models.PositiveIntegerField(_("numéro"))
    date = models.DateField(_("date"))
    came_in = models.DecimalField(_("entre"), max_digits=12, decimal_places=2, default=Decimal(0))
    went_out = models.DecimalField(_("sort"), max_digits=12, decimal_places=2, default=Decimal(0))
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("écriture pour de faux")
        ordering = ["run_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="finance_practiceentry_number_once"),
            models.CheckConstraint(
                name="finance_practiceentry_one_side",
                condition=Q(came_in__gt=0, went_out=0) | Q(came_in=0, went_out__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"n° {self.number}"
