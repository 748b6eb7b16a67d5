"""What a stored paper says, read once by a job and kept beside the file as a proposal."""

from django.core.files.storage import default_storage
from django.utils import timezone

from finance.models import ReceiptReading
from finance.receipt_reading.reader import read_receipt
from finance.receipt_reading.reading import NotReadable


def read_stored(file_id: int) -> None:
    """Read the paper of a reading that was asked for; one that is read already, or gone, is left as it is.

    A paper on which nothing can be read is read too: its row says nothing. Takes seconds of another process.
    """
    asked = ReceiptReading.objects.filter(file_id=file_id, read_at__isnull=True).select_related("file").first()
    if asked is None:
        return
    said = {}
    try:
        with default_storage.open(asked.file.path) as content:
            reading = read_receipt(content.read())
        said = {
            "total": reading.total,
            "date": reading.date,
            "shop": reading.shop,
            "source": reading.source,
            "confidence": reading.confidence,
        }
    except (NotReadable, FileNotFoundError):
        said = {}
    waiting = ReceiptReading.objects.filter(file_id=file_id, read_at__isnull=True)
    waiting.update(read_at=timezone.now(), **said)
