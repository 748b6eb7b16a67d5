"""How often the database is asked: the same for a short book and a long one."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from finance.models import Entry, ExpenseClaim
from finance.services.books import open_book
from occe.kit.actors import System
from tests.finance.ledger import CASH, FAMILIES, ledger_of, sent_by

AGREEING = 24
"""At most: session, actor and right, the expense locked, its book, its paper, the entry, the story, the message."""

MONEY = 8
"""Association, session, reader with rights and bell; cooperative, books, filters, balances, entries. Another page than
the first asks the total that it begins with, a filter how many it lets through and what the money was after each."""


@pytest.fixture
def ledger(world):
    ledger = ledger_of(world.cooperative, world.year)
    ledger.post(CASH, FAMILIES, "2000.00", kind=Entry.Kind.INCOME)
    return ledger


@pytest.mark.parametrize("count", [10, 1_000])
def test_the_page_of_the_money_asks_as_often_in_a_long_book(world, ledger, count):
    for _ in range(1, count):
        ledger.receive("1.00", classroom=world.classroom)
    client, address = world.client(world.claire), reverse("finance:money", kwargs={"id": world.cooperative.public_id})
    client.get(address)  # the session is written once

    for query in ("", "?page=2", "?kind=income"):
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address + query)
        assert (answer.status_code, answer.context["page"].paginator.count) == (200, count)
        assert len(queries) <= MONEY + {"": 0, "?page=2": 1, "?kind=income": 2}[query]


SHELF = "has_opening"
"""The column that only `finance.queries.shelf` asks for."""


@pytest.mark.parametrize(
    "name", ["money", "year", "expense-new", "income-new", "transfer-new", "opening", "book-send", "unused-number"]
)
def test_each_page_of_the_money_reads_the_books_once(world, name):
    book = open_book(world.cooperative, world.year, by=System(world.federation.pk))
    slug = {"slug": book.year.slug} if name in ("book-send", "unused-number") else {}
    address = reverse(f"finance:{name}", kwargs={"id": world.cooperative.public_id} | slug)

    with CaptureQueriesContext(connection) as queries:
        answer = world.client(world.claire).get(address)

    assert (answer.status_code, sum(SHELF in query["sql"] for query in queries)) == (200, 1)


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


def test_what_an_act_says_waits_in_the_browser_and_reading_it_writes_nothing(world, ledger):
    client = world.client(world.claire)
    claim = sent_by(world.lina, world, amount=Decimal("3.40"))
    address = reverse("finance:claim", kwargs={"id": world.cooperative.public_id, "claim_id": claim.public_id})
    moved = client.post(address, {"version": claim.version, "paid_with": "cash"})

    with CaptureQueriesContext(connection) as queries:
        told = client.get(moved["Location"])
    again = client.get(moved["Location"])

    sentence = "C’est au cahier, au numéro"
    assert (sentence in told.content.decode(), sentence in again.content.decode()) == (True, False)
    assert [query["sql"] for query in queries if query["sql"].startswith(("UPDATE", "INSERT", "DELETE"))] == []
