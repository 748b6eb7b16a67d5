"""The task board of a project: to do, doing, done."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.models import ClassJob, Pupil
from occe.kit.actors import Actor

from .projects import Project


class TaskQuerySet(models.QuerySet):
    def run_by(self, actor: Actor) -> "TaskQuerySet":
        return self.filter(project__in=Project.objects.run_by(actor))

    def of_class(self, actor: Actor) -> "TaskQuerySet":
        return self.filter(project__in=Project.objects.of_class(actor))


class Task(models.Model):
    """Something to do for a project. `pupils` have taken it (shown by picture); or the holders of a `job` of the class.

    `done_on` is the day on which it was done. The words name no child: who does it is told by the pictures.
    """

    class State(models.TextChoices):
        TODO = "todo", _("à faire")
        DOING = "doing", _("en cours")
        DONE = "done", _("fait")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="tasks")
    title = models.CharField(_("quoi"), max_length=120)
    state = models.CharField(_("état"), max_length=5, choices=State.choices, default=State.TODO)
    position = models.PositiveSmallIntegerField(default=0)
    due_on = models.DateField(_("pour le"), null=True, blank=True)
    done_on = models.DateField(_("fait le"), null=True, blank=True)
    pupils = models.ManyToManyField(Pupil, related_name="tasks", blank=True)
    job = models.ForeignKey(ClassJob, models.PROTECT, null=True, blank=True, related_name="tasks")
    written_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    written_by_pupil = models.ForeignKey(Pupil, models.PROTECT, null=True, blank=True, related_name="+")

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("tâche")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "title"], name="projects_task_once",
                violation_error_message=_("Cette tâche est déjà sur le tableau."),
            ),
            models.CheckConstraint(
                name="projects_task_done_has_a_day",
                condition=Q(state="done", done_on__isnull=False) | ~Q(state="done") & Q(done_on__isnull=True),
            ),
            models.CheckConstraint(
                name="projects_task_one_author",
                condition=Q(written_by_user__isnull=True) | Q(written_by_pupil__isnull=True),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"task {self.pk}"
