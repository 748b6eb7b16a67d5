"""What is true of a database, so that its copy can be compared: rows, privileges, guards, last digests."""

from typing import Any

from django.db import connection

LEFT_OUT = (
    "django_session",
    "usersessions_usersession",
    "occe_cache",
    "procrastinate_jobs",
    "procrastinate_events",
    "procrastinate_periodic_defers",
    "procrastinate_workers",
)
"""Tables whose rows no backup keeps: who restores starts with nobody signed in and nothing in the queue.

A session that ended since must not live again, and a letter that left since must not leave twice. What the queue did
not do yet is taken up by the nightly jobs, and by people (an export that was being prepared says that it failed).
"""
_TABLES = """
    SELECT c.relname, coalesce(array_to_string(array(
        SELECT p FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) AS p
        WHERE has_table_privilege('occe_app', c.oid, p)), ' '), '')
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND n.nspname = 'public' ORDER BY c.relname
"""
_TRIGGERS = """
    SELECT format('%s.%s %s %s %s', c.relname, t.tgname, t.tgenabled, t.tgtype, md5(p.prosrc))
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE NOT t.tgisinternal AND n.nspname = 'public' ORDER BY 1
"""
_CONSTRAINTS = """
    SELECT format('%s.%s', c.relname, k.conname)
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND k.contype <> 'n' ORDER BY 1
"""
_BOOKS = """
    SELECT DISTINCT ON (book_id) book_id, number, digest FROM finance_entry ORDER BY book_id, number DESC
"""
_MIGRATIONS = "SELECT app || '.' || name FROM django_migrations ORDER BY 1"


def facts() -> dict[str, Any]:
    """The facts of this connection's database, as the manifest of a backup keeps them (JSON's own types only).

    `tables`: rows (None where they are left out) and what the web role may do; `guards`: each trigger, whether it
    is on, with the digest of its function, and each constraint; `books`: the last entry of each, with its digest.
    """
    return {
        "migrations": [row[0] for row in _rows(_MIGRATIONS)],
        "tables": {name: {"rows": _count(name), "web_role_may": may} for name, may in _rows(_TABLES)},
        "guards": [row[0] for row in (*_rows(_TRIGGERS), *_rows(_CONSTRAINTS))],
        "books": [list(row) for row in _rows(_BOOKS)],
    }


def differences(told: dict[str, Any], found: dict[str, Any]) -> list[str]:
    """What the copy does not have as the manifest told it, one line each."""
    lines = []
    for name in sorted(told["tables"].keys() | found["tables"].keys()):
        before, after = told["tables"].get(name), found["tables"].get(name)
        if before != after:
            lines.append(f"table {name}: {before} became {after}")
    for part in ("migrations", "guards"):
        before, after = set(told[part]), set(found[part])
        lines += [f"{part}: {line} is missing" for line in sorted(before - after)]
        lines += [f"{part}: {line} is unknown" for line in sorted(after - before)]
    if told["books"] != found["books"]:
        lines.append("books: the last entries are not those of the manifest")
    return lines


def has_tables() -> bool:
    """Whether anything lies in the database already."""
    return bool(_rows(_TABLES_ANY)[0][0])


_TABLES_ANY = """
    SELECT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                   WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S') AND n.nspname = 'public')
"""


def _count(table: str) -> int | None:
    if table in LEFT_OUT:
        return None
    return _rows(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")[0][0]  # noqa: S608 - a table's own name


def _rows(statement: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()
