"""Projects of the classes. Thin for now: plan, tasks, journal and pictures come with their own issue."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Classroom, Cooperative
from councils.models import Decision
from occe.kit.actors import Actor


class ProjectQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "ProjectQuerySet":
        return self.filter(cooperative__in=Cooperative.objects.visible_to(actor))

    def published(self) -> "ProjectQuerySet":
        """What the public may read."""
        return self.filter(published_at__isnull=False)

    def running(self) -> "ProjectQuerySet":
        return self.filter(state__in=[Project.State.DECIDED, Project.State.RUNNING])


class Project(models.Model):
    """A project of one or several classes of a cooperative: decided, running, finished, told.

    `state` is the last of its `steps`; `projects.services.move_project` writes both.
    """

    class Kind(models.TextChoices):
        CULTURE = "culture", _("culture")
        SOLIDARITY = "solidarity", _("solidarité")
        ENVIRONMENT = "environment", _("environnement")
        SOCIAL_LIFE = "social_life", _("vie sociale")
        SPORT = "sport", _("sport")
        OTHER = "other", _("autre")

    class State(models.TextChoices):
        IDEA = "idea", _("idée")
        DECIDED = "decided", _("décidé")
        RUNNING = "running", _("en cours")
        FINISHED = "finished", _("terminé")
        TOLD = "told", _("raconté")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cooperative = models.ForeignKey(Cooperative, models.PROTECT, related_name="projects")
    classrooms = models.ManyToManyField(Classroom, related_name="projects", blank=True)
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="projects")
    kind = models.CharField(_("domaine"), max_length=12, choices=Kind.choices)
    title = models.CharField(_("titre"), max_length=120)
    slug = models.SlugField(max_length=140)
    state = models.CharField(_("état"), max_length=8, choices=State.choices, default=State.IDEA)
    picture = models.CharField(_("image dessinée"), max_length=20, blank=True)
    summary = models.CharField(_("en une phrase"), max_length=200, blank=True)
    story = models.TextField(_("récit"), blank=True)
    published_at = models.DateTimeField(_("publié le"), null=True, blank=True)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("projet")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["cooperative", "slug"], name="projects_project_slug_once"),
            models.CheckConstraint(
                name="projects_project_published_has_a_story",
                condition=Q(published_at__isnull=True) | ~Q(story=""),
                violation_error_message=_("Un projet publié raconte quelque chose."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ProjectStep(models.Model):
    """A change of state of a project: when and into what. Figures by year are counted from these."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="steps")
    state = models.CharField(max_length=8, choices=Project.State.choices)
    on = models.DateField(_("le"), default=timezone.localdate)
    reason = models.CharField(_("pourquoi"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("étape du projet")
        ordering = ["on", "id"]
        constraints = [models.UniqueConstraint(fields=["project", "state"], name="projects_projectstep_state_once")]

    def __str__(self) -> str:
        return f"{self.project} {self.state}"
