"""How often the database is asked: the same for a short book and a long one."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from finance.models import Entry, ExpenseClaim
from tests.finance.ledger import CASH, FAMILIES, ledger_of, sent_by

AGREEING = 30
"""At most: session, actor and right, the expense locked, its book, its paper, the entry, the story, the message."""


@pytest.fixture
def ledger(world):
    ledger = ledger_of(world.cooperative, world.year)
    ledger.post(CASH, FAMILIES, "2000.00", kind=Entry.Kind.INCOME)
    return ledger


@pytest.mark.parametrize("before", [1, 40])
def test_agreeing_by_the_form_asks_no_more_in_a_long_book(world, ledger, before):
    for _ in range(before):
        ledger.spend("1.00")
    client = world.client(world.claire)
    client.get(reverse("finance:money", kwargs={"id": world.cooperative.public_id}))  # the session is written once
    claim = sent_by(world.lina, world, amount=Decimal("3.40"))
    address = reverse("finance:claim", kwargs={"id": world.cooperative.public_id, "claim_id": claim.public_id})

    with CaptureQueriesContext(connection) as queries:
        answer = client.post(address, {"version": claim.version, "paid_with": "cash"})

    assert (answer.status_code, ExpenseClaim.objects.get().state) == (302, "paid")
    assert len(queries) <= AGREEING
