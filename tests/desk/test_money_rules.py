"""The association's rules of money: the staff reads them all, the treasury writes them."""

from decimal import Decimal

import pytest

from desk.forms.money_rules import grouped
from desk.services.money_rules import RULES, change_money_rules
from finance.models import MoneyRules, money_rules

TYPED = {
    "decision_from": "80",
    "person_limit": "150", "free_cash_deposits": "4", "cash_deposit_fee": "7,50", "stale_cheque_months": "14",
    "insured_without_premium": "2 500,00", "premium_rate": "0,7", "yearly_depreciation": "12", "least_value": "25",
    "min_reviewers": "3", "min_parent_reviewers": "2", "sample_size": "10", "remote_review": "on",
    "public_money_threshold": "153000",
}  # fmt: skip


def test_every_rule_is_read_and_written_once():
    names = [name for group in grouped() for name in group.names]

    assert sorted(names) == sorted(RULES)


def test_the_treasury_writes_the_rules(world):
    answer = world.client(world.tristan).post("/fr/desk/settings/money/change/", TYPED)

    rules = money_rules(world.federation)
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


def test_the_form_shows_the_rules_as_they_are_typed_again(world):
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
def test_what_cannot_be_a_rule_is_said_and_stays_typed(world, field, typed, at):
    answer = world.client(world.tristan).post("/fr/desk/settings/money/change/", {**TYPED, field: typed})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [at])
    assert f'value="{typed}"' in answer.content.decode() or not typed
    assert not MoneyRules.objects.exists()


def test_some_rules_change_and_the_others_stay(world):
    change_money_rules(world.federation, by=world.actor(world.tristan), sample_size=12)
    change_money_rules(world.federation, by=world.actor(world.tristan), min_reviewers=3)

    rules = money_rules(world.federation)
    assert (rules.sample_size, rules.min_reviewers, rules.free_cash_deposits) == (12, 3, 3)
    with pytest.raises(TypeError):
        change_money_rules(world.federation, by=world.actor(world.tristan), federation=world.other_federation)
