"""What is to be paid or to come in, on a list outside the ledger: a balance sheet here holds bank and cash only."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Cooperative, Federation
from occe.kit.actors import Actor, Adult

from .claims import ExpenseClaim
from .entries import Entry


class MemoQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "MemoQuerySet":
        """Those of the cooperatives that an adult has in hand; pupils have no list of debts."""
        if not isinstance(actor, Adult):
            return self.none()
        return self.filter(cooperative__in=Cooperative.objects.in_hand_of(actor))

    def open(self) -> "MemoQuerySet":
        """Not dropped, and neither in the ledger (a cancelled entry counts for nothing) nor agreed and paid."""
        in_ledger = Q(entry__isnull=False, entry__reversed_by__isnull=True)
        in_ledger |= Q(entry__reversed_by__replacement__isnull=False)
        paid = Q(claim__state=ExpenseClaim.State.PAID)
        return self.filter(dropped_at__isnull=True).exclude(in_ledger).exclude(paid)


class Memo(models.Model):
    """Something that the cooperative owes or is owed, noted so that nobody forgets: never an entry.

    `who` is a shop, the town hall, the association; never a family. It ends by the real entry on the day of payment
    (`entry`, or `claim` where another adult agrees first), or is dropped with a reason.
    """

    class Kind(models.TextChoices):
        TO_PAY = "to_pay", _("à payer")
        TO_RECEIVE = "to_receive", _("à recevoir")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    federation = models.ForeignKey(Federation, models.PROTECT, related_name="+")
    cooperative = models.ForeignKey(Cooperative, models.PROTECT, related_name="memos")
    kind = models.CharField(_("nature"), max_length=10, choices=Kind.choices)
    what = models.CharField(_("quoi"), max_length=120)
    who = models.CharField(_("à qui, ou de qui"), max_length=80, blank=True)
    amount = models.DecimalField(_("somme"), max_digits=12, decimal_places=2)
    due_on = models.DateField(_("pour le"), null=True, blank=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    noted_at = models.DateTimeField(default=timezone.now)
    entry = models.OneToOneField(Entry, models.PROTECT, null=True, blank=True, related_name="memo")
    claim = models.OneToOneField(ExpenseClaim, models.PROTECT, null=True, blank=True, related_name="memo")
    dropped_at = models.DateTimeField(_("retirée le"), null=True, blank=True)
    dropped_why = models.CharField(_("pourquoi"), max_length=200, blank=True)

    objects = MemoQuerySet.as_manager()

    class Meta:
        verbose_name = _("somme à payer ou à recevoir")
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="finance_memo_amount_positive",
                condition=Q(amount__gt=0),
                violation_error_message=_("Une somme s’écrit en euros, au-dessus de zéro."),
            ),
            models.CheckConstraint(
                name="finance_memo_dropped_says_why",
                condition=Q(dropped_at__isnull=True, dropped_why="")
                | (Q(dropped_at__isnull=False) & ~Q(dropped_why="")),
                violation_error_message=_("Dites pourquoi cette somme ne sera ni payée ni reçue."),
            ),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def is_to_pay(self) -> bool:
        return self.kind == self.Kind.TO_PAY
