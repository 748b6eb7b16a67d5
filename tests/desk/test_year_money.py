"""Which accounts of a year take the fee, the insurance and the aids, and how its papers are numbered: both are copied
into the next year, and stay what they are where entries or papers stand."""

import datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cooperatives.models import Affiliation, SchoolYear
from desk.errors import SettingRefused
from desk.services.chart import add_account, set_fee_accounts, set_voucher_scheme
from finance.chart_of_accounts import ASSOCIATION_AID, BANK, FAMILIES, INSURANCE, MEMBERSHIP
from finance.errors import EntryRefused
from finance.models import Account, VoucherScheme
from finance.queries.combined import combined_accounts
from finance.queries.vouchers import next_number
from finance.services.charts import ensure_chart
from finance.services.direct_entries import record_affiliation
from finance.services.vouchers import carry_scheme, give_number
from tests.finance.ledger import ledger_of
from tests.world import make_year

StandsFor = Account.StandsFor
WORDS = {"label_fr": "Cotisation", "label_en": "Fee", "child_label_fr": "la cotisation", "child_label_en": "the fee"}
DAY = datetime.date(2025, 10, 6)
AFTER = datetime.date(2026, 9, 1)


@pytest.fixture
def by(world):
    return world.actor(world.tristan)


@pytest.fixture
def ledger(world):
    ledger = ledger_of(world.cooperative, world.year)
    ledger.receive("100.00", on=DAY)
    return ledger


@pytest.fixture
def other(world, by, ledger):
    """One more account of expense, on which the fee could stand."""
    return add_account(world.federation, world.year, code="62820008", kind="expense", by=by, **WORDS)


def standing(year):
    accounts = Account.objects.of_year(year).exclude(stands_for="")
    return {account.stands_for: account.code for account in accounts}


def pay(world, ledger):
    world.year.refresh_from_db()
    paid = Affiliation.objects.create(cooperative=world.cooperative, year=world.year, pupil_count=10, adult_count=0)
    claire = world.actor(world.claire)
    return record_affiliation(paid, treasury=ledger[BANK], date=DAY, request_id=uuid4(), by=claire)


def test_a_year_begins_with_the_accounts_of_the_portal(world, ledger):
    assert standing(world.year) == {"fee": MEMBERSHIP, "insurance": INSURANCE, "aid": ASSOCIATION_AID}


def test_the_fee_goes_to_the_account_that_the_treasury_chose_and_is_eliminated_there(world, ledger, other):
    chosen = {"fee": other.pk, "insurance": ledger[INSURANCE].pk, "aid": ledger[ASSOCIATION_AID].pk}
    address = f"/fr/desk/settings/years/{world.year}/fee-accounts/"

    assert world.client(world.tristan).post(address, chosen).status_code == 302

    entry = pay(world, ledger)
    assert [line.account.code for line in entry.lines.order_by("position")] == ["62820008", INSURANCE, BANK]
    sums = {line.account.code: line.together for line in combined_accounts(world.year)}
    assert (sums["62820008"], sums[INSURANCE]) == (Decimal("0.00"), Decimal("2.50"))


def test_an_account_with_entries_keeps_the_fee(world, ledger, other, by):
    pay(world, ledger)

    with pytest.raises(SettingRefused, match="Des écritures de l’année sont déjà sur"):
        set_fee_accounts(world.year, fee=other, insurance=ledger[INSURANCE], aid=ledger[ASSOCIATION_AID], by=by)
    assert standing(world.year)["fee"] == MEMBERSHIP


def test_the_fee_and_the_insurance_have_an_account_each(world, ledger):
    both = {"fee": ledger[MEMBERSHIP].pk, "insurance": ledger[MEMBERSHIP].pk, "aid": ledger[ASSOCIATION_AID].pk}

    answer = world.client(world.tristan).post(f"/fr/desk/settings/years/{world.year}/fee-accounts/", both)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["insurance"])


def test_the_database_knows_one_account_each_and_of_the_right_nature(world, ledger, other):
    for account, part in ((other, StandsFor.FEE), (ledger[FAMILIES], StandsFor.INSURANCE), (other, StandsFor.AID)):
        with pytest.raises(IntegrityError, match="finance_account_stands_for"), transaction.atomic():
            Account.objects.filter(pk=account.pk).update(stands_for=part)


def test_without_an_account_for_the_fee_nothing_is_recorded(world, ledger):
    Account.objects.filter(stands_for="fee").update(stands_for="")

    with pytest.raises(EntryRefused, match="quel compte porte la cotisation"):
        pay(world, ledger)


def test_the_next_year_takes_both_over(world, ledger, other, by):
    set_fee_accounts(world.year, fee=other, insurance=ledger[INSURANCE], aid=ledger[ASSOCIATION_AID], by=by)
    set_voucher_scheme(world.year, kind="together", digits=3, by=by)
    following = make_year(world.federation, starts=AFTER)

    ensure_chart(world.federation, following)
    carried = carry_scheme(following)

    assert standing(following) == {"fee": "62820008", "insurance": INSURANCE, "aid": ASSOCIATION_AID}
    assert (carried.kind, carried.digits) == ("together", 3)
    assert carry_scheme(following) == carried
    assert carry_scheme(make_year(world.other_federation, starts=AFTER)) is None


def test_papers_are_numbered_as_their_year_says(world, ledger, by):
    answer = world.client(world.tristan).post(
        f"/fr/desk/settings/years/{world.year}/vouchers/", {"kind": "apart", "digits": "3"}
    )

    assert answer.status_code == 302
    assert next_number(ledger.book, Account.Kind.EXPENSE) == "D001"
    assert next_number(ledger_of(world.cooperative, make_year(world.federation, starts=AFTER)).book, "expense") == "D01"


def test_once_a_paper_has_its_number_the_kind_stays_and_the_digits_may_change(world, ledger, by):
    give_number(ledger.book, kind=Account.Kind.EXPENSE)

    answer = world.client(world.tristan).post(
        f"/fr/desk/settings/years/{world.year}/vouchers/", {"kind": "together", "digits": "2"}
    )
    set_voucher_scheme(world.year, kind="apart", digits=4, by=by)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["kind"])
    assert next_number(ledger.book, Account.Kind.EXPENSE) == "D0002"


def test_a_closed_year_changes_no_more(world, ledger, by):
    SchoolYear.objects.filter(pk=world.year.pk).update(closed_at=timezone.now())

    for change in (
        lambda: set_voucher_scheme(world.year, kind="apart", digits=3, by=by),
        lambda: set_fee_accounts(world.year, fee=ledger[MEMBERSHIP], insurance=ledger[INSURANCE],
                                 aid=ledger[ASSOCIATION_AID], by=by),
    ):  # fmt: skip
        with pytest.raises(SettingRefused, match=r"est close\s: "):
            change()
    assert not VoucherScheme.objects.exists()
