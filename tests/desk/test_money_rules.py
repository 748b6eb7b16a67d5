"""The association's rules of money: the staff reads them all, the treasury writes them."""

from datetime import date
from decimal import Decimal

import pytest

from desk.errors import SettingRefused
from desk.forms.money_rules import grouped
from desk.services.closing import close_year
from desk.services.money_rules import change_money_rules
from desk.services.years import open_year
from finance.models import MoneyRules, money_rules, rules_on
from finance.services.money_rules import RULES
from tests.finance.ledger import refuses
from tests.world import make_year

TYPED = {
    "decision_from": "80",
    "person_limit": "150", "free_cash_deposits": "4", "cash_deposit_fee": "7,50", "stale_cheque_months": "14",
    "insured_without_premium": "2 500,00", "premium_rate": "0,7", "yearly_depreciation": "12", "least_value": "25",
    "min_reviewers": "3", "min_parent_reviewers": "2", "sample_size": "10", "remote_review": "on",
    "public_money_threshold": "153000",
}  # fmt: skip


@pytest.fixture
def year(world):
    return world.year


@pytest.fixture
def past(world):
    """A year that is long over, in which nobody kept a book."""
    return make_year(world.federation, date(2019, 9, 1))


@pytest.fixture
def by(world):
    return world.actor(world.martine)


def test_every_rule_is_read_and_written_once():
    names = [name for group in grouped() for name in group.names]

    assert sorted(names) == sorted(RULES)


def test_the_treasury_writes_the_rules(world, year):
    answer = world.client(world.tristan).post("/fr/desk/settings/money/change/", TYPED)

    rules = money_rules(world.year)
    assert (answer.status_code, answer["Location"]) == (302, "/fr/desk/settings/money/")
    assert (rules.person_limit, rules.cash_deposit_fee) == (Decimal("150.00"), Decimal("7.50"))
    assert rules.premium_rate == Decimal("0.00700")
    assert (rules.min_reviewers, rules.min_parent_reviewers, rules.sample_size) == (3, 2, 10)
    assert (rules.remote_review, rules.photo_replaces_paper) == (True, False)


def test_all_the_staff_reads_them_with_the_defaults_before_anything_is_decided(world):
    page = world.client(world.rita).get("/fr/desk/settings/money/").content.decode()

    assert not MoneyRules.objects.exists()
    for value in ("pas de limite", "2\u00a0000,00\u00a0€", "0,688", "153\u00a0000,00\u00a0€"):
        assert value in page
    assert "/fr/desk/settings/money/change/" not in page


def test_the_form_shows_the_rules_as_they_are_typed_again(world, year):
    world.client(world.tristan).post("/fr/desk/settings/money/change/", TYPED)

    page = world.client(world.tristan).get("/fr/desk/settings/money/change/").content.decode()

    for shown in ('value="0,7"', 'value="2\u00a0500,00"', 'value="150,00"'):
        assert shown in page


@pytest.mark.parametrize(
    ("field", "typed", "at"),
    [
        ("premium_rate", "beaucoup", "premium_rate"),
        ("premium_rate", "0,6885", "premium_rate"),
        ("min_reviewers", "1", "min_reviewers"),
        ("min_parent_reviewers", "4", "__all__"),
        ("stale_cheque_months", "12", "stale_cheque_months"),
        ("yearly_depreciation", "101", "yearly_depreciation"),
        ("cash_deposit_fee", "", "cash_deposit_fee"),
        ("public_money_threshold", "0", "public_money_threshold"),
    ],
)
def test_what_cannot_be_a_rule_is_said_and_stays_typed(world, year, field, typed, at):
    answer = world.client(world.tristan).post("/fr/desk/settings/money/change/", {**TYPED, field: typed})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [at])
    assert f'value="{typed}"' in answer.content.decode() or not typed
    assert not MoneyRules.objects.exists()


def test_some_rules_change_and_the_others_stay(world):
    change_money_rules(world.year, by=world.actor(world.tristan), sample_size=12)
    change_money_rules(world.year, by=world.actor(world.tristan), min_reviewers=3)

    rules = money_rules(world.year)
    assert (rules.sample_size, rules.min_reviewers, rules.free_cash_deposits) == (12, 3, 3)
    with pytest.raises(TypeError):
        change_money_rules(world.year, by=world.actor(world.tristan), federation=world.other_federation)


def test_the_rules_of_a_year_are_its_own_and_the_next_one_begins_with_them(world, past, by):
    change_money_rules(past, by=by, sample_size=12)

    following = open_year(world.federation, starts=date(2020, 9, 1), by=by)
    change_money_rules(following, by=by, sample_size=20)
    change_money_rules(past, by=by, min_reviewers=3)

    assert (money_rules(past).sample_size, money_rules(past).min_reviewers) == (12, 3)
    assert (money_rules(following).sample_size, money_rules(following).min_reviewers) == (20, 2)
    assert rules_on(world.federation, date(2020, 8, 31)).sample_size == 12
    assert rules_on(world.federation, date(2020, 9, 1)).sample_size == 20


def test_a_year_without_rules_of_its_own_lives_under_those_of_the_year_before(world, past, by):
    change_money_rules(past, by=by, sample_size=12)

    assert money_rules(make_year(world.federation, date(2020, 9, 1))).sample_size == 12
    assert money_rules(make_year(world.federation, date(2018, 9, 1))).sample_size == 8


def test_a_closed_year_keeps_the_rules_under_which_it_was_closed(world, past, by):
    closed = close_year(past, by=by)

    assert MoneyRules.objects.get(year=closed).sample_size == 8
    with pytest.raises(SettingRefused, match="close"):
        change_money_rules(closed, by=by, sample_size=20)
    with refuses("finance_moneyrules_year_is_open"):
        MoneyRules.objects.filter(year=closed).update(sample_size=20)
    with refuses("finance_moneyrules_year_is_open"):
        MoneyRules.objects.filter(year=closed).delete()


def test_the_rules_of_a_closed_year_are_read_and_no_longer_changed_in_the_page(world, past, by):
    close_year(past, by=by)
    client = world.client(world.tristan)

    page = client.get(f"/fr/desk/settings/money/?year={past.slug}").content.decode()
    answer = client.post(f"/fr/desk/settings/money/change/?year={past.slug}", TYPED)

    assert "/fr/desk/settings/money/change/" not in page
    assert f"Les règles de l’argent {past.slug}" in page
    assert answer.status_code == 422


def test_the_rules_of_a_year_are_those_of_its_own_association(world, past):
    with refuses("finance_moneyrules_one_year"):
        MoneyRules.objects.create(year=past, federation=world.other_federation)
