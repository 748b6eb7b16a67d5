"""The jobs of a class: a voice and a draft, never a legal power."""

import uuid
from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Classroom
from occe.kit.actors import Actor

from .pupils import Pupil

LONGEST_TERM = timedelta(days=366)
LONGEST_ROTA = 10
"""Weeks."""


class ClassJobQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "ClassJobQuerySet":
        return self.filter(classroom__in=Classroom.objects.visible_to(actor))


class ClassJob(models.Model):
    """A job that a class has: one of the known ones, each with its page, or one of its own with a title.

    The list is the class's: a job is added, and retired when nobody does it any more. With `rota_weeks` it goes round:
    after so many weeks the next child has it. Without, it is given, or the class elects.
    """

    class Kind(models.TextChoices):
        PRESIDENT = "president", _("président ou présidente")
        SECRETARY = "secretary", _("secrétaire")
        TREASURER = "treasurer", _("trésorier ou trésorière")
        TIMEKEEPER = "timekeeper", _("maître ou maîtresse du temps")
        SPEAKER = "speaker", _("distributeur ou distributrice de parole")
        GARDENER = "gardener", _("jardinier ou jardinière")
        MATERIAL = "material", _("responsable du matériel")
        LIBRARIAN = "librarian", _("bibliothécaire")
        MESSENGER = "messenger", _("messager ou messagère")
        DELEGATE = "delegate", _("délégué ou déléguée")
        OWN = "own", _("un autre métier")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    classroom = models.ForeignKey(Classroom, models.PROTECT, related_name="jobs")
    kind = models.CharField(_("métier"), max_length=10, choices=Kind.choices)
    title = models.CharField(_("nom du métier"), max_length=40, blank=True)
    rota_weeks = models.PositiveSmallIntegerField(_("semaines de chacun, à tour de rôle"), null=True, blank=True)
    retired_on = models.DateField(_("retiré le"), null=True, blank=True)

    objects = ClassJobQuerySet.as_manager()

    class Meta:
        verbose_name = _("métier de la classe")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["classroom", "kind", "title"],
                condition=Q(retired_on__isnull=True),
                name="members_classjob_once",
                violation_error_message=_("La classe a déjà ce métier."),
            ),
            models.CheckConstraint(
                name="members_classjob_own_title",
                condition=Q(kind="own") & ~Q(title="") | ~Q(kind="own") & Q(title=""),
                violation_error_message=_("Donnez un nom à ce métier."),
            ),
            models.CheckConstraint(
                name="members_classjob_rota",
                condition=Q(rota_weeks__isnull=True) | Q(rota_weeks__range=(1, LONGEST_ROTA)),
                violation_error_message=_("À tour de rôle : d’une à dix semaines chacun."),
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.get_kind_display()


class JobTermQuerySet(models.QuerySet):
    def in_force(self, on: date) -> "JobTermQuerySet":
        """Terms that run on a day, both days included."""
        return self.filter(starts_on__lte=on, ends_on__gte=on)


class JobTerm(models.Model):
    """A pupil who does a job, from `starts_on` to `ends_on` (both included, a year at most). Past terms stay."""

    job = models.ForeignKey(ClassJob, models.PROTECT, related_name="terms")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="job_terms")
    starts_on = models.DateField(_("du"))
    ends_on = models.DateField(_("au"))

    objects = JobTermQuerySet.as_manager()

    class Meta:
        verbose_name = _("mandat d’un métier")
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["job", "pupil", "starts_on"], name="members_jobterm_once"),
            models.CheckConstraint(
                name="members_jobterm_a_year_at_most",
                condition=Q(ends_on__gte=F("starts_on"), ends_on__lte=F("starts_on") + LONGEST_TERM),
                violation_error_message=_("Un métier dure un an au plus."),
            ),
        ]

    def __str__(self) -> str:
        return f"job term {self.pk}"
