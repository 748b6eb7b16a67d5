"""How often a page asks the database: as often at a thousand rows as at ten."""

from collections.abc import Callable, Sequence

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

ONE, FEW, MANY = 1, 10, 1000
"""One tells a question asked for each row of a short page, which is full at ten."""


def queries(client: Client, address: str) -> int:
    """How many queries an address takes that answers, a file to its last byte."""
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
        if answer.streaming:
            whole(answer)
    assert answer.status_code == 200, (address, answer.status_code)
    return len(asked)


def whole(answer) -> bytes:
    """A file to its last byte: the test client closes it there."""
    return b"".join(answer.streaming_content)


def costs(
    client: Client,
    addresses: Sequence[str],
    grow: Callable[[int, int], object],
    sizes: Sequence[int] = (ONE, FEW, MANY),
) -> list[dict[str, int]]:
    """The queries of each address at each size; `grow(first, last)` adds the rows that are missing to a size."""
    for address in addresses:
        queries(client, address)  # what a session writes down at its first page
    found, present = [], 0
    for size in sizes:
        grow(present, size)
        present = size
        found.append({address: queries(client, address) for address in addresses})
    return found
