"""A year that a school keeps on paper: trap A5, a book is full or summary."""

import datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from finance.errors import BookTakesNoEntries, PaperBookRefused
from finance.models import Book, Entry
from finance.queries.closing_bank import bank_reconciled
from finance.queries.papers import missing_counts
from finance.queries.report import financial_report
from finance.services.corrections import correct_entry, redoable
from finance.services.openings import record_opening
from finance.services.paper_books import Compared, choose_mode, record_totals
from finance.services.proofs import broken_rows
from tests.finance.ledger import EDUCATION, refuses, sent_by
from tests.finance.pupil_walk import Tablet, this_year

LAST = datetime.date(2025, 10, 1)
INCOME = "75620008"


@pytest.fixture
def paper(ledger, claire):
    """882.70 brought from before; the rest of the year is on paper."""
    record_opening(ledger.book, bank=Decimal("858.20"), cash=Decimal("24.50"), request_id=uuid4(), by=claire)
    ledger.book = choose_mode(ledger.book, mode=Book.Mode.SUMMARY, by=claire)
    return ledger


def type_in(paper, claire, *, spent="1200.00", bank="938.20", cash="44.50", statement="988.20", out="50.00"):
    return record_totals(
        paper.book, totals={paper[INCOME]: Decimal("1300.00"), paper[EDUCATION]: Decimal(spent)},
        closing_bank=Decimal(bank), closing_cash=Decimal(cash), date=LAST, by=claire,
        compared=Compared(Decimal(statement), Decimal(out)),
    )  # fmt: skip


def test_trap_a5_a_summary_book_gives_the_same_report_from_its_totals(paper, claire):
    type_in(paper, claire)

    found = financial_report(paper.book)

    assert (found.opening.total, found.income, found.expense, found.closing.bank, found.closing.cash) == (
        Decimal("882.70"), Decimal("1300.00"), Decimal("1200.00"), Decimal("938.20"), Decimal("44.50"),
    )  # fmt: skip
    assert found.is_right
    assert (found.bank.statement_balance, found.bank.ledger_balance) == (Decimal("988.20"), Decimal("938.20"))
    assert bank_reconciled([paper.book])[paper.book.pk].missing == ()
    assert missing_counts([paper.book]) == {}


def test_trap_a5_totals_that_do_not_add_up_are_told_at_their_field(paper, claire):
    with pytest.raises(PaperBookRefused) as sums:
        type_in(paper, claire, cash="45.50")
    with pytest.raises(PaperBookRefused) as bank:
        type_in(paper, claire, out="49.00")

    assert (sums.value.field, bank.value.field) == ("closing_bank", "statement")
    assert not Entry.objects.filter(book=paper.book, reason=Entry.Reason.PAPER_TOTAL).exists()


def test_trap_a5_totals_typed_twice_stand_once_and_a_wrong_one_is_mirrored(paper, claire):
    type_in(paper, claire)
    entries = paper.book.entries.count()

    type_in(paper, claire)
    same = paper.book.entries.count()
    type_in(paper, claire, spent="1210.00", cash="34.50")

    assert same == entries
    assert paper.book.entries.filter(kind=Entry.Kind.REVERSAL).count() == 1
    found = financial_report(paper.book)
    assert (found.expense, found.closing.cash, found.is_right) == (Decimal("1210.00"), Decimal("34.50"), True)
    assert broken_rows() == []


def test_trap_a5_the_database_lets_nothing_but_totals_into_a_summary_book_and_no_total_into_a_full_one(paper, claire):
    with pytest.raises(BookTakesNoEntries):
        paper.spend("5.00")

    type_in(paper, claire)
    total = paper.book.entries.filter(kind=Entry.Kind.EXPENSE).get()
    assert redoable(total) is None
    correct_entry(total, by=claire, reason=Entry.Reason.WRONG_AMOUNT, request_id=uuid4())
    assert bank_reconciled([paper.book])[paper.book.pk].missing != ()


def test_trap_a5_a_book_in_which_something_is_written_does_not_become_a_summary(ledger, claire):
    ledger.receive("122.00")

    with pytest.raises(PaperBookRefused):
        choose_mode(ledger.book, mode=Book.Mode.SUMMARY, by=claire)
    with refuses("finance_book_mode_before_writing"):
        Book.objects.filter(pk=ledger.book.pk).update(mode=Book.Mode.SUMMARY)


def test_trap_a5_an_expense_that_was_sent_keeps_the_book_full(world, ledger, claire):
    sent_by(claire, world)

    with pytest.raises(PaperBookRefused):
        choose_mode(ledger.book, mode=Book.Mode.SUMMARY, by=claire)


def test_trap_a5_the_forms_say_that_this_year_is_on_paper_and_the_totals_page_keeps_what_is_typed(world, paper, claire):
    client, where = world.client(world.claire), {"id": world.cooperative.public_id}
    for name in ("expense-new", "income-new", "transfer-new", "record"):
        assert "tenue sur papier" in client.get(reverse(f"finance:{name}", kwargs=where)).text, name
    url = reverse("finance:paper-book", kwargs=where | {"slug": world.year.slug})
    typed = {
        "form": "totals", "date": "2025-10-01", f"account_{paper[INCOME].pk}": "1300", "closing_bank": "938,20",
        f"account_{paper[EDUCATION].pk}": "1200", "closing_cash": "4,50", "statement": "938,20",
    }  # fmt: skip

    refused = client.post(url, typed)
    kept = client.post(url, typed | {"closing_cash": "44,50"})

    assert (refused.status_code, kept.status_code) == (422, 302)
    assert 'value="938,20"' in refused.text
    assert "Livre résumé" in client.get(reverse("finance:year", kwargs=where)).text
    assert financial_report(paper.book).is_right


def test_trap_a5_the_next_years_book_is_full_again(world, paper, claire):
    assert Book(federation=world.federation, year=world.next_year, cooperative=world.cooperative).mode == Book.Mode.FULL


def test_trap_a5_pupils_read_that_they_write_on_paper(world, claire):
    choose_mode(this_year(world).book, mode=Book.Mode.SUMMARY, by=claire)
    child = Tablet(world, world.lina).client

    for name in ("pupil-expense-new", "pupil-deposit-new"):
        assert "on écrit sur papier" in child.get(reverse(f"finance:{name}")).text, name
