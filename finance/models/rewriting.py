"""Which entry was posted in the place of a cancelled one, and which view of the writing pages a person likes."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .entries import Entry


class Replacement(models.Model):
    """The right entry that was posted in one act with the mirror of a wrong one: with it they make a trio.

    Written once, by `finance.services.corrections`; the wrong entry is `mirror.reverses`.
    """

    mirror = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="replacement")
    right = models.OneToOneField(Entry, models.PROTECT, related_name="replaces")

    class Meta:
        verbose_name = _("écriture refaite")

    def __str__(self) -> str:
        return f"{self.mirror_id} → {self.right_id}"


class WritingView(models.Model):
    """A person's own choice for the writing pages: the simple view (no row) or the expert one, of the same record."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="writing_view")
    expert = models.BooleanField(_("vue détaillée"), default=False)

    class Meta:
        verbose_name = _("vue préférée")

    def __str__(self) -> str:
        return f"{self.user_id}: {self.expert}"
