"""What lines of the ledger are gathered under, beside their account: an activity, a grant. Thin for now."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Cooperative, SchoolYear
from occe.kit.actors import Actor
from projects.models import Project


class ActivityQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "ActivityQuerySet":
        return self.filter(cooperative__in=Cooperative.objects.visible_to(actor))


class Activity(models.Model):
    """A fête, a sale, a show: its gross costs and its gross income stand under one name, never the profit alone."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cooperative = models.ForeignKey(Cooperative, models.PROTECT, related_name="activities")
    year = models.ForeignKey(SchoolYear, models.PROTECT, related_name="activities")
    title = models.CharField(_("nom"), max_length=120)
    held_on = models.DateField(_("le"), null=True, blank=True)
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="activities")

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("action")
        ordering = ["-held_on", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative", "year", "title"],
                name="finance_activity_title_once",
                violation_error_message=_("Une action porte déjà ce nom cette année."),
            )
        ]

    def __str__(self) -> str:
        return self.title


class GrantQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "GrantQuerySet":
        return self.filter(cooperative__in=Cooperative.objects.visible_to(actor))


class Grant(models.Model):
    """Public money given for a purpose, whose use must be shown. `amount` in euros is what was granted."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cooperative = models.ForeignKey(Cooperative, models.PROTECT, related_name="grants")
    year = models.ForeignKey(SchoolYear, models.PROTECT, related_name="grants")
    funder = models.CharField(_("qui aide"), max_length=120)
    purpose = models.CharField(_("pour quoi"), max_length=200)
    amount = models.DecimalField(_("montant accordé"), max_digits=12, decimal_places=2)
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="grants")

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("subvention")
        ordering = ["funder", "id"]
        constraints = [
            models.CheckConstraint(
                name="finance_grant_amount_positive",
                condition=Q(amount__gt=0),
                violation_error_message=_("Une subvention est au-dessus de zéro."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.funder} · {self.purpose}"
