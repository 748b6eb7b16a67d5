"""What stands against what: movements of the bank and lines of the book that are the same money."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Cooperative, Federation
from occe.kit.actors import Actor

from .bank_accounts import BankAccount
from .bank_statements import BankTransaction
from .entries import EntryLine


class BankMatchQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "BankMatchQuerySet":
        return self.filter(account__in=BankAccount.objects.told_to(actor))


class BankMatch(models.Model):
    """Movements of the bank and bank lines of the book that are the same money: one or many on either side.

    Their sums agree to the cent: the database counts at commit. Movements alone, or lines alone, may stand together
    when they cancel one another (an error and its correction). It is taken back by deleting it, while no
    reconciliation that was closed since relies on it; its two lists go with it.
    """

    class How(models.TextChoices):
        PROPOSED = "proposed", _("proposé, puis accepté")
        CHOSEN = "chosen", _("choisi à la main")
        TICKED = "ticked", _("pointé sur le relevé en papier")
        RECORDED = "recorded", _("inscrit d’après la banque")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    account = models.ForeignKey(BankAccount, models.PROTECT, related_name="matches")
    how = models.CharField(_("comment"), max_length=8, choices=How.choices)
    matched_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    matched_at = models.DateTimeField(_("rapproché le"), default=timezone.now)

    objects = BankMatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("rapprochement d’une ligne")
        ordering = ["-matched_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["account", "id"], name="finance_bankmatch_of_account")]

    def __str__(self) -> str:
        return f"match {self.pk}"


class MatchedTransaction(models.Model):
    """A movement of the bank in a match; it is in one at most."""

    account = models.ForeignKey(BankAccount, models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False)
    match = models.ForeignKey(BankMatch, models.DO_NOTHING, related_name="transactions", db_constraint=False)
    transaction = models.OneToOneField(
        BankTransaction, models.PROTECT, related_name="matched", db_constraint=False, primary_key=True
    )

    class Meta:
        verbose_name = _("ligne de la banque rapprochée")

    def __str__(self) -> str:
        return f"transaction {self.transaction_id}"


class MatchedLine(models.Model):
    """A bank line of the book in a match; it is in one at most."""

    account = models.ForeignKey(BankAccount, models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False)
    match = models.ForeignKey(BankMatch, models.DO_NOTHING, related_name="lines", db_constraint=False)
    line = models.OneToOneField(EntryLine, models.PROTECT, related_name="bank_matched", primary_key=True)

    class Meta:
        verbose_name = _("ligne du cahier rapprochée")

    def __str__(self) -> str:
        return f"line {self.line_id}"


class EarlierItem(models.Model):
    """A bank line of the book from before the first statement that was still on its way then: a cheque not cashed yet.

    Lines of that time are taken as passed unless they stand here.
    """

    account = models.ForeignKey(BankAccount, models.PROTECT, related_name="earlier_items")
    line = models.OneToOneField(EntryLine, models.PROTECT, related_name="bank_earlier", primary_key=True)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    said_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("ligne d’avant le premier relevé")

    def __str__(self) -> str:
        return f"line {self.line_id}"


class BankRuleQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "BankRuleQuerySet":
        return self.filter(cooperative__bank_accounts__in=BankAccount.objects.told_to(actor)).distinct()


class BankRule(models.Model):
    """Words of the bank and the account of the chart that they meant last time: the next such movement is proposed so.

    `words` are folded, in the bank's order; `code` is the account's, which lives longer than a year's row.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cooperative = models.ForeignKey(Cooperative, models.PROTECT, related_name="bank_rules")
    words = models.CharField(_("mots de la banque"), max_length=80)
    code = models.CharField(_("à quoi ça sert"), max_length=8)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField(default=timezone.now)

    objects = BankRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("règle de la banque")
        ordering = ["cooperative_id", "words"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative", "words"],
                name="finance_bankrule_once",
                violation_error_message=_("Une règle a déjà ces mots."),
            ),
            models.CheckConstraint(
                name="finance_bankrule_says_something",
                condition=Q(words__regex=r"^[a-z0-9][a-z0-9 ]{2,}$", code__regex=r"^[0-9]{8}$"),
                violation_error_message=_("Écrivez un mot ou deux du libellé de la banque."),
            ),
        ]

    def __str__(self) -> str:
        return self.words


class SavedMapping(models.Model):
    """How the files of one bank are read: which column is what, kept once the first one was explained."""

    federation = models.ForeignKey(Federation, models.PROTECT, related_name="bank_mappings")
    bank = models.CharField(_("banque"), max_length=60)
    mapping = models.JSONField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("lecture des fichiers d’une banque")
        ordering = ["federation_id", "bank"]
        constraints = [models.UniqueConstraint(fields=["federation", "bank"], name="finance_savedmapping_once")]

    def __str__(self) -> str:
        return self.bank
