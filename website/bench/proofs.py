"""How long a department's ledger takes to prove."""

import os
import subprocess
import sys
import time

from django.conf import settings

from finance.services.proofs import broken_rows, counted
from website.bench.ground import Ground
from website.bench.places import Place, clone, first_place, named
from website.bench.table import Row

COOPERATIVES, ENTRIES = 150, 200


def ledger_proof(ground: Ground) -> list[Row]:
    """`check_ledger` on an association of 150 cooperatives with 60,000 lines, raised by `seed_scale`."""
    place = clone(first_place(), "bench_proof")
    _seed(place)
    place.analyse()
    with place.used():
        begun = time.perf_counter()
        broken = broken_rows()
        seconds = time.perf_counter() - begun
        books, entries = counted()
    place.close()
    if broken:
        raise RuntimeError(f"the ledger does not stand: {broken[0]}")
    return [Row("check_ledger, 60,000 lines", seconds, 10, "–", unit="s", note=f"{entries} entries in {books} books")]


def _seed(place: Place) -> None:
    url = named(os.environ["DATABASE_OWNER_URL"], place.name)
    subprocess.run(
        [sys.executable, "manage.py", "seed_scale", "--federations", "1", "--cooperatives", str(COOPERATIVES),
         "--entries", str(ENTRIES)],
        cwd=settings.CHECKOUT, check=True, capture_output=True,
        env={**os.environ, "DATABASE_URL": url, "DATABASE_OWNER_URL": url},
    )  # fmt: skip
