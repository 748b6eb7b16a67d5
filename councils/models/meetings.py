"""A sitting of a council: who is there, who does what, where it stands, and what the guarantor stopped."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Classroom
from members.models import Pupil
from occe.kit.actors import Actor

from .councils import Council


class CouncilMeetingQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "CouncilMeetingQuerySet":
        return self.filter(council__in=Council.objects.visible_to(actor))

    def run_by(self, actor: Actor) -> "CouncilMeetingQuerySet":
        return self.filter(council__in=Council.objects.run_by(actor))

    def in_hand(self) -> "CouncilMeetingQuerySet":
        """Those that are prepared or held now."""
        return self.exclude(state=CouncilMeeting.State.CLOSED)


class CouncilMeeting(models.Model):
    """One sitting: prepared (the box is opened, the agenda is made), open, closed.

    `tick` grows by one with each change that a screen shows: the pages that ask every two seconds compare it and
    nothing else. `signed_by_*` are the two signatures under the minutes.
    """

    class State(models.TextChoices):
        PREPARED = "prepared", _("en préparation")
        OPEN = "open", _("ouvert")
        CLOSED = "closed", _("terminé")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    council = models.ForeignKey(Council, models.PROTECT, related_name="meetings")
    held_on = models.DateField(_("le"), default=timezone.localdate)
    state = models.CharField(_("état"), max_length=8, choices=State.choices, default=State.PREPARED)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    tick = models.PositiveIntegerField(default=0)

    objects = CouncilMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("séance du conseil")
        ordering = ["-held_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["council"], condition=~Q(state="closed"), name="councils_councilmeeting_one_at_a_time",
                violation_error_message=_("Un conseil est déjà en préparation, ou ouvert."),
            ),
            models.CheckConstraint(
                name="councils_councilmeeting_times",
                condition=Q(state="prepared", opened_at__isnull=True, closed_at__isnull=True)
                | Q(state="open", opened_at__isnull=False, closed_at__isnull=True)
                | Q(state="closed", opened_at__isnull=False, closed_at__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"council meeting {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN


class Roll(models.Model):
    """Who is there, of one class: a council by video has one for each site.

    `adults` is how many adults have a voice here (0 where adults do not vote). `closed_at` is when the call was ended;
    who comes late is added to it. The counts stay; the attendances are erased with the petits mots.
    """

    meeting = models.ForeignKey(CouncilMeeting, models.PROTECT, related_name="rolls")
    classroom = models.ForeignKey(Classroom, models.PROTECT, related_name="+")
    adults = models.PositiveSmallIntegerField(_("adultes qui votent"), default=0)
    members = models.PositiveSmallIntegerField(_("membres"), default=0)
    present = models.PositiveSmallIntegerField(_("présents"), default=0)
    called = models.BooleanField(_("appel fait"), default=False)

    class Meta:
        verbose_name = _("appel")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "classroom"], name="councils_roll_once"),
            models.CheckConstraint(name="councils_roll_adds_up", condition=Q(present__lte=models.F("members"))),
        ]

    def __str__(self) -> str:
        return f"roll {self.pk}"


class Attendance(models.Model):
    """A child of a roll, there or not. It gives the right to vote, and tells who was absent what was decided."""

    roll = models.ForeignKey(Roll, models.CASCADE, related_name="attendances")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="+")
    here = models.BooleanField(_("est là"), default=True)

    class Meta:
        verbose_name = _("présence")
        constraints = [models.UniqueConstraint(fields=["roll", "pupil"], name="councils_attendance_once")]

    def __str__(self) -> str:
        return f"attendance {self.pk}"


class MeetingRole(models.Model):
    """Who does what at this sitting: proposed from the class's jobs, changed for the day if wished."""

    class Role(models.TextChoices):
        PRESIDENT = "president", _("présidence")
        SECRETARY = "secretary", _("secrétariat")
        TIMEKEEPER = "timekeeper", _("temps")
        SPEAKER = "speaker", _("parole")

    meeting = models.ForeignKey(CouncilMeeting, models.PROTECT, related_name="roles")
    role = models.CharField(_("rôle"), max_length=10, choices=Role.choices)
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("rôle du jour")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["meeting", "role"], name="councils_meetingrole_once")]

    def __str__(self) -> str:
        return f"{self.role} {self.pk}"


class GuarantorActQuerySet(models.QuerySet):
    def running_pauses(self) -> "GuarantorActQuerySet":
        return self.filter(kind=GuarantorAct.Kind.PAUSE, ended_at__isnull=True)


class GuarantorAct(models.Model):
    """The adult stopped the council for a while, or stopped a proposal. The class is told why; `words_kept` is the
    adult's alone."""

    class Kind(models.TextChoices):
        PAUSE = "pause", _("pause")
        VETO = "veto", _("arrêt d’une proposition")

    class Ground(models.TextChoices):
        LAW = "law", _("la loi")
        SAFETY = "safety", _("la sécurité")
        MONEY = "money", _("l’argent")
        RESPECT = "respect", _("le respect de chacun")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(CouncilMeeting, models.PROTECT, related_name="guarantor_acts")
    item = models.ForeignKey(
        "councils.AgendaItem", models.PROTECT, null=True, blank=True, related_name="guarantor_acts"
    )  # fmt: skip
    kind = models.CharField(_("geste"), max_length=5, choices=Kind.choices)
    ground = models.CharField(_("au nom de"), max_length=7, choices=Ground.choices)
    words = models.CharField(_("ce que la classe entend"), max_length=300)
    words_kept = models.CharField(_("ce que l’adulte garde pour lui"), max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = GuarantorActQuerySet.as_manager()

    class Meta:
        verbose_name = _("geste du garant")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(kind="pause", ended_at__isnull=True),
                name="councils_guarantoract_one_pause",
            ),
            models.UniqueConstraint(
                fields=["item"], condition=Q(kind="veto"), name="councils_guarantoract_one_veto"
            ),
            models.CheckConstraint(
                name="councils_guarantoract_veto_of_an_item", condition=Q(kind="pause") | Q(item__isnull=False)
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
