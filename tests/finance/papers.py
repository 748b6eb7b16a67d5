"""The printed papers of the money, each as its page gives it: the bytes and the title."""

from uuid import uuid4

from django.urls import reverse
from django.utils.translation import gettext as _

from finance.models import InventoryItem
from finance.services.cash_counts import count_alone
from tests.finance.ledger import entrust, ledger_of


def _page(world, name: str, **ids) -> bytes:
    address = reverse(f"finance:{name}", kwargs={"id": world.cooperative.public_id, **ids})
    return world.client(world.claire).get(address).content


def cash_count(world) -> tuple[bytes, str]:
    """Claire's count of the cash box."""
    ledger, by = entrust(world), world.actor(world.claire)
    day = {"counted_on": ledger.book.year.starts, "request_id": uuid4()}
    count = count_alone(ledger.book, by=by, pieces={2000: 1}, explanation="un billet de trop", **day)
    title = _("Arrêté de caisse, %(name)s") % {"name": world.cooperative.name}
    return _page(world, "cash-count-pdf", count_id=count.public_id), title


def goods(world) -> tuple[bytes, str]:
    """The inventory, with one tent."""
    ledger_of(world.cooperative, world.year)
    facts = {"place": "garage", "acquired_on": world.year.starts, "written_by": world.claire, "price": 90}
    whose = {"federation": world.federation, "cooperative": world.cooperative}
    InventoryItem.objects.create(label="tente", **whose, **facts)
    return _page(world, "goods-pdf"), _("Inventaire, %(name)s") % {"name": world.cooperative.name}
