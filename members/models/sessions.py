"""The open class: the only place and the only time where a pupil can enter.

`ClassSession` is the open class, `SessionDevice` a tablet or computer in it, `Turn` a child at a device, `SecretTries`
and `CodeTries` what slows a guesser down, `Signal` what the teacher is told. All but the session itself are thrown away
some days after the class has closed: they would tell who did what when.
"""

import uuid
from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Classroom, ClassTeacher, DayPass, Federation, Mandate
from occe.kit.actors import Actor, Adult, Guest, PupilActor

from .pupils import Pupil

USUAL_LENGTH = timedelta(minutes=90)
LONGEST = timedelta(hours=2)


class ClassSessionQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "ClassSessionQuerySet":
        """Those of the classes that an adult leads or teaches, of a substitute's class that day; a pupil's own."""
        if isinstance(actor, Adult):
            today = date.today()
            led = Mandate.objects.filter(user_id=actor.user_id).in_force(today).values("cooperative_id")
            taught = ClassTeacher.objects.filter(user_id=actor.user_id).in_force(today).values("classroom_id")
            mine = self.filter(federation_id=actor.federation_id)
            return mine.filter(Q(classroom__cooperative__in=led) | Q(classroom__in=taught))
        if isinstance(actor, PupilActor):
            return self.filter(pk=actor.class_session_id)
        if isinstance(actor, Guest):
            passes = DayPass.objects.filter(link_id=actor.link_id, day=date.today(), revoked_at__isnull=True)
            return self.filter(federation_id=actor.federation_id, classroom__in=passes.values("classroom_id"))
        return self.none()

    def open(self) -> "ClassSessionQuerySet":
        """Those in which pupils may act now."""
        return self.filter(ended_at__isnull=True, ends_at__gt=timezone.now())


class ClassSession(models.Model):
    """A class that is open: from `opened_at` to `ends_at` at the latest, or to `ended_at` when the adult closes it.

    The code has six digits, unique among the open classes of the association. `token_hash` is that of the QR's long
    token, derived from the session and never stored. `any_device` lets every device in by itself (demonstration only);
    `as_one` is the kindergarten mode: the whole class acts as one person. An adult opens it, or a substitute's pass.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    federation = models.ForeignKey(Federation, models.PROTECT, related_name="class_sessions")
    classroom = models.ForeignKey(Classroom, models.PROTECT, related_name="sessions")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    day_pass = models.ForeignKey(DayPass, models.PROTECT, null=True, blank=True, related_name="sessions")
    code = models.CharField(_("code"), max_length=6)
    token_hash = models.CharField(max_length=64, unique=True)
    opened_at = models.DateTimeField(_("ouverte à"), default=timezone.now)
    ends_at = models.DateTimeField(_("jusqu’à"))
    ended_at = models.DateTimeField(_("fermée à"), null=True, blank=True)
    any_device = models.BooleanField(_("tout appareil entre"), default=False)
    as_one = models.BooleanField(_("toute la classe ensemble"), default=False)

    objects = ClassSessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("classe ouverte")
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["federation", "code"],
                condition=Q(ended_at__isnull=True),
                name="members_classsession_code_once_while_open",
            ),
            models.UniqueConstraint(
                fields=["classroom"],
                condition=Q(ended_at__isnull=True),
                name="members_classsession_one_a_class",
                violation_error_message=_("Cette classe est déjà ouverte."),
            ),
            models.CheckConstraint(name="members_classsession_six_digits", condition=Q(code__regex=r"^[0-9]{6}$")),
            models.CheckConstraint(
                name="members_classsession_two_hours_at_most",
                condition=Q(ends_at__gt=F("opened_at"), ends_at__lte=F("opened_at") + LONGEST),
                violation_error_message=_("Une classe reste ouverte deux heures au plus."),
            ),
            models.CheckConstraint(
                name="members_classsession_ends_after_it_opens",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("opened_at")),
            ),
            models.CheckConstraint(
                name="members_classsession_opened_by_somebody",
                condition=Q(opened_by__isnull=False, day_pass__isnull=True)
                | Q(opened_by__isnull=True, day_pass__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"class session {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.ended_at is None and self.ends_at > timezone.now()

    @property
    def latest_end(self):
        """The last moment to which it may be extended."""
        return self.opened_at + LONGEST

    @property
    def minutes_left(self) -> int:
        """Whole minutes, the one that has begun included; 0 once closed."""
        if not self.is_open:
            return 0
        return int((self.ends_at - timezone.now()).total_seconds() // 60) + 1


class SessionDevice(models.Model):
    """A tablet or computer in an open class, known by a cookie of which only the hash is kept.

    It is in once `let_in_at` is set: at once when it scanned or is the shared tablet, else when the adult lets it in.
    `number` is its name in the room: "tablette 3".
    """

    class How(models.TextChoices):
        CODE = "code", _("a tapé le code")
        QR = "qr", _("a scanné la classe")
        CARD = "card", _("a scanné une carte")
        SHARED = "shared", _("tablette de la classe")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    session = models.ForeignKey(ClassSession, models.CASCADE, related_name="devices")
    cookie_hash = models.CharField(max_length=64, unique=True)
    number = models.PositiveSmallIntegerField()
    how = models.CharField(max_length=6, choices=How.choices)
    arrived_at = models.DateTimeField(default=timezone.now)
    let_in_at = models.DateTimeField(null=True, blank=True)
    sent_away_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("appareil dans la classe")
        ordering = ["session", "number"]
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="members_sessiondevice_own_number"),
            models.CheckConstraint(
                name="members_sessiondevice_shared_is_in",
                condition=~Q(how="shared") | Q(let_in_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"device {self.pk}"

    @property
    def is_in(self) -> bool:
        return self.let_in_at is not None and self.sent_away_at is None

    @property
    def is_shared(self) -> bool:
        return self.how == self.How.SHARED


class Turn(models.Model):
    """A child at a device, from the tap on the picture to "Au revoir". Its id stands in a shared tablet's addresses.

    A child of another class who takes part in what this one does together (`is_visit`) has that page alone.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    session = models.ForeignKey(ClassSession, models.CASCADE, related_name="turns")
    device = models.ForeignKey(SessionDevice, models.CASCADE, related_name="turns")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="turns")
    started_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    is_visit = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("tour d’un élève")
        constraints = [
            models.UniqueConstraint(
                fields=["device"], condition=Q(ended_at__isnull=True), name="members_turn_one_a_device"
            ),
            models.UniqueConstraint(
                fields=["session", "pupil"], condition=Q(ended_at__isnull=True), name="members_turn_one_a_pupil"
            ),
        ]

    def __str__(self) -> str:
        return f"turn {self.pk}"


class SecretTries(models.Model):
    """Wrong secrets of one pupil in one open class: five in a row are a pause of a minute, never a lasting lock."""

    session = models.ForeignKey(ClassSession, models.CASCADE, related_name="secret_tries")
    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="+")
    wrong = models.PositiveSmallIntegerField(default=0)
    pause_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "pupil"], name="members_secrettries_once")]

    def __str__(self) -> str:
        return f"secret tries {self.pk}"


class CodeTries(models.Model):
    """Wrong class codes of one device, or of all devices behind one address: `key` is a keyed hash of either."""

    key = models.CharField(max_length=64, unique=True)
    wrong = models.PositiveIntegerField(default=0)
    since = models.DateTimeField(default=timezone.now)
    wait_until = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"code tries {self.pk}"


class Signal(models.Model):
    """Something that the adult of the open class should know now: a child calls, or is at a pause."""

    class Kind(models.TextChoices):
        ADULT = "adult", _("demande un adulte")
        LOST_CARD = "lost", _("a perdu sa carte")
        NOT_ME = "not-me", _("ne trouve pas son image")
        NEW = "new", _("est nouveau ou nouvelle")
        READ = "read", _("ne sait pas lire un mot")
        PAUSE = "pause", _("fait une pause d’une minute")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    session = models.ForeignKey(ClassSession, models.CASCADE, related_name="signals")
    device = models.ForeignKey(SessionDevice, models.CASCADE, related_name="signals")
    pupil = models.ForeignKey(Pupil, models.CASCADE, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    made_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("signal d’un élève")
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
