"""`manage.py read_statement FILE`: what a bank's file says, as JSON; nothing is written, no database is asked."""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from finance.statements.decoding import LARGEST
from finance.statements.reading import read
from finance.statements.shapes import DATE_ORDERS, CsvMapping
from finance.statements.telling import as_plain


class Command(BaseCommand):
    help = "Prints what was understood of a bank's file; exit 1 when it is refused."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--mapping", type=Path, help="the columns of an unknown CSV, as JSON")
        parser.add_argument("--date-order", choices=DATE_ORDERS, default="", help="when days read both ways")

    def handle(self, *args, **options) -> None:
        try:
            with options["file"].open("rb") as file:
                data = file.read(LARGEST + 1)
            kept = options["mapping"] and json.loads(options["mapping"].read_text())
            mapping = CsvMapping.from_json(kept) if kept else None
        except (OSError, ValueError, TypeError, AttributeError) as error:
            raise CommandError(str(error)) from error
        understood = read(data, name=options["file"].name, mapping=mapping, date_order=options["date_order"])
        self.stdout.write(json.dumps(as_plain(understood), ensure_ascii=False, indent=2))
        if understood.refused is not None:
            raise SystemExit(1)
