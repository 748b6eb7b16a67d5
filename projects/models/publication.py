"""A story that everybody may read: who opened it, what was asked first, who closed it, and what readers report."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Federation
from occe.kit.actors import Actor, Adult

from .journal import Piece
from .projects import Project


class Publication(models.Model):
    """One time that a project's story was public. `Project.published_at` says so while `withdrawn_at` is empty.

    Before a page opens three questions are asked, "who could recognise whom?": by the words, by the pictures and
    voices, by the place (a class of eight is named by its village). A yes is either mended, or known to the families.
    """

    class Recognised(models.TextChoices):
        NOBODY = "nobody", _("personne")
        KNOWN = "known", _("oui, et les familles le savent")

    project = models.ForeignKey(Project, models.PROTECT, related_name="publications")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    by_words = models.CharField(_("par les mots"), max_length=6, choices=Recognised.choices)
    by_pictures = models.CharField(_("par les images et les voix"), max_length=6, choices=Recognised.choices)
    by_place = models.CharField(_("par le lieu"), max_length=6, choices=Recognised.choices)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    why = models.CharField(_("pourquoi"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("publication")
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project"], condition=Q(withdrawn_at__isnull=True), name="projects_publication_one_open"
            )
        ]

    def __str__(self) -> str:
        return f"publication {self.pk}"


class ContentReportQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "ContentReportQuerySet":
        """What readers reported, for the association's staff."""
        if isinstance(actor, Adult) and actor.is_staff:
            return self.filter(federation_id=actor.federation_id)
        return self.none()

    def waiting(self) -> "ContentReportQuerySet":
        return self.filter(handled_at__isnull=True)


class ContentReport(models.Model):
    """What a reader of a public story says is wrong with it. Nothing about the reader is kept.

    `piece` is empty once that one is erased.
    """

    class Reason(models.TextChoices):
        CHILD = "child", _("on y reconnaît un enfant")
        MINE = "mine", _("c’est mon enfant, ou moi")
        WORK = "work", _("c’est un travail copié")
        HURT = "hurt", _("cela blesse quelqu’un")
        WRONG = "wrong", _("ce n’est pas vrai")
        OTHER = "other", _("autre chose")

    class Outcome(models.TextChoices):
        KEPT = "kept", _("rien à changer")
        PIECE_OFF = "piece_off", _("image retirée")
        STORY_OFF = "story_off", _("récit retiré")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    federation = models.ForeignKey(Federation, models.PROTECT, related_name="content_reports")
    project = models.ForeignKey(Project, models.CASCADE, related_name="content_reports")
    piece = models.ForeignKey(Piece, models.SET_NULL, null=True, blank=True, related_name="content_reports")
    reason = models.CharField(_("ce qui ne va pas"), max_length=5, choices=Reason.choices)
    words = models.CharField(_("en quelques mots"), max_length=500, blank=True)
    at = models.DateTimeField(default=timezone.now)
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(_("suite donnée"), max_length=9, choices=Outcome.choices, blank=True)
    outcome_words = models.CharField(_("explication"), max_length=300, blank=True)

    objects = ContentReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("contenu signalé")
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                name="projects_contentreport_handled",
                condition=Q(handled_at__isnull=True, outcome="") | Q(handled_at__isnull=False) & ~Q(outcome=""),
            )
        ]

    def __str__(self) -> str:
        return f"content report {self.pk}"
