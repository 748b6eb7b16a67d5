"""`manage.py read_receipt FILE`: what the portal understands of a receipt or an electronic invoice, as JSON.

Writes nothing and needs no database.
"""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from finance.receipt_reading.reader import read_receipt
from finance.receipt_reading.reading import NotReadable
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
            raise CommandError(str(refused), returncode=1) from refused
        told = {
            "total": None if reading.total is None else f"{reading.total:.2f}",
            "date": reading.date.isoformat() if reading.date else None,
            "shop": reading.shop or None,
            "source": reading.source,
            "confidence": reading.confidence,
        }
        self.stdout.write(json.dumps(told, ensure_ascii=False))
