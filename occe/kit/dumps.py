"""The database as one file and back, by PostgreSQL's own programs: the wheel's, else the server's in the PATH."""

import contextlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from django.db import connection

from .embedded import EmbeddedServerError, programs

LOCK_WAIT = "60s"
"""How long the dump waits for a table that a migration holds."""
_PARAMETERS = {
    "host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "dbname": "PGDATABASE", "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT", "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY",
}  # fmt: skip


class DumpError(RuntimeError):
    """A program of PostgreSQL is missing, or did not do its work; the message holds what it said."""


def dump_database(target: Path, *, snapshot: str, without_rows_of: Sequence[str]) -> None:
    """Write the database as `snapshot` (of pg_export_snapshot, its transaction still open) shows it.

    Of the tables `without_rows_of` only the definition is kept. Raises DumpError.
    """
    left_out = [f"--exclude-table-data={table}" for table in without_rows_of]
    _run(
        "pg_dump", "--format=custom", "--no-owner", "--no-tablespaces", "--no-publications", "--no-subscriptions",
        f"--snapshot={snapshot}", f"--lock-wait-timeout={LOCK_WAIT}", f"--file={target}", *left_out,
    )  # fmt: skip


def load_database(source: Path) -> None:
    """Read such a file into this connection's database, which is empty: in one transaction, all or nothing.

    The connection's role owns what is made. Raises DumpError.
    """
    _run(
        "pg_restore", "--no-owner", "--single-transaction", "--exit-on-error",
        f"--dbname={_environment()['PGDATABASE']}", str(source),
    )  # fmt: skip


def server_major() -> int:
    """18 for PostgreSQL 18.1."""
    connection.ensure_connection()
    return connection.connection.info.server_version // 10_000


def _run(name: str, *arguments: str) -> None:
    done = subprocess.run(
        [str(_program(name)), *arguments],
        env={**os.environ, "LC_ALL": "C", **_environment()},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
    )
    if done.returncode:
        raise DumpError(f"{name}: {done.stderr.strip()[-1500:]}")


def _program(name: str) -> Path:
    """A program as young as the server, or younger: an older one refuses."""
    seen = []
    for path in _candidates(name):
        found = re.search(
            r"\(PostgreSQL\) (\d+)", subprocess.run([path, "--version"], capture_output=True, text=True).stdout
        )
        if found and int(found[1]) >= server_major():
            return path
        seen.append(f"{path} is {found[1] if found else 'unreadable'}")
    raise DumpError(f"{name} of PostgreSQL {server_major()} or later is needed ({'; '.join(seen) or 'there is none'}).")


def _candidates(name: str) -> Iterator[Path]:
    with contextlib.suppress(EmbeddedServerError, OSError):
        yield programs() / name
    if found := shutil.which(name):
        yield Path(found)


def _environment() -> dict[str, str]:
    """This connection's place, as libpq's programs read it; a password is never an argument that others could list."""
    connection.ensure_connection()
    info = connection.connection.info
    told = info.get_parameters() | {"host": info.host, "port": str(info.port), "dbname": info.dbname}
    environment = {variable: told[name] for name, variable in _PARAMETERS.items() if told.get(name)}
    return environment | ({"PGPASSWORD": info.password} if info.password else {})
