"""A backup: a folder that holds the database, the files, and what both must be after they were restored.

    manifest.json   when, by which portal, how many rows and files, the last digest of each book
    database.dump   of one moment (a snapshot), in PostgreSQL's own format
    files/          the store of files, copied after that moment: what the rows name is there
    SHA256SUMS      the digest of each of these

Nothing of it is visible under its name before it is whole.
"""

import json
import os
import shutil
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from cooperatives.services.file_check import check_files
from desk.safekeeping.facts import LEFT_OUT, differences, facts, has_tables
from desk.safekeeping.stores import copy_in, copy_out, stored_names
from finance.services.proofs import broken_rows
from occe.kit.dumps import DumpError, dump_database, load_database, server_major
from occe.kit.sealed import faults_of, seal

FORMAT = 1
MANIFEST, DUMP, FILES = "manifest.json", "database.dump", "files"
_DEFAULTS = "ALTER DEFAULT PRIVILEGES FOR ROLE occe_owner {} ON {} {} occe_app"
_DEFAULT_PRIVILEGES = {"TABLES": "SELECT, INSERT, UPDATE, DELETE", "SEQUENCES": "USAGE, SELECT", "ROUTINES": "EXECUTE"}


class SafekeepingError(RuntimeError):
    """No backup was made, or nothing was restored; the message says why, a line a reason."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a backup holds."""

    rows: int
    entries: int
    files: int
    size: int


def make_backup(target: Path) -> Kept:
    """Make the backup `target`, a folder that does not exist yet or is empty.

    Raises SafekeepingError, DumpError.
    """
    target = target.absolute()
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise SafekeepingError(f"{target} is not empty: a backup never overwrites anything. Name a new folder.")
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.{uuid4().hex[:8]}.part")
    unfinished.mkdir(mode=0o700)
    try:
        manifest = _fill(unfinished)
        seal(unfinished)
        os.replace(unfinished, target)
    except OSError as error:
        raise SafekeepingError(f"{error.strerror}: {error.filename or target}") from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return kept_of(manifest)


def _fill(folder: Path) -> dict[str, Any]:
    made_at = timezone.now()
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SELECT pg_export_snapshot()")
        dump_database(folder / DUMP, snapshot=cursor.fetchone()[0], without_rows_of=LEFT_OUT)
        told = facts()
    count, size = copy_out(folder / FILES)
    manifest = {
        "format": FORMAT,
        "made_at": made_at.isoformat(timespec="seconds"),
        "portal": portal_version(),
        "postgresql": server_major(),
        "left_out": list(LEFT_OUT),
        "files": {"count": count, "bytes": size},
        **told,
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1, ensure_ascii=False), encoding="utf-8")
    return manifest


def restore_backup(source: Path) -> Kept:
    """Restore `source` into an empty database (as its owner) and an empty store, then prove the copy.

    All or nothing: a refusal leaves the target as empty as it was. A backup of an older portal is migrated once it
    stands. Raises SafekeepingError, DumpError.
    """
    manifest = verified(source)
    _check_target(manifest)
    restored = []
    try:
        for name in copy_in(source / FILES):
            restored.append(name)
        _load(source / DUMP)
    except (DumpError, OSError):
        for name in restored:
            default_storage.delete(name)
        raise
    wrong = differences({name: manifest[name] for name in ("tables", "migrations", "guards", "books")}, facts())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    if _known_migrations() - set(manifest["migrations"]):  # made by an older portal
        call_command("migrate", verbosity=0)
    wrong += [str(row) for row in broken_rows()]
    findings = check_files()
    wrong += [f"file of row {row}: lost" for row in findings.lost]
    wrong += [f"file of row {row}: changed" for row in findings.changed]
    if wrong:
        raise SafekeepingError("\n".join(["The copy is not what the backup tells:", *wrong]))
    return kept_of(manifest)


def verified(source: Path) -> dict[str, Any]:
    """The manifest of a sound backup. Raises SafekeepingError, which names each file that is damaged or missing."""
    if not source.is_dir():
        raise SafekeepingError(f"{source} is no folder.")
    faults = faults_of(source)
    if faults:
        raise SafekeepingError("\n".join([f"{source} is damaged, nothing was restored:", *faults]))
    try:
        manifest = json.loads((source / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SafekeepingError(f"{source} is no backup of the portal.") from error
    if manifest.get("format") != FORMAT:
        raise SafekeepingError(f"This portal reads backups of format {FORMAT}, not {manifest.get('format')}.")
    return manifest


def _check_target(manifest: dict[str, Any]) -> None:
    wrong = []
    if has_tables():
        name = connection.settings_dict["NAME"]
        wrong.append(f"The database {name} is not empty: restore into a new one.")
    if next(stored_names(), None):
        wrong.append("The store of files is not empty: restore into a new one.")
    if server_major() < manifest["postgresql"]:
        wrong.append(f"The backup is of PostgreSQL {manifest['postgresql']}; this server is older ({server_major()}).")
    if unknown := sorted(set(manifest["migrations"]) - _known_migrations()):
        wrong.append(f"The backup was made by a younger portal ({unknown[0]}…): install that one first.")
    if wrong:
        raise SafekeepingError("\n".join(wrong))


def _known_migrations() -> set[str]:
    return {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}


def _load(dump: Path) -> None:
    """Load the dump into a database whose default privileges are put aside.

    Else each table that comes in would be given to the web role by these, and what the ledger's migrations took away
    from it would be back. The dump itself sets them again at its end.
    """
    with connection.cursor() as cursor:
        for kind in _DEFAULT_PRIVILEGES:
            cursor.execute(_DEFAULTS.format("REVOKE ALL", kind, "FROM"))
    try:
        load_database(dump)
    except DumpError:
        with connection.cursor() as cursor:
            for kind, privileges in _DEFAULT_PRIVILEGES.items():
                cursor.execute(_DEFAULTS.format(f"GRANT {privileges}", kind, "TO"))
        raise


def kept_of(manifest: dict[str, Any]) -> Kept:
    """The figures of a manifest."""
    return Kept(
        rows=sum(table["rows"] or 0 for table in manifest["tables"].values()),
        entries=sum(number for _book, number, _digest in manifest["books"]),
        files=manifest["files"]["count"],
        size=manifest["files"]["bytes"],
    )


def portal_version() -> str:
    """The version of the portal, from its project file: it is run from its checkout."""
    project = tomllib.loads((settings.CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    return project["project"]["version"]
