"""`manage.py seed_scale --federations N`: invented volume by COPY, as the owner; then the ledger is proved."""

import time
from argparse import ArgumentParser

from django.core.management import call_command
from django.core.management.base import BaseCommand

from website.scale.federations import raise_scaled_federation


class Command(BaseCommand):
    help = "Adds invented associations with cooperatives and full books, then proves every book of the ledger."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--federations", type=int, required=True, help="how many associations")
        parser.add_argument("--cooperatives", type=int, default=150, help="cooperatives in each")
        parser.add_argument("--entries", type=int, default=200, help="entries of two lines in each book")

    def handle(self, *, federations: int, cooperatives: int, entries: int, **options) -> None:
        call_command("migrate", verbosity=0)
        for _ in range(federations):
            raised, seconds = _timed(raise_scaled_federation, cooperatives=cooperatives, entries=entries)
            lines = cooperatives * entries * 2
            self.stdout.write(f"{raised.short_name}: {cooperatives} cooperatives, {lines} lines, {seconds:.1f} s")
        _nothing, seconds = _timed(call_command, "check_ledger", stdout=self.stdout, stderr=self.stderr)
        self.stdout.write(f"proved in {seconds:.1f} s")


def _timed(work, *args, **kwargs):
    begun = time.perf_counter()
    return work(*args, **kwargs), time.perf_counter() - begun
