"""The council of a class or of a school in one year, and how it likes to work."""

import uuid
from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Classroom, ClassTeacher, Cooperative, DayPass, Mandate, SchoolYear
from occe.kit.actors import Actor, Adult, Guest, PupilActor


class CouncilQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "CouncilQuerySet":
        """The councils of the cooperatives that one sees; a pupil sees the own class's and the school's."""
        found = self.filter(cooperative__in=Cooperative.objects.visible_to(actor))
        if isinstance(actor, PupilActor):
            return found.filter(Q(classroom__isnull=True) | Q(classroom_id=actor.classroom_id))
        return found

    def run_by(self, actor: Actor) -> "CouncilQuerySet":
        """Those that an adult may hold: a mandataire all of the cooperative's, a class teacher the own class's and the
        school's, a substitute the class's on the day of the pass. What children wrote is seen by nobody else."""
        day = date.today()
        if isinstance(actor, Adult):
            mine = self.filter(cooperative__federation_id=actor.federation_id)
            led = Mandate.objects.filter(user_id=actor.user_id).in_force(day).values("cooperative_id")
            taught = ClassTeacher.objects.filter(user_id=actor.user_id).in_force(day)
            taught_at = Q(classroom__isnull=True, cooperative__in=taught.values("classroom__cooperative_id"))
            return mine.filter(Q(cooperative__in=led) | Q(classroom__in=taught.values("classroom_id")) | taught_at)
        if isinstance(actor, Guest):
            passes = DayPass.objects.filter(link_id=actor.link_id, day=day, revoked_at__isnull=True)
            mine = self.filter(cooperative__federation_id=actor.federation_id)
            return mine.filter(classroom__in=passes.values("classroom_id"))
        return self.none()


class Council(models.Model):
    """The council of a class in one year, or (without a class) that of the whole cooperative.

    What follows are the class's own habits: how long an item lasts (minutes), whether the adult has a voice, after how
    many weeks a decision is looked at again, the share of the members (percent) that must be there (off in a class),
    and what the four kinds of petits mots are called here ("" is the usual word).
    """

    class Day(models.IntegerChoices):
        MONDAY = 0, _("lundi")
        TUESDAY = 1, _("mardi")
        WEDNESDAY = 2, _("mercredi")
        THURSDAY = 3, _("jeudi")
        FRIDAY = 4, _("vendredi")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cooperative = models.ForeignKey(Cooperative, models.PROTECT, related_name="councils")
    classroom = models.ForeignKey(Classroom, models.PROTECT, null=True, blank=True, related_name="councils")
    year = models.ForeignKey(SchoolYear, models.PROTECT, related_name="councils")
    weekday = models.PositiveSmallIntegerField(_("jour du conseil"), choices=Day.choices, null=True, blank=True)
    minutes_per_item = models.PositiveSmallIntegerField(
        _("minutes par sujet"), default=5, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    review_weeks = models.PositiveSmallIntegerField(
        _("semaines avant d’en reparler"), default=4, validators=[MinValueValidator(1), MaxValueValidator(40)]
    )
    adults_vote = models.BooleanField(_("l’adulte vote"), default=False)
    quorum_percent = models.PositiveSmallIntegerField(
        _("part des membres qui doivent être là"), null=True, blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )  # fmt: skip
    word_idea = models.CharField(_("nom des idées"), max_length=30, blank=True)
    word_thanks = models.CharField(_("nom des remerciements"), max_length=30, blank=True)
    word_problem = models.CharField(_("nom des problèmes"), max_length=30, blank=True)
    word_question = models.CharField(_("nom des questions"), max_length=30, blank=True)

    objects = CouncilQuerySet.as_manager()

    class Meta:
        verbose_name = _("conseil de coopérative")
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative", "year", "classroom"], name="councils_council_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                name="councils_council_habits",
                condition=Q(minutes_per_item__range=(1, 60), review_weeks__range=(1, 40))
                & (Q(quorum_percent__isnull=True) | Q(quorum_percent__range=(1, 100))),
            ),
        ]

    def __str__(self) -> str:
        return str(self.classroom or self.cooperative)

    @property
    def is_of_school(self) -> bool:
        """Whether delegates of the classes sit in it."""
        return self.classroom_id is None

    def quorum_of(self, members: int) -> int | None:
        """How many of so many members must be there for a vote, rounded up; None where the class has no quorum."""
        return None if self.quorum_percent is None else -(-members * self.quorum_percent // 100)
