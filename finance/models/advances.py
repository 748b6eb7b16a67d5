"""Money entrusted to a class: asked, granted, received. What it becomes is the small book of the class's box."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Classroom, Cooperative, Federation, StoredFile
from councils.models import Decision
from occe.kit.actors import Actor

from .books import Book
from .entries import Entry


class ClassAdvanceQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "ClassAdvanceQuerySet":
        return self.filter(cooperative__in=Cooperative.objects.in_hand_of(actor))


class ClassAdvance(models.Model):
    """Euros that a class asks for, to spend by itself. Never an expense: what the class buys is.

    A mandataire grants (the entry moves the money into the class's box); the class's adult says that it arrived, in the
    portal (`received_by`) or by a slip that both signed (`paper`). More later is another advance; what is left goes
    back by an entry of its own.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("demandée")
        GRANTED = "granted", _("accordée, à signer")
        RECEIVED = "received", _("reçue")
        REFUSED = "refused", _("refusée")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    federation = models.ForeignKey(Federation, models.PROTECT, related_name="+")
    cooperative = models.ForeignKey(Cooperative, models.PROTECT, related_name="class_advances")
    book = models.ForeignKey(Book, models.PROTECT, related_name="class_advances")
    classroom = models.ForeignKey(Classroom, models.PROTECT, related_name="advances")
    amount = models.DecimalField(_("somme"), max_digits=12, decimal_places=2)
    purpose = models.CharField(_("pour quoi"), max_length=200)
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="class_advances")
    state = models.CharField(_("état"), max_length=10, choices=State.choices, default=State.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("demandée le"), default=timezone.now)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(_("répondu le"), null=True, blank=True)
    words = models.CharField(_("pourquoi non"), max_length=200, blank=True)
    entry = models.OneToOneField(Entry, models.PROTECT, null=True, blank=True, related_name="class_advance")
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    received_at = models.DateTimeField(_("reçue le"), null=True, blank=True)
    paper = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ClassAdvanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("avance à une classe")
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="finance_classadvance_amount_positive",
                condition=Q(amount__gt=0),
                violation_error_message=_("Une avance est plus grande que zéro."),
            ),
            models.CheckConstraint(
                name="finance_classadvance_granted_is_posted",
                condition=Q(state__in=["granted", "received"], entry__isnull=False)
                | Q(state__in=["asked", "refused"], entry__isnull=True),
            ),
            models.CheckConstraint(
                name="finance_classadvance_answered_by_and_at",
                condition=Q(state="asked", answered_by__isnull=True, answered_at__isnull=True)
                | (~Q(state="asked") & Q(answered_by__isnull=False, answered_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="finance_classadvance_two_signatures",
                condition=(~Q(state="received") & Q(received_by__isnull=True))
                | Q(state="received", paper__isnull=False)
                | (Q(state="received", received_by__isnull=False) & ~Q(received_by=F("answered_by"))),
                violation_error_message=_("Une avance porte deux signatures : qui la donne, et qui la reçoit."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.classroom} {self.amount}"

    @property
    def is_cancelled(self) -> bool:
        """Whether the entry that moved its money was cancelled."""
        return self.entry is not None and hasattr(self.entry, "reversed_by")
