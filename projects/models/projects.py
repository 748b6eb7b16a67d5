"""Projects of the classes, and the story of their states."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Classroom, ClassTeacher, Cooperative, Mandate, classrooms_led_by
from councils.models import Decision
from members.models import Pupil
from occe.kit.actors import Actor, Adult, PupilActor
from occe.kit.dates import today

from .kinds import Skill


class ProjectQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "ProjectQuerySet":
        """Those of the cooperatives that one sees, and those in which a class of theirs takes part."""
        seen = Cooperative.objects.visible_to(actor)
        mine = Classroom.objects.visible_to(actor).filter(cooperative__in=seen)
        return self.filter(Q(cooperative__in=seen) | Q(pk__in=_with_classes(mine)))

    def run_by(self, actor: Actor) -> "ProjectQuerySet":
        """Those that an adult leads: a mandataire those of the cooperative and of its classes elsewhere, a class
        teacher those of the own class and those of the whole school. Staff lead none."""
        if not isinstance(actor, Adult):
            return self.none()
        mine = self.filter(cooperative__federation_id=actor.federation_id)
        led = Mandate.objects.filter(user_id=actor.user_id).in_force(today()).values("cooperative_id")
        taught = ClassTeacher.objects.filter(user_id=actor.user_id).in_force(today())
        whole = Q(classrooms__isnull=True, cooperative__in=taught.values("classroom__cooperative_id"))
        own = Project.objects.filter(Q(cooperative__in=led) | whole).values("pk")
        return mine.filter(Q(pk__in=own) | Q(pk__in=_with_classes(classrooms_led_by(actor))))

    def hosted_by(self, actor: Actor) -> "ProjectQuerySet":
        """Of those that an adult leads, those of the own cooperative: its words, its budget, where it is and whether it
        is public are that one's to say. A class that was invited works in the project and decides none of these."""
        if not isinstance(actor, Adult):
            return self.none()
        led = Mandate.objects.filter(user_id=actor.user_id).in_force(today()).values("cooperative_id")
        taught = ClassTeacher.objects.filter(user_id=actor.user_id).in_force(today())
        homes = Q(cooperative__in=led) | Q(cooperative__in=taught.values("classroom__cooperative_id"))
        return self.run_by(actor).filter(homes)

    def of_class(self, actor: Actor) -> "ProjectQuerySet":
        """Those of a pupil's own class, and of the whole school that it is in: what the child may write in.

        An idea that lies aside is none of them.
        """
        if not isinstance(actor, PupilActor):
            return self.none()
        whole = Project.objects.filter(classrooms__isnull=True, cooperative_id=actor.cooperative_id).values("pk")
        mine = _with_classes(Classroom.objects.filter(pk=actor.classroom_id))
        return self.standing().filter(Q(pk__in=mine) | Q(pk__in=whole))

    def standing(self) -> "ProjectQuerySet":
        """Without the ideas that lie aside."""
        return self.exclude(pk__in=Project.objects.aside().values("pk"))

    def aside(self) -> "ProjectQuerySet":
        """The ideas that lie aside."""
        return self.filter(set_asides__at__isnull=False, set_asides__back_at__isnull=True)

    def in_room(self, cooperative: Cooperative) -> "ProjectQuerySet":
        """Those that stand in a cooperative's room: its own, and others' in which a class of its takes part."""
        mine = Classroom.objects.filter(cooperative=cooperative)
        return self.filter(Q(cooperative=cooperative) | Q(pk__in=_with_classes(mine)))

    def published(self) -> "ProjectQuerySet":
        """What the public may read."""
        return self.filter(published_at__isnull=False)

    def running(self) -> "ProjectQuerySet":
        return self.filter(state__in=[Project.State.DECIDED, Project.State.RUNNING])


def _with_classes(classrooms: models.QuerySet) -> models.QuerySet:
    return Project.classrooms.through.objects.filter(classroom__in=classrooms).values("project_id")


class Project(models.Model):
    """A project of one or several classes: an idea, decided, running, finished, told.

    `state` is the last of its `steps`; `projects.services.life` writes both. `classrooms` take part, those of other
    cooperatives too, once their own adult said yes (`Invitation`); without any it is the whole school's. `aims` are in
    the pupils' words. `story` (what we did) and `learnt` are what the public reads once `published_at` is set.
    `kind` is a key of `projects.kinds.kinds_of`; `hours` is the class time given to it, as its adult estimates.
    """

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
    kind = models.CharField(_("domaine"), max_length=12)
    title = models.CharField(_("titre"), max_length=120)
    slug = models.SlugField(max_length=140)
    state = models.CharField(_("état"), max_length=8, choices=State.choices, default=State.IDEA)
    picture = models.CharField(_("image dessinée"), max_length=20, blank=True)
    summary = models.CharField(_("en une phrase"), max_length=200, blank=True)
    aims = models.TextField(_("ce que nous voulons"), max_length=1000, blank=True)
    hours = models.PositiveSmallIntegerField(_("heures de classe"), null=True, blank=True)
    skills = models.ManyToManyField(Skill, related_name="projects", blank=True)
    story = models.TextField(_("ce que nous avons fait"), blank=True)
    learnt = models.TextField(_("ce que nous avons appris"), max_length=2000, blank=True)
    cover = models.ForeignKey(
        "projects.Piece", models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("image de couverture"),
    )  # fmt: skip
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

    @property
    def is_published(self) -> bool:
        return self.published_at is not None


class ProjectStepQuerySet(models.QuerySet):
    def first_times(self) -> "ProjectStepQuerySet":
        """Each state at most once a project: the day on which it was first reached. Figures count these."""
        return self.filter(returns=False)


class ProjectStep(models.Model):
    """A change of state of a project: when, into what, who did it and why. Rows are only ever added.

    `returns` marks a state that the project had already (a project that was finished too early runs again). Without
    anybody it is the portal's own (a decision, the demonstration, an import).
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="steps")
    state = models.CharField(max_length=8, choices=Project.State.choices)
    on = models.DateField(_("le"), default=timezone.localdate)
    reason = models.CharField(_("pourquoi"), max_length=200, blank=True)
    returns = models.BooleanField(_("y revient"), default=False)
    by_user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    by_pupil = models.ForeignKey(Pupil, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ProjectStepQuerySet.as_manager()

    class Meta:
        verbose_name = _("étape du projet")
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "state"], condition=Q(returns=False), name="projects_projectstep_state_once"
            ),
            models.CheckConstraint(
                name="projects_projectstep_one_author", condition=Q(by_user__isnull=True) | Q(by_pupil__isnull=True)
            ),
            models.CheckConstraint(
                name="projects_projectstep_return_has_a_reason",
                condition=Q(returns=False) | ~Q(reason=""),
                violation_error_message=_("Dites pourquoi le projet revient en arrière."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.state}"
