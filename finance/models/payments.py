"""How posted money left or came, and the chequebooks from which cheques were written: facts beside the ledger."""

import re
import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Federation
from occe.kit.actors import Actor

from .bank_accounts import BankAccount
from .entries import EntryLine

CHEQUE_DIGITS = 7
"""A French cheque carries seven digits; one that is typed shorter begins with zeros."""
CHEQUE_SHAPE = r"^[0-9]{7}$"


def plain_cheque_number(text: str) -> str:
    """A cheque's number as it is stored: seven digits without spaces; "" when the text is no such number."""
    digits = re.sub(r"\s", "", text)
    return digits.zfill(CHEQUE_DIGITS) if re.fullmatch(r"[0-9]{1,7}", digits) else ""


class PaymentQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "PaymentQuerySet":
        return self.filter(line__in=EntryLine.objects.visible_to(actor))

    def of_account(self, account: BankAccount) -> "PaymentQuerySet":
        """What was paid or received through a cooperative's account, in all its years."""
        return self.filter(line__entry__book__cooperative=account.cooperative_id, line__account__treasury="bank")

    def standing(self) -> "PaymentQuerySet":
        """Without those of entries that were cancelled, and of the mirrors that cancel them."""
        return self.filter(line__entry__reverses__isnull=True, line__entry__reversed_by__isnull=True)


class Payment(models.Model):
    """How the money of a posted line moved: by cheque (and which), card, transfer, direct debit, or as coins and notes.

    It stands beside the line, which never changes; it is written once (`finance.services.payments`) and the database
    refuses to change it. A line has none when nobody said how.
    """

    line = models.OneToOneField(EntryLine, models.PROTECT, primary_key=True, related_name="payment")
    means = models.CharField(_("moyen de paiement"), max_length=12, choices=BankAccount.Means.choices)
    cheque_number = models.CharField(_("numéro du chèque"), max_length=CHEQUE_DIGITS, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    noted_at = models.DateTimeField(_("noté le"), default=timezone.now)

    objects = PaymentQuerySet.as_manager()

    class Meta:
        verbose_name = _("paiement")
        constraints = [
            models.CheckConstraint(
                name="finance_payment_number_of_a_cheque",
                condition=Q(cheque_number="") | Q(means="cheque", cheque_number__regex=CHEQUE_SHAPE),
                violation_error_message=_("Seul un chèque porte un numéro, de sept chiffres."),
            ),
        ]
        indexes = [
            models.Index(fields=["cheque_number"], condition=~Q(cheque_number=""), name="finance_payment_by_cheque")
        ]

    def __str__(self) -> str:
        return f"{self.get_means_display()} {self.cheque_number}".strip()


class ChequebookQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "ChequebookQuerySet":
        return self.filter(account__in=BankAccount.objects.visible_to(actor))

    def in_use(self) -> "ChequebookQuerySet":
        """Those from which cheques are written, the oldest first."""
        return self.filter(state=Chequebook.State.IN_USE).order_by("received_on", "first_number")


class Chequebook(models.Model):
    """A chequebook of an account: its first and last number, and who keeps it. All that happens to it is a move."""

    class State(models.TextChoices):
        IN_USE = "in_use", _("en service")
        FINISHED = "finished", _("terminé")
        LOST = "lost", _("perdu")
        CANCELLED = "cancelled", _("annulé")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    federation = models.ForeignKey(Federation, models.PROTECT, related_name="+")
    account = models.ForeignKey(BankAccount, models.PROTECT, related_name="chequebooks")
    first_number = models.CharField(_("premier numéro"), max_length=CHEQUE_DIGITS)
    last_number = models.CharField(_("dernier numéro"), max_length=CHEQUE_DIGITS)
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("qui le garde"), related_name="+", db_index=False
    )
    received_on = models.DateField(_("reçu le"))
    state = models.CharField(_("état"), max_length=10, choices=State.choices, default=State.IN_USE)

    objects = ChequebookQuerySet.as_manager()

    class Meta:
        verbose_name = _("chéquier")
        ordering = ["account_id", "-received_on", "-first_number"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "first_number"],
                name="finance_chequebook_once",
                violation_error_message=_("Ce chéquier est déjà noté."),
            ),
            models.CheckConstraint(
                name="finance_chequebook_numbers",
                condition=Q(first_number__regex=CHEQUE_SHAPE, last_number__regex=CHEQUE_SHAPE)
                & Q(last_number__gte=F("first_number")),
                violation_error_message=_("Le dernier numéro vient après le premier, sept chiffres chacun."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_number} – {self.last_number}"

    @property
    def is_in_use(self) -> bool:
        return self.state == self.State.IN_USE


class ChequebookMove(models.Model):
    """What happened to a chequebook, on a day: received, handed over, finished, lost, cancelled. Written once."""

    class Kind(models.TextChoices):
        RECEIVED = "received", _("reçu")
        HANDED_OVER = "handed_over", _("remis")
        FINISHED = "finished", _("terminé")
        LOST = "lost", _("perdu")
        CANCELLED = "cancelled", _("annulé")

    chequebook = models.ForeignKey(Chequebook, models.PROTECT, related_name="moves")
    kind = models.CharField(_("quoi"), max_length=12, choices=Kind.choices)
    on = models.DateField(_("le"))
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    reason = models.CharField(_("pourquoi"), max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("mouvement d’un chéquier")
        ordering = ["chequebook_id", "-id"]
        constraints = [
            models.CheckConstraint(
                name="finance_chequebookmove_says_why",
                condition=~Q(kind__in=["lost", "cancelled"]) | ~Q(reason=""),
                violation_error_message=_("Dites ce qui est arrivé."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.chequebook} {self.get_kind_display()}"


class UnusedChequeQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "UnusedChequeQuerySet":
        return self.filter(account__in=BankAccount.objects.visible_to(actor))


class UnusedCheque(models.Model):
    """One cheque that paid nothing: spoilt and cancelled, or lost; with its reason. Written once."""

    class Kind(models.TextChoices):
        CANCELLED = "cancelled", _("annulé")
        LOST = "lost", _("perdu")

    federation = models.ForeignKey(Federation, models.PROTECT, related_name="+")
    account = models.ForeignKey(BankAccount, models.PROTECT, related_name="unused_cheques")
    number = models.CharField(_("numéro du chèque"), max_length=CHEQUE_DIGITS)
    kind = models.CharField(_("quoi"), max_length=10, choices=Kind.choices)
    reason = models.CharField(_("pourquoi"), max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(default=timezone.now)

    objects = UnusedChequeQuerySet.as_manager()

    class Meta:
        verbose_name = _("chèque annulé ou perdu")
        ordering = ["account_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "number"],
                name="finance_unusedcheque_once",
                violation_error_message=_("Ce chèque est déjà déclaré annulé ou perdu."),
            ),
            models.CheckConstraint(
                name="finance_unusedcheque_says_why",
                condition=Q(number__regex=CHEQUE_SHAPE) & ~Q(reason=""),
                violation_error_message=_("Écrivez le numéro du chèque, et ce qui est arrivé."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.get_kind_display()}"
