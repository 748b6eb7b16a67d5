"""`manage.py read_receipt FILE`: what the portal understands of a receipt or an electronic invoice, as JSON.

Writes nothing and needs no database.
"""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from finance.receipt_reading.reader import read_receipt
from finance.receipt_reading.reading import NotReadable, Reading
from occe.kit.uploads.pipeline import clean_upload
from occe.kit.uploads.refusals import UploadRefused


class Command(BaseCommand):
    help = "Prints total, date, shop, source (ocr or factur-x) and confidence of a photo or PDF; exit 1 when refused."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options) -> None:
        try:
            reading = read_receipt(clean_upload(file.read_bytes()).data)
        except OSError as missing:
            raise CommandError(f"{file}: {missing.strerror}", returncode=1) from missing
        except (NotReadable, UploadRefused) as refused:
            self.stdout.write(json.dumps(_told(None)))
            raise CommandError(str(refused), returncode=1) from refused
        self.stdout.write(json.dumps(_told(reading), ensure_ascii=False))


def _told(reading: Reading | None) -> dict[str, str | float | None]:
    """The five facts, each null where nothing was understood."""
    if reading is None:
        return dict.fromkeys(("total", "date", "shop", "source", "confidence"))
    return {
        "total": None if reading.total is None else f"{reading.total:.2f}",
        "date": reading.date.isoformat() if reading.date else None,
        "shop": reading.shop or None,
        "source": reading.source,
        "confidence": reading.confidence,
    }
