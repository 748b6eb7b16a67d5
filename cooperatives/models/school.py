"""Schools: the national directory. A school belongs to no federation, and is not a cooperative."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from occe.kit.folded import fold


class SchoolQuerySet(models.QuerySet):
    def eligible(self) -> "SchoolQuerySet":
        """Public schools that are open: OCCE serves secular (public) schools only (statutes)."""
        return self.filter(
            sector=School.Sector.PUBLIC, state__in=[School.State.OPEN, School.State.TO_BE_CLOSED]
        ).exclude(kind=School.Kind.SERVICE)

    def in_departments(self, codes: list[str]) -> "SchoolQuerySet":
        return self.filter(department__in=codes)

    def search(self, text: str) -> "SchoolQuerySet":
        """By code, name or commune, whatever the accents and the order of the words."""
        found = self
        for word in fold(text).split():
            found = found.filter(folded__contains=word)
        return found


class School(models.Model):
    """A school of the ministry's directory, or one that a teacher described and nobody has found there yet.

    The UAI (eight signs) is unique but may be missing; several cooperatives may live in one school, and one
    cooperative in several (grouped rural schools), so it is no key of anything else.
    """

    class Kind(models.TextChoices):
        NURSERY = "nursery", _("école maternelle")
        ELEMENTARY = "elementary", _("école élémentaire")
        PRIMARY = "primary", _("école primaire")
        LOWER_SECONDARY = "lower_secondary", _("collège")
        UPPER_SECONDARY = "upper_secondary", _("lycée")
        SPECIAL = "special", _("établissement spécialisé")
        SERVICE = "service", _("service administratif")
        OTHER = "other", _("autre établissement")

    class Sector(models.TextChoices):
        PUBLIC = "public", _("public")
        PRIVATE = "private", _("privé")

    class State(models.TextChoices):
        OPEN = "open", _("ouverte")
        TO_BE_CLOSED = "to_be_closed", _("fermeture annoncée")
        CLOSED = "closed", _("fermée")

    class Source(models.TextChoices):
        DIRECTORY = "directory", _("annuaire du ministère")
        DESCRIBED = "described", _("décrite par un enseignant")
        DEMO = "demo", _("imaginée pour la démonstration")

    uai = models.CharField(_("UAI"), max_length=8, unique=True, null=True, blank=True)
    name = models.CharField(_("nom"), max_length=200)
    kind = models.CharField(_("type"), max_length=16, choices=Kind.choices)
    sector = models.CharField(_("secteur"), max_length=8, choices=Sector.choices, default=Sector.PUBLIC)
    state = models.CharField(_("état"), max_length=14, choices=State.choices, default=State.OPEN)
    source = models.CharField(_("origine"), max_length=10, choices=Source.choices, default=Source.DIRECTORY)
    address = models.CharField(_("adresse"), max_length=250, blank=True)
    postcode = models.CharField(_("code postal"), max_length=5, blank=True)
    commune = models.CharField(_("commune"), max_length=100)
    commune_code = models.CharField(_("code de la commune"), max_length=5, blank=True)
    department = models.CharField(_("département"), max_length=3, db_index=True)
    academy = models.CharField(_("académie"), max_length=60, blank=True)
    district = models.CharField(_("circonscription"), max_length=120, blank=True)
    phone = models.CharField(_("téléphone"), max_length=20, blank=True)
    email = models.CharField(_("adresse e-mail"), max_length=254, blank=True)
    pupil_count = models.PositiveIntegerField(_("élèves (annuaire)"), null=True, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    opened_on = models.DateField(_("ouverte le"), null=True, blank=True)
    directory_updated_on = models.DateField(_("fiche mise à jour le"), null=True, blank=True)
    folded = models.CharField(max_length=500, editable=False)

    objects = SchoolQuerySet.as_manager()

    class Meta:
        verbose_name = _("école")
        ordering = ["commune", "name"]
        indexes = [models.Index(fields=["department", "commune"], name="cooperatives_school_place")]
        constraints = [
            models.CheckConstraint(
                name="cooperatives_school_uai_shape",
                condition=Q(uai__isnull=True) | Q(uai__regex=r"^[0-9]{7}[A-Z]$"),
                violation_error_message=_("Un code UAI s’écrit avec sept chiffres et une lettre."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.commune}"

    def save(self, *args, **kwargs) -> None:
        self.folded = self.folded_text()
        super().save(*args, **kwargs)

    def folded_text(self) -> str:
        """What the search looks through (also used by the bulk import)."""
        return fold(f"{self.uai or ''} {self.name} {self.commune} {self.postcode}")[:500]

    @property
    def is_eligible(self) -> bool:
        """Whether a cooperative may live here; see `SchoolQuerySet.eligible`."""
        return self.sector == self.Sector.PUBLIC and self.kind != self.Kind.SERVICE and self.state != self.State.CLOSED
