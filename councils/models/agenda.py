"""What a council speaks of: the items of an agenda, in their order, each with its minutes."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Classroom
from members.models import Pupil
from occe.kit.actors import Actor

from .councils import Council
from .meetings import CouncilMeeting


class AgendaItemQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "AgendaItemQuerySet":
        return self.filter(council__in=Council.objects.visible_to(actor))

    def run_by(self, actor: Actor) -> "AgendaItemQuerySet":
        return self.filter(council__in=Council.objects.run_by(actor))

    def for_next_time(self) -> "AgendaItemQuerySet":
        """Those that wait for a council that nobody prepares yet."""
        return self.filter(meeting__isnull=True, state=AgendaItem.State.WAITING)


class AgendaItem(models.Model):
    """One thing to speak of. Without a meeting it waits for the next council.

    `title` is what the president, the secretary or the adult wrote: it stays. Without one the pages show the petit mot
    while it is there. `words` is what the secretary kept of the talk, where nothing was decided. `about` is the past
    decision that comes back (`LATE`: not done yet, `REVIEW`: its day to be looked at again). `seconds_spent` counts
    while the item is in hand, up to `running_since`; pauses are not counted.
    """

    class Kind(models.TextChoices):
        LATE = "late", _("à faire encore")
        REVIEW = "review", _("on en reparle")
        REPORT = "report", _("les délégués racontent")
        THANKS = "thanks", _("mercis")
        PROBLEM = "problem", _("ça ne va pas")
        QUESTION = "question", _("question")
        IDEA = "idea", _("idée")
        RULE = "rule", _("règle de la classe")
        JOB = "job", _("métier")
        SPENDING = "spending", _("dépense")
        OTHER = "other", _("autre sujet")

    class State(models.TextChoices):
        WAITING = "waiting", _("à venir")
        NOW = "now", _("en ce moment")
        DONE = "done", _("vu")
        LATER = "later", _("la prochaine fois")
        DROPPED = "dropped", _("retiré")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    council = models.ForeignKey(Council, models.PROTECT, related_name="items")
    meeting = models.ForeignKey(CouncilMeeting, models.PROTECT, null=True, blank=True, related_name="items")
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(_("sorte"), max_length=8, choices=Kind.choices, default=Kind.OTHER)
    title = models.CharField(_("de quoi on parle"), max_length=160, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=5)
    state = models.CharField(_("état"), max_length=7, choices=State.choices, default=State.WAITING)
    about = models.ForeignKey(
        "councils.Decision", models.PROTECT, null=True, blank=True, related_name="comes_back"
    )  # fmt: skip
    follows = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followed_by")
    words = models.CharField(_("ce qu’on a dit"), max_length=600, blank=True)
    running_since = models.DateTimeField(null=True, blank=True)
    seconds_spent = models.PositiveIntegerField(default=0)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("sujet de l’ordre du jour")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(state="now"), name="councils_agendaitem_one_at_a_time"
            ),
            models.UniqueConstraint(
                fields=["meeting", "about"], name="councils_agendaitem_comes_back_once"
            ),
            models.CheckConstraint(
                name="councils_agendaitem_about",
                condition=Q(kind__in=["late", "review"], about__isnull=False)
                | ~Q(kind__in=["late", "review"]) & Q(about__isnull=True),
            ),
            models.CheckConstraint(name="councils_agendaitem_minutes", condition=Q(minutes__range=(1, 90))),
            models.CheckConstraint(
                name="councils_agendaitem_runs_now",
                condition=Q(running_since__isnull=True) | Q(state="now"),
            ),
            models.CheckConstraint(
                name="councils_agendaitem_spoken_of_in_a_meeting",
                condition=Q(meeting__isnull=False) | Q(state__in=["waiting", "dropped"]),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title or str(self.get_kind_display())


class SpeakingTurn(models.Model):
    """A child in the queue of an item; erased with the petits mots. `rank` is the order in which hands were raised."""

    class State(models.TextChoices):
        WAITING = "waiting", _("attend")
        SPEAKING = "speaking", _("parle")
        DONE = "done", _("a parlé")

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="speaking_turns")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="+")
    rank = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)

    class Meta:
        verbose_name = _("tour de parole")
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(fields=["item", "rank"], name="councils_speakingturn_rank_once"),
            models.UniqueConstraint(
                fields=["item"], condition=Q(state="speaking"), name="councils_speakingturn_one_speaks"
            ),
            models.UniqueConstraint(
                fields=["item", "pupil"], condition=~Q(state="done"), name="councils_speakingturn_one_hand"
            ),
        ]

    def __str__(self) -> str:
        return f"speaking turn {self.pk}"


class FeasibilityNote(models.Model):
    """What an adult knows and the class should before it votes: law, safety or money, with the reason. Seen by all."""

    class Ground(models.TextChoices):
        LAW = "law", _("la loi")
        SAFETY = "safety", _("la sécurité")
        MONEY = "money", _("l’argent")

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="notes")
    ground = models.CharField(_("il s’agit de"), max_length=6, choices=Ground.choices)
    words = models.CharField(_("ce qu’il faut savoir"), max_length=300)
    can_be_done = models.BooleanField(_("c’est possible"), default=True)

    class Meta:
        verbose_name = _("note de faisabilité")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["item", "ground"], name="councils_feasibilitynote_once")]

    def __str__(self) -> str:
        return f"feasibility note {self.pk}"


class ItemMandate(models.Model):
    """What a class asks its delegates to say on an item of the school's council, in its own words."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="mandates")
    classroom = models.ForeignKey(Classroom, models.PROTECT, related_name="+")
    words = models.CharField(_("ce que notre classe demande"), max_length=300)

    class Meta:
        verbose_name = _("mandat donné par une classe")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["item", "classroom"], name="councils_itemmandate_once")]

    def __str__(self) -> str:
        return f"mandate {self.pk}"
