"""The papers that prove entries, by the number written on them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Federation, SchoolYear, StoredFile
from occe.kit.actors import Actor, PupilActor
from occe.kit.folded import natural_key

from .books import Book


class VoucherQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "VoucherQuerySet":
        """The papers of the books that one sees; a pupil sees those of the own class's expenses and slips."""
        if isinstance(actor, PupilActor):
            return self.filter(Q(claim__classroom=actor.classroom_id) | Q(slip__classroom=actor.classroom_id))
        return self.filter(book__in=Book.objects.visible_to(actor))

    def in_order(self) -> "VoucherQuerySet":
        """As people count: D2 before D11."""
        return self.order_by("book_id", "sort_key")


class Voucher(models.Model):
    """A paper of a book: an invoice, a till receipt, a deposit slip.

    `number` is what is written on the paper (R01, D01 …): it may be given before the entry is posted, is never changed
    and starts again each year. A number that went unused is a hole, and a hole is declared ("D07 annulée"): `void_at`.
    The number of an *entry* is another thing, the database's own. `caption` is an adult's word for what the paper is.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    book = models.ForeignKey(Book, models.PROTECT, related_name="vouchers")
    number = models.CharField(_("numéro"), max_length=12)
    sort_key = models.CharField(max_length=80, editable=False)
    caption = models.CharField(_("ce que c’est"), max_length=120, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="vouchers")
    void_at = models.DateTimeField(_("annulée le"), null=True, blank=True)
    void_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    void_reason = models.CharField(_("pourquoi"), max_length=200, blank=True)

    objects = VoucherQuerySet.as_manager()

    class Meta:
        verbose_name = _("pièce justificative")
        ordering = ["book_id", "sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["book", "number"],
                name="finance_voucher_number_once",
                violation_error_message=_("Ce numéro de pièce est déjà pris cette année."),
            ),
            models.UniqueConstraint(fields=["book", "id"], name="finance_voucher_in_book"),
            models.CheckConstraint(
                name="finance_voucher_number_shape",
                condition=Q(number__regex=r"^[A-Z]{0,3}[0-9]{1,5}[A-Z]?$"),
                violation_error_message=_("Un numéro de pièce s’écrit par exemple D07, R12 ou 31."),
            ),
            models.CheckConstraint(
                name="finance_voucher_void_by_at_and_why",
                condition=Q(void_by__isnull=True, void_at__isnull=True, void_reason="")
                | (Q(void_by__isnull=False, void_at__isnull=False) & ~Q(void_reason="")),
                violation_error_message=_("Dites pourquoi ce numéro n’a pas servi."),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def save(self, *args, **kwargs) -> None:
        self.sort_key = natural_key(self.number)
        super().save(*args, **kwargs)


class VoucherScheme(models.Model):
    """How a federation numbers its papers in a year; without a row, D01 and R01 apart, two digits. Copied from year to
    year (`finance.services.vouchers.carry_scheme`).
    """

    class Kind(models.TextChoices):
        APART = "apart", _("dépenses D01, D02… et recettes R01, R02…")
        TOGETHER = "together", _("tout ensemble : 01, 02, 03…")

    federation = models.ForeignKey(Federation, models.PROTECT, related_name="voucher_schemes")
    year = models.OneToOneField(SchoolYear, models.PROTECT, related_name="voucher_scheme")
    kind = models.CharField(_("numérotation des pièces"), max_length=8, choices=Kind.choices, default=Kind.APART)
    digits = models.PositiveSmallIntegerField(_("chiffres"), default=2)

    class Meta:
        verbose_name = _("numérotation des pièces")
        constraints = [
            models.CheckConstraint(
                name="finance_voucherscheme_digits",
                condition=Q(digits__gte=1, digits__lte=5),
                violation_error_message=_("De un à cinq chiffres."),
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
