"""`kill -9` while money is being written: what was acknowledged is there, once, and nothing else is half there."""

import random
import shutil
import tempfile
import threading
import time
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import DatabaseError, InterfaceError, OperationalError, connection, connections
from procrastinate.contrib.django.models import ProcrastinateJob

from desk.tasks import erase_old_exports
from finance.models import Entry
from finance.services.proofs import broken_rows
from tests.finance.ledger import ledger_of
from tests.finance.own_papers import address, furnished
from tests.killing import KilledWeb, durable_cluster, kill_postgres, supervised_worker
from tests.world import World

WRITERS = 8


@pytest.mark.parametrize("kills", [5, pytest.param(200, marks=pytest.mark.long)])
def test_a_web_server_that_is_killed_while_it_posts_leaves_the_entry_whole_or_not_at_all(real_world, kills):
    ledger = furnished(real_world)
    web = KilledWeb(real_world.client(real_world.claire))
    path, instants = address(real_world, "transfer-new"), random.Random(kills)
    web.start()
    try:
        lasts = _answered(web, path, _transfer())
        count = Entry.objects.count()
        for _kill in range(kills):
            data = _transfer()
            line = web.send(path, data)
            _pass(instants.uniform(0, lasts))
            web.kill()
            line.close()

            assert Entry.objects.count() - count in (0, 1)
            web.start()
            _answered(web, path, data)  # the same form, with its number, to a server that starts anew
            count += 1
            assert Entry.objects.count() == count
    finally:
        web.kill()
    assert ledger.book.entries.count() == count
    assert broken_rows() == []


def _transfer() -> dict:
    return {"request_id": str(uuid4()), "way": "bank_cash", "amount": "1", "date": "2025-10-06"}


def _answered(web: KilledWeb, path: str, data: dict) -> float:
    """Send the form and read the answer; how many seconds it took."""
    begun = time.monotonic()
    line = web.send(path, data)
    answer = line.getresponse()
    took = time.monotonic() - begun
    line.close()
    assert (answer.status, answer.headers["Location"][:17]) == (302, "/fr/cooperatives/")
    return took


def _pass(seconds: float) -> None:
    """An instant chosen beforehand, and not a wait for something."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass


@pytest.mark.parametrize("kills", [1, pytest.param(6, marks=pytest.mark.long)])
def test_a_postgresql_that_is_killed_under_eight_writers_keeps_every_entry_that_it_acknowledged(
    django_db_blocker, kills
):
    """And the queue resumes: the worker lost its database too, and does what comes when it is back."""
    folder = Path(tempfile.mkdtemp(prefix="occe-test-killed-"))
    try:
        with durable_cluster(folder, django_db_blocker) as server:
            world = World()
            books = [ledger_of(place, world.year) for place in (world.cooperative, world.other_cooperative)]
            for ledger in books:
                ledger.receive("100000.00")
            acknowledged, stop = _Acknowledged(), threading.Event()
            threads = [threading.Thread(target=_write, args=(books[n % 2], acknowledged, stop)) for n in range(WRITERS)]
            for thread in threads:
                thread.start()
            with supervised_worker(server):
                for kill in range(1, kills + 1):
                    acknowledged.wait_for(kill * 60)
                    _has_the_worker_do_a_job()
                    kill_postgres(server)
                    server.start()
                    _has_the_worker_do_a_job()
            acknowledged.wait_for(kills * 60 + 40)
            stop.set()
            for thread in threads:
                thread.join()
            connection.close()

            kept = set(Entry.objects.values_list("request_id", flat=True))
            assert acknowledged.requests - kept == set()
            assert broken_rows() == []
            assert [list(numbers) for numbers in _numbers(books)] == [
                list(range(1, ledger.book.entries.count() + 1)) for ledger in books
            ]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _numbers(books):
    return [ledger.book.entries.order_by("number").values_list("number", flat=True) for ledger in books]


def _has_the_worker_do_a_job() -> None:
    """Queue one that finds nothing to do, and wait until it is done."""
    connection.close()
    job, deadline = erase_old_exports.defer(timestamp=0), time.monotonic() + 60
    while ProcrastinateJob.objects.get(pk=job).status != "succeeded":
        assert time.monotonic() < deadline, "the queue does not resume"
        connection.close()
        _pass(0.05)


class _Acknowledged:
    """What writers were told is posted; safe in threads, for a set's add is one step."""

    def __init__(self) -> None:
        self.requests = set()

    def wait_for(self, count: int) -> None:
        deadline = time.monotonic() + 120
        while len(self.requests) < count:
            assert time.monotonic() < deadline, f"{len(self.requests)} of {count}"
            _pass(0.01)


def _write(ledger, acknowledged: _Acknowledged, stop: threading.Event) -> None:
    """Post until told to stop; what was cut is sent again with its number, as a form would be."""
    request_id = uuid4()
    try:
        while not stop.is_set():
            try:
                ledger.spend(Decimal("0.01"), request_id=request_id)
            except (OperationalError, InterfaceError, DatabaseError):
                connections["default"].close()
                _pass(0.02)
                continue
            acknowledged.requests.add(request_id)
            request_id = uuid4()
    finally:
        connections.close_all()
