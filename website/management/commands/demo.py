"""`manage.py demo [--reset]`, behind `make demo`."""

import os

from django.core.management.base import BaseCommand, CommandError, CommandParser

from occe.kit.embedded import EmbeddedServerError
from website.demo.launcher import LauncherError, launch


class Command(BaseCommand):
    help = "Runs the portal with invented data on this machine: database, web server and worker, until Ctrl-C."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
        parser.add_argument("--reset", action="store_true", help="throw the demonstration's data away first")

    def handle(self, *, port: int, reset: bool, **options) -> None:
        try:
            launch(port, reset=reset)
        except (LauncherError, EmbeddedServerError) as error:
            raise CommandError(str(error)) from None
