"""`manage.py safekeeping_drill`: what the queue does each night: back up, restore elsewhere, prove, throw away."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from desk.safekeeping.drill import DrillIsRunning, run_drill


class Command(BaseCommand):
    help = "Proves that a backup of this very moment can be restored; exit 1 and why not otherwise."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--scratch", type=Path, help="where it is done; OCCE_SCRATCH otherwise")

    def handle(self, *, scratch: Path | None, **options: object) -> None:
        try:
            drill = run_drill(scratch=scratch)
        except DrillIsRunning as refusal:
            raise CommandError(str(refusal)) from refusal
        if not drill.passed:
            raise CommandError(drill.detail)
        self.stdout.write(f"restored and proved: {drill.entries} entries, {drill.files} files.")
