"""Where a child's name stands, in every table and every file."""

from django.core.files.storage import default_storage
from django.db import connection


def found_anywhere(name: str) -> list[str]:
    """Every table and file of the portal in which this text stands, whatever the column."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT count(*) FROM "{table}" AS row WHERE row::text ILIKE %s', [f"%{name}%"])
            if cursor.fetchone()[0]:
                found.append(table)
    return found + files_with(name)


def files_with(name: str, folder: str = "") -> list[str]:
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return []
    paths = [f"{folder}/{file}".lstrip("/") for file in files]
    found = [path for path in paths if name.encode() in read(path)]
    return found + [path for inner in folders for path in files_with(name, f"{folder}/{inner}".lstrip("/"))]


def read(path: str) -> bytes:
    with default_storage.open(path) as file:
        return file.read()
