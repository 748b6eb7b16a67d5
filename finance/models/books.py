"""The book of a cooperative's year."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Cooperative, Federation, Mandate, SchoolYear
from occe.kit.actors import Actor, Adult


class BookQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "BookQuerySet":
        """The books of the cooperatives that one sees; the federation's own book is for its staff.

        Whose mandate ended reads the books of the years that it touched.
        """
        seen = Q(cooperative__in=Cooperative.objects.in_hand_of(actor))
        if not isinstance(actor, Adult):
            return self.filter(seen)
        if actor.is_staff:
            return self.filter(seen | Q(federation_id=actor.federation_id, cooperative__isnull=True))
        held = Mandate.objects.ended_of(actor.user_id).filter(cooperative=OuterRef("cooperative"))
        held = held.filter(starts_on__lte=OuterRef("year__ends"), ends_on__gt=OuterRef("year__starts"))
        return self.filter(seen | Exists(held), federation_id=actor.federation_id)

    def taking_entries(self) -> "BookQuerySet":
        """Books that are open, or returned to be mended, in a year that is not closed."""
        return self.filter(state__in=Book.WRITABLE, year__closed_at__isnull=True)


class Book(models.Model):
    """The accounts of one cooperative in one year; without a cooperative, the federation's own.

    Entries may be posted while it is open or returned; the database refuses them otherwise. An unlock of an accepted
    book is a return with its reason. A *summary* book stands for a year that the school keeps on paper: it takes its
    opening and one total by account (`finance.services.paper_books`); the next year's is full unless said otherwise.
    """

    class State(models.TextChoices):
        OPEN = "open", _("ouvert")
        SUBMITTED = "submitted", _("envoyé à l’AD")
        RETURNED = "returned", _("à compléter")
        ACCEPTED = "accepted", _("accepté")

    class Mode(models.TextChoices):
        FULL = "full", _("tenu ici")
        SUMMARY = "summary", _("résumé d’un cahier papier")

    WRITABLE = (State.OPEN, State.RETURNED)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    federation = models.ForeignKey(Federation, models.PROTECT, related_name="books")
    year = models.ForeignKey(SchoolYear, models.PROTECT, related_name="books")
    cooperative = models.ForeignKey(Cooperative, models.PROTECT, null=True, blank=True, related_name="books")
    state = models.CharField(_("état"), max_length=10, choices=State.choices, default=State.OPEN)
    mode = models.CharField(_("tenue"), max_length=7, choices=Mode.choices, default=Mode.FULL, db_default="full")
    opened_at = models.DateTimeField(_("ouvert le"), auto_now_add=True)
    submitted_at = models.DateTimeField(_("envoyé le"), null=True, blank=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(_("décidé le"), null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    return_reason = models.TextField(_("ce qui est à compléter"), blank=True)

    objects = BookQuerySet.as_manager()

    class Meta:
        verbose_name = _("cahier de comptabilité")
        ordering = ["-year_id", "cooperative_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["federation", "year", "cooperative"], name="finance_book_once", nulls_distinct=False
            ),
            models.UniqueConstraint(fields=["federation", "id"], name="finance_book_in_federation"),
            models.CheckConstraint(
                name="finance_book_submitted_by_and_at",
                condition=Q(submitted_by__isnull=True, submitted_at__isnull=True)
                | Q(submitted_by__isnull=False, submitted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="finance_book_decided_by_and_at",
                condition=Q(decided_by__isnull=True, decided_at__isnull=True)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="finance_book_submitted_with_date",
                condition=~Q(state__in=["submitted", "accepted"]) | Q(submitted_at__isnull=False),
                violation_error_message=_("Un cahier envoyé porte la date de son envoi."),
            ),
            models.CheckConstraint(
                name="finance_book_returned_with_reason",
                condition=~Q(state="returned") | (~Q(return_reason="") & Q(decided_at__isnull=False)),
                violation_error_message=_("Dites ce qui est à compléter."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cooperative or self.federation} {self.year}"

    @property
    def takes_entries(self) -> bool:
        """Whether its state and its year let entries in (its cooperative may still be suspended)."""
        return self.state in self.WRITABLE and self.year.is_open

    @property
    def is_on_paper(self) -> bool:
        """Whether the school keeps this year's book on paper: nothing is written here but its totals."""
        return self.mode == self.Mode.SUMMARY
