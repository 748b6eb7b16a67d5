"""The tenant (the departmental association), its school years and its staff."""

import uuid
from datetime import date
from decimal import Decimal

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from occe.kit.actors import Actor, Role


class FederationQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "FederationQuerySet":
        """The actor's own federation; never another one."""
        return self.filter(pk=actor.federation_id)


@pghistory.track(
    fields=["name", "short_name", "siret", "founded_on", "two_adults_threshold", "cash_ceiling", "hosts", "departments"]
)
class Federation(models.Model):
    """A departmental association (AD): the legal person. It owns every bank account and the one SIRET.

    Whatever differs between departments is a column here, with a neutral default to be confirmed by its treasurer.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(unique=True)
    name = models.CharField(_("nom complet"), max_length=200)
    short_name = models.CharField(_("nom court"), max_length=40)
    hosts = ArrayField(models.CharField(max_length=200), verbose_name=_("noms d’hôte"), default=list, blank=True)
    siret = models.CharField(
        _("SIRET"),
        max_length=14,
        blank=True,
        validators=[RegexValidator(r"^\d{14}$", _("Un SIRET compte 14 chiffres, sans espace."))],
    )
    founded_on = models.DateField(_("date de création"), null=True, blank=True)
    address = models.TextField(_("adresse"), blank=True)
    city = models.CharField(_("ville"), max_length=80, blank=True)
    email = models.EmailField(_("adresse e-mail"), blank=True)
    phone = models.CharField(_("téléphone"), max_length=20, blank=True)
    departments = ArrayField(models.CharField(max_length=3), verbose_name=_("départements"), default=list)
    academic_mail_domains = ArrayField(
        models.CharField(max_length=100), verbose_name=_("domaines de messagerie académique"), default=list, blank=True
    )
    languages = ArrayField(models.CharField(max_length=5), verbose_name=_("langues"), default=list, blank=True)
    accent_colour = models.CharField(
        _("couleur d’accent"),
        max_length=12,
        default="gentiane",
        choices=[("gentiane", _("bleu gentiane")), ("prairie", _("vert prairie")), ("salers", _("rouge de Salers"))],
    )
    two_adults_threshold = models.DecimalField(
        _("au-dessus de cette somme, deux adultes"), max_digits=12, decimal_places=2, default=Decimal("300.00")
    )
    cash_ceiling = models.DecimalField(
        _("plafond de la caisse"), max_digits=12, decimal_places=2, default=Decimal("80.00")
    )
    separate_class_cooperatives = models.BooleanField(
        _("accepter une coopérative de classe à part dans une école qui a déjà la sienne"), default=True
    )
    inclusive_style = models.BooleanField(_("écrire « enseignant·e »"), default=False)

    objects = FederationQuerySet.as_manager()

    class Meta:
        verbose_name = _("association départementale")
        constraints = [
            models.CheckConstraint(
                name="cooperatives_federation_positive_limits",
                condition=Q(two_adults_threshold__gt=0, cash_ceiling__gte=0),
                violation_error_message=_("Un seuil s’écrit en euros, au-dessus de zéro."),
            ),
        ]

    def __str__(self) -> str:
        return self.short_name

    @property
    def siren(self) -> str:
        """The first nine digits of the SIRET: the legal person."""
        return self.siret[:9]


class SchoolYearQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "SchoolYearQuerySet":
        return self.filter(federation_id=actor.federation_id)

    def containing(self, day: date) -> "SchoolYearQuerySet":
        """The year that `day` lies in (none or one a federation)."""
        return self.filter(starts__lte=day, ends__gte=day)


@pghistory.track(fields=["closed_at", "closing_note"])
class SchoolYear(models.Model):
    """A school year of one federation, 1 September to 31 August (both included): also the fiscal year.

    Two are open each September: one being closed, one beginning. Fees are invented in the demonstration and voted by
    the association's general assembly in real life. A closed year takes no posting; `closing_note` is the reason given
    for closing before every book was accepted, or for opening again, and the history keeps who did it.
    """

    federation = models.ForeignKey(Federation, models.PROTECT, related_name="years")
    starts = models.DateField(_("début"))
    ends = models.DateField(_("fin"))
    fee_per_member = models.DecimalField(_("cotisation par membre"), max_digits=6, decimal_places=2, default=0)
    insurance_per_member = models.DecimalField(_("assurance par membre"), max_digits=6, decimal_places=2, default=0)
    affiliation_due_on = models.DateField(_("adhésion avant le"), null=True, blank=True)
    report_due_on = models.DateField(_("comptes avant le"), null=True, blank=True)
    closed_at = models.DateTimeField(_("close le"), null=True, blank=True)
    closing_note = models.CharField(_("pourquoi elle est close, ou rouverte"), max_length=300, blank=True)

    objects = SchoolYearQuerySet.as_manager()

    class Meta:
        verbose_name = _("année scolaire")
        ordering = ["-starts"]
        constraints = [
            models.UniqueConstraint(fields=["federation", "starts"], name="cooperatives_schoolyear_once"),
            # Like the same of a cooperative: the target of the composite keys of the ledger.
            models.UniqueConstraint(fields=["federation", "id"], name="cooperatives_schoolyear_in_federation"),
            models.CheckConstraint(
                name="cooperatives_schoolyear_september_to_august",
                condition=Q(starts__month=9, starts__day=1, ends__month=8, ends__day=31)
                & Q(ends__year=F("starts__year") + 1),
                violation_error_message=_("Une année scolaire va du 1er septembre au 31 août."),
            ),
            models.CheckConstraint(
                name="cooperatives_schoolyear_fees_not_negative",
                condition=Q(fee_per_member__gte=0, insurance_per_member__gte=0),
                violation_error_message=_("Une cotisation ne peut pas être négative."),
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def slug(self) -> str:
        """`2025-2026`, as in addresses and titles."""
        return f"{self.starts.year}-{self.ends.year}"

    @property
    def is_open(self) -> bool:
        """Whether the federation still works on this year."""
        return self.closed_at is None


class CommitmentText(models.Model):
    """The wording of the mandataire's commitment, by version: what was accepted is kept as it was accepted."""

    federation = models.ForeignKey(Federation, models.PROTECT, related_name="commitment_texts")
    version = models.PositiveSmallIntegerField(_("version"))
    text_fr = models.TextField(_("texte français"))
    text_en = models.TextField(_("texte anglais"), blank=True)
    published_at = models.DateTimeField(_("publié le"), auto_now_add=True)

    class Meta:
        verbose_name = _("texte de l’engagement")
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["federation", "version"], name="cooperatives_commitmenttext_version_once")
        ]

    def __str__(self) -> str:
        return f"v{self.version}"


class StaffRoleQuerySet(models.QuerySet):
    def in_force(self, on: date) -> "StaffRoleQuerySet":
        """Roles that hold on a day (`ends_on` is the first day without the role)."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on), starts_on__lte=on)

    def visible_to(self, actor: Actor) -> "StaffRoleQuerySet":
        if getattr(actor, "is_staff", False):
            return self.filter(federation_id=actor.federation_id)
        return self.none()


@pghistory.track(fields=["federation", "user", "role", "starts_on", "ends_on"])
class StaffRole(models.Model):
    """What an adult does for the association, with dates."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    federation = models.ForeignKey(Federation, models.PROTECT, related_name="staff_roles")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="staff_roles")
    role = models.CharField(
        _("rôle"),
        max_length=20,
        choices=[
            (Role.ADMINISTRATOR, _("administration")),
            (Role.TREASURER, _("trésorerie")),
            (Role.ANIMATOR, _("animation")),
            (Role.READER, _("lecture seule")),
        ],
    )
    starts_on = models.DateField(_("du"))
    ends_on = models.DateField(_("au"), null=True, blank=True)

    objects = StaffRoleQuerySet.as_manager()

    class Meta:
        verbose_name = _("rôle dans l’association")
        constraints = [
            models.UniqueConstraint(
                fields=["federation", "user", "role"],
                condition=Q(ends_on__isnull=True),
                name="cooperatives_staffrole_once",
                violation_error_message=_("Cette personne tient déjà ce rôle."),
            ),
            models.CheckConstraint(
                name="cooperatives_staffrole_dates",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("La fin du rôle vient après son début."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role}"
