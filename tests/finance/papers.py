"""The printed papers of the money, each as its page gives it: the bytes and the title."""

from django.urls import reverse
from django.utils.translation import gettext as _

from finance.models import InventoryItem
from tests.finance.ledger import ledger_of


def _page(world, name: str, **ids) -> bytes:
    address = reverse(f"finance:{name}", kwargs={"id": world.cooperative.public_id, **ids})
    return world.client(world.claire).get(address).content


def goods(world) -> tuple[bytes, str]:
    """The inventory, with one tent."""
    ledger_of(world.cooperative, world.year)
    facts = {"place": "garage", "acquired_on": world.year.starts, "written_by": world.claire, "price": 90}
    whose = {"federation": world.federation, "cooperative": world.cooperative}
    InventoryItem.objects.create(label="tente", **whose, **facts)
    return _page(world, "goods-pdf"), _("Inventaire, %(name)s") % {"name": world.cooperative.name}
