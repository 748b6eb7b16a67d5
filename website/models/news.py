"""News, and the workshops to come."""

import uuid
from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Federation, StoredFile

from .pages import OwnQuerySet


class NewsQuerySet(OwnQuerySet):
    def published(self) -> "NewsQuerySet":
        """What the public may read now: a moment in the future publishes by itself when it comes."""
        return self.filter(published_at__lte=timezone.now())

    def coming(self, on: date) -> "NewsQuerySet":
        """Workshops of that day and later, the nearest first."""
        return self.filter(kind=NewsItem.Kind.WORKSHOP, happens_on__gte=on).order_by("happens_on", "id")


class NewsItem(models.Model):
    """A piece of news in both languages; a workshop has a day as well. Without `published_at` it is a draft."""

    class Kind(models.TextChoices):
        NEWS = "news", _("actualité")
        WORKSHOP = "workshop", _("formation ou rencontre")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    federation = models.ForeignKey(Federation, models.PROTECT, related_name="news")
    slug = models.SlugField(max_length=90)
    kind = models.CharField(_("nature"), max_length=8, choices=Kind.choices, default=Kind.NEWS)
    title_fr = models.CharField(_("titre français"), max_length=120)
    title_en = models.CharField(_("titre anglais"), max_length=120)
    body_fr = models.TextField(_("texte français"))
    body_en = models.TextField(_("texte anglais"))
    happens_on = models.DateField(_("a lieu le"), null=True, blank=True)
    place = models.CharField(_("lieu"), max_length=80, blank=True)
    picture = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    picture_alt_fr = models.CharField(_("ce que montre l’image"), max_length=160, blank=True)
    picture_alt_en = models.CharField(_("ce que montre l’image, en anglais"), max_length=160, blank=True)
    published_at = models.DateTimeField(_("publiée le"), null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = NewsQuerySet.as_manager()

    class Meta:
        verbose_name = _("actualité")
        ordering = ["-published_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["federation", "slug"],
                name="website_newsitem_slug_once",
                violation_error_message=_("Une autre actualité porte déjà ce titre. Changez un mot."),
            ),
            models.CheckConstraint(
                name="website_newsitem_workshop_has_a_day",
                condition=~Q(kind="workshop") | Q(happens_on__isnull=False),
                violation_error_message=_("Une formation a une date."),
            ),
            models.CheckConstraint(
                name="website_newsitem_picture_is_described",
                condition=Q(picture__isnull=True) | (~Q(picture_alt_fr="") & ~Q(picture_alt_en="")),
                violation_error_message=_("Décrivez l’image dans les deux langues, pour qui ne la voit pas."),
            ),
        ]

    def __str__(self) -> str:
        return self.title_fr
