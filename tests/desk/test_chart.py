"""The chart of accounts: words change, codes never."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils import timezone

from cooperatives.models import SchoolYear
from desk.errors import SettingRefused
from desk.services.chart import add_account, change_account
from finance.models import Account, Entry
from finance.services.books import open_book
from finance.services.charts import ensure_chart
from finance.services.posting import Line, post_entry
from occe.kit.actors import System
from tests.world import make_year

WORDS = {
    "label_fr": "Achats pour la vente",
    "label_en": "Bought to sell",
    "child_label_fr": "pour vendre",
    "child_label_en": "to sell",
    "examples_fr": "farine, œufs",
    "examples_en": "flour, eggs",
    "auditor_code": "",
}


@pytest.fixture
def account(world):
    ensure_chart(world.federation, world.year)
    return Account.objects.get(year=world.year, code="60700008")


@pytest.fixture
def by(world):
    return world.actor(world.tristan)


@pytest.fixture
def used(world, account):
    """The account, with an entry on it."""
    book = open_book(world.cooperative, world.year, by=System(world.federation.pk))
    bank = Account.objects.get(year=world.year, treasury="bank")
    post_entry(
        book,
        lines=[Line(account, debit=Decimal(12)), Line(bank, credit=Decimal(12))],
        kind=Entry.Kind.EXPENSE,
        date=date(2025, 10, 2),
        label="D01",
        request_id=uuid4(),
        by=System(world.federation.pk),
    )
    return account


def edit(world, user, code="60700008", **changes):
    data = {**WORDS, "is_active": "on", "code": changes.pop("typed_code", code), **changes}
    return world.client(user).post(f"/fr/desk/settings/chart/2025-2026/{code}/", data)


def test_the_page_holds_the_years_accounts_and_no_others(world, account):
    other = make_year(world.other_federation)
    ensure_chart(world.other_federation, other)
    Account.objects.filter(year=other).update(label_fr="MARQUEUR")

    page = world.client(world.rita).get("/fr/desk/settings/chart/?year=2025-2026")

    shown = [row.code for _kind, rows in page.context["kinds"] for row in rows]
    assert sorted(shown) == sorted(Account.objects.filter(year=world.year).values_list("code", flat=True))
    assert "MARQUEUR" not in page.content.decode()


def test_the_treasury_changes_the_words(world, account):
    answer = edit(world, world.tristan, auditor_code="607")

    account.refresh_from_db()
    assert answer.status_code == 302
    assert (account.label_fr, account.child_label_fr, account.examples_fr, account.auditor_code) == (
        "Achats pour la vente",
        "pour vendre",
        "farine, œufs",
        "607",
    )
    assert (account.is_active, account.to_confirm) == (True, False)


@pytest.mark.parametrize(("name", "status"), [("martine", 403), ("rita", 403), ("claire", 403)])
def test_nobody_else_changes_the_chart(world, account, name, status):
    assert edit(world, getattr(world, name)).status_code == status
    account.refresh_from_db()
    assert account.label_fr != "Achats pour la vente"


def test_a_code_never_changes_with_entries_or_without(world, used, by):
    edit(world, world.tristan, label_fr="Autres mots", typed_code="60710008")
    with pytest.raises(TypeError):
        change_account(used, code="60710008", by=by)

    used.refresh_from_db()
    assert (used.code, used.label_fr) == ("60700008", "Autres mots")


def test_a_taken_code_is_refused_at_the_field(world, account):
    answer = world.client(world.tristan).post(
        "/fr/desk/settings/chart/2025-2026/new/", {**WORDS, "code": "61810008", "kind": "expense"}
    )

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["code"])
    assert 'value="61810008"' in answer.content.decode()


@pytest.mark.parametrize("code", ["607", "607000080", "6070000A", ""])
def test_a_code_has_eight_digits(world, account, code):
    answer = world.client(world.tristan).post(
        "/fr/desk/settings/chart/2025-2026/new/", {**WORDS, "code": code, "kind": "expense"}
    )

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["code"])


def test_an_account_is_added_in_the_last_place(world, account):
    answer = world.client(world.tristan).post(
        "/fr/desk/settings/chart/2025-2026/new/", {**WORDS, "code": "61850008", "kind": "expense"}
    )

    added = Account.objects.get(year=world.year, code="61850008")
    assert (answer.status_code, added.kind, added.federation) == (302, "expense", world.federation)
    assert added.position == max(Account.objects.filter(year=world.year).values_list("position", flat=True))


def test_bank_and_cash_are_neither_added_nor_put_away(world, account, by):
    bank = Account.objects.get(year=world.year, treasury="bank")

    with pytest.raises(SettingRefused, match=r"^On ajoute un compte de dépense ou de recette"):
        add_account(world.federation, world.year, code="51200009", kind="treasury", by=by, **WORDS)
    with pytest.raises(SettingRefused, match=r"^Les cahiers reposent sur ce compte"):
        change_account(bank, is_active=False, by=by)


def test_an_expense_account_may_be_put_away(world, account, by):
    assert change_account(account, is_active=False, by=by).is_active is False


def test_the_chart_of_a_closed_year_stays(world, account, by):
    SchoolYear.objects.filter(pk=world.year.pk).update(closed_at=timezone.now())
    world.year.refresh_from_db()

    with pytest.raises(SettingRefused, match=r"^L’année 2025-2026 est close"):
        change_account(account, label_fr="Autres mots", by=by)
    with pytest.raises(SettingRefused, match=r"^L’année 2025-2026 est close"):
        add_account(world.federation, world.year, code="61850008", kind="expense", by=by, **WORDS)


def test_an_account_of_another_association_does_not_exist(world):
    other = make_year(world.other_federation)
    ensure_chart(world.other_federation, other)
    make_year(world.federation)

    assert world.client(world.tristan).get("/fr/desk/settings/chart/2025-2026/60700008/").status_code == 404
