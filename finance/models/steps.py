"""What claims and slips share: their plain reasons, and the steps of their story."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Reason(models.TextChoices):
    """Why an adult gives something back or refuses it, in words that a child understands."""

    NONE = "", _("aucune")
    AMOUNT = "amount", _("La somme n’est pas celle du ticket.")
    DATE = "date", _("La date n’est pas celle du ticket.")
    UNREADABLE = "unreadable", _("On ne lit pas bien la photo.")
    NO_RECEIPT = "no_receipt", _("Il manque la photo du ticket.")
    COUNT_AGAIN = "count_again", _("Il faut recompter.")
    ASK_COUNCIL = "ask_council", _("Il faut en parler au conseil.")
    NOT_OURS = "not_ours", _("Ce n’est pas à la coopérative de payer cela.")
    TOO_DEAR = "too_dear", _("C’est trop cher pour notre argent.")
    TWICE = "twice", _("C’est déjà écrit.")
    OTHER = "other", _("Une autre raison.")


RETURN_REASONS = (Reason.AMOUNT, Reason.DATE, Reason.UNREADABLE, Reason.NO_RECEIPT, Reason.COUNT_AGAIN, Reason.OTHER)
REFUSAL_REASONS = (Reason.ASK_COUNCIL, Reason.NOT_OURS, Reason.TOO_DEAR, Reason.TWICE, Reason.OTHER)


class Step(models.Model):
    """What happened to a claim or a slip, and when: never changed, and never a word that a child wrote.

    A corrected value is told as `field`, `before`, `after` (an amount, a day, the code of an account); the words of a
    text that an adult corrected are not repeated here.
    """

    class Kind(models.TextChoices):
        SENT = "sent", _("envoyée")
        CHECKED = "checked", _("vérifiée")
        LOOK_AGAIN = "look_again", _("à revoir ensemble")
        CORRECTED = "corrected", _("corrigée")
        AGREED = "agreed", _("accordée")
        SECOND_AGREED = "second_agreed", _("accordée par un deuxième adulte")
        RETURNED = "returned", _("à compléter")
        REFUSED = "refused", _("refusée")
        PAID = "paid", _("payée")
        RECORDED = "recorded", _("inscrite")
        REOPENED = "reopened", _("rouverte pour correction")

    kind = models.CharField(max_length=14, choices=Kind.choices)
    at = models.DateTimeField(default=timezone.now)
    by_pupil = models.ForeignKey("members.Pupil", models.PROTECT, null=True, blank=True, related_name="+")
    by_user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    field = models.CharField(max_length=20, blank=True)
    before = models.CharField(_("avant"), max_length=80, blank=True)
    after = models.CharField(_("après"), max_length=80, blank=True)
    reason = models.CharField(_("pourquoi"), max_length=12, choices=Reason.choices, blank=True)

    class Meta:
        abstract = True
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_one_author",
                condition=Q(by_pupil__isnull=False, by_user__isnull=True)
                | Q(by_pupil__isnull=True, by_user__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
