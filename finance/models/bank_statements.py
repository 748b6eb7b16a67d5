"""What the bank says: statements, from its files or its paper, and their movements. Beside the ledger, never in it.

Sign convention: `amount` is above zero for what comes in and below for what goes out. The bank's own "débit" and
"crédit" are the mirror of the book's: neither word is used. Keys without `db_constraint` are composite keys in the
migration, which also holds what never changes.
"""

import uuid
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Federation, StoredFile
from occe.kit.actors import Actor

from .bank_accounts import BankAccount
from .books import Book


class BankStatementQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "BankStatementQuerySet":
        return self.filter(account__in=BankAccount.objects.told_to(actor))


class BankStatement(models.Model):
    """A statement of one account: read from the bank's file, or typed from its paper with a photo of it.

    Balances are those of the evening before `starts_on` and of the evening of `ends_on`; a file may tell neither. A
    file's content is known by its `sha256`: the same one adds nothing to the same account a second time.
    """

    class Source(models.TextChoices):
        FILE = "file", _("fichier de la banque")
        HAND = "hand", _("relevé en papier")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    federation = models.ForeignKey(Federation, models.PROTECT, related_name="+", db_constraint=False, db_index=False)
    account = models.ForeignKey(BankAccount, models.PROTECT, related_name="statements", db_constraint=False)
    source = models.CharField(_("d’où il vient"), max_length=4, choices=Source.choices)
    format = models.CharField(_("format"), max_length=10, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    shown_name = models.CharField(_("fichier"), max_length=120, blank=True)
    photo = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="bank_statements")
    starts_on = models.DateField(_("du"))
    ends_on = models.DateField(_("au"))
    start_balance = models.DecimalField(_("solde au début"), max_digits=12, decimal_places=2, null=True, blank=True)
    end_balance = models.DecimalField(_("solde à la fin"), max_digits=12, decimal_places=2, null=True, blank=True)
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    imported_at = models.DateTimeField(_("déposé le"), default=timezone.now)

    objects = BankStatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("relevé de compte")
        ordering = ["account_id", "-ends_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["account", "id"], name="finance_bankstatement_of_account"),
            models.UniqueConstraint(
                fields=["account", "sha256"],
                condition=~Q(sha256=""),
                name="finance_bankstatement_file_once",
                violation_error_message=_("Ce fichier a déjà été déposé pour ce compte."),
            ),
            models.CheckConstraint(
                name="finance_bankstatement_dates",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("Un relevé finit après avoir commencé."),
            ),
            models.CheckConstraint(
                name="finance_bankstatement_file_has_content",
                condition=Q(source="file", sha256__regex=r"^[0-9a-f]{64}$") | Q(source="hand", sha256=""),
            ),
            models.CheckConstraint(
                name="finance_bankstatement_hand_has_balance",
                condition=~Q(source="hand") | Q(end_balance__isnull=False),
                violation_error_message=_("Écrivez le solde imprimé sur le relevé."),
            ),
        ]

    def __str__(self) -> str:
        return f"statement {self.pk}"

    @property
    def is_by_hand(self) -> bool:
        return self.source == self.Source.HAND


class BankTransactionQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "BankTransactionQuerySet":
        return self.filter(account__in=BankAccount.objects.told_to(actor))

    def unexplained(self) -> "BankTransactionQuerySet":
        """Those that nothing of the book explains yet."""
        return self.filter(matched__isnull=True)

    def waiting(self) -> "BankTransactionQuerySet":
        """Those of them that the book has to explain: of a year on paper, or of before the first book, it says nothing.

        An account of the association itself waits for all of them.
        """
        books = Book.objects.filter(cooperative=OuterRef("account__cooperative"), year__starts__lte=OuterRef("date"))
        on_paper = books.filter(mode=Book.Mode.SUMMARY, year__ends__gte=OuterRef("date"))
        return self.unexplained().filter(
            Q(account__cooperative__isnull=True) | (Exists(books) & ~Exists(on_paper)),
        )


class BankTransaction(models.Model):
    """A movement of an account on the bank's day, written once: only its match comes and goes, beside it.

    `identity` is unique in the account, so that overlapping files add nothing twice: a digest of the bank's own id, or
    of the `content` with its rank among twins (`finance.statements.identities`). `label` holds the bank's words without
    the people whom they name (`finance.services.bank_labels`): whoever paid stands nowhere in the portal.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    account = models.ForeignKey(BankAccount, models.PROTECT, related_name="transactions", db_index=False)
    statement = models.ForeignKey(
        BankStatement, models.PROTECT, related_name="transactions", db_constraint=False, db_index=False
    )
    date = models.DateField(_("date"))
    amount = models.DecimalField(_("somme"), max_digits=12, decimal_places=2)
    label = models.CharField(_("libellé de la banque"), max_length=200, blank=True)
    cheque_number = models.CharField(_("numéro de chèque"), max_length=12, blank=True)
    identity = models.CharField(max_length=64)
    content = models.CharField(max_length=64)

    objects = BankTransactionQuerySet.as_manager()

    class Meta:
        verbose_name = _("ligne de la banque")
        ordering = ["account_id", "date", "id"]
        constraints = [
            models.UniqueConstraint(fields=["account", "identity"], name="finance_banktransaction_once"),
            models.UniqueConstraint(fields=["account", "id"], name="finance_banktransaction_of_account"),
            models.CheckConstraint(name="finance_banktransaction_moves", condition=~Q(amount=0)),
        ]
        indexes = [
            models.Index(fields=["account", "date"], name="finance_banktransaction_by_day"),
            models.Index(fields=["statement"], name="finance_banktransaction_file"),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.amount}"

    @property
    def comes_in(self) -> bool:
        return self.amount > 0

    @property
    def way(self) -> str:
        """`in` or `out`, as the pages draw it."""
        return "in" if self.comes_in else "out"

    @property
    def sum(self) -> Decimal:
        """How much moved, whichever way."""
        return abs(self.amount)


class PendingFile(models.Model):
    """A bank's file that still needs a word from a person (which column is what, which month first).

    It is kept for that conversation only: read, it goes; left, it goes with the next one or after a day.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    federation = models.ForeignKey(Federation, models.CASCADE, related_name="+")
    account = models.ForeignKey(BankAccount, models.CASCADE, null=True, blank=True, related_name="+")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)
    name = models.CharField(max_length=120)
    content = models.BinaryField()

    class Meta:
        verbose_name = _("fichier à lire")
        ordering = ["-sent_at"]

    def __str__(self) -> str:
        return self.name
