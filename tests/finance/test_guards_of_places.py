"""The database keeps an entry in its turn, its year and its book, and what it leans on in its place."""

import datetime
from uuid import uuid4

import pytest

from cooperatives.models import Cooperative, SchoolYear
from finance.models import Account, Book, Voucher
from finance.services.posting import reverse_entry
from occe.kit.actors import System
from tests.finance.forced import add_entry, add_line, run
from tests.finance.ledger import BANK, CASH, CLASS_BOX, EDUCATION, ledger_of, refuses
from tests.world import make_classroom

# --- an entry comes in its turn, its year and its book ---------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 3, 7])
def test_a_number_that_leaves_a_gap_or_comes_twice_is_refused(ledger, entry, number):
    with refuses("finance_entry_follows"):
        add_entry(ledger, number=number)


def test_a_broken_chain_is_refused(ledger, entry):
    with refuses("finance_entry_follows"):
        add_entry(ledger, previous_digest="f" * 64)


@pytest.mark.parametrize("state", ["submitted", "accepted"])
def test_a_book_that_was_sent_takes_no_entry(world, ledger, state):
    run(
        "UPDATE finance_book SET state = 'submitted', submitted_at = now(), submitted_by_id = %s WHERE id = %s",
        world.claire.pk,
        ledger.book.pk,
    )
    run("UPDATE finance_book SET state = %s WHERE id = %s", state, ledger.book.pk)

    with refuses("finance_entry_book_takes_entries"):
        add_entry(ledger)


@pytest.mark.parametrize("state", ["suspended", "closed"])
def test_the_book_of_a_cooperative_that_sleeps_takes_no_entry(ledger, state):
    closed_on = datetime.date(2026, 6, 30) if state == "closed" else None
    Cooperative.objects.filter(pk=ledger.book.cooperative_id).update(state=state, closed_on=closed_on)

    with refuses("finance_entry_book_takes_entries"):
        add_entry(ledger)


@pytest.mark.parametrize("day", [datetime.date(2025, 8, 31), datetime.date(2026, 9, 1)])
def test_a_day_outside_the_year_is_refused(ledger, day):
    with refuses("finance_entry_in_the_year"):
        add_entry(ledger, date=day)


def test_a_correction_is_not_corrected(ledger, entry):
    mirror = reverse_entry(entry, by=System(), reason="twice", request_id=uuid4())

    with refuses("finance_entry_reverses_rightly"):
        add_entry(ledger, kind="reversal", reason="twice", reverses=mirror)


def test_an_entry_is_corrected_once(ledger, entry):
    reverse_entry(entry, by=System(), reason="twice", request_id=uuid4())

    with refuses("finance_entry_reverses_id_key"):
        add_entry(ledger, kind="reversal", reason="twice", reverses=entry)


def test_a_correction_stays_in_its_book(world, ledger, entry):
    other = ledger_of(world.other_cooperative, world.year)

    with refuses("finance_entry_reverses_rightly"):
        add_entry(other, kind="reversal", reason="twice", reverses=entry)


def test_a_correction_says_why(ledger, entry):
    with refuses("finance_entry_reversal_says_why"):
        add_entry(ledger, kind="reversal", reverses=entry)


def test_a_request_posts_once_in_a_book(ledger, entry):
    with refuses("finance_entry_request_once"):
        add_entry(ledger, request_id=entry.request_id)


@pytest.mark.parametrize("label", ["", "deux\nlignes", "une\ttabulation"])
def test_a_label_is_one_line(ledger, label):
    with refuses("finance_entry_one_line_label"):
        add_entry(ledger, label=label)


@pytest.mark.parametrize("total", [0, -5])
def test_a_total_is_above_zero(ledger, total):
    with refuses("finance_entry_total_positive"):
        add_entry(ledger, total=total)


@pytest.mark.parametrize("sides", [{"debit": 5, "credit": 5}, {"debit": 0, "credit": 0}, {"debit": -5}])
def test_a_line_has_one_side(ledger, entry, sides):
    with refuses("finance_entryline_one_side"):
        add_line(entry, ledger[CASH], 3, **sides)


# --- nothing points across -------------------------------------------------------------------------------------------


@pytest.fixture
def foreign(world):
    """The ledger of the other federation's cooperative, in its own year."""
    year = SchoolYear.objects.create(federation=world.other_federation, starts=world.year.starts, ends=world.year.ends)
    return ledger_of(world.foreign_cooperative, year)


def test_an_entry_cannot_stand_in_the_book_of_another_federation(ledger, foreign):
    with refuses("finance_entry_one_book"):
        add_entry(foreign, federation_id=ledger.book.federation_id)


def test_a_line_cannot_name_the_account_of_another_federation(ledger, foreign, entry):
    with refuses("finance_entryline_account_of_the_year"):
        add_line(entry, foreign[CASH], 3, debit=5)


def test_a_line_cannot_name_an_account_of_another_year(world, ledger, entry):
    next_ledger = ledger_of(world.cooperative, world.next_year)

    with refuses("finance_entryline_account_of_the_year"):
        add_line(entry, next_ledger[CASH], 3, debit=5)


def test_a_line_cannot_claim_another_federation_than_its_entry(foreign, ledger, entry):
    with refuses("finance_entryline_one_entry"):
        add_line(entry, ledger[CASH], 3, debit=5, federation_id=foreign.book.federation_id)


def test_a_book_cannot_join_a_cooperative_and_a_year_of_two_federations(world, foreign):
    with refuses("finance_book_one_cooperative"):
        Book.objects.create(federation=world.other_federation, year=foreign.book.year, cooperative=world.cooperative)


def test_a_line_names_only_a_class_of_its_cooperative(world, ledger, entry):
    stranger = make_classroom(world.other_cooperative, world.year)

    with refuses("finance_entryline_of_its_cooperative"):
        add_line(entry, ledger[EDUCATION], 3, debit=5, classroom=stranger)


def test_a_line_names_only_a_class_of_its_year(world, ledger, entry):
    later = make_classroom(world.cooperative, world.next_year)

    with refuses("finance_entryline_of_its_cooperative"):
        add_line(entry, ledger[EDUCATION], 3, debit=5, classroom=later)


def test_a_line_of_the_class_boxes_names_its_class(ledger, entry):
    with refuses("finance_entryline_box_of_a_class"):
        add_line(entry, ledger[CLASS_BOX], 3, debit=5)


def test_nothing_is_paid_from_a_bank_account_that_is_not_open(ledger):
    Cooperative.objects.filter(pk=ledger.book.cooperative_id).update(account_opened_on=None)

    with refuses("finance_entryline_bank_is_open"):
        add_line(add_entry(ledger), ledger[BANK], 1, credit=5)


def test_while_the_account_is_being_opened_all_else_works(ledger):
    Cooperative.objects.filter(pk=ledger.book.cooperative_id).update(account_opened_on=None)

    assert ledger.post(EDUCATION, CASH, "5.00").number == 1


def test_an_entry_takes_a_voucher_of_its_own_book(world, ledger):
    paper = Voucher.objects.create(book=ledger_of(world.other_cooperative, world.year).book, number="D01")

    with refuses("finance_entry_one_voucher"):
        add_entry(ledger, voucher=paper)


# --- what entries lean on keeps its identity -------------------------------------------------------------------------


@pytest.mark.parametrize("change", [{"code": "61820008"}, {"kind": "income"}, {"treasury": "cash", "kind": "treasury"}])
def test_an_account_keeps_its_code_and_nature(ledger, change):
    with refuses("finance_account_keeps_its_code"):
        Account.objects.filter(pk=ledger[EDUCATION].pk).update(**change)


def test_the_words_of_an_account_may_change(ledger):
    assert Account.objects.filter(pk=ledger[EDUCATION].pk).update(label_fr="Sorties") == 1


def test_a_book_keeps_its_year_and_cooperative(world, ledger):
    with refuses("finance_book_keeps_its_place"):
        Book.objects.filter(pk=ledger.book.pk).update(cooperative=world.other_cooperative)


def test_a_book_moves_in_order(ledger):
    with refuses("finance_book_moves_in_order"):
        run(
            "UPDATE finance_book SET state = 'accepted', submitted_at = now(), submitted_by_id = NULL WHERE id = %s",
            ledger.book.pk,
        )


def test_a_voucher_keeps_the_number_written_on_it(ledger):
    paper = Voucher.objects.create(book=ledger.book, number="D01")

    with refuses("finance_voucher_keeps_its_number"):
        Voucher.objects.filter(pk=paper.pk).update(number="D02")
