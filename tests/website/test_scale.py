"""`manage.py seed_scale`: books by COPY, which the ledger's own proof then believes."""

import os
import subprocess
import sys

from django.db import connection

from cooperatives.models import Federation
from finance.models import Entry, Voucher
from finance.services.proofs import broken_rows
from occe.kit.embedded import CHECKOUT
from tests import cluster


def test_invented_associations_stand_are_proved_and_are_guarded_like_any_other(clone):
    owner = cluster.server().url("occe_owner", clone)
    said = subprocess.run(
        [sys.executable, "manage.py", "seed_scale", "--federations", "2", "--cooperatives", "3", "--entries", "9"],
        cwd=CHECKOUT, env={**os.environ, "DATABASE_URL": owner, "DATABASE_OWNER_URL": owner},
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip

    assert "54 entries in 6 books: all stand." in said
    assert list(Federation.objects.order_by("slug").values_list("slug", flat=True)) == ["essai-1", "essai-2"]
    assert (Entry.objects.count(), Voucher.objects.count(), broken_rows()) == (54, 42, [])
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT tgenabled FROM pg_trigger WHERE tgrelid = 'finance_entry'::regclass")
        assert cursor.fetchall() == [("O",)]
