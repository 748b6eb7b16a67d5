"""The adults' money pages: one expense, the book, own papers, deposits, the year."""

import csv
import datetime
import io
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from finance.models import DepositSlip, Entry, ExpenseClaim
from finance.services.class_funds import open_class_fund
from occe.kit.actors import System
from tests.finance.ledger import BANK, CASH, EDUCATION, FAMILIES, ledger_of, sent_by, sent_slip
from tests.world import make_user

State = ExpenseClaim.State


@pytest.fixture
def ledger(world):
    """Claire's book with 200 euros in the cash box and 500 at the bank."""
    open_class_fund(world.classroom, by=System())
    ledger = ledger_of(world.cooperative, world.year)
    ledger.post(CASH, FAMILIES, "200.00", kind=Entry.Kind.INCOME)
    ledger.post(BANK, FAMILIES, "500.00", kind=Entry.Kind.INCOME)
    return ledger


def address(world, name, **kwargs):
    return reverse(f"finance:{name}", kwargs={"id": world.cooperative.public_id, **kwargs})


# --- one expense -----------------------------------------------------------------------------------------------------


def test_the_teacher_agrees_and_the_entry_is_numbered_and_locked(world, ledger):
    claim = sent_by(world.lina, world)

    answer = world.client(world.claire).post(
        address(world, "claim", claim_id=claim.public_id), {"version": claim.version, "paid_with": "cash"}, follow=True
    )

    claim.refresh_from_db()
    assert (claim.state, claim.entry.number, claim.voucher.number) == (State.PAID, 3, "D01")
    assert "C’est au cahier, au numéro 3." in answer.content.decode()


def test_an_adult_who_advanced_the_money_must_be_named(world, ledger):
    claim = sent_by(world.lina, world)

    answer = world.client(world.claire).post(
        address(world, "claim", claim_id=claim.public_id), {"version": claim.version, "paid_with": "adult"}
    )

    assert answer.status_code == 422
    assert "Dites quel adulte a avancé l’argent." in answer.content.decode()


def test_a_page_that_is_out_of_date_overwrites_nothing(world, ledger):
    claim = sent_by(world.lina, world)

    answer = world.client(world.claire).post(
        address(world, "claim", claim_id=claim.public_id), {"version": claim.version - 1, "paid_with": "cash"}
    )

    assert answer.status_code == 422
    assert "Quelqu’un d’autre a changé cette dépense" in answer.content.decode()


def test_a_correction_is_kept_and_told(world, ledger):
    claim = sent_by(world.lina, world, amount=Decimal("38.04"))

    world.client(world.claire).post(
        address(world, "claim-correct", claim_id=claim.public_id),
        {"version": claim.version, "amount": "38,40", "issued_on": "02/10/2025", "account": claim.account_id},
    )

    claim.refresh_from_db()
    corrected = claim.events.get(field="amount")
    assert (claim.amount, corrected.before, corrected.after) == (Decimal("38.40"), "38.04", "38.40")


@pytest.mark.parametrize(
    ("act", "reason", "state"), [("return", "unreadable", "returned"), ("refuse", "twice", "refused")]
)
def test_an_answer_gives_its_reason(world, ledger, act, reason, state):
    claim = sent_by(world.lina, world)
    page = address(world, f"claim-{act}", claim_id=claim.public_id)

    without = world.client(world.claire).post(page, {"version": claim.version})
    world.client(world.claire).post(page, {"version": claim.version, "reason": reason, "note": "Rapproche-toi."})

    claim.refresh_from_db()
    assert without.status_code == 422
    assert (claim.state, claim.reason, claim.note) == (state, reason, "Rapproche-toi.")


def test_an_advance_is_paid_back_later_on_its_own_day(world, ledger):
    paul = make_user("Paul")
    world.classroom.teachers.create(user=paul, starts_on=datetime.date(2025, 9, 1))
    claim, client = sent_by(world.lina, world), world.client(world.claire)
    page = address(world, "claim", claim_id=claim.public_id)

    client.post(page, {"version": claim.version, "paid_with": "adult", "advanced_by": paul.pk})
    client.post(address(world, "claim-pay", claim_id=claim.public_id), {"paid_on": "20/10/2025", "place": "bank"})

    claim.refresh_from_db()
    assert (claim.state, claim.entry.date) == (State.PAID, datetime.date(2025, 10, 20))


@pytest.mark.parametrize("name", ["sonia", "rita", "nina"])
def test_nobody_else_answers_an_expense(world, ledger, name):
    claim = sent_by(world.lina, world)
    client = world.client(getattr(world, name))

    statuses = {
        client.post(address(world, f"claim-{act}", claim_id=claim.public_id), {"version": 1}).status_code
        for act in ("correct", "return", "refuse", "pay")
    }

    claim.refresh_from_db()
    assert statuses <= {403, 404}
    assert claim.state == State.SENT


# --- the book --------------------------------------------------------------------------------------------------------


def test_the_money_page_shows_where_the_money_is_and_the_last_entry_first(world, ledger):
    ledger.spend("38.40")

    page = world.client(world.claire).get(address(world, "money"))

    state = page.context["money"]
    assert (state.bank, state.cash, state.total) == (Decimal("500.00"), Decimal("161.60"), Decimal("661.60"))
    assert [row.entry.number for row in page.context["page"]] == [3, 2, 1]
    assert [row.after for row in page.context["page"]] == [Decimal("661.60"), Decimal("700.00"), Decimal("200.00")]


def test_filters_stand_in_the_address(world, ledger):
    ledger.spend("38.40", on=datetime.date(2025, 11, 20))

    page = world.client(world.claire).get(
        address(world, "money"), {"since": "2025-11-01", "account": ledger[EDUCATION].pk}
    )

    assert [row.entry.number for row in page.context["page"]] == [3]


def test_a_filter_that_is_not_understood_shows_everything(world, ledger):
    page = world.client(world.claire).get(address(world, "money"), {"since": "31/02/2026"})

    assert [row.entry.number for row in page.context["page"]] == [2, 1]


def test_the_book_takes_the_same_number_of_queries_for_3_and_40_entries(world, ledger, django_assert_max_num_queries):
    client, counts = world.client(world.claire), []
    client.get(address(world, "money"))  # the first page of a session is written down as such
    for total in (3, 40):
        for _ in range(Entry.objects.count(), total):
            ledger.spend("1.00")
        with django_assert_max_num_queries(60) as queries:
            client.get(address(world, "money"))
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_files_hold_the_same_lines_with_real_numbers(world, ledger):
    ledger.spend("38.40")
    client = world.client(world.claire)

    text = b"".join(client.get(address(world, "entries-csv")).streaming_content).decode("utf-8-sig")
    book = load_workbook(io.BytesIO(b"".join(client.get(address(world, "entries-xlsx")).streaming_content)))

    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert [row[0] for row in rows[1:]] == ["3", "2", "1"]
    assert rows[1][7:] == ["38,40", "661,60"]
    cells = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows(min_row=2)]
    assert (cells[0][0], cells[0][7], cells[0][8]) == (3, 38.4, 661.6)


def test_an_entry_is_cancelled_by_its_mirror_and_both_are_shown(world, ledger):
    entry = ledger.spend("38.40")
    client = world.client(world.claire)

    answer = client.post(
        address(world, "entry-correct", entry_id=entry.public_id),
        {"request_id": str(uuid4()), "reason": "wrong_amount"},
        follow=True,
    )

    mirror = Entry.objects.get(reverses=entry)
    assert answer.context["row"].entry == mirror
    assert client.get(address(world, "entry", entry_id=entry.public_id)).context["mirror"] == mirror


def test_staff_read_the_book_and_change_nothing(world, ledger):
    entry = ledger.spend("38.40")
    client = world.client(world.rita)

    assert client.get(address(world, "money")).status_code == 200
    assert client.get(address(world, "expense-new")).status_code == 403
    assert client.get(address(world, "entry", entry_id=entry.public_id)).context["may_correct"] is False


# --- own papers, places, deposits ------------------------------------------------------------------------------------


def test_money_that_changes_place_changes_no_total(world, ledger):
    client = world.client(world.claire)

    client.post(
        address(world, "transfer-new"),
        {
            "request_id": str(uuid4()),
            "way": "advance_cash",
            "classroom": world.classroom.pk,
            "amount": "60",
            "date": "06/10/2025",
        },
    )

    state = client.get(address(world, "money")).context["money"]
    assert (state.cash, state.class_boxes, state.total) == (Decimal("140.00"), Decimal("60.00"), Decimal("700.00"))


def test_the_cash_drawer_begins_a_deposit_the_right_way_and_the_book_says_where_the_money_went(world, ledger):
    client = world.client(world.claire)
    cash = reverse("finance:cash", args=[world.cooperative.public_id])
    leads = f"{address(world, 'transfer-new')}?year={world.year.slug}&amp;way=cash_bank"
    form = client.get(address(world, "transfer-new") + "?way=cash_bank").context["form"]
    assert (leads in client.get(cash).content.decode(), form["way"].value()) == (True, "cash_bank")

    sent = {"way": "cash_bank", "amount": "60", "date": "06/10/2025", "request_id": str(uuid4())}
    client.post(address(world, "transfer-new"), sent)

    rows = client.get(address(world, "money")).context["page"].object_list
    assert rows[0].title == "Caisse → Banque"


@pytest.mark.parametrize(
    ("way", "bank", "cash"), [("back_cash", "440.00", "220.00"), ("back_bank", "460.00", "200.00")]
)
def test_what_is_left_in_a_box_goes_back_to_the_cash_box_or_to_the_bank(world, ledger, way, bank, cash):
    client, room = world.client(world.claire), world.classroom.pk
    for one, amount in (("advance_bank", "60"), (way, "20")):
        sent = {"way": one, "classroom": room, "amount": amount, "date": "06/10/2025", "request_id": str(uuid4())}
        client.post(address(world, "transfer-new"), sent)

    state = client.get(address(world, "money")).context["money"]
    assert (state.bank, state.cash, state.class_boxes) == (Decimal(bank), Decimal(cash), Decimal("40.00"))


def test_a_box_that_holds_less_is_said_at_the_amount(world, ledger):
    answer = world.client(world.claire).post(
        address(world, "transfer-new"),
        {"request_id": str(uuid4()), "way": "cash_bank", "amount": "900", "date": "06/10/2025"},
    )

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["amount"]


@pytest.fixture
def slip(world, ledger):
    return sent_slip(world, ledger)


def test_a_deposit_is_recorded_as_it_was_counted(world, ledger, slip):
    world.client(world.claire).post(address(world, "slip", slip_id=slip.public_id), {"version": slip.version})

    slip.refresh_from_db()
    assert (slip.state, slip.entry.total) == (DepositSlip.State.RECORDED, Decimal("62.50"))


def test_a_deposit_is_given_back_with_a_reason(world, ledger, slip):
    page = address(world, "slip", slip_id=slip.public_id)

    without = world.client(world.claire).post(page, {"act": "return"})
    world.client(world.claire).post(page, {"act": "return", "reason": "count_again"})

    slip.refresh_from_db()
    assert without.status_code == 422
    assert (slip.state, slip.reason) == (DepositSlip.State.RETURNED, "count_again")


# --- the year, and my Friday -----------------------------------------------------------------------------------------


def test_the_year_adds_up(world, ledger):
    ledger.spend("38.40")

    page = world.client(world.claire).get(address(world, "year"))

    assert (page.context["opening"], page.context["result"]) == (0, Decimal("661.60"))
    assert [total.amount for total in page.context["expenses"]] == [Decimal("38.40")]


def test_my_friday_names_the_tickets_and_their_minutes(world, ledger):
    for _ in range(3):
        sent_by(world.lina, world)

    page = world.client(world.claire).get(reverse("members:home"))

    assert "3 tickets à valider" in page.content.decode()


@pytest.mark.parametrize("name", ["money", "week", "claims", "expense-new", "income-new", "transfer-new", "year"])
def test_each_page_speaks_both_languages_and_has_one_heading(world, ledger, name):
    client = world.client(world.claire)

    for language in ("fr", "en"):
        html = client.get(address(world, name).replace("/fr/", f"/{language}/")).content.decode()
        assert html.count("<h1") == 1
        assert f'lang="{language}"' in html
