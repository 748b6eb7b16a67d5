"""The accounts that a council opened to everybody."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Cooperative, Federation
from councils.models import Decision
from occe.kit.actors import Actor
from projects.models import Project


class OpenAccountsQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "OpenAccountsQuerySet":
        return self.filter(cooperative__in=Cooperative.objects.visible_to(actor))

    def open(self) -> "OpenAccountsQuerySet":
        """Those that everybody may read now."""
        return self.filter(closed_at__isnull=True)


class OpenAccounts(models.Model):
    """A council's decision to open the accounts, and what is shown: projects, what is of none, lines by account.

    Written once and closed once: who shows something else opens again, so that what was open, when, and by which
    decision stays known. `codes` are the accounts whose lines are shown. Never a name: the words are the chart's and
    the projects' titles.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    federation = models.ForeignKey(Federation, models.PROTECT, related_name="+")
    cooperative = models.ForeignKey(Cooperative, models.PROTECT, related_name="open_accounts")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="+")
    projects = models.ManyToManyField(Project, related_name="+", blank=True)
    with_rest = models.BooleanField(_("ce qui n’est d’aucun projet"), default=False)
    with_totals = models.BooleanField(_("ce qu’il y avait et ce qu’il reste"), default=False)
    codes = ArrayField(models.CharField(max_length=8), verbose_name=_("lignes montrées"), default=list, blank=True)
    opened_at = models.DateTimeField(_("ouverts le"), default=timezone.now)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(_("fermés le"), null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = OpenAccountsQuerySet.as_manager()

    class Meta:
        verbose_name = _("comptes ouverts")
        ordering = ["-opened_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative"], condition=Q(closed_at__isnull=True), name="finance_openaccounts_once"
            ),
            models.CheckConstraint(
                name="finance_openaccounts_closed_by_and_at",
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.cooperative)
