"""What a cooperative that ends handed on: its money by two entries that name each other, its goods and its open grants
one by one.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Cooperative, Federation
from occe.kit.actors import Actor

from .activities import Grant
from .books import Book
from .entries import Entry
from .inventory import InventoryItem


class MergerQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "MergerQuerySet":
        """Those of the cooperatives that one sees, on either side."""
        seen = Cooperative.objects.in_hand_of(actor)
        return self.filter(Q(source__in=seen) | Q(target__in=seen))


class Merger(models.Model):
    """The act by which all that a cooperative (`source`) holds goes to another one, or to its association (no
    `target`), to whom it all belongs in law.

    `amount` is what bank and cash box held together, in euros; `out_entry` takes it out of the one book, `in_entry`
    brings it into the other, neither an income nor an expense. There are none when nothing was held. What reaches the
    ended cooperative later is moved by a further row. `public_id` is the id of the request, which makes it idempotent.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    federation = models.ForeignKey(Federation, models.PROTECT, related_name="+", db_index=False)
    source = models.ForeignKey(Cooperative, models.PROTECT, related_name="mergers")
    target = models.ForeignKey(Cooperative, models.PROTECT, null=True, blank=True, related_name="mergers_in")
    source_book = models.ForeignKey(Book, models.PROTECT, related_name="+")
    target_book = models.ForeignKey(Book, models.PROTECT, related_name="+")
    out_entry = models.OneToOneField(Entry, models.PROTECT, null=True, blank=True, related_name="moved_out")
    in_entry = models.OneToOneField(Entry, models.PROTECT, null=True, blank=True, related_name="moved_in")
    amount = models.DecimalField(_("somme"), max_digits=12, decimal_places=2)
    reason = models.CharField(_("pourquoi"), max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(_("le"), default=timezone.now)

    objects = MergerQuerySet.as_manager()

    class Meta:
        verbose_name = _("réunion de coopératives")
        ordering = ["source_id", "id"]
        constraints = [
            models.CheckConstraint(
                name="finance_merger_both_entries_or_none",
                condition=Q(out_entry__isnull=True, in_entry__isnull=True)
                | Q(out_entry__isnull=False, in_entry__isnull=False),
            ),
            models.CheckConstraint(
                name="finance_merger_of_two",
                condition=Q(target__isnull=True) | ~Q(target=F("source")),
                violation_error_message=_("Une coopérative se réunit à une autre qu’elle-même."),
            ),
            models.CheckConstraint(name="finance_merger_says_why", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.source} → {self.target or self.federation}"


class MovedGood(models.Model):
    """The trace of a thing that changed its register: the row that it left, and its row in the other register (none
    at the association, which keeps no register of cooperatives' goods).
    """

    merger = models.ForeignKey(Merger, models.PROTECT, related_name="goods")
    left = models.OneToOneField(InventoryItem, models.PROTECT, related_name="moved_to")
    came = models.OneToOneField(InventoryItem, models.PROTECT, null=True, blank=True, related_name="moved_from")

    class Meta:
        verbose_name = _("bien transmis")
        ordering = ["merger_id", "id"]

    def __str__(self) -> str:
        return str(self.left)


class MovedGrant(models.Model):
    """The trace of a grant that goes on elsewhere: the row that it left, and its row in the other cooperative (none at
    the association, for which it is a dedicated fund).

    `unspent` are the euros that had been received and not used yet: they went with the rest of the money, and count as
    received there and no longer here. What was used before is reported by the cooperative that used it.
    """

    merger = models.ForeignKey(Merger, models.PROTECT, related_name="grants")
    left = models.OneToOneField(Grant, models.PROTECT, related_name="moved_to")
    came = models.OneToOneField(Grant, models.PROTECT, null=True, blank=True, related_name="moved_from")
    unspent = models.DecimalField(_("reçu et pas encore employé"), max_digits=12, decimal_places=2)

    class Meta:
        verbose_name = _("aide transmise")
        ordering = ["merger_id", "id"]
        constraints = [models.CheckConstraint(name="finance_movedgrant_unspent", condition=Q(unspent__gte=0))]

    def __str__(self) -> str:
        return str(self.left)
