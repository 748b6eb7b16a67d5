"""Pictures that stand inside the texts of the site."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Federation, StoredFile

from .pages import OwnQuerySet


class SitePicture(models.Model):
    """A picture that staff may put into pages and news: described in both languages, public once it is here."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    federation = models.ForeignKey(Federation, models.PROTECT, related_name="site_pictures")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    alt_fr = models.CharField(_("ce que montre l’image"), max_length=160)
    alt_en = models.CharField(_("ce que montre l’image, en anglais"), max_length=160)
    added_at = models.DateTimeField(_("ajoutée le"), default=timezone.now)

    objects = OwnQuerySet.as_manager()

    class Meta:
        verbose_name = _("image du site")
        ordering = ["-added_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="website_sitepicture_is_described",
                condition=~Q(alt_fr="") & ~Q(alt_en=""),
                violation_error_message=_("Décrivez l’image dans les deux langues, pour qui ne la voit pas."),
            )
        ]

    def __str__(self) -> str:
        return self.alt_fr

    @property
    def path(self) -> str:
        """Where the public finds it; its address names its content."""
        return f"/pictures/{self.file.public_id}.webp"

    @property
    def in_french(self) -> str:
        """What to write in a French text to show it."""
        return f"![{self.alt_fr}]({self.path})"

    @property
    def in_english(self) -> str:
        """What to write in an English text to show it."""
        return f"![{self.alt_en}]({self.path})"
