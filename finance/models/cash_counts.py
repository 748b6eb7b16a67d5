"""A count of a cash box: what was found in it, piece by piece, beside what the book says."""

import uuid
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Classroom, Cooperative, Federation, StoredFile
from occe.kit.actors import Actor, PupilActor

from .books import Book
from .entries import Entry
from .slips import PIECES


class CashCountQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "CashCountQuerySet":
        """A pupil sees what the own class counts, an adult those of the own cooperatives."""
        if isinstance(actor, PupilActor):
            return self.filter(counted_by_class_id=actor.classroom_id)
        return self.filter(cooperative__in=Cooperative.objects.in_hand_of(actor))

    def confirmed(self) -> "CashCountQuerySet":
        return self.filter(state=CashCount.State.CONFIRMED)

    def open(self) -> "CashCountQuerySet":
        """Being counted, or counted and waiting for an adult."""
        return self.exclude(state=CashCount.State.CONFIRMED)


class CashCount(models.Model):
    """The coins and notes of one box on one day: the cooperative's, or a class's (`classroom`).

    Two pupils of `counted_by_class` count without seeing each other's figures, or an adult counts alone. `expected` is
    what the book says that the box holds on the evening of `counted_on`, `found` what was counted, both in euros and
    fixed when an adult confirms. A difference has its words (`explanation`) or its entry (`mended_by`). At the year's
    end a second adult signs: in the portal (`witness`) or on the printed sheet (`paper`). Nothing of it names a pupil.
    """

    class State(models.TextChoices):
        COUNTING = "counting", _("on compte")
        COUNTED = "counted", _("compté, à confirmer")
        CONFIRMED = "confirmed", _("confirmé")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    federation = models.ForeignKey(Federation, models.PROTECT, related_name="+")
    cooperative = models.ForeignKey(Cooperative, models.PROTECT, related_name="cash_counts")
    book = models.ForeignKey(Book, models.PROTECT, related_name="cash_counts")
    classroom = models.ForeignKey(Classroom, models.PROTECT, null=True, blank=True, related_name="box_counts")
    counted_by_class = models.ForeignKey(Classroom, models.PROTECT, null=True, blank=True, related_name="counts_made")
    counted_on = models.DateField(_("compté le"))
    for_year_end = models.BooleanField(_("pour la fin de l’année"), default=False)
    state = models.CharField(_("état"), max_length=10, choices=State.choices, default=State.COUNTING)
    expected = models.DecimalField(_("au cahier"), max_digits=12, decimal_places=2, null=True, blank=True)
    found = models.DecimalField(_("compté"), max_digits=12, decimal_places=2, null=True, blank=True)
    explanation = models.CharField(_("pourquoi ce n’est pas pareil"), max_length=300, blank=True)
    mended_by = models.OneToOneField(Entry, models.PROTECT, null=True, blank=True, related_name="cash_count")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(_("confirmé le"), null=True, blank=True)
    witness = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    witnessed_at = models.DateTimeField(_("signé aussi le"), null=True, blank=True)
    paper = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)

    objects = CashCountQuerySet.as_manager()

    class Meta:
        verbose_name = _("arrêté de caisse")
        ordering = ["-counted_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative", "classroom"],
                condition=~Q(state="confirmed"),
                name="finance_cashcount_one_open_a_box",
                nulls_distinct=False,
                violation_error_message=_("Cette boîte est déjà en train d’être comptée."),
            ),
            models.CheckConstraint(
                name="finance_cashcount_confirmed_is_whole",
                condition=~Q(state="confirmed")
                | Q(
                    expected__isnull=False, found__isnull=False, confirmed_by__isnull=False, confirmed_at__isnull=False
                ),
            ),
            models.CheckConstraint(
                name="finance_cashcount_difference_is_told",
                condition=~Q(state="confirmed") | Q(expected=models.F("found")) | ~Q(explanation=""),
                violation_error_message=_("Dites en quelques mots pourquoi ce n’est pas pareil."),
            ),
            models.CheckConstraint(
                name="finance_cashcount_two_who_sign",
                condition=Q(witness__isnull=True, witnessed_at__isnull=True)
                | (Q(witness__isnull=False, witnessed_at__isnull=False) & ~Q(witness=models.F("confirmed_by"))),
                violation_error_message=_("La deuxième signature est celle d’une autre personne."),
            ),
            models.CheckConstraint(
                name="finance_cashcount_found_not_negative", condition=Q(found__isnull=True) | Q(found__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"cash count {self.pk}"

    @property
    def is_confirmed(self) -> bool:
        return self.state == self.State.CONFIRMED

    @property
    def difference(self) -> Decimal:
        """Found less expected, in euros: below zero when money is missing. Confirmed counts only."""
        assert self.found is not None
        assert self.expected is not None
        return self.found - self.expected

    @property
    def wants_second_signature(self) -> bool:
        """At the year's end two adults sign; a child and an adult are enough for a month."""
        return self.for_year_end and self.is_confirmed and self.witness_id is None and self.paper_id is None


class CashTally(models.Model):
    """What one person counted. `together` marks the count that two pupils made side by side after theirs differed."""

    count = models.ForeignKey(CashCount, models.CASCADE, related_name="tallies")
    pupil = models.ForeignKey("members.Pupil", models.PROTECT, null=True, blank=True, related_name="cash_tallies")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    together = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("comptage")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["count", "pupil", "together"], name="finance_cashtally_once_each"),
            models.UniqueConstraint(
                fields=["count"], condition=Q(together=True), name="finance_cashtally_once_together"
            ),
            models.CheckConstraint(
                name="finance_cashtally_one_author",
                condition=Q(pupil__isnull=False, user__isnull=True) | Q(pupil__isnull=True, user__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"tally {self.pk}"

    @property
    def by_value(self) -> dict[int, int]:
        """How many of each coin and note, by its value in cents."""
        return {piece.cents: piece.number for piece in self.pieces.all()}

    @property
    def amount(self) -> Decimal:
        """Euros."""
        return Decimal(sum(piece.cents * piece.number for piece in self.pieces.all())) / 100


class TallyPiece(models.Model):
    """So many of one coin or note. `cents` is the piece's value."""

    tally = models.ForeignKey(CashTally, models.CASCADE, related_name="pieces")
    cents = models.PositiveIntegerField(_("pièce ou billet"), choices=[(cents, str(cents)) for cents in PIECES])
    number = models.PositiveIntegerField(_("combien"))

    class Meta:
        verbose_name = _("pièces ou billets comptés dans une boîte")
        ordering = ["tally_id", "-cents"]
        constraints = [
            models.UniqueConstraint(fields=["tally", "cents"], name="finance_tallypiece_once"),
            models.CheckConstraint(
                name="finance_tallypiece_exists",
                condition=Q(cents__in=PIECES, number__gte=1, number__lte=9999),
                violation_error_message=_("Comptez de vraies pièces et de vrais billets."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} × {self.cents}"

    @property
    def amount(self) -> Decimal:
        """Euros."""
        return Decimal(self.cents * self.number) / 100
