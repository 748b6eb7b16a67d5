"""Pupils and the class that they are in. A child is a first name or a nickname, a picture and a class: nothing else.

`Pupil.first_name` is the only column of the portal that holds a child's name. No history table copies it, no log and no
`__str__` shows it, and a departure empties it: everything else refers to a pupil by number.
"""

import uuid
from datetime import date

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Classroom, ClassTeacher, Cooperative, Mandate
from occe.kit.actors import Actor, Adult, PupilActor


class ReadingAge(models.IntegerChoices):
    """How a page speaks to a child: wording, type size, number of fields. Never what is recorded."""

    SIX = 6, _("6 à 8 ans, images et voix")
    NINE = 9, _("9 à 11 ans")
    TWELVE = 12, _("12 à 15 ans")


READING_AGE_OF_LEVEL = {
    **dict.fromkeys(("PS", "MS", "GS", "CP", "CE1", "CE2"), ReadingAge.SIX),
    **dict.fromkeys(("CM1", "CM2", "6e"), ReadingAge.NINE),
    **dict.fromkeys(("5e", "4e", "3e"), ReadingAge.TWELVE),
}


LEVELS = list(READING_AGE_OF_LEVEL)
"""From nursery to the end of lower secondary, in order."""


class PupilQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "PupilQuerySet":
        """A mandataire in office sees those of the cooperative, a class teacher and a pupil those of the class.

        Staff of the association see none: they need no child's name for anything.
        """
        if isinstance(actor, Adult):
            return self.filter(Q(cooperative__in=_led_by(actor)) | Q(pk__in=_taught_by(actor)))
        if isinstance(actor, PupilActor):
            return self.filter(pk__in=Enrolment.objects.filter(classroom_id=actor.classroom_id).values("pupil_id"))
        return self.none()

    def here(self) -> "PupilQuerySet":
        """Those who have not left."""
        return self.filter(left_on__isnull=True)

    def faced(self) -> "PupilQuerySet":
        """Adds the picture of the latest class: `face_picture`, `face_tint`, `face_guest` (null where none)."""
        latest = Enrolment.objects.filter(pupil=OuterRef("pk")).order_by("-classroom__year__starts", "-pk")
        return self.annotate(
            face_picture=Subquery(latest.values("picture")[:1]),
            face_tint=Subquery(latest.values("tint")[:1]),
            face_guest=Subquery(latest.values("guest_number")[:1]),
        )


def _led_by(actor: Adult) -> models.QuerySet:
    mandates = Mandate.objects.filter(user_id=actor.user_id, cooperative__federation_id=actor.federation_id)
    return mandates.in_force(date.today()).values("cooperative_id")


def _taught_by(actor: Adult) -> models.QuerySet:
    taught = ClassTeacher.objects.filter(
        user_id=actor.user_id, classroom__cooperative__federation_id=actor.federation_id
    ).in_force(date.today())
    return Enrolment.objects.filter(classroom__in=taught.values("classroom_id")).values("pupil_id")


class Pupil(models.Model):
    """A child of a class, a guest card, or (in kindergarten) the whole class as one person.

    `secret_hash` is an HMAC under `TOKEN_KEY` and not a slow hash: three pictures out of twenty are 8,000 codes, which
    a slow hash holds back for minutes only, whereas without the key, which is not in the database, none can be tried.
    `secret_version` gives the proposed code again to the teacher who prints it, `card_version` the card's token, so
    that nothing readable is stored. One more makes the old one worthless.
    """

    class Kind(models.TextChoices):
        CHILD = "child", _("élève")
        GUEST = "guest", _("carte invitée")
        WHOLE_CLASS = "class", _("toute la classe")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cooperative = models.ForeignKey(Cooperative, models.PROTECT, related_name="pupils")
    kind = models.CharField(max_length=5, choices=Kind.choices, default=Kind.CHILD)
    first_name = models.CharField(_("prénom ou surnom"), max_length=30, blank=True)
    reading_age = models.PositiveSmallIntegerField(
        _("âge de lecture"), choices=ReadingAge.choices, default=ReadingAge.SIX
    )
    secret_hash = models.CharField(max_length=64, blank=True)
    secret_version = models.PositiveSmallIntegerField(default=1)
    card_token_hash = models.CharField(max_length=64, unique=True)
    card_version = models.PositiveSmallIntegerField(default=1)
    left_on = models.DateField(_("parti le"), null=True, blank=True)

    objects = PupilQuerySet.as_manager()

    class Meta:
        verbose_name = _("élève")
        constraints = [
            models.CheckConstraint(
                name="members_pupil_named_while_here",
                condition=Q(first_name="") | Q(kind="child", left_on__isnull=True),
                violation_error_message=_("Un élève parti n’a plus de prénom ; une carte invitée n’en a pas."),
            ),
            models.CheckConstraint(
                name="members_pupil_here_has_a_name",
                condition=~Q(kind="child") | Q(left_on__isnull=False) | ~Q(first_name=""),
                violation_error_message=_("Écrivez un prénom ou un surnom."),
            ),
            models.CheckConstraint(
                name="members_pupil_reading_age", condition=Q(reading_age__in=[age.value for age in ReadingAge])
            ),
        ]

    def __str__(self) -> str:
        return f"pupil {self.pk}"

    @property
    def is_guest(self) -> bool:
        return self.kind == self.Kind.GUEST

    @property
    def is_whole_class(self) -> bool:
        return self.kind == self.Kind.WHOLE_CLASS


class EnrolmentQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "EnrolmentQuerySet":
        return self.filter(pupil__in=Pupil.objects.visible_to(actor))

    def here(self) -> "EnrolmentQuerySet":
        """Pupils and guest cards of the class who have not left; not the whole class as one."""
        return self.filter(pupil__left_on__isnull=True).exclude(pupil__kind=Pupil.Kind.WHOLE_CLASS)


class Enrolment(models.Model):
    """A pupil in the class of one year, under a picture and a tint that nobody else there has.

    A guest card has a number and no picture; the whole class as one has neither. A pupil who left keeps the row, for
    the counts, and gives the picture back.
    """

    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="enrolments")
    classroom = models.ForeignKey(Classroom, models.PROTECT, related_name="enrolments")
    level = models.CharField(_("niveau"), max_length=4, blank=True)
    picture = models.CharField(_("image"), max_length=20, null=True, blank=True)
    tint = models.PositiveSmallIntegerField(_("teinte"), null=True, blank=True)
    guest_number = models.PositiveSmallIntegerField(_("numéro de la carte invitée"), null=True, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("élève de la classe")
        ordering = ["classroom", "id"]
        constraints = [
            models.UniqueConstraint(fields=["pupil", "classroom"], name="members_enrolment_once"),
            models.UniqueConstraint(
                fields=["classroom", "picture", "tint"],
                name="members_enrolment_own_picture",
                violation_error_message=_("Un autre élève de la classe a déjà cette image."),
            ),
            models.UniqueConstraint(
                fields=["classroom", "guest_number"],
                name="members_enrolment_own_guest_number",
                violation_error_message=_("Une autre carte invitée porte déjà ce numéro."),
            ),
            models.CheckConstraint(
                name="members_enrolment_picture_with_tint",
                condition=Q(picture__isnull=True, tint__isnull=True)
                | Q(picture__isnull=False, tint__isnull=False, tint__lte=4, guest_number__isnull=True),
                violation_error_message=_("Une image va avec une couleur ; une carte invitée n’en a pas."),
            ),
        ]

    def __str__(self) -> str:
        return f"enrolment {self.pk}"
