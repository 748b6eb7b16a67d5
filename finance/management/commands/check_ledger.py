"""`manage.py check_ledger`: prove every book; exit 1 and name the first broken row otherwise."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from finance.services.proofs import broken_rows, counted


class Command(BaseCommand):
    help = "Proves balance, numbers, chain, digests, corrections, guards and every stored figure of the ledger."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="list every broken row, not only the first")

    def handle(self, *args, **options) -> None:
        broken = broken_rows(first_only=not options["all"])
        for row in broken:
            self.stderr.write(str(row))
        if broken:
            raise CommandError("the ledger does not stand", returncode=1)
        books, entries = counted()
        self.stdout.write(f"{entries} entries in {books} books: all stand.")
