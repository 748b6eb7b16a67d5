"""What lasts: the inventory of a cooperative's goods, and beside it that of the commune's."""

import uuid

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Cooperative, Federation, StoredFile
from occe.kit.actors import Actor

from .entries import EntryLine


class InventoryItemQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "InventoryItemQuerySet":
        """The goods of the cooperatives in hand; pupils see those of their own school."""
        return self.filter(cooperative__in=Cooperative.objects.in_hand_of(actor))

    def here_on(self, day) -> "InventoryItemQuerySet":
        """What was there on the evening of a day."""
        return self.filter(acquired_on__lte=day).filter(Q(left_on__isnull=True) | Q(left_on__gt=day))

    def owned(self) -> "InventoryItemQuerySet":
        """The cooperative's own: they are the association's until they are formally given."""
        return self.filter(owner=InventoryItem.Owner.COOPERATIVE)

    def of_commune(self) -> "InventoryItemQuerySet":
        """What the commune bought and lends: a separate inventory, insured by the commune."""
        return self.filter(owner=InventoryItem.Owner.COMMUNE)

    def whole(self) -> "InventoryItemQuerySet":
        """With what a line of the register shows."""
        return self.select_related("photo", "line__entry__voucher", "written_by", "left_by")


@pghistory.track(
    fields=["label", "place", "price", "acquired_on", "owner", "left_on", "left_why"], model_name="InventoryItemEvent"
)
class InventoryItem(models.Model):
    """A thing that lasts: where it is, what it cost (euros; null when nobody knows), since when, and how it went.

    Nothing is deleted: what goes has a day and a reason. `line` is the line of the ledger that paid for it, when the
    ledger knows it. Words are an adult's and name nobody. The database holds: a line of its own cooperative, no
    deletion, an exit once (`finance/migrations`).
    """

    class Owner(models.TextChoices):
        COOPERATIVE = "cooperative", _("la coopérative")
        COMMUNE = "commune", _("la commune")

    class Exit(models.TextChoices):
        NONE = "", _("il est là")
        GIVEN = "given", _("donné")
        LOST = "lost", _("perdu")
        STOLEN = "stolen", _("volé")
        BROKEN = "broken", _("cassé ou usé")
        SOLD = "sold", _("vendu")
        DEVOLVED = "devolved", _("transmis à une autre coopérative ou à l’association")
        MISTAKE = "mistake", _("inscrit par erreur")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    federation = models.ForeignKey(Federation, models.PROTECT, related_name="+")
    cooperative = models.ForeignKey(Cooperative, models.PROTECT, related_name="inventory_items")
    request_id = models.UUIDField(default=uuid.uuid4, editable=False)
    label = models.CharField(_("ce que c’est"), max_length=120)
    place = models.CharField(_("où il se trouve"), max_length=80)
    price = models.DecimalField(_("prix d’achat"), max_digits=12, decimal_places=2, null=True, blank=True)
    acquired_on = models.DateField(_("acquis le"))
    owner = models.CharField(_("à qui il est"), max_length=11, choices=Owner.choices, default=Owner.COOPERATIVE)
    line = models.ForeignKey(EntryLine, models.PROTECT, null=True, blank=True, related_name="inventory_items")
    photo = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("inscrit le"), default=timezone.now)
    left_on = models.DateField(_("parti le"), null=True, blank=True)
    left_why = models.CharField(_("pourquoi"), max_length=8, choices=Exit.choices, blank=True)
    left_note = models.CharField(_("ce qui s’est passé"), max_length=200, blank=True)
    left_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = InventoryItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("bien de l’inventaire")
        ordering = ["acquired_on", "id"]
        indexes = [models.Index(fields=["cooperative", "owner", "acquired_on"], name="finance_inventory_register")]
        constraints = [
            models.UniqueConstraint(fields=["cooperative", "request_id"], name="finance_inventoryitem_once"),
            models.CheckConstraint(
                name="finance_inventoryitem_price_positive",
                condition=Q(price__isnull=True) | Q(price__gt=0),
                violation_error_message=_("Un prix est plus grand que zéro ; laissez vide s’il n’est pas connu."),
            ),
            models.CheckConstraint(
                name="finance_inventoryitem_said",
                condition=~Q(label="") & ~Q(place=""),
                violation_error_message=_("Dites ce que c’est, et où il se trouve."),
            ),
            models.CheckConstraint(
                name="finance_inventoryitem_bought_is_ours",
                condition=Q(line__isnull=True) | Q(owner="cooperative"),
                violation_error_message=_("Ce que la coopérative a payé est à elle."),
            ),
            models.CheckConstraint(
                name="finance_inventoryitem_left_says_why",
                condition=Q(left_on__isnull=True, left_why="", left_by__isnull=True)
                | (Q(left_on__isnull=False, left_by__isnull=False) & ~Q(left_why="")),
                violation_error_message=_("Dites quand il est parti, et pourquoi."),
            ),
            models.CheckConstraint(
                name="finance_inventoryitem_left_after_it_came",
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("acquired_on")),
                violation_error_message=_("Il ne part pas avant d’être arrivé."),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_here(self) -> bool:
        return self.left_on is None
