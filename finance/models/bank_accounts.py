"""Bank accounts. All of them belong to the association, which is the legal person; a cooperative uses its own."""

import re
import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Cooperative, Federation, Mandate
from occe.kit.actors import Actor, Adult
from occe.kit.dates import today


class BankAccountQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "BankAccountQuerySet":
        """Those of the cooperatives that an adult has in hand; staff see all of their association's, pupils none."""
        if not isinstance(actor, Adult):
            return self.none()
        if actor.is_staff:
            return self.filter(federation_id=actor.federation_id)
        return self.filter(cooperative__in=Cooperative.objects.in_hand_of(actor))

    def told_to(self, actor: Actor) -> "BankAccountQuerySet":
        """Those whose statements an adult reads: the mandate's own; staff all, and no other teacher: a statement is not
        everybody's.
        """
        if not isinstance(actor, Adult) or actor.is_staff:
            return self.visible_to(actor)
        mine = Mandate.objects.filter(user_id=actor.user_id, cooperative__federation_id=actor.federation_id)
        return self.filter(cooperative__in=mine.in_force(today()).values("cooperative"))

    def open(self) -> "BankAccountQuerySet":
        return self.filter(closed_on__isnull=True)


class BankAccount(models.Model):
    """An account of the association at a bank, used by one cooperative, or by the association itself.

    `iban` is written without spaces and may be unknown; it is shown by its last four signs only (`short`). The ledger
    knows one bank balance a book: a cooperative uses one open account at a time. `means` are the ways in which money
    may leave it.
    """

    class Means(models.TextChoices):
        CHEQUE = "cheque", _("chèque")
        CARD = "card", _("carte")
        TRANSFER = "transfer", _("virement")
        DIRECT_DEBIT = "direct_debit", _("prélèvement")
        CASH = "cash", _("espèces")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    federation = models.ForeignKey(Federation, models.PROTECT, related_name="bank_accounts")
    cooperative = models.ForeignKey(Cooperative, models.PROTECT, null=True, blank=True, related_name="bank_accounts")
    bank = models.CharField(_("banque"), max_length=60)
    iban = models.CharField(_("IBAN"), max_length=34, blank=True)
    means = ArrayField(
        models.CharField(max_length=12, choices=Means.choices), verbose_name=_("moyens de paiement"), default=list
    )
    opened_on = models.DateField(_("ouvert le"), null=True, blank=True)
    closed_on = models.DateField(_("fermé le"), null=True, blank=True)

    objects = BankAccountQuerySet.as_manager()

    class Meta:
        verbose_name = _("compte bancaire")
        ordering = ["cooperative_id", "-opened_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["federation", "id"], name="finance_bankaccount_in_federation"),
            models.UniqueConstraint(
                fields=["iban"],
                condition=~Q(iban=""),
                name="finance_bankaccount_iban_once",
                violation_error_message=_("Un compte porte déjà cet IBAN."),
            ),
            models.UniqueConstraint(
                fields=["cooperative"],
                condition=Q(closed_on__isnull=True),
                name="finance_bankaccount_one_open",
                violation_error_message=_("Cette coopérative a déjà un compte ouvert : fermez-le d’abord."),
            ),
            models.CheckConstraint(
                name="finance_bankaccount_iban_shape",
                condition=Q(iban__regex=r"^([A-Z]{2}[0-9]{2}[A-Z0-9]{11,30})?$"),
                violation_error_message=_("Un IBAN commence par deux lettres et deux chiffres, comme FR76."),
            ),
            models.CheckConstraint(
                name="finance_bankaccount_dates",
                condition=Q(closed_on__isnull=True) | Q(opened_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                violation_error_message=_("La fermeture vient après l’ouverture."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bank} {self.short}".strip()

    @property
    def short(self) -> str:
        """`… 4521`: enough to recognise the account by, too little to use it."""
        return f"… {self.iban[-4:]}" if self.iban else ""


def plain_iban(text: str) -> str:
    """An IBAN as it is stored: capitals, without the spaces that people write."""
    return re.sub(r"\s", "", text).upper()
