"""Files that came in, files that are being made, and links for people without an account."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from occe.kit.actors import Actor, Adult

from .federation import Federation


class StoredFile(models.Model):
    """A file that passed `occe.kit.uploads`: written anew, named by us, reached only through a view.

    `sha256` is that of the stored bytes: two photos of one receipt differ, one photo sent twice does not. `path` and
    `thumbnail_path` are names in the default storage. `author` is the actor's number (`adult:12`, `pupil:7`), for the
    day's quota: pupils and guests send files too. `cooperative` is the one that it was sent for, for its own quota.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    federation = models.ForeignKey(Federation, models.PROTECT, related_name="files")
    cooperative = models.ForeignKey(
        "cooperatives.Cooperative", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    path = models.CharField(max_length=200)
    thumbnail_path = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, db_index=True)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(_("taille en octets"))
    width = models.PositiveSmallIntegerField(null=True, blank=True)
    height = models.PositiveSmallIntegerField(null=True, blank=True)
    shown_name = models.CharField(_("nom"), max_length=120, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    author = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("fichier")
        indexes = [
            models.Index(fields=["author", "created_at"], name="cooperatives_storedfile_day"),
            models.Index(fields=["cooperative", "created_at"], name="cooperatives_storedfile_house"),
        ]

    def __str__(self) -> str:
        return self.shown_name or str(self.public_id)

    @property
    def is_picture(self) -> bool:
        return self.content_type.startswith("image/")


class ExportJobQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "ExportJobQuerySet":
        """One's own exports only: what is in them was chosen with one's own rights."""
        if isinstance(actor, Adult):
            return self.filter(federation_id=actor.federation_id, requested_by_id=actor.user_id)
        return self.none()


class ExportJob(models.Model):
    """A long export: a row that shows its progress and ends in a file kept for a week.

    `parameters` say what was asked; the same thing is not prepared twice at a time for one person. `failure` names what
    went wrong, and the page that shows it has the sentence. `cooperatives.services.exports` is the only door.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("en attente")
        RUNNING = "running", _("en cours")
        DONE = "done", _("prêt")
        FAILED = "failed", _("interrompu")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    federation = models.ForeignKey(Federation, models.PROTECT, related_name="export_jobs")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    parameters = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    data_as_of = models.DateTimeField(_("date des données"), null=True, blank=True)
    failure = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(null=True, blank=True)

    objects = ExportJobQuerySet.as_manager()

    class Meta:
        verbose_name = _("export")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                name="cooperatives_exportjob_done_with_file",
                condition=~Q(state="done") | Q(file__isnull=False),
            ),
            models.CheckConstraint(name="cooperatives_exportjob_progress", condition=Q(done__lte=models.F("total"))),
            models.UniqueConstraint(
                fields=["requested_by", "kind", "parameters"],
                condition=Q(state__in=["waiting", "running"]),
                name="cooperatives_exportjob_asked_once",
                violation_error_message=_("Ce fichier est déjà en préparation."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class GuestLink(models.Model):
    """A signed link for somebody without an account. Only the token's hash is kept; the address it went to is not.

    The first visit swaps the token for a cookie, so that the token leaves the address bar.
    """

    class Purpose(models.TextChoices):
        REGISTRATION = "registration", _("reprendre une demande")
        REVIEWER = "reviewer", _("vérifier les comptes")
        AUDITOR = "auditor", _("contrôler les comptes")
        SUCCESSOR = "successor", _("prendre la suite")
        PASS = "pass", _("remplacer un jour")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    federation = models.ForeignKey(Federation, models.PROTECT, related_name="guest_links")
    cooperative = models.ForeignKey(
        "cooperatives.Cooperative", models.PROTECT, null=True, blank=True, related_name="guest_links"
    )
    purpose = models.CharField(max_length=14, choices=Purpose.choices)
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("lien d’invité")

    def __str__(self) -> str:
        return self.get_purpose_display()

    @property
    def is_open(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()
