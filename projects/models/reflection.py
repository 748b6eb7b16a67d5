"""Looking back on a project, without names: papers in a box, and a list of who has put one in.

Like a secret ballot (`councils.models.ballots`): nothing joins a paper to its child, all papers are written anew in
random order at each voice, and the list of who has answered is erased when the round closes.
"""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Classroom
from members.models import Pupil
from occe.kit.actors import Actor

from .projects import Project


class ReflectionQuerySet(models.QuerySet):
    def run_by(self, actor: Actor) -> "ReflectionQuerySet":
        return self.filter(project__in=Project.objects.run_by(actor))


class Reflection(models.Model):
    """A class looks back on a project. Closed, `summary` holds the counts and the sentences that the adult kept."""

    class State(models.TextChoices):
        OPEN = "open", _("ouvert")
        CLOSED = "closed", _("terminé")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="reflections")
    classroom = models.ForeignKey(Classroom, models.PROTECT, related_name="reflections")
    state = models.CharField(max_length=6, choices=State.choices, default=State.OPEN)
    summary = models.JSONField(_("ce que la classe en dit"), null=True, blank=True)

    objects = ReflectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("bilan de la classe")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "classroom"], name="projects_reflection_once",
                violation_error_message=_("Le bilan de cette classe existe déjà."),
            ),
            models.CheckConstraint(
                name="projects_reflection_closed_is_counted",
                condition=Q(state="open", summary__isnull=True) | Q(state="closed", summary__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"reflection {self.pk}"


class ReflectionPaper(models.Model):
    """One child's paper, nobody's: a face (1 to 3), sentences by question, and skills of cooperation (1 to 3)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reflection = models.ForeignKey(Reflection, models.CASCADE, related_name="papers")
    face = models.PositiveSmallIntegerField(null=True, blank=True)
    words = models.JSONField(default=dict)
    skills = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("papier du bilan")
        constraints = [
            models.CheckConstraint(
                name="projects_reflectionpaper_face", condition=Q(face__isnull=True) | Q(face__range=(1, 3))
            )
        ]

    def __str__(self) -> str:
        return "reflection paper"


class ReflectionTurnout(models.Model):
    """Who has answered, while the round is open."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reflection = models.ForeignKey(Reflection, models.CASCADE, related_name="turnout")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("participation au bilan")
        constraints = [models.UniqueConstraint(fields=["reflection", "pupil"], name="projects_reflectionturnout_once")]

    def __str__(self) -> str:
        return "reflection turnout"
