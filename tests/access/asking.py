"""Requests that leave nothing behind: each one's answer, and what it wrote in the database."""

import re
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from http.cookies import SimpleCookie
from io import BytesIO
from urllib.parse import urlsplit

from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.access.places import Places

WRITE = re.compile(r'\b(?:INSERT INTO|UPDATE|DELETE FROM|TRUNCATE|COPY)\s+(?:ONLY\s+)?"?(\w+)|(procrastinate_defer\w*)')
READ_LOCK = re.compile(r"\bFOR (?:NO KEY )?UPDATE\b")
UNTOUCHED = {
    "django_session",  # how long the adult has been here
    "usersessions_usersession",  # from which browser, for the list that the adult reads
}
"""The tables that a request may write whatever it asks, with what for."""
DOORS = {
    "account_login": "sign in",
    "members:class-entry": "class code",
    "cooperatives_bare:guest-closed": "closed link",
    "account_reauthenticate": "password again",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the matrix's word for it, all that a reader may find in it, and the tables written on the way."""

    word: int | str
    text: str
    wrote: list[str]


class Actors:
    """The browsers of a world's people, each as it was when it came: no cookie of a request stays for the next."""

    def __init__(self, world: Places, names: Iterable[str]):
        self.world, self.names = world, names
        self.browser = Client(headers={"host": world.host})

    @cached_property
    def cookies(self) -> dict[str, dict[str, str]]:
        clients = {name: self._client(name) for name in self.names}
        return {name: {key: morsel.value for key, morsel in it.cookies.items()} for name, it in clients.items()}

    def _client(self, name: str) -> Client:
        special = {
            "lina": lambda world: world.pupil_client(world.lina),
            "tom": lambda world: world.client_next_door(),
            "pass": lambda world: world.substitute_client(),
        }
        if name in special:
            return special[name](self.world)
        return self.world.client(None if name == "visitor" else getattr(self.world, name))

    def ask(self, name: str, address: str, method: str = "get") -> Answer:
        """One request, taken back from the database as soon as it is answered."""
        self.browser.cookies = SimpleCookie(self.cookies[name])
        with transaction.atomic(), _writes() as wrote:
            response = getattr(self.browser, method)(address)
            answer = Answer(_word(response), _text(response), wrote)
            transaction.set_rollback(True)
        return answer


def _word(response: HttpResponse) -> int | str:
    if response.status_code != 302:
        return response.status_code
    path = urlsplit(response.headers["Location"]).path
    return {reverse(name): word for name, word in DOORS.items()}.get(path, 302)


def _text(response: HttpResponse) -> str:
    """The words of a page or a file, the cells of a workbook too."""
    content = response.getvalue()
    if content[:4] == b"PK\3\4":
        with zipfile.ZipFile(BytesIO(content)) as parts:
            content = b"".join(parts.read(name) for name in parts.namelist())
    return content.decode(errors="replace")


@contextmanager
def _writes() -> Iterator[list[str]]:
    """The tables written meanwhile, but those of `UNTOUCHED`; a job that is queued counts as written."""
    wrote: list[str] = []

    def listen(execute, sql, params, many, context):
        found = WRITE.search(READ_LOCK.sub("", sql if isinstance(sql, str) else ""))
        table = found and (found[1] or found[2])
        if table and table not in UNTOUCHED:
            wrote.append(table)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        yield wrote
