"""A month of a bank account that was compared with the book, and closed. Such a row is written once."""

import uuid
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from occe.kit.actors import Actor

from .bank_accounts import BankAccount
from .bank_statements import BankStatement
from .books import Book


class ReconciliationQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "ReconciliationQuerySet":
        """With the book of its year: whose mandate ended reads those of the own years."""
        return self.filter(book__in=Book.objects.visible_to(actor))


class Reconciliation(models.Model):
    """A closed month: what the bank's statement says, what the book says, and each thing that is in one of them only.

    Statement + what the bank has yet to see = book + what the book has yet to see; the database adds it up. A month is
    open as long as it has no row: closing writes it whole, and nothing changes it. `basis` says how the statement's
    balance on the last day is known; a month without movement has no statement of its own, and is framed by its
    neighbours or declared.
    """

    class Basis(models.TextChoices):
        STATEMENT = "statement", _("relevé de la banque")
        HAND = "hand", _("relevé en papier")
        FRAMED = "framed", _("relevés qui encadrent le mois")
        DECLARED = "declared", _("mois déclaré sans mouvement")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    account = models.ForeignKey(BankAccount, models.PROTECT, related_name="reconciliations", db_constraint=False)
    book = models.ForeignKey(Book, models.PROTECT, related_name="reconciliations", db_constraint=False)
    federation = models.ForeignKey(
        "cooperatives.Federation", models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    month = models.DateField(_("mois"))
    ends_on = models.DateField(_("au"))
    basis = models.CharField(_("d’après"), max_length=9, choices=Basis.choices)
    statement = models.ForeignKey(BankStatement, models.PROTECT, null=True, blank=True, related_name="+")
    statement_balance = models.DecimalField(_("solde du relevé"), max_digits=12, decimal_places=2)
    ledger_balance = models.DecimalField(_("solde du cahier"), max_digits=12, decimal_places=2)
    going_out = models.DecimalField(_("chèques et paiements en route"), max_digits=12, decimal_places=2)
    coming_in = models.DecimalField(_("versements en route"), max_digits=12, decimal_places=2)
    not_in_book = models.DecimalField(_("à la banque, pas au cahier"), max_digits=12, decimal_places=2)
    item_count = models.PositiveIntegerField()
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    closed_at = models.DateTimeField(_("clos le"), default=timezone.now)

    objects = ReconciliationQuerySet.as_manager()

    class Meta:
        verbose_name = _("rapprochement bancaire")
        ordering = ["account_id", "-month"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "month"],
                name="finance_reconciliation_once",
                violation_error_message=_("Ce mois est déjà clos."),
            ),
            models.CheckConstraint(
                name="finance_reconciliation_agrees",
                condition=Q(ledger_balance=F("statement_balance") - F("going_out") + F("coming_in") - F("not_in_book")),
                violation_error_message=_("Le relevé et le cahier ne disent pas la même somme."),
            ),
            models.CheckConstraint(
                name="finance_reconciliation_month",
                condition=Q(month__day=1, ends_on__gt=F("month")) & Q(going_out__gte=0, coming_in__gte=0),
            ),
            models.CheckConstraint(
                name="finance_reconciliation_statement_or_none",
                condition=~Q(basis__in=["statement", "hand"]) | Q(statement__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.month}"


class OutstandingItem(models.Model):
    """A thing that was in the book only, or at the bank only, on an evening; written with what was compared then.

    `amount` is signed as at the bank: below zero for a cheque that is not cashed yet.
    """

    class Side(models.TextChoices):
        BOOK = "book", _("au cahier, pas encore à la banque")
        BANK = "bank", _("à la banque, pas encore au cahier")

    side = models.CharField(max_length=4, choices=Side.choices)
    date = models.DateField(_("date"))
    label = models.CharField(_("libellé"), max_length=200)
    cheque_number = models.CharField(_("chèque"), max_length=12, blank=True)
    amount = models.DecimalField(_("somme"), max_digits=12, decimal_places=2)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.date} {self.amount}"

    @property
    def sum(self) -> Decimal:
        """How much it is, whichever way."""
        return abs(self.amount)

    @property
    def way(self) -> str:
        """`in` or `out`, as the pages draw it."""
        return "in" if self.amount > 0 else "out"


class ReconciliationItem(OutstandingItem):
    """The same on the last day of a closed month."""

    reconciliation = models.ForeignKey(Reconciliation, models.PROTECT, related_name="items")

    class Meta:
        verbose_name = _("ligne en suspens")
        ordering = ["reconciliation_id", "side", "date", "id"]
