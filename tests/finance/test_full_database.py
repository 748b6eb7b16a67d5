"""The disk of the database is full, on a small disk of its own: needs the right to mount one."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import psycopg
import pytest
from django.db import OperationalError

from finance.models import Entry
from finance.services.proofs import broken_rows
from tests.finance.ledger import ledger_of
from tests.killing import durable_cluster
from tests.world import World


@pytest.fixture
def small_disk():
    """A disk of eight megabytes, in memory."""
    folder = Path(tempfile.mkdtemp(prefix="occe-test-full-"))
    folder.chmod(0o755)  # where we are root, PostgreSQL runs as another user
    disk = folder / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(disk)], capture_output=True).returncode:
        shutil.rmtree(folder)
        pytest.skip("mounting a small disk needs root")
    yield folder
    subprocess.run(["umount", "-l", str(disk)], check=True)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.long
def test_a_full_database_refuses_what_is_new_reads_on_and_comes_back_whole(small_disk, django_db_blocker):
    with durable_cluster(small_disk / "cluster", django_db_blocker) as server:
        disk = small_disk / "disk"
        if server._owner:
            shutil.chown(disk, server._owner.pw_uid)
        world = World()
        ledger = ledger_of(world.cooperative, world.year)
        ledger.receive("500.00")
        with psycopg.connect(server.url("postgres"), autocommit=True) as boss:
            boss.execute(f"CREATE TABLESPACE small LOCATION '{disk}'")
            boss.execute("ALTER TABLE finance_entryline SET TABLESPACE small")
            boss.execute("CREATE TABLE filler (text text) TABLESPACE small")
            fill = "INSERT INTO filler SELECT repeat('x', 1500) FROM generate_series(1, %s)"
            _until_refused(lambda: boss.execute(fill, [200]))
            _until_refused(lambda: boss.execute(fill, [1]))

            posted = _until_refused(lambda: ledger.spend(Decimal("0.01")))

            assert Entry.objects.count() == 1 + posted  # what was there is read, what was refused is not
            assert broken_rows() == []
            boss.execute("DROP TABLE filler")

        ledger.spend("1.00")

        assert Entry.objects.count() == 2 + posted
        assert broken_rows() == []


def _until_refused(act: Callable) -> int:
    """Do it until the disk is full; how often it went well."""
    for count in range(5000):
        try:
            act()
        except (psycopg.errors.DiskFull, OperationalError) as error:
            if not isinstance(error.__cause__ or error, psycopg.errors.DiskFull):
                raise
            return count
    raise AssertionError("the disk was never full")
