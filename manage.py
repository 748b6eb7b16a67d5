#!/usr/bin/env python
"""Django's commands. Without any variable: demo settings, and this checkout's embedded database, started if needed."""

import contextlib
import os
import sys

# These commands change the schema or load in bulk: they connect as the owner of the tables (docs/decisions/0003).
OWNER_COMMANDS = {"migrate", "restore", "seed_scale"}
NO_DATABASE_COMMANDS = {
    "screenshots",
    "help", "version", "demo", "check_compose", "collectstatic", "translations", "read_statement", "read_receipt",
    "bench",
}  # fmt: skip


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "occe.settings.demo")
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    if command in OWNER_COMMANDS:
        os.environ["OCCE_DATABASE_ROLE"] = "owner"
    with database_for(command):
        from django.core.management import execute_from_command_line

        execute_from_command_line(sys.argv)


def database_for(command: str) -> contextlib.AbstractContextManager:
    """The embedded server, unless the environment names another database or the command needs none."""
    if "DATABASE_URL" in os.environ or command in NO_DATABASE_COMMANDS:
        return contextlib.nullcontext()
    if os.environ["DJANGO_SETTINGS_MODULE"] == "occe.settings.production":
        return contextlib.nullcontext()
    return embedded_database()


@contextlib.contextmanager
def embedded_database():
    from occe.kit.embedded import EmbeddedServerError, running_server

    try:
        with running_server() as server:
            os.environ["DATABASE_URL"] = server.url("occe_app")
            os.environ["DATABASE_OWNER_URL"] = server.url("occe_owner")
            yield
    except EmbeddedServerError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
