"""`manage.py export_fec --year 2025-2026 [--federation SLUG] -o DIR`: the FEC file, rightly named."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cooperatives.models import Federation, SchoolYear
from finance.errors import FecRefused
from finance.services.fec import ENCODINGS, write_fec
from occe.kit.dates import parse_school_year


class Command(BaseCommand):
    help = "Writes the file of accounting entries (FEC) of one school year."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--year", required=True, help="2025-2026")
        parser.add_argument("--federation", help="its short name in addresses; needed when there are several")
        parser.add_argument("-o", "--output", required=True, type=Path, help="the folder to write into")

        parser.add_argument("--encoding", choices=ENCODINGS, default=ENCODINGS[0])

    def handle(self, *args, **options) -> None:
        federation = self._federation(options["federation"])
        year = self._year(federation, options["year"])
        try:
            written = write_fec(federation, year, options["output"], encoding=options["encoding"])
        except FecRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(str(written))

    def _federation(self, slug: str | None) -> Federation:
        wanted = Federation.objects.filter(slug=slug) if slug else Federation.objects.all()
        found = list(wanted.order_by("slug")[:2])
        if len(found) != 1:
            known = ", ".join(Federation.objects.order_by("slug").values_list("slug", flat=True)) or "none"
            raise CommandError(f"Name one federation with --federation: {known}.")
        return found[0]

    def _year(self, federation: Federation, slug: str) -> SchoolYear:
        try:
            starts = parse_school_year(slug).start
        except ValueError as error:
            raise CommandError(f"A year is written 2025-2026, not {slug}.") from error
        year = SchoolYear.objects.filter(federation=federation, starts=starts).first()
        if year is None:
            raise CommandError(f"{federation.slug} has no year {slug}.")
        return year
