"""Asking for the reading of a paper that was just stored. Apart from the reading itself, which its job calls."""

from django.db import transaction

from cooperatives.models import StoredFile
from finance.models import ReceiptReading
from finance.receipt_reading.reader import reads_pictures
from finance.tasks import read_paper


@transaction.atomic
def ask_reading(file: StoredFile) -> ReceiptReading | None:
    """Have a stored paper read soon, once. Without the extra `ocr` a photo is not asked about, and None comes back."""
    if file.is_picture and not reads_pictures():
        return None
    reading, new = ReceiptReading.objects.get_or_create(file=file)
    if new:
        read_paper.defer(file_id=file.pk)
    return reading
