"""Work that nobody waits for at a screen may ask the database longer than a page may."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def as_long_as_it_takes() -> Iterator[None]:
    """No statement inside is cut by `statement_timeout`; afterwards the connection is as hurried as before.

    For a file of a whole year that a command or the worker writes: one COPY counts as one statement, however long its
    million rows take to be written down.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
    try:
        yield
    finally:
        if not connection.needs_rollback:  # a transaction that is given up takes the setting with it
            with connection.cursor() as cursor:
                cursor.execute("RESET statement_timeout")
