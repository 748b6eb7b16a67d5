"""`manage.py backup DIR`: the database and the files, with the digest of each, in a folder that did not exist."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from desk.safekeeping.backups import SafekeepingError, make_backup
from occe.kit.dumps import DumpError


class Command(BaseCommand):
    help = "Writes the database and the files into a new folder, whole or not at all."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="the folder to make; it must be new or empty")

    def handle(self, *, folder: Path, **options: object) -> None:
        try:
            kept = make_backup(folder)
        except (SafekeepingError, DumpError) as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{folder}: {kept.rows} rows, {kept.entries} entries, {kept.files} files.")
