"""May we buy this? The association's opinion, which warns and never blocks."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Federation
from occe.kit.actors import Actor


class PurchaseAdviceQuerySet(models.QuerySet):
    def in_force(self) -> "PurchaseAdviceQuerySet":
        """Those that the association still gives."""
        return self.filter(retired_at__isnull=True)

    def visible_to(self, actor: Actor) -> "PurchaseAdviceQuerySet":
        return self.filter(federation_id=actor.federation_id)


class PurchaseAdvice(models.Model):
    """What the association says about a kind of purchase. No official list exists and associations differ.

    `words` are folded (no accents, no capitals); a purchase is meant when one of them stands in what is bought.
    One that is no longer given is retired, never deleted. `finance.services.advice` is the only door.
    """

    class State(models.TextChoices):
        ALLOWED = "allowed", _("oui")
        TOLERATED = "tolerated", _("avec mesure")
        ADVISED_AGAINST = "advised_against", _("demander d’abord")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    federation = models.ForeignKey(Federation, models.PROTECT, related_name="purchase_advice")
    key = models.CharField(max_length=30)
    words = ArrayField(models.CharField(max_length=40), verbose_name=_("mots reconnus"))
    state = models.CharField(_("avis"), max_length=16, choices=State.choices)
    reason_fr = models.CharField(_("pourquoi"), max_length=250)
    reason_en = models.CharField(_("pourquoi, en anglais"), max_length=250, blank=True)

    retired_at = models.DateTimeField(_("retiré le"), null=True, blank=True)

    objects = PurchaseAdviceQuerySet.as_manager()

    class Meta:
        verbose_name = _("conseil d’achat")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["federation", "key"], name="finance_purchaseadvice_once")]

    def __str__(self) -> str:
        return self.reason

    @property
    def reason(self) -> str:
        """Why, in the language of the page."""
        english = (get_language() or "fr").startswith("en")
        return (self.reason_en if english else self.reason_fr) or self.reason_fr
