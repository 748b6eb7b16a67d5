"""`manage.py restore DIR`: a backup into an empty database and an empty store, proved before it says so."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from desk.safekeeping.backups import SafekeepingError, kept_of, restore_backup, verified
from occe.kit.dumps import DumpError


class Command(BaseCommand):
    help = "Restores a backup into an empty database and an empty store of files, and proves the copy."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="what `manage.py backup` made")
        parser.add_argument("--verify", action="store_true", help="only look whether the backup is whole")

    def handle(self, *, folder: Path, verify: bool, **options: object) -> None:
        try:
            kept = kept_of(verified(folder)) if verify else restore_backup(folder)
        except (SafekeepingError, DumpError) as refusal:
            raise CommandError(str(refusal)) from refusal
        done = "sound" if verify else "restored and proved"
        self.stdout.write(f"{folder}: {done}, {kept.rows} rows, {kept.entries} entries, {kept.files} files.")
