"""`manage.py translations collect | check | fill FILE.json | missing | compile`"""

import fcntl
import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from occe.kit import catalogue


class Command(BaseCommand):
    help = "Keeps the English catalogue complete: collect the source's sentences, list or fill what is missing, check."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("act", choices=["collect", "check", "fill", "missing", "compile"])
        parser.add_argument("file", nargs="?", help='fill: JSON {"sentence": "translation"}, or - for standard input')

    def handle(self, *, act: str, file: str | None, **options) -> None:
        catalogue.PO_FILE.parent.mkdir(parents=True, exist_ok=True)
        with (catalogue.PO_FILE.parent / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            acts = {"collect": self.collect, "check": self.verify, "fill": self.fill, "missing": self.missing}
            acts.get(act, self.compile)(file)

    def collect(self, file: str | None) -> None:
        came, went = catalogue.collect()
        self.stdout.write(f"{came} sentences came, {went} went")

    def compile(self, file: str | None) -> None:
        catalogue.compile_if_newer()

    def missing(self, file: str | None) -> None:
        """What still needs English, as JSON to fill in."""
        holes = [fault.split(": ", 1)[1] for fault in catalogue.faults() if fault.startswith("not ")]
        self.stdout.write(json.dumps(holes, ensure_ascii=False, indent=1))

    def fill(self, file: str | None) -> None:
        if file is None:
            raise CommandError("Name the JSON file, or - for standard input.")
        text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
        catalogue.collect()
        for sentence in catalogue.fill(json.loads(text)):
            self.stderr.write(f"not in the source: {sentence!r}")

    def verify(self, file: str | None) -> None:
        faults = catalogue.faults()
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise CommandError(f"{len(faults)} sentences to mend")
