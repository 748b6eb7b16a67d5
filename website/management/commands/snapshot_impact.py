"""`manage.py snapshot_impact --year 2024-2025`: freeze the impact figures of a year that is over."""

from django.core.management.base import BaseCommand, CommandError

from cooperatives.models import SchoolYear
from occe.kit.actors import System
from website.errors import YearNotOver
from website.services.snapshots import freeze_year


class Command(BaseCommand):
    help = "Freeze the impact figures of a year that is over; a year that is frozen already keeps its figures."

    def add_arguments(self, parser):
        parser.add_argument("--year", required=True, help="the school year, for instance 2024-2025")
        parser.add_argument("--federation", help="the federation's short name in addresses (all of them otherwise)")

    def handle(self, *args, year: str, federation: str | None, **options):
        start, _, _ = year.partition("-")
        if not start.isdigit():
            raise CommandError(f"{year} is not a school year: write it like 2024-2025.")
        years = SchoolYear.objects.filter(starts__year=int(start)).select_related("federation")
        if federation:
            years = years.filter(federation__slug=federation)
        if not years:
            raise CommandError(f"Nobody has a school year {year}.")
        for found in years:
            try:
                snapshot = freeze_year(found, by=System())
            except YearNotOver as refusal:
                raise CommandError(str(refusal)) from None
            self.stdout.write(f"{found.federation} {found}: {snapshot.figures['totals']}")
