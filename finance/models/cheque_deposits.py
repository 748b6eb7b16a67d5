"""Cheques brought to the bank together: one object that the bank's statement shows as one sum."""

import uuid
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import DecimalField, Q, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Cooperative, Federation
from occe.kit.actors import Actor

from .accounts import Account
from .books import Book
from .entries import EntryLine
from .slips import DepositSlip, SlipCheque


class ChequeDepositQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "ChequeDepositQuerySet":
        return self.filter(cooperative__in=Cooperative.objects.in_hand_of(actor))

    def with_amount(self) -> "ChequeDepositQuerySet":
        """Adds `total`, the sum of its cheques in euros, and `number`, how many there are."""
        field = DecimalField(max_digits=12, decimal_places=2)
        return self.annotate(
            total=Coalesce(Sum("slips__slip__cheques__amount"), Decimal(0), output_field=field),
            number=models.Count("slips__slip__cheques"),
        )


class ChequeDeposit(models.Model):
    """The cheques of some recorded slips, read by a second person, brought to the bank on a day.

    Each cheque is a bank, a number, an amount and a class: no column here or there can hold who drew it, for a family's
    cheque names the family; the bank's own paper does. The slips recorded the money at the bank already, so that a
    deposit is no entry: `entry_lines` are the lines that the bank's one sum is matched with.
    """

    class State(models.TextChoices):
        PREPARED = "prepared", _("préparée")
        READ = "read", _("relue à deux")
        DEPOSITED = "deposited", _("déposée à la banque")

    class ReadWith(models.TextChoices):
        SELF = "self", _("je suis la deuxième personne")
        ADULT = "adult", _("un autre adulte, à côté de moi")
        PUPILS = "pupils", _("deux élèves, à haute voix")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    federation = models.ForeignKey(Federation, models.PROTECT, related_name="+")
    cooperative = models.ForeignKey(Cooperative, models.PROTECT, related_name="cheque_deposits")
    book = models.ForeignKey(Book, models.PROTECT, related_name="cheque_deposits")
    state = models.CharField(_("état"), max_length=10, choices=State.choices, default=State.PREPARED)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("préparée le"), default=timezone.now)
    read_with = models.CharField(_("relue avec"), max_length=6, choices=ReadWith.choices, blank=True)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    read_at = models.DateTimeField(_("relue le"), null=True, blank=True)
    deposited_on = models.DateField(_("déposée le"), null=True, blank=True)

    objects = ChequeDepositQuerySet.as_manager()

    class Meta:
        verbose_name = _("remise de chèques")
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="finance_chequedeposit_read_before_the_bank",
                condition=Q(state="prepared", read_by__isnull=True, read_at__isnull=True, read_with="")
                | (
                    Q(state__in=["read", "deposited"], read_by__isnull=False, read_at__isnull=False)
                    & Q(read_with__in=["self", "adult", "pupils"])
                ),
            ),
            models.CheckConstraint(
                name="finance_chequedeposit_second_reader",
                condition=~Q(read_with="self") | ~Q(read_by=models.F("made_by")),
                violation_error_message=_("Qui relit est une autre personne que qui a préparé."),
            ),
            models.CheckConstraint(
                name="finance_chequedeposit_deposited_on_a_day",
                condition=Q(state="deposited", deposited_on__isnull=False)
                | (~Q(state="deposited") & Q(deposited_on__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"cheque deposit {self.pk}"

    @property
    def cheques(self) -> models.QuerySet[SlipCheque]:
        """Its cheques, in the order of the slips, each with its class."""
        cheques = SlipCheque.objects.filter(slip__in_deposit__deposit=self)
        return cheques.select_related("slip__classroom").order_by("slip_id", "position")

    @property
    def amount(self) -> Decimal:
        """Euros: what the bank's statement will show. One query."""
        return self.cheques.order_by().aggregate(sum=Sum("amount"))["sum"] or Decimal(0)

    @property
    def entry_lines(self) -> models.QuerySet[EntryLine]:
        """The lines at the bank that the slips recorded: their sum is `amount`."""
        return EntryLine.objects.filter(
            entry__slip__in_deposit__deposit=self, account__treasury=Account.Treasury.BANK, debit__gt=0
        ).order_by("entry__date", "pk")


class DepositedSlip(models.Model):
    """A slip whose cheques go to the bank in this deposit: all of them together, once."""

    deposit = models.ForeignKey(ChequeDeposit, models.CASCADE, related_name="slips")
    slip = models.OneToOneField(DepositSlip, models.PROTECT, related_name="in_deposit")

    class Meta:
        verbose_name = _("bordereau d’une remise")
        ordering = ["slip_id"]

    def __str__(self) -> str:
        return f"slip {self.slip_id} of deposit {self.deposit_id}"
