"""Cooperatives, their classes by year, their yearly affiliation."""

import uuid
from datetime import date

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from occe.kit.actors import Actor, Adult, Guest, PupilActor
from occe.kit.folded import fold

from .federation import Federation, SchoolYear
from .school import School


class Level(models.TextChoices):
    """Levels of a class, from nursery to the end of lower secondary."""

    PS = "PS", "PS"
    MS = "MS", "MS"
    GS = "GS", "GS"
    CP = "CP", "CP"
    CE1 = "CE1", "CE1"
    CE2 = "CE2", "CE2"
    CM1 = "CM1", "CM1"
    CM2 = "CM2", "CM2"
    SIXTH = "6e", _("6e")
    FIFTH = "5e", _("5e")
    FOURTH = "4e", _("4e")
    THIRD = "3e", _("3e")


CYCLES = {
    "PS": 1,
    "MS": 1,
    "GS": 1,
    "CP": 2,
    "CE1": 2,
    "CE2": 2,
    "CM1": 3,
    "CM2": 3,
    "6e": 3,
    "5e": 4,
    "4e": 4,
    "3e": 4,
}


class CooperativeQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "CooperativeQuerySet":
        """Staff see their federation's; a teacher those of an own mandate or class; a pupil the class's own."""
        mine = self.filter(federation_id=actor.federation_id)
        if isinstance(actor, Adult):
            return mine if actor.is_staff else mine.filter(pk__in=self._of_adult(actor.user_id))
        if isinstance(actor, PupilActor):
            return mine.filter(pk=actor.cooperative_id)
        if isinstance(actor, Guest):
            return mine.filter(guest_links__pk=actor.link_id)
        return self.none()

    def in_hand_of(self, actor: Actor) -> "CooperativeQuerySet":
        """The same without those of an ended mandate, under which one reads the years held and no other; no guest's."""
        if isinstance(actor, Guest):
            return self.none()
        if isinstance(actor, Adult) and not actor.is_staff:
            mine = self._of_adult(actor.user_id, ended=False)
            return self.filter(federation_id=actor.federation_id, pk__in=mine)
        return self.visible_to(actor)

    def _of_adult(self, user_id: int, *, ended: bool = True) -> models.QuerySet:
        from .mandate import ClassTeacher, Mandate  # these two point here

        today = date.today()
        mandates = Mandate.objects.filter(user_id=user_id).readable(today)
        if not ended:
            mandates = mandates.exclude(state=Mandate.State.ENDED)
        taught = ClassTeacher.objects.filter(user_id=user_id).in_force(today)
        return mandates.order_by().values("cooperative_id").union(taught.values("classroom__cooperative_id"))

    def active(self) -> "CooperativeQuerySet":
        """Those that live: neither closing nor closed."""
        return self.filter(state__in=[Cooperative.State.ACTIVE, Cooperative.State.SUSPENDED])

    def search(self, text: str) -> "CooperativeQuerySet":
        found = self
        for word in fold(text).split():
            found = found.filter(folded__contains=word)
        return found


@pghistory.track(fields=["name", "kind", "state", "school", "account_opened_on", "public_page", "closed_on"])
class Cooperative(models.Model):
    """A school cooperative: a section of the association, without legal personality. It exists only from approval.

    `kind=class` has its own mandate and book; a class's share of a school cooperative's money is a
    `finance.ClassFund`. While `account_opened_on` is empty it is *approved, account being opened*: everything works
    but payment from the bank.
    """

    class Kind(models.TextChoices):
        SCHOOL = "school", _("coopérative d’école")
        CLASS = "class", _("coopérative de classe")
        FOYER = "foyer", _("foyer coopératif")

    class State(models.TextChoices):
        ACTIVE = "active", _("active")
        SUSPENDED = "suspended", _("suspendue")
        CLOSING = "closing", _("en cours de fermeture")
        CLOSED = "closed", _("fermée")

    class PublicFigure(models.TextChoices):
        PUPILS = "pupils", _("combien d’élèves")
        CLASSES = "classes", _("combien de classes")
        DECISIONS = "decisions", _("combien de décisions cette année")
        PROJECTS = "projects", _("combien de projets lancés cette année")
        RAISED = "raised", _("combien d’argent réuni cette année")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    federation = models.ForeignKey(Federation, models.PROTECT, related_name="cooperatives")
    number = models.PositiveIntegerField(_("numéro"))
    name = models.CharField(_("nom"), max_length=150)
    kind = models.CharField(_("forme"), max_length=10, choices=Kind.choices, default=Kind.SCHOOL)
    state = models.CharField(_("état"), max_length=10, choices=State.choices, default=State.ACTIVE)
    school = models.ForeignKey(School, models.PROTECT, related_name="cooperatives", verbose_name=_("école"))
    other_schools = models.ManyToManyField(School, related_name="shared_cooperatives", blank=True)
    approved_on = models.DateField(_("agréée le"))
    account_opened_on = models.DateField(_("compte ouvert le"), null=True, blank=True)
    account_step_holder = models.CharField(_("qui tient l’ouverture du compte"), max_length=120, blank=True)
    account_step_since = models.DateField(_("depuis le"), null=True, blank=True)
    closed_on = models.DateField(_("fermée le"), null=True, blank=True)
    public_page = models.BooleanField(_("page publique ouverte"), default=False)
    public_figures = ArrayField(
        models.CharField(max_length=10, choices=PublicFigure.choices),
        verbose_name=_("chiffres montrés sur la page publique"),
        default=list,
        blank=True,
    )
    folded = models.CharField(max_length=400, editable=False)

    objects = CooperativeQuerySet.as_manager()

    class Meta:
        verbose_name = _("coopérative")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["federation", "number"], name="cooperatives_cooperative_number_once"),
            # The target of the ledger's composite keys: a row of money cannot point across federations.
            models.UniqueConstraint(fields=["federation", "id"], name="cooperatives_cooperative_in_federation"),
            models.CheckConstraint(
                name="cooperatives_cooperative_closed_with_date",
                condition=Q(state="closed", closed_on__isnull=False) | (~Q(state="closed") & Q(closed_on__isnull=True)),
                violation_error_message=_("Une coopérative fermée porte la date de sa fermeture."),
            ),
            models.CheckConstraint(
                name="cooperatives_cooperative_public_figures_known",
                condition=Q(public_figures__contained_by=["pupils", "classes", "decisions", "projects", "raised"]),
                violation_error_message=_("Ce chiffre ne se montre pas."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        self.folded = fold(
            f"{self.number} {self.name} {self.school.name} {self.school.commune} {self.school.uai or ''}"
        )[:400]
        super().save(*args, **kwargs)


class ClassroomQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "ClassroomQuerySet":
        if isinstance(actor, PupilActor):
            return self.filter(pk=actor.classroom_id)
        return self.filter(cooperative__in=Cooperative.objects.visible_to(actor))

    def of_year(self, year: SchoolYear) -> "ClassroomQuerySet":
        return self.filter(year=year)


class Classroom(models.Model):
    """A class in one school year: one row a year, `follows` points to last year's.

    Members are counted, never named: `pupil_count` and `adult_count` are the whole class, since a class joins as a
    whole or not at all.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cooperative = models.ForeignKey(Cooperative, models.PROTECT, related_name="classrooms")
    school = models.ForeignKey(School, models.PROTECT, related_name="classrooms", verbose_name=_("école"))
    year = models.ForeignKey(SchoolYear, models.PROTECT, related_name="classrooms", verbose_name=_("année"))
    name = models.CharField(_("nom de la classe"), max_length=60)
    levels = ArrayField(models.CharField(max_length=4, choices=Level.choices), verbose_name=_("niveaux"))
    pupil_count = models.PositiveSmallIntegerField(_("élèves"))
    adult_count = models.PositiveSmallIntegerField(_("adultes"), default=1)
    follows = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="followed_by")

    objects = ClassroomQuerySet.as_manager()

    class Meta:
        verbose_name = _("classe")
        ordering = ["cooperative", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative", "year", "name"],
                name="cooperatives_classroom_name_once",
                violation_error_message=_("Cette coopérative a déjà une classe de ce nom cette année."),
            ),
            # The target of composite keys: the money of a class stays in its cooperative.
            models.UniqueConstraint(fields=["cooperative", "id"], name="cooperatives_classroom_in_cooperative"),
            models.CheckConstraint(
                name="cooperatives_classroom_not_empty",
                condition=Q(pupil_count__gte=1, pupil_count__lte=60, adult_count__lte=20),
                violation_error_message=_("Une classe compte de 1 à 60 élèves."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def cycles(self) -> list[int]:
        """The cycles (1 to 4) of the class's levels, in order: a one-class school holds several."""
        return sorted({CYCLES[level] for level in self.levels})


class AffiliationQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "AffiliationQuerySet":
        return self.filter(cooperative__in=Cooperative.objects.visible_to(actor))


class Affiliation(models.Model):
    """A cooperative's yearly membership. It is valid only once paid *and* once the commitment is received."""

    class State(models.TextChoices):
        DRAFT = "draft", _("à préparer")
        SENT = "sent", _("envoyée")
        VALID = "valid", _("valable")

    cooperative = models.ForeignKey(Cooperative, models.PROTECT, related_name="affiliations")
    year = models.ForeignKey(SchoolYear, models.PROTECT, related_name="affiliations")
    state = models.CharField(_("état"), max_length=6, choices=State.choices, default=State.DRAFT)
    pupil_count = models.PositiveIntegerField(_("élèves"))
    adult_count = models.PositiveIntegerField(_("adultes"))
    paid_on = models.DateField(_("payée le"), null=True, blank=True)
    commitment_on = models.DateField(_("engagement reçu le"), null=True, blank=True)

    objects = AffiliationQuerySet.as_manager()

    class Meta:
        verbose_name = _("adhésion")
        constraints = [
            models.UniqueConstraint(fields=["cooperative", "year"], name="cooperatives_affiliation_once_a_year"),
            models.CheckConstraint(
                name="cooperatives_affiliation_valid_when_paid_and_committed",
                condition=~Q(state="valid") | Q(paid_on__isnull=False, commitment_on__isnull=False),
                violation_error_message=_("L’adhésion vaut une fois payée et l’engagement reçu."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cooperative} {self.year}"

    @property
    def member_count(self) -> int:
        return self.pupil_count + self.adult_count
