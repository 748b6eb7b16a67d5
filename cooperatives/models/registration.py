"""The request to open a cooperative, from the first line typed to the board's decision."""

import uuid

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from occe.kit.actors import Actor, Adult, Guest

from .cooperative import Cooperative, Level
from .federation import CommitmentText, Federation, SchoolYear
from .files import GuestLink, StoredFile
from .school import School


class RegistrationQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "RegistrationQuerySet":
        """Applicants see their own (signed in, or by their resume link); staff see what was sent."""
        mine = self.filter(federation_id=actor.federation_id)
        if isinstance(actor, Adult):
            own = Q(applicant_id=actor.user_id)
            return mine.filter(own | ~Q(state=Registration.State.DRAFT)) if actor.is_staff else mine.filter(own)
        if isinstance(actor, Guest):
            return mine.filter(link_id=actor.link_id)
        return self.none()

    def open(self) -> "RegistrationQuerySet":
        """Requests that somebody still has to act on."""
        return self.filter(state__in=[Registration.State.SENT, Registration.State.TO_CORRECT])

    def waiting_for_staff(self) -> "RegistrationQuerySet":
        return self.filter(state=Registration.State.SENT)


@pghistory.track(fields=["state", "school", "kind", "decided_by", "board_decision_on"])
class Registration(models.Model):
    """A request to open a cooperative. The cooperative itself exists only from approval.

    Everything may be empty while it is a draft: the form saves at every step, and the constraints below say what a
    request that was sent must hold.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("brouillon")
        SENT = "sent", _("envoyée")
        TO_CORRECT = "to_correct", _("à compléter")
        APPROVED = "approved", _("agréée")
        REFUSED = "refused", _("refusée")
        WITHDRAWN = "withdrawn", _("retirée")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    federation = models.ForeignKey(Federation, models.PROTECT, related_name="registrations")
    year = models.ForeignKey(SchoolYear, models.PROTECT, related_name="registrations")
    state = models.CharField(_("état"), max_length=10, choices=State.choices, default=State.DRAFT)
    link = models.OneToOneField(GuestLink, models.PROTECT, null=True, blank=True, related_name="registration")
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    applicant = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="registrations"
    )
    applicant_first_name = models.CharField(_("prénom"), max_length=60, blank=True)
    applicant_last_name = models.CharField(_("nom"), max_length=60, blank=True)
    applicant_email = models.EmailField(_("adresse e-mail"), blank=True)
    applicant_phone = models.CharField(_("téléphone"), max_length=20, blank=True)

    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="registrations")
    described_name = models.CharField(_("nom de l’école"), max_length=150, blank=True)
    described_commune = models.CharField(_("commune"), max_length=100, blank=True)
    described_postcode = models.CharField(_("code postal"), max_length=5, blank=True)

    kind = models.CharField(_("forme"), max_length=10, choices=Cooperative.Kind.choices, blank=True)
    name = models.CharField(_("nom de la coopérative"), max_length=150, blank=True)
    separate_reason = models.TextField(_("pourquoi une coopérative à part"), blank=True)

    decision_on = models.DateField(_("date de la décision"), null=True, blank=True)
    decision_present = models.PositiveSmallIntegerField(_("personnes présentes"), null=True, blank=True)
    commitment = models.ForeignKey(CommitmentText, models.PROTECT, null=True, blank=True, related_name="+")
    commitment_accepted_at = models.DateTimeField(null=True, blank=True)

    board_decision_on = models.DateField(_("décision du conseil d’administration"), null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    cooperative = models.OneToOneField(
        Cooperative, models.PROTECT, null=True, blank=True, related_name="founding_registration"
    )

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("demande d’ouverture")
        ordering = ["sent_at", "created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["federation", "school", "kind"],
                # Each class may ask for its own: there the door compares names, with the school's row locked.
                condition=Q(state__in=["sent", "to_correct"]) & ~Q(kind="class"),
                name="cooperatives_registration_one_open_a_school",
                violation_error_message=_("Une demande pour cette école est déjà en route."),
            ),
            models.CheckConstraint(
                name="cooperatives_registration_sent_is_whole",
                condition=Q(state__in=["draft", "withdrawn"])
                | (
                    Q(sent_at__isnull=False, applicant__isnull=False, commitment_accepted_at__isnull=False)
                    & Q(decision_on__isnull=False)
                    & ~Q(kind="")
                    & (Q(school__isnull=False) | ~Q(described_name=""))
                ),
            ),
            models.CheckConstraint(
                name="cooperatives_registration_approved_is_whole",
                condition=~Q(state="approved")
                | Q(board_decision_on__isnull=False, cooperative__isnull=False, school__isnull=False),
            ),
            models.CheckConstraint(
                name="cooperatives_registration_decided_by_and_at",
                condition=Q(decided_by__isnull=True, decided_at__isnull=True)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="cooperatives_registration_commitment_with_its_text",
                condition=Q(commitment__isnull=True, commitment_accepted_at__isnull=True)
                | Q(commitment__isnull=False, commitment_accepted_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.school_name

    @property
    def school_name(self) -> str:
        return self.school.name if self.school else self.described_name

    @property
    def commune(self) -> str:
        return self.school.commune if self.school else self.described_commune

    @property
    def is_editable(self) -> bool:
        """Whether the applicant may change it now."""
        return self.state in (self.State.DRAFT, self.State.TO_CORRECT)

    @property
    def takes_papers(self) -> bool:
        """Whether papers that were promised may still come: while the association reads, and once it has approved."""
        return self.state in (self.State.SENT, self.State.APPROVED)

    @property
    def is_over(self) -> bool:
        """Whether nobody has to act on it any more."""
        return self.state in (self.State.APPROVED, self.State.REFUSED, self.State.WITHDRAWN)


class RegistrationClass(models.Model):
    """A class of the cooperative that is asked for."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="classes")
    name = models.CharField(_("nom de la classe"), max_length=60)
    levels = ArrayField(models.CharField(max_length=4, choices=Level.choices), verbose_name=_("niveaux"))
    pupil_count = models.PositiveSmallIntegerField(_("élèves"))
    adult_count = models.PositiveSmallIntegerField(_("adultes"), default=1)

    class Meta:
        verbose_name = _("classe")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="cooperatives_registrationclass_not_empty",
                condition=Q(pupil_count__gte=1, pupil_count__lte=60, adult_count__lte=20),
                violation_error_message=_("Une classe compte de 1 à 60 élèves."),
            ),
            models.UniqueConstraint(
                fields=["registration", "name"],
                name="cooperatives_registrationclass_name_once",
                violation_error_message=_("Deux classes portent ce nom."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RegistrationMandataire(models.Model):
    """Somebody proposed as mandataire; the applicant may be the first."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="mandataires")
    rank = models.PositiveSmallIntegerField(_("rang"))
    first_name = models.CharField(_("prénom"), max_length=60)
    last_name = models.CharField(_("nom"), max_length=60)
    email = models.EmailField(_("adresse e-mail"))
    is_applicant = models.BooleanField(_("c’est moi"), default=False)

    class Meta:
        verbose_name = _("mandataire proposé")
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "rank"], name="cooperatives_registrationmandataire_rank_once"
            ),
            models.UniqueConstraint(
                fields=["registration", "email"],
                name="cooperatives_registrationmandataire_email_once",
                violation_error_message=_("Deux mandataires ne peuvent pas partager une adresse e-mail."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"


class RegistrationDocument(models.Model):
    """A paper of the request: given, or promised for later ("à fournir")."""

    class Kind(models.TextChoices):
        MINUTES = "minutes", _("procès-verbal du conseil qui a décidé")
        RULES = "rules", _("règlement intérieur signé")
        IDENTITY = "identity", _("pièce d’identité du mandataire")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    registration = models.ForeignKey(Registration, models.CASCADE, related_name="documents")
    kind = models.CharField(_("pièce"), max_length=10, choices=Kind.choices)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    promised = models.BooleanField(_("à fournir plus tard"), default=False)
    received_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("pièce de la demande")
        ordering = ["kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "kind"], name="cooperatives_registrationdocument_kind_once"
            ),
            models.CheckConstraint(
                name="cooperatives_registrationdocument_given_or_promised",
                condition=Q(file__isnull=False, received_at__isnull=False)
                | Q(file__isnull=True, received_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class RegistrationEvent(models.Model):
    """A line of a request's story, read by the applicant and the staff. Never changed."""

    class Kind(models.TextChoices):
        SENT = "sent", _("envoyée")
        CORRECTION = "correction", _("à compléter")
        SENT_AGAIN = "sent_again", _("renvoyée")
        DOCUMENT = "document", _("pièce reçue")
        APPROVED = "approved", _("agréée")
        REFUSED = "refused", _("refusée")
        WITHDRAWN = "withdrawn", _("retirée")

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="events")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    message = models.TextField(_("message"), blank=True)

    class Meta:
        verbose_name = _("étape de la demande")
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def words(self) -> str:
        """What was said, in the reader's language where it is ours to say: a paper's kind stands in `message`."""
        papers = dict(RegistrationDocument.Kind.choices)
        return str(papers.get(self.message, self.message)) if self.kind == self.Kind.DOCUMENT else self.message
