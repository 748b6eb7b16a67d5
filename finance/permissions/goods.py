"""Who reads and who keeps the inventory."""

from finance.models import Entry, InventoryItem
from finance.permissions.everyday import can_record_money
from occe.kit.actors import Actor, Adult


def can_read_good(actor: Actor, item: InventoryItem) -> bool:
    """An adult who sees the cooperative (`visible_to` chose); pupils have a page of pictures."""
    return isinstance(actor, Adult)


def can_change_good(actor: Actor, found: InventoryItem | Entry) -> bool:
    """The inventory is kept by a mandataire in office, as the book is; also of a purchase that stands in the book."""
    cooperative = found.book.cooperative if isinstance(found, Entry) else found.cooperative
    return cooperative is not None and can_record_money(actor, cooperative)
