"""What a paper says, beside what somebody wrote."""

from typing import Any

from django import template

from cooperatives.models import StoredFile
from finance.models import ExpenseClaim, ReceiptReading
from finance.receipt_reading.reader import reads_pictures

register = template.Library()


@register.simple_tag
def photos_are_read() -> bool:
    """`{% photos_are_read as here %}`: whether a photo that is sent is read on this machine."""
    return reads_pictures()


@register.simple_tag
def reading_of(file: StoredFile | None) -> ReceiptReading | None:
    """`{% reading_of form.photo as reading %}`: what was read on a paper, or that it is being read. One query."""
    return ReceiptReading.objects.filter(file=file).first() if file else None


@register.simple_tag
def receipt_says(claim: ExpenseClaim) -> dict[str, Any]:
    """`{% receipt_says claim as says %}`: the amount, the day and the shop of the receipt where they are not those
    that the child wrote; `same` when the amount is. One query.
    """
    reading = reading_of(claim.photo)
    if reading is None or reading.read_at is None:
        return {}
    amount = reading.total if reading.total and reading.total > 0 else None
    return {
        "amount": amount if amount != claim.amount else None,
        "day": reading.date if reading.date != claim.issued_on else None,
        "shop": reading.shop if reading.shop != claim.shop else "",
        "same": amount is not None and amount == claim.amount,
    }
