"""The plan of a project: who joins, when, with whom, where, and for how much."""

import uuid
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Classroom, classrooms_led_by
from occe.kit.actors import Actor

from .projects import Project


class InvitationQuerySet(models.QuerySet):
    def answered_by(self, actor: Actor) -> "InvitationQuerySet":
        """Those that an adult may answer: who leads the class that is asked."""
        return self.filter(classroom__in=classrooms_led_by(actor))


class Invitation(models.Model):
    """A class of another cooperative that is asked to take part; its own adult answers."""

    class State(models.TextChoices):
        WAITING = "waiting", _("attend une réponse")
        ACCEPTED = "accepted", _("participe")
        DECLINED = "declined", _("ne participe pas")
        WITHDRAWN = "withdrawn", _("retirée")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="invitations")
    classroom = models.ForeignKey(Classroom, models.PROTECT, related_name="invitations")
    words = models.CharField(_("un mot à l’autre classe"), max_length=300, blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.WAITING)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(default=timezone.now)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation d’une classe")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "classroom"], condition=~Q(state="withdrawn"), name="projects_invitation_once",
                violation_error_message=_("Cette classe est déjà invitée."),
            ),
            models.CheckConstraint(
                name="projects_invitation_answered",
                condition=Q(state__in=["accepted", "declined"], answered_by__isnull=False, answered_at__isnull=False)
                | Q(state__in=["waiting", "withdrawn"]),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"invitation {self.pk}"


class Beat(models.TextChoices):
    """The four beats of a project."""

    IMAGINE = "imagine", _("on imagine")
    PREPARE = "prepare", _("on prépare")
    DO = "do", _("on fait")
    TELL = "tell", _("on raconte")


class ProjectDate(models.Model):
    """A day of the project's calendar, or several in a row, in one of its beats."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="dates")
    beat = models.CharField(_("temps du projet"), max_length=7, choices=Beat.choices)
    on = models.DateField(_("le"))
    until = models.DateField(_("jusqu’au"), null=True, blank=True)
    title = models.CharField(_("quoi"), max_length=120)

    class Meta:
        verbose_name = _("date du projet")
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "on", "title"], name="projects_projectdate_once",
                violation_error_message=_("Cette date est déjà dans le calendrier."),
            ),
            models.CheckConstraint(
                name="projects_projectdate_ends_after_it_begins",
                condition=Q(until__isnull=True) | Q(until__gt=F("on")),
                violation_error_message=_("Le dernier jour vient après le premier."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class Partner(models.Model):
    """Who helps the class: an organisation, never a person's name, and how it helps."""

    class Kind(models.TextChoices):
        COMMUNE = "commune", _("commune, collectivité")
        PARENTS = "parents", _("association de parents")
        ASSOCIATION = "association", _("association")
        SCHOOL = "school", _("autre école")
        CULTURE = "culture", _("musée, bibliothèque, artiste")
        NATURE = "nature", _("parc, jardin, ferme")
        SHOP = "shop", _("commerce, entreprise")
        OTHER = "other", _("autre")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="partners")
    kind = models.CharField(_("qui"), max_length=11, choices=Kind.choices)
    name = models.CharField(_("nom"), max_length=120)
    help = models.CharField(_("ce qu’il apporte"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("partenaire du projet")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "name"], name="projects_partner_once",
                violation_error_message=_("Ce partenaire est déjà dans la liste."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class ProjectPlace(models.Model):
    """Where the project happens."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="places")
    name = models.CharField(_("lieu"), max_length=120)

    class Meta:
        verbose_name = _("lieu du projet")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "name"], name="projects_projectplace_once",
                violation_error_message=_("Ce lieu est déjà dans la liste."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class PlannedLine(models.Model):
    """A line of the project's budget as it was planned, in euros. What really came and went, the ledger tells."""

    class Side(models.TextChoices):
        IN = "in", _("ce qui entrera")
        OUT = "out", _("ce qui sortira")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="planned_lines")
    side = models.CharField(_("sens"), max_length=3, choices=Side.choices)
    words = models.CharField(_("pour quoi"), max_length=120)
    amount = models.DecimalField(_("somme"), max_digits=12, decimal_places=2)

    class Meta:
        verbose_name = _("ligne du budget prévu")
        ordering = ["side", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "side", "words"], name="projects_plannedline_once",
                violation_error_message=_("Cette ligne est déjà dans le budget."),
            ),
            models.CheckConstraint(
                name="projects_plannedline_amount",
                condition=Q(amount__gt=Decimal(0)),
                violation_error_message=_("Une somme prévue est plus grande que zéro."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.words
