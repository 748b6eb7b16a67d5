"""What lines of the ledger are gathered under, beside their account: an activity, a grant."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Cooperative, SchoolYear, StoredFile
from councils.models import Decision
from occe.kit.actors import Actor
from projects.models import Project


class ActivityQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "ActivityQuerySet":
        return self.filter(cooperative__in=Cooperative.objects.visible_to(actor))


class Activity(models.Model):
    """A fête, a sale, a trip that the cooperative holds and whose money it takes: its gross costs and its gross income
    stand under one name, never the profit alone.
    """

    class Kind(models.TextChoices):
        PARTY = "party", _("une fête")
        SALE = "sale", _("une vente")
        SHOW = "show", _("un spectacle")
        TRIP = "trip", _("une sortie, un voyage")
        OTHER = "other", _("autre chose")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cooperative = models.ForeignKey(Cooperative, models.PROTECT, related_name="activities")
    year = models.ForeignKey(SchoolYear, models.PROTECT, related_name="activities")
    kind = models.CharField(_("nature"), max_length=8, choices=Kind.choices, default=Kind.OTHER)
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
            ),
            models.CheckConstraint(
                name="finance_activity_kind_of_the_list",
                condition=Q(kind__in=["party", "sale", "show", "trip", "other"]),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class GrantQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "GrantQuerySet":
        return self.filter(cooperative__in=Cooperative.objects.visible_to(actor))

    def public(self) -> "GrantQuerySet":
        """Money of a commune, a department, a region or the state."""
        return self.filter(funder_kind__in=Grant.PUBLIC)

    def asked_of_association(self) -> "GrantQuerySet":
        """What cooperatives ask their association for, without an answer yet, and that no merger took elsewhere."""
        waiting = self.filter(funder_kind=Grant.FunderKind.ASSOCIATION, amount__isnull=True, refused_on__isnull=True)
        return waiting.filter(moved_to__isnull=True)


class Grant(models.Model):
    """Money given for a purpose: asked for, granted, received, used, and its use told to whoever gave it.

    `asked` and `amount` are euros; `amount` is what was granted, None before the answer. What was received and used is
    the sum of the entries gathered under it (`finance.queries.grants`). A public grant is a « subvention »; what the
    association or the parents give is an « aide ». `decision` is the council's, which asked for it.
    """

    class FunderKind(models.TextChoices):
        COMMUNE = "commune", _("la commune")
        DEPARTMENT = "department", _("le département")
        REGION = "region", _("la région")
        STATE = "state", _("l’État")
        ASSOCIATION = "association", _("l’association départementale (AD)")
        PARENTS = "parents", _("une association de parents")
        OTHER = "other", _("un autre partenaire")

    PUBLIC = (FunderKind.COMMUNE, FunderKind.DEPARTMENT, FunderKind.REGION, FunderKind.STATE)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cooperative = models.ForeignKey(Cooperative, models.PROTECT, related_name="grants")
    year = models.ForeignKey(SchoolYear, models.PROTECT, related_name="grants")
    funder_kind = models.CharField(_("qui aide"), max_length=12, choices=FunderKind.choices, default=FunderKind.COMMUNE)
    funder = models.CharField(_("son nom"), max_length=120)
    purpose = models.CharField(_("pour quoi"), max_length=200)
    asked = models.DecimalField(_("montant demandé"), max_digits=12, decimal_places=2, null=True, blank=True)
    asked_on = models.DateField(_("demandé le"), null=True, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    amount = models.DecimalField(_("montant accordé"), max_digits=12, decimal_places=2, null=True, blank=True)
    granted_on = models.DateField(_("accordé le"), null=True, blank=True)
    refused_on = models.DateField(_("refusé le"), null=True, blank=True)
    answer_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    letter = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    words = models.TextField(_("ce que l’aide a permis"), blank=True)
    reported_on = models.DateField(_("bilan envoyé le"), null=True, blank=True)
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="grants")
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="grants")

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("subvention ou aide")
        ordering = ["funder", "id"]
        constraints = [
            models.CheckConstraint(
                name="finance_grant_amount_positive",
                condition=(Q(amount__isnull=True) | Q(amount__gt=0)) & (Q(asked__isnull=True) | Q(asked__gt=0)),
                violation_error_message=_("Une subvention est au-dessus de zéro."),
            ),
            models.CheckConstraint(
                name="finance_grant_one_answer",
                condition=Q(amount__isnull=True) | Q(refused_on__isnull=True),
                violation_error_message=_("Une demande est accordée ou refusée."),
            ),
            models.CheckConstraint(
                name="finance_grant_reported_once_granted",
                condition=Q(reported_on__isnull=True) | Q(amount__isnull=False, reported_by__isnull=False),
                violation_error_message=_("On rend compte d’une aide accordée."),
            ),
            models.CheckConstraint(
                name="finance_grant_funder_of_the_list",
                condition=Q(
                    funder_kind__in=["commune", "department", "region", "state", "association", "parents", "other"]
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.funder} · {self.purpose}"

    @property
    def is_public(self) -> bool:
        """Whether its use must be shown to a public body."""
        return self.funder_kind in self.PUBLIC
