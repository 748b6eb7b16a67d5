"""Councils and what they decided. Thin for now: meetings, slips and ballots come with their own issue."""

import uuid
from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Classroom, Cooperative, SchoolYear
from occe.kit.actors import Actor, PupilActor


class CouncilQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "CouncilQuerySet":
        """The councils of the cooperatives that one sees; a pupil sees the own class's and the school's."""
        found = self.filter(cooperative__in=Cooperative.objects.visible_to(actor))
        if isinstance(actor, PupilActor):
            return found.filter(Q(classroom__isnull=True) | Q(classroom_id=actor.classroom_id))
        return found


class Council(models.Model):
    """The council of a class in one year, or (without a class) that of the whole cooperative."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cooperative = models.ForeignKey(Cooperative, models.PROTECT, related_name="councils")
    classroom = models.ForeignKey(Classroom, models.PROTECT, null=True, blank=True, related_name="councils")
    year = models.ForeignKey(SchoolYear, models.PROTECT, related_name="councils")

    objects = CouncilQuerySet.as_manager()

    class Meta:
        verbose_name = _("conseil de coopérative")
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative", "year", "classroom"], name="councils_council_once", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return str(self.classroom or self.cooperative)


class DecisionQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "DecisionQuerySet":
        return self.filter(council__in=Council.objects.visible_to(actor))


class Decision(models.Model):
    """What a council decided, in the words of the class. `amount` is the sum not to exceed, in euros, if there is one.

    Votes are counts; who voted what is stored nowhere. `votes_*` are empty when the way was not a count (consensus).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    council = models.ForeignKey(Council, models.PROTECT, related_name="decisions")
    number = models.PositiveIntegerField(_("numéro"))
    date = models.DateField(_("date"))
    text = models.TextField(_("ce qu’on a décidé"))
    amount = models.DecimalField(_("somme à ne pas dépasser"), max_digits=12, decimal_places=2, null=True, blank=True)
    due_on = models.DateField(_("à faire avant le"), null=True, blank=True)
    present = models.PositiveSmallIntegerField(_("présents"), null=True, blank=True)
    votes_for = models.PositiveSmallIntegerField(_("pour"), null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(_("contre"), null=True, blank=True)
    votes_blank = models.PositiveSmallIntegerField(_("ne choisit pas"), null=True, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("décision")
        ordering = ["-date", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["council", "number"], name="councils_decision_number_once"),
            models.CheckConstraint(
                name="councils_decision_amount_positive",
                condition=Q(amount__isnull=True) | Q(amount__gt=Decimal(0)),
                violation_error_message=_("Une somme à ne pas dépasser est au-dessus de zéro."),
            ),
            models.CheckConstraint(
                name="councils_decision_votes_add_up",
                condition=Q(votes_for__isnull=True)
                | Q(present__gte=F("votes_for") + F("votes_against") + F("votes_blank")),
                violation_error_message=_("Il y a plus de voix que de présents."),
            ),
        ]

    def __str__(self) -> str:
        return self.text
