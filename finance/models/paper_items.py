"""What the paper book left on its way to the bank, said once when a book begins here."""

import uuid
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from occe.kit.actors import Actor

from .bank_accounts import BankAccount
from .bank_matches import BankMatch


def titled(label: str | Promise, cheque_number: str) -> str | Promise:
    """What a list says of a line that went out by cheque: its label with the number."""
    if not cheque_number:
        return label
    return now("%(label)s · chèque n°\u00a0%(number)s") % {"label": label, "number": cheque_number}


class PaperItemQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "PaperItemQuerySet":
        return self.filter(account__in=BankAccount.objects.told_to(actor))


class PaperItem(models.Model):
    """A cheque that was not cashed yet, or a deposit that no statement showed yet, when the book began here.

    The paper book has counted it, so the opening holds it already and no entry is written for it: it only stands where
    a bank line of the book would stand, until a movement explains it. `brought_on` is the first day of the book; the
    thing itself is older. `amount` is signed as at the bank: below zero goes out. No word of a person's hand: a name
    would stay for ten years. Written once; taken back by deleting it, while no month that counts it is closed.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    account = models.ForeignKey(BankAccount, models.PROTECT, related_name="paper_items")
    brought_on = models.DateField(_("au cahier depuis le"))
    date = models.DateField(_("date"))
    amount = models.DecimalField(_("somme"), max_digits=12, decimal_places=2)
    cheque_number = models.CharField(_("numéro de chèque"), max_length=12, blank=True)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    said_at = models.DateTimeField(default=timezone.now)

    objects = PaperItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("en route depuis le cahier papier")
        ordering = ["account_id", "date", "id"]
        constraints = [
            models.UniqueConstraint(fields=["account", "id"], name="finance_paperitem_of_account"),
            models.UniqueConstraint(
                fields=["account", "brought_on", "cheque_number"],
                condition=~Q(cheque_number=""),
                name="finance_paperitem_cheque_once",
                violation_error_message=_("Ce chèque est déjà dans la liste."),
            ),
            models.CheckConstraint(name="finance_paperitem_moves", condition=~Q(amount=0)),
            models.CheckConstraint(
                name="finance_paperitem_before_the_book",
                condition=Q(date__lt=F("brought_on")),
                violation_error_message=_("Ce qui vient du cahier papier est d’avant le premier jour du cahier."),
            ),
            models.CheckConstraint(
                name="finance_paperitem_cheque_goes_out",
                condition=Q(cheque_number="") | Q(cheque_number__regex=r"^[0-9]+$", amount__lt=0),
                violation_error_message=_("Un numéro de chèque va avec une somme qui sort."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.amount}"

    @property
    def label(self) -> str | Promise:
        """What a list calls it, in the reader's language."""
        return _("Payé d’après le cahier papier") if self.amount < 0 else _("Reçu d’après le cahier papier")

    @property
    def title(self) -> str | Promise:
        """Its label, with its cheque where it has one."""
        return titled(self.label, self.cheque_number)

    @property
    def way(self) -> str:
        """`in` or `out`, as the pages draw it."""
        return "in" if self.amount > 0 else "out"

    @property
    def sum(self) -> Decimal:
        """How much it is, whichever way."""
        return abs(self.amount)


class MatchedItem(models.Model):
    """An item of the paper book in a match, beside `MatchedLine`; it is in one at most."""

    account = models.ForeignKey(BankAccount, models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False)
    match = models.ForeignKey(BankMatch, models.DO_NOTHING, related_name="items", db_constraint=False)
    item = models.OneToOneField(
        PaperItem, models.PROTECT, related_name="matched", db_constraint=False, primary_key=True
    )

    class Meta:
        verbose_name = _("ligne du cahier papier rapprochée")

    def __str__(self) -> str:
        return f"item {self.item_id}"
