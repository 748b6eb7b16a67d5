"""Every list that grows with the association, at fifteen, 150 and 1,500 cooperatives, in turns."""

from collections.abc import Callable
from functools import partial

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from website.bench.ground import SIZES, Ground
from website.bench.reading import reader
from website.bench.table import Row, ratio
from website.bench.timing import Work, interleaved, p95

ROUNDS = 40
MADE_ANEW = "reader"
"""A cookie that the public cache does not know: the page is made for this reader."""

# Name, address, whether it is read by everybody.
LISTS = [
    ("queue", "desk:queue", ""),
    ("cooperatives", "desk:cooperatives", ""),
    ("cooperatives found", "desk:cooperatives", "?q=cooperative&mandataire=with"),
    ("requests", "desk:registrations", ""),
    ("school years", "desk:years", ""),
    ("public projects", "website:projects", ""),
]


def lists(ground: Ground) -> list[Row]:
    places = ground.places
    clients = {size: place(partial(_client, ground))() for size, place in places.items()}
    rows, counts = [], {}
    for name, view, query in LISTS:
        address = reverse(view) + query
        reads = {size: place(reader(clients[size], address)) for size, place in places.items()}
        taken = interleaved({str(size): read for size, read in reads.items()}, rounds=ROUNDS, warm=3)
        slow = {size: p95(taken[str(size)]) for size in places}
        worst = max(ratio(slow[size], slow[SIZES[0]]) for size in SIZES[1:])
        told = ", ".join(f"{size}: {seconds * 1000:.1f} ms" for size, seconds in slow.items())
        rows.append(Row(f"list: {name}, p95 at 150 and 1,500", worst, 1.2, "itself at 15", note=told))
        counts[name] = {size: place(_counter(reads[size]))() for size, place in places.items()}
    more = max(max(found.values()) - found[SIZES[0]] for found in counts.values())
    told = ", ".join(f"{name} {found[SIZES[0]]}" for name, found in counts.items())
    return [*rows, Row("lists, queries at 150 and 1,500", more, 0, "themselves at 15", unit="more", note=told)]


def _client(ground: Ground) -> Client:
    client = ground.client(ground.staff)
    client.cookies[MADE_ANEW] = "1"
    return client


def _counter(read: Work) -> Callable[[], int]:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            read()
        return len(queries)

    return count
