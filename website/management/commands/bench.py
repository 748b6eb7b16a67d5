"""`manage.py bench`: the ratio table, measured on a cluster of its own that is thrown away; exit 1 at a missed goal.

It runs in two processes: this one starts a durable cluster and fills in the environment, `--inside` measures there.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from occe.kit.embedded import EmbeddedServer

RESULT = settings.CHECKOUT / "var" / "bench.json"


class Command(BaseCommand):
    help = "Measures the portal against plain references and prints the table; exit 1 when a goal is missed."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--inside", action="store_true", help="measure in the database of the environment")
        parser.add_argument("--only", default="", help="the measures whose name begins so, for whoever works on one")

    def handle(self, *, inside: bool, only: str, **options) -> None:
        sys.exit(self._measure(only) if inside else self._run_in_a_place_of_its_own(only))

    def _run_in_a_place_of_its_own(self, only: str) -> int:
        signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(1))  # leave no cluster behind
        folder = Path(tempfile.mkdtemp(prefix="occe-bench-"))
        folder.chmod(0o755)  # the server runs as another user when we are root
        server = EmbeddedServer(folder / "database", durable=True)
        try:
            server.start()
            environment = _environment(server, folder)
            for command in (["migrate", "--verbosity", "0"], ["collectstatic", "--noinput", "--verbosity", "0"]):
                role = {"OCCE_DATABASE_ROLE": "owner"} if command[0] == "migrate" else {}
                _manage(command, environment | role).check_returncode()
            self._raise_reference_tables(server)
            return _manage(["bench", "--inside", "--only", only], environment).returncode
        finally:
            server.stop()
            shutil.rmtree(folder, ignore_errors=True)

    def _raise_reference_tables(self, server: EmbeddedServer) -> None:
        import psycopg

        from website.bench.anchors import RAW_TABLES

        with psycopg.connect(server.url("occe_owner")) as connection:
            connection.execute(RAW_TABLES)

    def _measure(self, only: str) -> int:
        from website.bench.ground import SIZES, raise_ground
        from website.bench.rows import MEASURES, measured
        from website.bench.table import as_text, exit_code, write_json

        started = time.monotonic()
        ground = raise_ground(SIZES[0])
        rows = list(measured({name: work for name, work in MEASURES.items() if name.startswith(only)}, ground))
        write_json(rows, RESULT, seconds=time.monotonic() - started)
        self.stdout.write(as_text(rows))
        return exit_code(rows)


def _environment(server: EmbeddedServer, folder: Path) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "website.bench.settings",
        "OCCE_DATA": str(folder),
        "DATABASE_URL": server.url("occe_app"),
        "DATABASE_OWNER_URL": server.url("occe_owner"),
        "BENCH_SUPERUSER_URL": server.url(database="postgres"),  # who may clone a database
    }


def _manage(arguments: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "manage.py", *arguments], cwd=settings.CHECKOUT, env=environment)
