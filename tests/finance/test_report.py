"""The financial report: opening + income − expense = closing, gross figures, and what the pages for others say."""

import datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cooperatives.models import Mandate
from finance.chart_of_accounts import MEMBERSHIP, SALES, UNUSUAL_INCOME
from finance.models import Entry, Grant, MoneyRules
from finance.queries.report import financial_report
from finance.services.openings import record_opening
from finance.services.posting import reverse_entry
from tests.desk.pdf_reader import read
from tests.finance.ledger import BANK, CASH, CLASS_BOX, EDUCATION, FAMILIES
from tests.world import make_mandate, make_user


@pytest.fixture
def ledger(ledger, claire):
    """882.70 brought, 122.00 received in cash, 38.40 spent from it, 50.00 taken to the bank."""
    record_opening(ledger.book, bank=Decimal("858.20"), cash=Decimal("24.50"), request_id=uuid4(), by=claire)
    ledger.receive("122.00")
    ledger.spend("38.40")
    ledger.post(BANK, CASH, "50.00", kind=Entry.Kind.TRANSFER)
    return ledger


def text_of(world, name):
    where = {"id": world.cooperative.public_id, "slug": world.year.slug}
    answer = world.client(world.claire).get(reverse(f"finance:{name}", kwargs=where))
    _document, root = read(answer.content)
    return root.text


def test_opening_and_income_less_expense_is_the_closing(ledger):
    found = financial_report(ledger.book)

    assert (found.opening.total, found.income, found.expense, found.closing.total, found.is_right) == (
        Decimal("882.70"), Decimal("122.00"), Decimal("38.40"), Decimal("966.30"), True,
    )  # fmt: skip
    assert (found.opening.bank, found.closing.bank, found.closing.cash) == (
        Decimal("858.20"), Decimal("908.20"), Decimal("58.10"),
    )  # fmt: skip


def test_trap_5_neither_the_opening_nor_an_advance_nor_cash_taken_to_the_bank_is_income_or_expense(world, ledger):
    before = financial_report(ledger.book)

    ledger.post(CLASS_BOX, CASH, "20.00", kind=Entry.Kind.ADVANCE, classroom=world.classroom)

    after = financial_report(ledger.book)
    assert (after.income, after.expense, after.closing.total) == (before.income, before.expense, before.closing.total)


def test_trap_7_a_sale_stands_with_its_cost_and_its_income_never_the_profit_alone(ledger):
    ledger.post(CASH, "70700008", "146.50", kind=Entry.Kind.INCOME)
    ledger.post("60700008", CASH, "52.30")

    found = financial_report(ledger.book)

    assert {total.account.code: total.amount for total in [*found.incomes, *found.expenses]} == {
        "75620008": Decimal("122.00"), "70700008": Decimal("146.50"),
        "60700008": Decimal("52.30"), EDUCATION: Decimal("38.40"),
    }  # fmt: skip


def test_trap_10_what_families_share_a_gift_a_sale_and_the_membership_are_four_lines_of_the_report(world, ledger):
    """Domain 9 (c) 10: four different things, and a cooperative certifies no gift."""
    for code, amount in ((FAMILIES, "5.00"), (UNUSUAL_INCOME, "6.00"), (SALES, "7.00")):
        ledger.post(BANK, code, amount, kind=Entry.Kind.INCOME)
    ledger.post(MEMBERSHIP, BANK, "8.00")

    report = financial_report(ledger.book)

    told = {total.account.code: total.amount for total in (*report.incomes, *report.expenses)}
    assert [told[code] for code in (UNUSUAL_INCOME, SALES, MEMBERSHIP)] == [6, 7, 8]
    assert told[FAMILIES] == Decimal("127.00")
    assert "reçu fiscal" not in text_of(world, "financial-report").casefold()


def test_a_corrected_entry_leaves_the_report_as_if_it_had_not_been(ledger, claire):
    wrong = ledger.spend("7.00")
    reverse_entry(wrong, by=claire, reason=Entry.Reason.TWICE, request_id=uuid4())

    assert financial_report(ledger.book).expense == Decimal("38.40")


def test_a_grant_says_what_came_what_was_spent_and_what_is_left(world, ledger):
    facts = {"cooperative": world.cooperative, "year": world.year, "funder": "Commune", "purpose": "sortie"}
    grant = Grant.objects.create(**facts, amount=Decimal("250.00"))
    ledger.post(BANK, "74100008", "250.00", kind=Entry.Kind.INCOME, grant=grant)
    ledger.post(EDUCATION, BANK, "180.00", grant=grant)

    [use] = financial_report(ledger.book).grants

    assert (use.received, use.used, use.left) == (Decimal("250.00"), Decimal("180.00"), Decimal("70.00"))


def test_trap_22_a_grant_that_is_answered_after_the_year_and_brought_nothing_in_it_is_not_told(world, ledger):
    facts = {"cooperative": world.cooperative, "year": world.year, "amount": Decimal("250.00"), "purpose": "sortie"}
    kept = Grant.objects.create(**facts, funder="Commune", granted_on=world.year.ends)
    late = Grant.objects.create(**facts, funder="Département", granted_on=world.year.ends + datetime.timedelta(days=40))

    before = [use.grant for use in financial_report(ledger.book).grants]
    ledger.post(EDUCATION, BANK, "18.00", grant=late)

    assert (before, [use.grant for use in financial_report(ledger.book).grants]) == ([kept], [kept, late])


def test_trap_3_the_report_names_who_held_the_mandate_that_year_not_only_who_holds_it_now(world, ledger):
    left, later = make_user("Odile"), make_user("Bruno")
    spring = datetime.date(2026, 3, 1)
    ended = {"state": Mandate.State.ENDED, "ends_on": spring, "starts_on": datetime.date(2022, 9, 1), "rank": 2}
    make_mandate(world.cooperative, left, **ended)
    make_mandate(world.cooperative, later, starts_on=datetime.date(2026, 9, 1), rank=2)

    assert [mandate.user.first_name for mandate in financial_report(ledger.book).mandates] == ["Claire", "Odile"]


def test_every_teacher_signs_where_the_association_says_so(world, ledger):
    """Voices M4."""
    world.classroom.teachers.create(user=make_user("Paul"), starts_on=datetime.date(2025, 9, 1))
    without = financial_report(ledger.book).teachers
    MoneyRules.objects.create(federation=world.federation, year=world.year, all_teachers_sign=True)

    assert (without, financial_report(ledger.book).teachers) == ([], ["Paul Test"])


def test_the_printed_report_bears_the_quitus_on_its_first_page_and_its_own_check(world, ledger):
    text = text_of(world, "financial-report").replace("\u202f", "\u00a0")

    assert "Quitus des vérificateurs aux comptes" in text.split("Au premier jour")[0]
    assert "882,70\u00a0€ + 122,00\u00a0€ − 38,40\u00a0€ = 966,30\u00a0€" in text
    assert "Les comptes tombent juste." in text


def test_the_page_for_the_school_board_speaks_no_accountant_s_language(world, ledger):
    text = text_of(world, "board-page")

    assert ledger[EDUCATION].child_label.capitalize() in text
    assert [word for word in ("ventilation", "débit", "crédit", EDUCATION, "quitus") if word in text.lower()] == []


def test_the_pupils_read_the_year_in_pictures(world, ledger):
    where = {"id": world.cooperative.public_id, "slug": world.year.slug}
    page = world.client(world.claire).get(reverse("finance:year-pupils", kwargs=where))

    assert [total.account.child_label for total in page.context["went"]] == [ledger[EDUCATION].child_label]


def test_the_report_asks_as_often_for_a_long_book(world, ledger):
    asked = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            financial_report(ledger.book)
        asked.append(len(queries))
        for _more in range(20):
            ledger.spend("0.50")

    assert asked[0] == asked[1]
