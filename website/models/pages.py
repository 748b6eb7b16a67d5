"""The texts of the public site, in both languages, with every version kept; the journey so far; the partners."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Federation, StoredFile
from occe.kit.actors import Actor


class OwnQuerySet(models.QuerySet):
    """Rows that belong to a federation and are edited by its staff."""

    def visible_to(self, actor: Actor) -> "OwnQuerySet":
        """To the staff of the row's federation; the public reads through `website.queries`."""
        if getattr(actor, "is_staff", False):
            return self.filter(federation_id=actor.federation_id)
        return self.none()


class Page(models.Model):
    """A text that the staff wrote for one address of the site. Without a row, the address shows our default text.

    The bodies are Markdown, cleaned when shown. `as_delivered` says that the words are ours, unedited: the site then
    shows our text of the portal's present version. `version` is the number of the last `PageVersion`;
    `website.services.pages` writes both.
    """

    class Slug(models.TextChoices):
        HOME = "home", _("Accueil")
        MISSION = "mission", _("Mission")
        VISION = "vision", _("Vision")
        VALUES = "values", _("Valeurs")
        WHAT_WE_DO = "what-we-do", _("Ce que nous faisons")
        IMPACT = "impact", _("Impact")
        WHY_IT_MATTERS = "why-it-matters", _("Pourquoi c’est important")
        LOOKING_AHEAD = "looking-ahead", _("Et demain")
        PROJECTS = "projects", _("Projets")
        NEWS = "news", _("Actualités")
        RESOURCES = "resources", _("Ressources et formation")
        START = "start", _("Créer une coopérative")
        CONTACT = "contact", _("Contact")
        PRIVACY = "privacy", _("Vie privée")
        PRIVACY_CHILDREN = "privacy-children", _("Vie privée expliquée aux enfants")
        LEGAL = "legal", _("Mentions légales")
        ACCESSIBILITY = "accessibility", _("Accessibilité")

    federation = models.ForeignKey(Federation, models.PROTECT, related_name="pages")
    slug = models.SlugField(_("page"), max_length=20, choices=Slug.choices)
    title_fr = models.CharField(_("titre français"), max_length=120)
    title_en = models.CharField(_("titre anglais"), max_length=120)
    body_fr = models.TextField(_("texte français"))
    body_en = models.TextField(_("texte anglais"))
    version = models.PositiveIntegerField(default=0)
    as_delivered = models.BooleanField(default=False)

    objects = OwnQuerySet.as_manager()

    class Meta:
        verbose_name = _("page du site")
        ordering = ["slug"]
        constraints = [models.UniqueConstraint(fields=["federation", "slug"], name="website_page_slug_once")]

    def __str__(self) -> str:
        return self.get_slug_display()


class PageVersion(models.Model):
    """A page as it was saved once: what, when, by whom. Never changed; a restored version is saved as a new one.

    Without an author it is our default text, as it was when the staff first wrote theirs or last answered to it.
    """

    page = models.ForeignKey(Page, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    title_fr = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    body_fr = models.TextField()
    body_en = models.TextField()
    saved_at = models.DateTimeField(_("enregistrée le"), default=timezone.now)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    restores = models.PositiveIntegerField(_("reprend la version"), null=True, blank=True)

    class Meta:
        verbose_name = _("version d’une page")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["page", "number"], name="website_pageversion_number_once")]

    def __str__(self) -> str:
        return f"{self.page} · {self.number}"


class TimelineEntry(models.Model):
    """A step of the association's journey, shown on the mission page. A step may have no date: `position` places it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    federation = models.ForeignKey(Federation, models.PROTECT, related_name="timeline")
    position = models.PositiveSmallIntegerField(_("rang"), default=1)
    date = models.DateField(_("date"), null=True, blank=True)
    text_fr = models.CharField(_("texte français"), max_length=300)
    text_en = models.CharField(_("texte anglais"), max_length=300)

    objects = OwnQuerySet.as_manager()

    class Meta:
        verbose_name = _("étape du chemin")
        ordering = ["position", "date", "id"]

    def __str__(self) -> str:
        return self.text_fr


class Partner(models.Model):
    """An organisation that works with the association, named on the site with a link and, if it gave one, its logo."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    federation = models.ForeignKey(Federation, models.PROTECT, related_name="partners")
    position = models.PositiveSmallIntegerField(_("rang"), default=1)
    name = models.CharField(_("nom"), max_length=120)
    url = models.URLField(_("adresse de son site"), blank=True)
    text_fr = models.CharField(_("en une phrase"), max_length=200, blank=True)
    text_en = models.CharField(_("en une phrase, en anglais"), max_length=200, blank=True)
    logo = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")

    objects = OwnQuerySet.as_manager()

    class Meta:
        verbose_name = _("partenaire")
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["federation", "name"],
                name="website_partner_name_once",
                violation_error_message=_("Ce partenaire est déjà dans la liste."),
            )
        ]

    def __str__(self) -> str:
        return self.name
