"""One database a size, cloned from the one before: rounds at fifteen and at 1,500 cooperatives then take turns.

Each place keeps its own connection, which `used` puts in Django’s hands. Rows that were there before a clone have the
same keys in every place.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TypeVar
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.db import connections

T = TypeVar("T")
SUPERUSER_URL = "BENCH_SUPERUSER_URL"


class Place:
    """A database of the bench's cluster, by its name."""

    def __init__(self, name: str):
        self.name = name
        self._connection = connections.create_connection("default")
        self._connection.settings_dict = {**self._connection.settings_dict, "NAME": name}

    @contextmanager
    def used(self) -> Iterator[None]:
        before = connections["default"]
        connections["default"] = self._connection
        try:
            yield
        finally:
            connections["default"] = before

    def __call__(self, work: Callable[[], T]) -> Callable[[], T]:
        """The same work, done here."""
        return partial(self._do, work)

    def _do(self, work: Callable[[], T]) -> T:
        with self.used():
            return work()

    def owner(self) -> psycopg.Connection:
        """A connection as the owner of the tables: for rows by the million, and for statistics."""
        return psycopg.connect(named(os.environ["DATABASE_OWNER_URL"], self.name), autocommit=True)

    def analyse(self) -> None:
        """What autovacuum would soon do, at a known moment."""
        with self.owner() as owner:
            owner.execute("VACUUM ANALYZE")

    def close(self) -> None:
        self._connection.close()


def first_place() -> Place:
    """Where the ground was raised."""
    return Place(connections["default"].settings_dict["NAME"])


def clone(place: Place, name: str) -> Place:
    """A copy of a place under a new name. Nobody else may be connected to it, so its connections are closed."""
    connections["default"].close()
    place.close()
    with psycopg.connect(os.environ[SUPERUSER_URL], autocommit=True) as superuser:
        superuser.execute(f'CREATE DATABASE "{name}" OWNER occe_owner TEMPLATE "{place.name}"')
    return Place(name)


def named(url: str, name: str) -> str:
    """The same server and role, another database."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
