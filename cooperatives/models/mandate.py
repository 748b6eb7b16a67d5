"""Adults and what they may do in a cooperative: mandates, class teachers, a substitute's day."""

import uuid
from datetime import date

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from occe.kit.actors import Actor, Adult
from occe.kit.dates import today

from .cooperative import Classroom, Cooperative
from .files import GuestLink


class MandateQuerySet(models.QuerySet):
    def in_force(self, on: date) -> "MandateQuerySet":
        """Mandates under which one may act on a day: approved by the board, begun, not ended, not suspended."""
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gt=on),
            state__in=[Mandate.State.APPROVED, Mandate.State.ACTIVE],
            starts_on__lte=on,
        )

    def in_force_during(self, starts: date, ends: date) -> "MandateQuerySet":
        """Mandates that held on some day of a period (both days included), whatever became of them."""
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gt=starts),
            state__in=[Mandate.State.APPROVED, Mandate.State.ACTIVE, Mandate.State.SUSPENDED, Mandate.State.ENDED],
            starts_on__lte=ends,
        )

    def readable(self, on: date) -> "MandateQuerySet":
        """Mandates that let one read: those in force or suspended, and ended ones (for the years held)."""
        return self.filter(
            state__in=[Mandate.State.APPROVED, Mandate.State.ACTIVE, Mandate.State.SUSPENDED, Mandate.State.ENDED],
            starts_on__lte=on,
        )

    def ended_of(self, user_id: int) -> "MandateQuerySet":
        """Those that an adult once held: the years that they touch may still be read."""
        return self.filter(user_id=user_id, state=Mandate.State.ENDED)

    def visible_to(self, actor: Actor) -> "MandateQuerySet":
        return self.filter(cooperative__in=Cooperative.objects.visible_to(actor))


@pghistory.track(
    fields=[
        "cooperative",
        "user",
        "rank",
        "state",
        "starts_on",
        "approved_on",
        "signature_active_on",
        "ends_on",
        "end_reason",
        "suspension_reason",
    ],
    model_name="MandateEvent",
)
class Mandate(models.Model):
    """The mandate of an adult in a cooperative (Civil code art. 1984: acceptance makes the contract).

    Given and withdrawn by the association's board. Two dates matter: approved on, and signature active on (the bank).
    `ends_on` is the first day without the mandate. `suspension_reason` stands while the mandate is suspended; the
    history keeps those of before.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposé")
        ACCEPTED = "accepted", _("accepté")
        APPROVED = "approved", _("agréé, signature en cours")
        ACTIVE = "active", _("en cours")
        SUSPENDED = "suspended", _("suspendu")
        ENDED = "ended", _("terminé")
        WITHDRAWN = "withdrawn", _("retiré")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cooperative = models.ForeignKey(Cooperative, models.PROTECT, related_name="mandates")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="mandates")
    rank = models.PositiveSmallIntegerField(_("rang"), default=1, choices=[(1, _("premier")), (2, _("second"))])
    state = models.CharField(_("état"), max_length=10, choices=State.choices, default=State.PROPOSED)
    starts_on = models.DateField(_("début"))
    accepted_on = models.DateField(_("accepté le"), null=True, blank=True)
    approved_on = models.DateField(_("agréé le"), null=True, blank=True)
    signature_active_on = models.DateField(_("signature active le"), null=True, blank=True)
    ends_on = models.DateField(_("fin"), null=True, blank=True)
    end_reason = models.CharField(_("motif de fin"), max_length=200, blank=True)
    suspension_reason = models.CharField(_("motif de la suspension"), max_length=200, blank=True)

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = _("mandat")
        ordering = ["cooperative", "rank", "starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative", "rank"],
                condition=Q(state__in=["approved", "active", "suspended"]),
                name="cooperatives_mandate_one_a_rank",
                violation_error_message=_("Cette coopérative a déjà un mandataire à ce rang."),
            ),
            models.UniqueConstraint(
                fields=["cooperative", "user"],
                condition=Q(state__in=["proposed", "accepted", "approved", "active", "suspended"]),
                name="cooperatives_mandate_one_a_person",
                violation_error_message=_("Cette personne a déjà un mandat dans cette coopérative."),
            ),
            models.CheckConstraint(
                name="cooperatives_mandate_approved_with_date",
                condition=Q(approved_on__isnull=False) | ~Q(state__in=["approved", "active", "suspended"]),
                violation_error_message=_("Un mandat agréé porte la date de la décision."),
            ),
            models.CheckConstraint(
                name="cooperatives_mandate_ended_with_date",
                condition=Q(ends_on__isnull=False) | ~Q(state__in=["ended", "withdrawn"]),
                violation_error_message=_("Un mandat terminé porte la date de sa fin."),
            ),
            models.CheckConstraint(
                name="cooperatives_mandate_dates",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("La fin du mandat vient après son début."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()} ({self.rank})"


class ClassTeacherQuerySet(models.QuerySet):
    def in_force(self, on: date) -> "ClassTeacherQuerySet":
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on), starts_on__lte=on)


class ClassTeacher(models.Model):
    """A teacher of a class who is not its mandataire: opens sessions, runs councils, prints cards, sends claims.

    Never agrees to an expense and never posts. Invited by a mandataire, with dates, several a class.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    classroom = models.ForeignKey(Classroom, models.PROTECT, related_name="teachers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="classes_taught")
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    starts_on = models.DateField(_("du"))
    ends_on = models.DateField(_("au"), null=True, blank=True)

    objects = ClassTeacherQuerySet.as_manager()

    class Meta:
        verbose_name = _("enseignant de la classe")
        constraints = [
            models.UniqueConstraint(
                fields=["classroom", "user"],
                condition=Q(ends_on__isnull=True),
                name="cooperatives_classteacher_once",
                violation_error_message=_("Cette personne est déjà dans la classe."),
            ),
            models.CheckConstraint(
                name="cooperatives_classteacher_dates",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("La fin vient après le début."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.classroom}"


def classrooms_led_by(actor: Actor) -> models.QuerySet[Classroom]:
    """The classes that an adult leads today: a mandataire all of the cooperative's, a class teacher the own ones.

    Staff of the association lead none by their role. To be used inside another query.
    """
    if not isinstance(actor, Adult):
        return Classroom.objects.none()
    led = Mandate.objects.filter(user_id=actor.user_id).in_force(today()).values("cooperative_id")
    taught = ClassTeacher.objects.filter(user_id=actor.user_id).in_force(today()).values("classroom_id")
    mine = Classroom.objects.filter(cooperative__federation_id=actor.federation_id)
    return mine.filter(Q(cooperative__in=led) | Q(pk__in=taught))


class DayPass(models.Model):
    """A substitute's printed, sealed code: one class, one day. Only its hash is kept.

    Whoever uses it becomes a guest by `link`, which is made at the first use and closes at the end of the day.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    classroom = models.ForeignKey(Classroom, models.PROTECT, related_name="day_passes")
    link = models.OneToOneField(GuestLink, models.PROTECT, null=True, blank=True, related_name="day_pass")
    day = models.DateField(_("jour"))
    code_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    holder = models.CharField(_("qui l’a utilisé"), max_length=80, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("passe d’un jour")

    def __str__(self) -> str:
        return f"{self.classroom} · {self.day}"
