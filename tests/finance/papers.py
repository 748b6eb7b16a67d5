"""The printed papers of the money, each as its page gives it: the bytes and the title."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

from django.urls import reverse
from django.utils.translation import gettext as _

from finance.models import InventoryItem
from finance.services.direct_entries import record_entry
from finance.services.papers import state_missing
from tests.finance.ledger import CASH, EDUCATION, ledger_of


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


def internal_slip(world) -> tuple[bytes, str]:
    """Why a small expense has no paper."""
    ledger, by = ledger_of(world.cooperative, world.year), world.actor(world.claire)
    ledger.receive("50.00")
    facts = {"amount": Decimal(3), "date": date(2025, 10, 6), "request_id": uuid4(), "by": by}
    entry = record_entry(ledger.book, account=ledger[EDUCATION], treasury=ledger[CASH], **facts)
    slip = state_missing(entry, reason="never_given", words="un stand du marché", by=by)
    return _page(world, "internal-slip", internal_id=slip.public_id), _("Pièce interne %(code)s") % {"code": slip.code}
