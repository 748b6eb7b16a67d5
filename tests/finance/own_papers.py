"""What a browser sends of an own paper, and where to."""

from io import BytesIO
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from finance.models import Entry
from tests.finance.ledger import BANK, CASH, EDUCATION, FAMILIES, Ledger, ledger_of


def furnished(world) -> Ledger:
    """Claire's book, with two hundred euros in the cash box and two thousand at the bank."""
    ledger = ledger_of(world.cooperative, world.year)
    ledger.post(CASH, FAMILIES, "200.00", kind=Entry.Kind.INCOME)
    ledger.post(BANK, FAMILIES, "2000.00", kind=Entry.Kind.INCOME)
    return ledger


def address(world, name="expense-new"):
    return reverse(f"finance:{name}", kwargs={"id": world.cooperative.public_id})


def typed(ledger, **facts) -> dict:
    """What a browser sends: the three answers, and what was guessed."""
    guessed = {"request_id": str(uuid4()), "date": "2025-10-06", "paid_with": "bank"}
    return guessed | {"amount": "59", "account": ledger[EDUCATION].pk} | facts


def received(ledger, **facts) -> dict:
    guessed = {"request_id": str(uuid4()), "date": "2025-10-06", "treasury": ledger[BANK].pk}
    return guessed | {"amount": "59", "account": ledger["70700008"].pk} | facts


def photo(name="ticket.png") -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (60, 80), "white").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), "image/png")
