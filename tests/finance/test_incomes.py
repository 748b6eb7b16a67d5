"""Money that comes in, recorded by an adult; and the book of the year that was chosen."""

from datetime import date
from decimal import Decimal

import pytest

from cooperatives.models import StoredFile
from finance.models import Entry
from tests.finance.ledger import ledger_of
from tests.finance.own_papers import address, furnished, photo, received
from tests.world import make_year

NEXT_YEAR = date(2026, 9, 1)


@pytest.fixture
def ledger(world):
    return furnished(world)


def test_an_ordinary_income_is_recorded_at_once(world, ledger):
    world.client(world.claire).post(address(world, "income-new"), received(ledger, caption="Vente de jus"))

    assert Entry.objects.latest("number").voucher.number == "R01"


def test_a_large_income_is_read_again_before_it_is_kept(world, ledger):
    client, data = world.client(world.claire), received(ledger, amount="1 200")

    asked = client.post(address(world, "income-new"), data | {"file": photo()})
    before = Entry.objects.count()
    client.post(
        address(world, "income-new"), data | {"confirmed": "1200.00", "kept": asked.context["form"].data["kept"]}
    )

    entry = Entry.objects.latest("number")
    assert (before, asked.templates[0].name) == (2, "finance/income_confirm.html")
    assert (entry.total, entry.voucher.file) == (Decimal("1200.00"), StoredFile.objects.get())


def test_confirming_another_sum_than_was_read_asks_again(world, ledger):
    answer = world.client(world.claire).post(
        address(world, "income-new"), received(ledger, amount="12 000", confirmed="1200.00")
    )

    assert (answer.templates[0].name, Entry.objects.count()) == ("finance/income_confirm.html", 2)


def test_one_may_change_what_was_read_again(world, ledger):
    answer = world.client(world.claire).post(
        address(world, "income-new"), received(ledger, amount="1 200", again="1", caption="Vente de jus")
    )

    assert (answer.status_code, answer.templates[0].name) == (200, "finance/income_new.html")
    assert 'value="1 200"' in answer.content.decode()


def test_the_name_of_a_family_is_refused_at_its_field(world, ledger):
    answer = world.client(world.claire).post(address(world, "income-new"), received(ledger, caption="Famille Dupont"))

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["caption"])
    assert answer.context["form"].folded_open


# --- last year's book stays in hand ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["expense-new", "income-new", "transfer-new"])
def test_from_last_years_book_one_writes_in_last_years_book(world, ledger, name):
    ledger_of(world.cooperative, make_year(world.federation, NEXT_YEAR))
    chosen = f"?year={world.year.slug}"

    page = world.client(world.claire).get(address(world, "money") + chosen)
    form = world.client(world.claire).get(address(world, name) + chosen)

    assert f'href="{address(world, name)}{chosen}"' in page.content.decode()
    assert f'href="{address(world, "money")}{chosen}"' in form.content.decode()


def test_what_was_written_is_shown_in_its_own_book(world, ledger):
    ledger_of(world.cooperative, make_year(world.federation, NEXT_YEAR))
    chosen = f"?year={world.year.slug}"

    answer = world.client(world.claire).post(address(world, "income-new") + chosen, received(ledger))

    assert (answer.status_code, answer["Location"]) == (302, address(world, "money") + chosen)
