"""Trap 7: gross, never net. Photo sales need the purchase (607) and the sale (707), under one activity."""

from decimal import Decimal
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from finance.models import Activity, Entry, MoneyRules
from finance.queries.grants import activities_with_money
from tests.finance.ledger import BANK
from tests.finance.own_papers import address, furnished


@pytest.fixture
def ledger(world):
    return furnished(world)


def written(client, where: str, ledger, amount: str):
    """The form at an address, sent as it was proposed with its sum."""
    form = client.get(where).context["form"]
    part = form.parts[0]
    client.post(
        where,
        {
            "request_id": str(uuid4()), "date": "2025-10-06", "parts": "2", "places": "1", "act": "keep",
            "place-0-treasury": ledger[BANK].pk, "place-0-amount": amount, "part-0-account": part["account"].value(),
            "part-0-amount": amount, "part-0-activity": part["activity"].value() or "",
        },
    )  # fmt: skip
    return Entry.objects.latest("number")


def test_photos_bought_and_sold_are_two_gross_entries_under_one_activity(world, ledger):
    client, page = world.client(world.claire), address(world, "photos")
    client.post(page)
    client.post(page)

    context = client.get(page).context
    sold = written(client, context["sold"], ledger, "300")
    bought = written(client, context["bought"], ledger, "210")

    [money] = activities_with_money(Activity.objects.all())
    assert (money.came_in, money.went_out) == (Decimal("300.00"), Decimal("210.00"))
    assert [
        entry.lines.exclude(account__kind="treasury").get().account.code for entry in (sold, bought)
    ] == ["70700008", "60700008"]  # fmt: skip


def test_a_photographer_s_share_is_one_income_on_the_account_that_the_association_chose(world, ledger):
    MoneyRules.objects.create(federation=world.federation, year=world.year, photo_share_code="70800008")
    client = world.client(world.claire)

    share = written(client, client.get(address(world, "photos")).context["share"], ledger, "90")

    assert share.kind == "income"
    assert share.lines.get(account__kind="income").account.code == "70800008"


def test_looking_begins_nothing(world, ledger):
    page = world.client(world.claire).get(address(world, "photos"))

    assert (page.status_code, page.context["sale"], Activity.objects.count()) == (200, None, 0)
    assert urlsplit(page.context["sold"]).query.endswith("activity=Photos+de+classe")
