"""The activity report of a cooperative (compte rendu d'activité, CRA): drafted from its year, approved by its council.

Source: the CRA is due with the accounts in the month after the new school year begins (domain 2.4).
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Cooperative, SchoolYear
from councils.models import Decision
from occe.kit.actors import Actor

from .journal import Piece


class ActivityReportQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "ActivityReportQuerySet":
        return self.filter(cooperative__in=Cooperative.objects.visible_to(actor))

    def sent(self) -> "ActivityReportQuerySet":
        return self.filter(state=ActivityReport.State.SENT)


class ActivityReport(models.Model):
    """What a cooperative did in a year. While it is a draft its figures are counted when read.

    An empty `words_…` leaves the sentence that the portal drafts. `figures` are frozen when it is sent; they hold
    counts, titles and dates, never a child. `decision` is the council's that approved it.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("en préparation")
        APPROVED = "approved", _("approuvé par le conseil")
        SENT = "sent", _("envoyé à l’AD")
        RETURNED = "returned", _("à compléter")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cooperative = models.ForeignKey(Cooperative, models.PROTECT, related_name="activity_reports")
    year = models.ForeignKey(SchoolYear, models.PROTECT, related_name="activity_reports")
    state = models.CharField(_("état"), max_length=8, choices=State.choices, default=State.DRAFT)
    words_opening = models.TextField(_("l’année en quelques mots"), max_length=2000, blank=True)
    words_projects = models.TextField(_("les projets"), max_length=4000, blank=True)
    words_council = models.TextField(_("les conseils et ce qui fut décidé"), max_length=4000, blank=True)
    words_jobs = models.TextField(_("les métiers"), max_length=2000, blank=True)
    words_next = models.TextField(_("l’an prochain"), max_length=2000, blank=True)
    pictures = models.ManyToManyField(Piece, related_name="+", blank=True)
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="activity_reports")
    figures = models.JSONField(_("chiffres de l’envoi"), null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    return_words = models.CharField(_("ce qu’il faut compléter"), max_length=300, blank=True)

    objects = ActivityReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("compte rendu d’activité")
        ordering = ["-year", "cooperative"]
        constraints = [
            models.UniqueConstraint(fields=["cooperative", "year"], name="projects_activityreport_once"),
            models.CheckConstraint(
                name="projects_activityreport_approved_by_a_council",
                condition=~Q(state__in=["approved", "sent"]) | Q(decision__isnull=False),
                violation_error_message=_("Le compte rendu est approuvé par un conseil avant de partir."),
            ),
            models.CheckConstraint(
                name="projects_activityreport_sent_is_frozen",
                condition=Q(state="sent", figures__isnull=False, sent_at__isnull=False) | ~Q(state="sent"),
            ),
            models.CheckConstraint(
                name="projects_activityreport_returned_with_words",
                condition=~Q(state="returned") | ~Q(return_words=""),
                violation_error_message=_("Dites ce qu’il faut compléter."),
            ),
        ]

    def __str__(self) -> str:
        return f"activity report {self.pk}"


class ReportLine(models.Model):
    """A training, an event or something else that the portal could not know: typed for the report, with its hours."""

    class Kind(models.TextChoices):
        TRAINING = "training", _("formation, animation")
        EVENT = "event", _("fête, rencontre, sortie")
        OTHER = "other", _("autre chose")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    report = models.ForeignKey(ActivityReport, models.CASCADE, related_name="lines")
    kind = models.CharField(_("sorte"), max_length=8, choices=Kind.choices)
    on = models.DateField(_("le"), null=True, blank=True)
    words = models.CharField(_("quoi"), max_length=200)
    hours = models.DecimalField(_("heures"), max_digits=5, decimal_places=1, null=True, blank=True)

    class Meta:
        verbose_name = _("ligne du compte rendu d’activité")
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "kind", "words"], name="projects_reportline_once",
                violation_error_message=_("Cette ligne est déjà dans le compte rendu."),
            ),
            models.CheckConstraint(
                name="projects_reportline_hours",
                condition=Q(hours__isnull=True) | Q(hours__gt=0, hours__lte=2000),
                violation_error_message=_("Entre une demi-heure et 2 000 heures."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.words
