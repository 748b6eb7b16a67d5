"""The same thing written twice is suspected before it is posted, shown side by side, and never refused."""

import datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from finance.models import Entry
from finance.queries.doubles import Written, doubles_of
from finance.services.corrections import correct_entry
from finance.services.direct_entries import record_entry
from finance.services.recording import record_slip
from tests.finance.ledger import BANK, CASH, EDUCATION, FAMILIES, photo, sent_by, sent_slip
from tests.finance.own_papers import address, furnished, received, typed
from tests.finance.own_papers import photo as upload

DAY = datetime.date(2025, 10, 6)


@pytest.fixture
def ledger(world):
    return furnished(world)


def spent(ledger, by, amount="59.00", caption="", **options):
    facts = {"date": DAY, "request_id": uuid4(), "caption": caption} | options
    return record_entry(
        ledger.book, account=ledger[EDUCATION], treasury=ledger[BANK], amount=Decimal(amount), by=by, **facts
    )


def about(ledger, amount="59.00", words="", days=2, code=EDUCATION, **more):
    date = DAY + datetime.timedelta(days=days)
    return Written("expense", (ledger[code],), Decimal(amount), date, words, **more)


def why(world, written) -> list[str]:
    return [double.why for double in doubles_of(world.cooperative, written)]


def test_the_same_sum_near_in_time_for_the_same_thing_is_suspected(world, ledger, claire):
    spent(ledger, claire)

    assert why(world, about(ledger)) == ["la même somme, pour la même chose, à 2 jours près"]
    assert why(world, about(ledger, days=1)) == ["la même somme, pour la même chose, à 1 jour près"]
    assert why(world, about(ledger, days=0)) == ["la même somme, pour la même chose, le même jour"]
    assert why(world, about(ledger, days=30)) == []
    assert why(world, about(ledger, amount="59.01")) == []
    assert why(world, about(ledger, code="65000008")) == []


def test_a_word_in_common_tells_more_than_the_account_and_other_words_clear_it(world, ledger, claire):
    spent(ledger, claire, caption="Jardinerie du Pont")

    assert why(world, about(ledger, words="jardinerie", code="65000008")) == [
        "la même somme, à 2 jours près, et un mot en commun"
    ]
    assert why(world, about(ledger, words="librairie")) == []


def test_the_same_picture_is_suspected_whatever_the_sum(world, ledger, claire):
    spent(ledger, claire, file=photo(world, "a"))

    assert why(world, about(ledger, amount="12.00", days=60, photo=photo(world, "a"))) == ["la même photo"]


def test_an_expense_that_waits_is_looked_at_too(world, ledger):
    claim = sent_by(world.lina, world)

    found = doubles_of(world.cooperative, Written("expense", (claim.account,), claim.amount, claim.issued_on, ""))

    assert [double.claim for double in found] == [claim]


def test_what_was_cancelled_and_the_request_itself_are_no_doubles(world, ledger, claire):
    entry = spent(ledger, claire)

    assert why(world, about(ledger, request_id=entry.request_id)) == []
    correct_entry(entry, by=claire, reason="twice", request_id=uuid4())
    assert why(world, about(ledger)) == []


def test_the_page_shows_both_keeps_all_that_was_typed_and_posts_another_one(world, ledger, claire):
    spent(ledger, claire)
    client, sent = world.client(world.claire), typed(ledger, caption="étang") | {"file": upload()}

    asked = client.post(address(world), sent)
    carried = dict(asked.context["carried"])
    changed = client.post(address(world), carried | {"again": "1"})
    client.post(address(world), carried | {"another": "1"})

    entry = Entry.objects.latest("number")
    assert asked.templates[0].name == "finance/double_check.html"
    assert (changed.status_code, changed.context["form"]["amount"].value()) == (200, "59")
    assert (entry.total, entry.voucher.caption, entry.voucher.file is not None) == (Decimal("59.00"), "étang", True)
    assert Entry.objects.filter(kind="expense").count() == 2


def test_an_income_is_asked_about_and_then_read_again_when_it_is_large(world, ledger, claire):
    client, sent = world.client(world.claire), received(ledger, amount="400")
    client.post(address(world, "income-new"), sent | {"confirmed": "400.00"})

    again = sent | {"request_id": str(uuid4())}
    first = client.post(address(world, "income-new"), again)
    second = client.post(address(world, "income-new"), dict(first.context["carried"]) | {"another": "1"})

    assert [page.templates[0].name for page in (first, second)] == [
        "finance/double_check.html",
        "finance/income_confirm.html",
    ]
    assert 'name="another"' in second.content.decode()


@pytest.fixture
def slip(world, ledger):
    return sent_slip(world, ledger)


def test_an_income_that_looks_like_a_deposit_that_waits_is_shown_beside_it(world, ledger, slip):
    client = world.client(world.claire)
    sent = received(ledger, amount="62,50", account=ledger[FAMILIES].pk, date="2025-10-08")

    page = client.post(address(world, "income-new"), sent)

    [double] = page.context["doubles"]
    assert (double.slip, double.why) == (slip, "la même somme, pour la même chose, à 2 jours près")
    there = reverse("finance:slip", args=[world.cooperative.public_id, slip.public_id])
    assert (f'href="{there}"' in page.content.decode(), Entry.objects.filter(total=Decimal("62.50")).count()) == (
        True,
        0,
    )
    other = client.post(address(world, "income-new"), sent | {"amount": "62,40"})
    assert (other.status_code, Entry.objects.filter(total=Decimal("62.40")).count()) == (302, 1)


def test_a_deposit_that_looks_like_what_stands_already_says_so_before_it_is_recorded(world, ledger, claire, slip):
    there = reverse("finance:slip", args=[world.cooperative.public_id, slip.public_id])
    client = world.client(world.claire)
    assert client.get(there).context["doubles"] == []
    places = {"account": ledger[FAMILIES], "treasury": ledger[CASH], "amount": Decimal("62.50")}
    entry = record_entry(ledger.book, date=DAY, request_id=uuid4(), by=claire, **places)

    page = client.get(there)
    assert [double.entry for double in page.context["doubles"]] == [entry]
    assert f"Cela ressemble à l’écriture n° {entry.number}\u00a0: la même somme" in page.content.decode()

    record_slip(slip, by=claire)
    assert client.get(there).context["doubles"] == []
