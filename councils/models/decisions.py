"""The register of decisions: numbered for each council and year, never renumbered, fixed once both have signed."""

import uuid
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import ClassJob, Pupil
from occe.kit.actors import Actor

from .ballots import Ballot
from .councils import Council


class DecisionQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "DecisionQuerySet":
        return self.filter(council__in=Council.objects.visible_to(actor))

    def run_by(self, actor: Actor) -> "DecisionQuerySet":
        return self.filter(council__in=Council.objects.run_by(actor))

    def standing(self) -> "DecisionQuerySet":
        """Those that no later decision corrects."""
        return self.filter(corrected_by__isnull=True)

    def with_state(self) -> "DecisionQuerySet":
        """Adds `state_now`: the state of the last follow-up (a `FollowUp.State`), "" while nothing was told."""
        told = FollowUp.objects.filter(decision=OuterRef("pk")).order_by("-pk").values("state")[:1]
        return self.annotate(state_now=Coalesce(Subquery(told), Value("")))


class Decision(models.Model):
    """What a council decided, in the words of the class. `amount` is the sum not to exceed, in euros, if there is one.

    Votes are counts; who voted what is stored nowhere. `votes_*` are empty when the way was not a yes-or-no count;
    `result` then says in words what the vote gave. `owner` does it (`owner_words`: "la trésorière et une volontaire",
    without a name), before `due_on`. `look_again_on` brings it back to the agenda by itself. Signed by the president
    (on the tablet, or `president_on_paper`) and by an adult it never changes: a correction is a new decision that
    `corrects` it, one at most.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    council = models.ForeignKey(Council, models.PROTECT, related_name="decisions")
    item = models.ForeignKey(
        "councils.AgendaItem", models.PROTECT, null=True, blank=True, related_name="decisions"
    )  # fmt: skip
    ballot = models.OneToOneField(Ballot, models.PROTECT, null=True, blank=True, related_name="decision")
    number = models.PositiveIntegerField(_("numéro"))
    date = models.DateField(_("date"))
    text = models.TextField(_("ce qu’on a décidé"))
    way = models.CharField(_("façon de décider"), max_length=9, choices=Ballot.Way.choices, blank=True)
    result = models.CharField(_("ce que le vote a donné"), max_length=300, blank=True)
    amount = models.DecimalField(_("somme à ne pas dépasser"), max_digits=12, decimal_places=2, null=True, blank=True)
    due_on = models.DateField(_("à faire avant le"), null=True, blank=True)
    look_again_on = models.DateField(_("on en reparle le"), null=True, blank=True)
    owner = models.ForeignKey(Pupil, models.PROTECT, null=True, blank=True, related_name="+")
    owner_words = models.CharField(_("qui s’en occupe"), max_length=80, blank=True)
    present = models.PositiveSmallIntegerField(_("présents"), null=True, blank=True)
    votes_for = models.PositiveSmallIntegerField(_("pour"), null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(_("contre"), null=True, blank=True)
    votes_blank = models.PositiveSmallIntegerField(_("ne choisit pas"), null=True, blank=True)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrected_by")
    president_signed_at = models.DateTimeField(_("signée par la présidence le"), null=True, blank=True)
    president_on_paper = models.BooleanField(_("la présidence a signé sur papier"), default=False)
    adult_signed_at = models.DateTimeField(_("signée par l’adulte le"), null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )  # fmt: skip

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
            models.CheckConstraint(
                name="councils_decision_adult_signs_by_name",
                condition=Q(adult_signed_at__isnull=True, signed_by__isnull=True)
                | Q(adult_signed_at__isnull=False, signed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="councils_decision_corrects_another",
                condition=Q(corrects__isnull=True) | ~Q(corrects=F("id")),
            ),
            models.UniqueConstraint(
                fields=["corrects"], name="councils_decision_corrected_once",
                violation_error_message=_("Cette décision est déjà corrigée par une autre."),
            ),
            models.CheckConstraint(
                name="councils_decision_paper_is_signed",
                condition=Q(president_on_paper=False) | Q(president_signed_at__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        """Its page in the cooperative's room."""
        place = {"id": self.council.cooperative.public_id, "decision_id": self.public_id}
        return reverse("councils:decision", kwargs=place)

    @property
    def is_signed(self) -> bool:
        """Whether president and adult have both signed: it never changes any more."""
        return self.president_signed_at is not None and self.adult_signed_at is not None

    @property
    def can_be_reworded(self) -> bool:
        """Whether nobody has signed it yet."""
        return self.president_signed_at is None and self.adult_signed_at is None

    @property
    def is_to_do(self) -> bool:
        """Whether somebody has something to do, as opposed to a rule that simply holds."""
        return bool(self.owner_id or self.owner_words or self.due_on)


class FollowUp(models.Model):
    """What became of a decision, and when: one row each time, the last one counts."""

    class State(models.TextChoices):
        BEGUN = "begun", _("commencée")
        DONE = "done", _("faite")
        LATER = "later", _("plus tard")
        DROPPED = "dropped", _("abandonnée")

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="follow_ups")
    state = models.CharField(_("où on en est"), max_length=7, choices=State.choices)
    words = models.CharField(_("en une phrase"), max_length=200, blank=True)
    on = models.DateField(_("le"), default=timezone.localdate)

    class Meta:
        verbose_name = _("suite d’une décision")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.state} {self.pk}"


class DecisionJob(models.Model):
    """A job that a decision gave the class, without an election. `on` is the day on which it began from there."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="jobs")
    job = models.ForeignKey(ClassJob, models.PROTECT, related_name="from_decisions")
    on = models.DateField(_("le"), default=timezone.localdate)

    class Meta:
        verbose_name = _("métier né d’une décision")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["decision", "job"], name="councils_decisionjob_once")]

    def __str__(self) -> str:
        return f"job of a decision {self.pk}"
