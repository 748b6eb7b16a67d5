"""What the association’s space keeps of its own: invitations, the nights of the backup, who hosts the portal."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Federation, StaffRole
from occe.kit.actors import Actor


class StaffInvitationQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "StaffInvitationQuerySet":
        """Those of the actor's own association, for its staff."""
        if getattr(actor, "is_staff", False):
            return self.filter(federation_id=actor.federation_id)
        return self.none()

    def open(self) -> "StaffInvitationQuerySet":
        """Neither accepted nor taken back; they may be too old (`is_open` says)."""
        return self.filter(accepted_at__isnull=True, revoked_at__isnull=True)


class StaffInvitation(models.Model):
    """An invitation by mail to join the association's staff in one role. The account is made when it is accepted.

    Only the token's hash is kept. Inviting the same address to the same role again renews the token: one letter works,
    the last one.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    federation = models.ForeignKey(Federation, models.PROTECT, related_name="staff_invitations")
    email = models.EmailField(_("adresse e-mail"))
    role = models.CharField(_("rôle"), max_length=20, choices=StaffRole._meta.get_field("role").choices)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = StaffInvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["federation", "email", "role"],
                condition=Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="desk_staffinvitation_open_once",
                violation_error_message=_("Cette adresse est déjà invitée à ce rôle."),
            ),
            models.CheckConstraint(
                name="desk_staffinvitation_accepted_by_and_at",
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="desk_staffinvitation_accepted_or_revoked",
                condition=Q(accepted_at__isnull=True) | Q(revoked_at__isnull=True),
            ),
            models.CheckConstraint(
                name="desk_staffinvitation_expires_later", condition=Q(expires_at__gt=F("created_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} {self.role}"

    @property
    def is_open(self) -> bool:
        """Whether its letter still works."""
        return self.accepted_at is None and self.revoked_at is None and self.expires_at > timezone.now()


class SafekeepingDrill(models.Model):
    """One night's proof that a backup can be restored: of the whole portal, hence of no association.

    `passed` is null while it runs (or was cut short); `detail` holds the words of what failed, for who runs the server.
    `desk.safekeeping.drill` is the only door.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    started_at = models.DateTimeField(default=timezone.now, db_index=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    passed = models.BooleanField(null=True)
    entries = models.PositiveBigIntegerField(default=0)
    files = models.PositiveBigIntegerField(default=0)
    detail = models.TextField(blank=True)

    class Meta:
        verbose_name = _("sauvegarde essayée")
        ordering = ["-started_at"]
        constraints = [
            models.CheckConstraint(
                name="desk_safekeepingdrill_ended",
                condition=Q(ended_at__isnull=True, passed__isnull=True)
                | Q(ended_at__gte=F("started_at"), passed__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d} {self.passed}"


class PrivacyFacts(models.Model):
    """What the file for the data-protection officer cannot read in the portal: who hosts it, who answers for it.

    `subprocessors` is one a line, and empty when nobody but the host touches the data. `backup_weeks` is how long the
    host keeps a backup: an erased name lives on in it as long. `checked_on` is the day somebody read all this again.
    """

    federation = models.OneToOneField(Federation, models.PROTECT, primary_key=True, related_name="privacy_facts")
    host_name = models.CharField(_("hébergeur"), max_length=120, blank=True)
    host_address = models.CharField(_("adresse de l’hébergeur"), max_length=200, blank=True)
    host_country = models.CharField(_("pays où sont les données"), max_length=60, blank=True)
    subprocessors = models.TextField(_("sous-traitants"), max_length=1000, blank=True)
    backup_weeks = models.PositiveSmallIntegerField(_("semaines de garde d’une sauvegarde"), default=4)
    contact = models.CharField(_("à qui écrire dans l’association"), max_length=200, blank=True)
    own_officer = models.CharField(
        _("délégué à la protection des données de l’association, ou qui en tient lieu"), max_length=200, blank=True
    )
    officer_name = models.CharField(_("délégué à la protection des données de l’académie"), max_length=120, blank=True)
    officer_address = models.CharField(_("son adresse"), max_length=200, blank=True)
    authority_name = models.CharField(_("direction académique (DASEN)"), max_length=120, blank=True)
    authority_address = models.CharField(_("adresse de la direction académique"), max_length=200, blank=True)
    checked_on = models.DateField(_("jour de la dernière relecture"), null=True, blank=True)

    class Meta:
        verbose_name = _("ce que le dossier de protection des données doit dire")
        constraints = [
            models.CheckConstraint(
                name="desk_privacyfacts_backups",
                condition=Q(backup_weeks__range=(1, 52)),
                violation_error_message=_("Une sauvegarde se garde d’une à cinquante-deux semaines."),
            ),
        ]

    def __str__(self) -> str:
        return f"privacy facts {self.pk}"
