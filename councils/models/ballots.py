"""Ballots: what is asked, in which way, who has voted, and (in another table that nothing joins) how it was voted.

Secret means secret in the stored database. `Turnout` tells who has voted, `BallotPaper` what was voted; both have
random ids and no time. Each cast locks the ballot and writes all its papers anew, in random order, in one transaction
(`councils.services.casting`), so that neither order nor `xmin` nor `ctid` tells whose paper is whose. Whoever watches
the live database or its write-ahead log while a class votes is outside of what this can hold (decision 0020).
"""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.models import ClassJob, Pupil
from occe.kit.actors import Actor

from .agenda import AgendaItem
from .councils import Council
from .meetings import CouncilMeeting


class BallotQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "BallotQuerySet":
        return self.filter(council__in=Council.objects.visible_to(actor))

    def run_by(self, actor: Actor) -> "BallotQuerySet":
        return self.filter(council__in=Council.objects.run_by(actor))


class Ballot(models.Model):
    """One question to a council, and the way to answer it.

    `subject` is what the vote is about: none is a person but an election to a job. `way` is the rule of counting,
    `collected` how the voices come in. `secret` and `hidden` (nothing on the wall before the end) are one-way: once set
    they stay. `tie` is told before the vote. `voters` (children and adults who are there) and `quorum` are written when
    it opens. It is finished (counted; the adult looks) before it is shown. `outcome` is what the class sees: for an
    election who is elected and nothing else, else the counts (`councils.counting.Outcome`).
    """

    class Subject(models.TextChoices):
        IDEA = "idea", _("une idée, un projet")
        SPENDING = "spending", _("une dépense")
        RULE = "rule", _("une règle de la classe")
        THING = "thing", _("un jour, un lieu, un nom, un objet")
        JOB = "job", _("un métier à confier")

    class Way(models.TextChoices):
        CONSENSUS = "consensus", _("tout le monde est d’accord")
        CONSENT = "consent", _("personne ne s’y oppose")
        HANDS = "hands", _("à main levée")
        SECRET = "secret", _("vote secret")
        APPROVAL = "approval", _("tout ce qui me plaît")
        JUDGMENT = "judgment", _("cinq visages")
        ELECTION = "election", _("élection")
        BUDGET = "budget", _("partage d’une somme")

    class Collected(models.TextChoices):
        ALOUD = "aloud", _("de vive voix")
        HANDS = "hands", _("en levant la main")
        TABLET = "tablet", _("sur la tablette")
        PAPER = "paper", _("sur des bulletins de papier")

    class Threshold(models.TextChoices):
        MOST = "most", _("le plus de voix")
        HALF = "half", _("plus de la moitié des voix")
        TWO_THIRDS = "two_thirds", _("deux voix sur trois")

    class Tie(models.TextChoices):
        AGAIN = "again", _("on en parle et on revote")
        STAYS = "stays", _("rien ne change")
        LOT = "lot", _("on tire au sort")

    class State(models.TextChoices):
        PREPARED = "prepared", _("préparé")
        OPEN = "open", _("ouvert")
        FINISHED = "finished", _("terminé, pas encore montré")
        SHOWN = "shown", _("montré")
        KEPT = "kept", _("devenu une décision")
        DROPPED = "dropped", _("abandonné")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    council = models.ForeignKey(Council, models.PROTECT, related_name="ballots")
    meeting = models.ForeignKey(CouncilMeeting, models.PROTECT, related_name="ballots")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="ballots")
    subject = models.CharField(_("on vote pour"), max_length=8, choices=Subject.choices)
    way = models.CharField(_("façon de décider"), max_length=9, choices=Way.choices)
    collected = models.CharField(_("comment on donne sa voix"), max_length=6, choices=Collected.choices)
    question = models.CharField(_("la question"), max_length=160)
    secret = models.BooleanField(_("secret"), default=False)
    hidden = models.BooleanField(_("caché jusqu’à la fin"), default=False)
    threshold = models.CharField(_("il faut"), max_length=10, choices=Threshold.choices, default=Threshold.HALF)
    tie = models.CharField(_("en cas d’égalité"), max_length=5, choices=Tie.choices, default=Tie.AGAIN)
    seats = models.PositiveSmallIntegerField(_("places"), default=1)
    rounds = models.PositiveSmallIntegerField(_("tours"), default=1)
    round = models.PositiveSmallIntegerField(_("tour"), default=1)
    follows = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followed_by")
    job = models.ForeignKey(ClassJob, models.PROTECT, null=True, blank=True, related_name="ballots")
    budget = models.DecimalField(_("somme à partager"), max_digits=12, decimal_places=2, null=True, blank=True)
    state = models.CharField(_("état"), max_length=8, choices=State.choices, default=State.PREPARED)
    voters = models.PositiveSmallIntegerField(_("personnes qui votent"), null=True, blank=True)
    quorum = models.PositiveSmallIntegerField(_("voix nécessaires"), null=True, blank=True)
    outcome = models.JSONField(_("résultat"), null=True, blank=True)

    objects = BallotQuerySet.as_manager()

    class Meta:
        verbose_name = _("vote")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(state__in=["open", "finished"]), name="councils_ballot_one_at_a_time",
                violation_error_message=_("Un vote est déjà en cours. Terminez-le d’abord."),
            ),
            models.CheckConstraint(
                name="councils_ballot_person_only_for_a_job",
                condition=Q(way="election", subject="job", job__isnull=False)
                | ~Q(way="election") & ~Q(subject="job") & Q(job__isnull=True),
                violation_error_message=_("On n’élit quelqu’un que pour un métier."),
            ),
            models.CheckConstraint(
                name="councils_ballot_election_is_secret",
                condition=~Q(way__in=["election", "secret"]) | Q(secret=True, hidden=True),
                violation_error_message=_("Une élection et un vote secret restent secrets."),
            ),
            models.CheckConstraint(
                name="councils_ballot_voices_fit_the_way",
                condition=Q(way__in=["consensus", "consent"], collected="aloud", secret=False)
                | Q(way="hands", collected="hands", secret=False)
                | Q(way__in=["secret", "election"], collected__in=["tablet", "paper"])
                | Q(way__in=["approval", "judgment", "budget"], collected__in=["tablet", "paper", "hands"]),
            ),
            models.CheckConstraint(
                name="councils_ballot_secret_is_not_shown_by_hands",
                condition=Q(secret=False) | Q(collected__in=["tablet", "paper"]),
                violation_error_message=_("Un vote secret ne se fait pas à main levée."),
            ),
            models.CheckConstraint(
                name="councils_ballot_budget",
                condition=Q(way="budget", budget__gt=0) | ~Q(way="budget") & Q(budget__isnull=True),
                violation_error_message=_("Écrivez la somme à partager."),
            ),
            models.CheckConstraint(
                name="councils_ballot_rounds",
                condition=Q(rounds__in=[1, 2], round__gte=1, round__lte=models.F("rounds"), seats__range=(1, 10)),
            ),
            models.CheckConstraint(
                name="councils_ballot_opened_with_voters",
                condition=Q(state__in=["prepared", "dropped"]) | Q(voters__isnull=False),
            ),
            models.CheckConstraint(
                name="councils_ballot_shown_has_an_outcome",
                condition=~Q(state__in=["shown", "kept"]) | Q(outcome__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.question

    @property
    def is_election(self) -> bool:
        return self.way == self.Way.ELECTION

    @property
    def is_counted(self) -> bool:
        """Whether voices are counted: consensus and consent are heard instead."""
        return self.collected != self.Collected.ALOUD


class BallotOption(models.Model):
    """One thing to choose. A yes-or-no question has two, FOR and AGAINST; an election has its candidates.

    `position` (from 1) is what papers and counts name. `cost` in euros, for the sharing of a sum. `picture` is the key
    of a drawn category.
    """

    class Side(models.TextChoices):
        NONE = "", _("un choix")
        FOR = "for", _("pour")
        AGAINST = "against", _("contre")

    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="options")
    position = models.PositiveSmallIntegerField()
    side = models.CharField(max_length=7, choices=Side.choices, blank=True)
    label = models.CharField(_("choix"), max_length=80, blank=True)
    picture = models.CharField(_("image"), max_length=20, blank=True)
    cost = models.DecimalField(_("coûte"), max_digits=12, decimal_places=2, null=True, blank=True)
    pupil = models.ForeignKey(Pupil, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("choix d’un vote")
        ordering = ["ballot", "position"]
        constraints = [
            models.UniqueConstraint(fields=["ballot", "position"], name="councils_ballotoption_position_once"),
            models.UniqueConstraint(fields=["ballot", "pupil"], name="councils_ballotoption_candidate_once"),
            models.CheckConstraint(
                name="councils_ballotoption_names_something",
                condition=Q(pupil__isnull=False, label="") | Q(pupil__isnull=True) & ~Q(label=""),
            ),
            models.CheckConstraint(
                name="councils_ballotoption_cost", condition=Q(cost__isnull=True) | Q(cost__gt=0)
            ),
            models.CheckConstraint(name="councils_ballotoption_from_one", condition=Q(position__gte=1)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.label or f"option {self.position}"


class Turnout(models.Model):
    """Somebody has voted: a child, or the adult of a seat (1 to the roll's adults). Never when, never how."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="turnout")
    pupil = models.ForeignKey(Pupil, models.PROTECT, null=True, blank=True, related_name="+")
    seat = models.PositiveSmallIntegerField(_("adulte"), null=True, blank=True)

    class Meta:
        verbose_name = _("participation à un vote")
        constraints = [
            models.UniqueConstraint(fields=["ballot", "pupil"], name="councils_turnout_pupil_once"),
            models.UniqueConstraint(fields=["ballot", "seat"], name="councils_turnout_seat_once"),
            models.CheckConstraint(
                name="councils_turnout_child_or_adult",
                condition=Q(pupil__isnull=False, seat__isnull=True) | Q(pupil__isnull=True, seat__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return "turnout"


class BallotPaper(models.Model):
    """One ballot in the box, of nobody. `marks` maps positions of options to what was marked; {} chooses nothing.

    A choice and an approval mark 1, a face 0 (the worst) to 4 (the best). All papers of a ballot are written anew at
    each cast.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="papers")
    marks = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("bulletin")

    def __str__(self) -> str:
        return "ballot paper"


class HandCount(models.Model):
    """What one of the two counters counted: voices by option (`counts`, by position) and who chose nothing (`blank`).

    Two counts that agree, and that add up to those who are there, are the result. `pupil` is who counted on the tablet,
    until the vote is over.
    """

    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="hand_counts")
    counter = models.PositiveSmallIntegerField(_("qui compte"))
    counts = models.JSONField(default=dict)
    blank = models.PositiveSmallIntegerField(_("ne choisit pas"), default=0)
    pupil = models.ForeignKey(Pupil, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("comptage")
        ordering = ["counter"]
        constraints = [
            models.UniqueConstraint(fields=["ballot", "pupil"], name="councils_handcount_two_pupils"),
            models.UniqueConstraint(fields=["ballot", "counter"], name="councils_handcount_once"),
            models.CheckConstraint(name="councils_handcount_two", condition=Q(counter__in=[1, 2])),
        ]

    def __str__(self) -> str:
        return f"hand count {self.counter}"


class Objection(models.Model):
    """What somebody said against a proposal, in words of nobody; lifted once the proposal answers it (`answer`)."""

    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="objections")
    words = models.CharField(_("ce qui gêne"), max_length=300)
    answer = models.CharField(_("ce qu’on a changé"), max_length=300, blank=True)
    lifted = models.BooleanField(_("levée"), default=False)

    class Meta:
        verbose_name = _("objection")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="councils_objection_lifted_by_an_answer", condition=Q(lifted=False) | ~Q(answer="")
            )
        ]

    def __str__(self) -> str:
        return f"objection {self.pk}"
