"""What the paper book left on its way to the bank: trap 6, a cheque counts from the day on which it is written, also
one that was written before the book began here.
"""

import datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse

from finance.errors import BankRefused, MandateNeeded
from finance.models import BankTransaction, Book, Entry, MatchedItem, MatchedTransaction, PaperItem
from finance.queries.bank import BankSide, kept_since, known_since, open_lines, waiting
from finance.queries.bank_page import what_waits
from finance.queries.reconciling import month_state
from finance.services.bank_entries import write_back
from finance.services.books import open_book
from finance.services.matching import match, undo_match
from finance.services.openings import record_opening
from finance.services.paper_books import Compared, choose_mode, record_totals
from finance.services.paper_items import say_paper_item, take_back_paper_item
from finance.services.reconciling import close_month, tick_by_hand
from occe.kit.actors import System
from tests.finance.bank import day, make_account, told
from tests.finance.ledger import EDUCATION, Ledger, ledger_of, refuses

SEPTEMBER, OCTOBER = datetime.date(2025, 9, 1), datetime.date(2025, 10, 1)
EVE = datetime.date(2025, 8, 28)


@pytest.fixture
def ledger(world, claire):
    """The book begins: 470 at the bank by the paper book, of which the statement says 500 less a cheque of 30."""
    ledger = ledger_of(world.cooperative, world.year)
    record_opening(ledger.book, bank=Decimal(470), cash=Decimal(0), request_id=uuid4(), by=claire)
    return ledger


@pytest.fixture
def account(world):
    return make_account(world.cooperative)


def say(account, claire, amount="-30.00", on=EVE, number="1234567", **facts):
    facts = {"request_id": uuid4()} | facts
    return say_paper_item(account, amount=Decimal(amount), date=on, cheque_number=number, by=claire, **facts)


def accept_all(account, by):
    for proposal in what_waits(account)[2]:
        match(account, transactions=[m.pk for m in proposal.movements], lines=[n.pk for n in proposal.lines], by=by)


def test_trap_6_a_cheque_of_the_paper_book_is_on_its_way_until_the_bank_pays_it(world, ledger, account, claire):
    told(account, "09-01", "10-31", ("10-05", "-30.00", "CHEQUE", "1234567"), start="500", by=world.claire)
    gap = month_state(account, ledger.book, SEPTEMBER).gap
    say(account, claire)

    september = close_month(account, ledger.book, month=SEPTEMBER, by=claire)
    [proposal] = what_waits(account)[2]
    accept_all(account, claire)
    october = close_month(account, ledger.book, month=OCTOBER, by=claire)
    connection.check_constraints()

    assert gap == Decimal(30)  # nobody had said it
    assert (september.statement_balance, september.going_out, september.ledger_balance) == (500, 30, 470)
    assert september.items.get().label == "Payé d’après le cahier papier"
    assert (proposal.certain, proposal.reason) == (True, "Le chèque n°\u00a01234567, pour la même somme.")
    assert (october.statement_balance, october.going_out, october.ledger_balance) == (470, 0, 470)
    assert Entry.objects.count() == 1  # the opening counts it already: no entry says it a second time


def test_a_deposit_of_the_paper_book_comes_in_later(world, ledger, account, claire):
    told(account, "09-01", "10-31", ("09-03", "45.00", "REMISE"), start="425", by=world.claire)
    say(account, claire, amount="45.00", number="")

    accept_all(account, claire)

    assert month_state(account, ledger.book, SEPTEMBER).gap == 0
    assert (MatchedItem.objects.get().item.amount, open_lines(account)) == (Decimal(45), [])


def test_saying_it_twice_keeps_one_and_a_match_is_taken_back(world, ledger, account, claire):
    told(account, "09-01", "10-31", ("10-05", "-30.00", "CHEQUE", "1234567"), start="500", by=world.claire)
    once = uuid4()
    item = say(account, claire, request_id=once)

    assert say(account, claire, request_id=once) == item
    accept_all(account, claire)
    move, found = BankTransaction.objects.get(), account.matches.get()
    assert match(account, transactions=[move.pk], lines=[-item.pk], by=claire) == found
    with pytest.raises(BankRefused, match="défaites d’abord"):
        take_back_paper_item(item, by=claire)
    undo_match(found, by=claire)
    assert [line.pk for line in open_lines(account)] == [-item.pk]
    take_back_paper_item(item, by=claire)
    assert PaperItem.objects.count() == 0


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"on": datetime.date(2025, 9, 1)}, "avant le 01/09/2025"),
        ({"number": "douze"}, "sept chiffres"),
        ({"number": "1234567"}, "déjà dans la liste"),
    ],
)
def test_what_is_no_item_of_the_paper_book_is_refused_at_its_field(facts, why, ledger, account, claire):
    say(account, claire)
    with pytest.raises(BankRefused, match=why) as refused:
        say(account, claire, **({"number": "7654321"} | facts))
    assert refused.value.field == ("date" if "on" in facts else "cheque_number")


def test_once_a_month_is_closed_the_list_stays_and_the_database_keeps_it(world, ledger, account, claire):
    item = say(account, claire)
    told(account, "09-01", "09-30", start="500", by=world.claire)
    close_month(account, ledger.book, month=SEPTEMBER, by=claire)

    for attempt in (lambda: say(account, claire, number="1"), lambda: take_back_paper_item(item, by=claire)):
        with pytest.raises(BankRefused, match="déjà clos"):
            attempt()
    with refuses("finance_paperitem_in_closed_month"):
        item.delete()
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        PaperItem.objects.update(amount=1)


def test_the_database_lets_an_item_into_a_book_that_is_kept_here_only(world, ledger, account):
    with refuses("finance_paperitem_of_a_book"):
        account.paper_items.create(brought_on=OCTOBER, date=EVE, amount=-1, said_by=world.claire)
    with refuses("finance_paperitem_cheque_goes_out"):
        account.paper_items.create(brought_on=SEPTEMBER, date=EVE, amount=1, cheque_number="1", said_by=world.claire)


def test_a_sum_that_is_not_the_item_s_never_stands_beside_it(world, ledger, account, claire):
    item = say(account, claire)
    told(account, "09-01", "10-31", ("10-05", "-31.00"), start="500", by=world.claire)
    with pytest.raises(BankRefused, match="sommes diffèrent"):
        match(account, transactions=[BankTransaction.objects.get().pk], lines=[-item.pk], by=claire)
    with refuses("finance_bankmatch_agrees"):
        standing = account.matches.create(how="chosen", matched_by=world.claire)
        MatchedTransaction.objects.create(account=account, match=standing, transaction=BankTransaction.objects.get())
        MatchedItem.objects.create(account=account, match=standing, item=item)
        connection.check_constraints()


def test_only_a_mandataire_says_it(world, ledger, account):
    with pytest.raises(MandateNeeded):
        say(account, world.actor(world.tristan))


def test_a_paper_statement_ticks_it_and_one_that_nobody_cashed_comes_back(world, ledger, account, claire):
    ticked, long_ago = say(account, claire), datetime.date(2024, 5, 1)
    stale = say(account, claire, amount="-12.00", number="2", on=long_ago)
    tick_by_hand(account, ledger.book, ends_on=day("09-30"), end_balance=Decimal(470), ticked=[-ticked.pk], by=claire)
    following = open_book(world.cooperative, world.next_year, by=System())

    entry = write_back(account, line=-stale.pk, by=claire)

    assert BankTransaction.objects.get().label == "Payé d’après le cahier papier"
    assert (entry.book, entry.total, open_lines(account)) == (following, Decimal("12.00"), [])


# --- from a year on paper to a book kept here ------------------------------------------------------------------------


@pytest.fixture
def after_paper(world, claire):
    """2025-2026 on paper: 858.20 at the bank by its book, 888.20 by the statement; 2026-2027 is kept here."""
    paper = ledger_of(world.cooperative, world.year)
    choose_mode(paper.book, mode=Book.Mode.SUMMARY, by=claire)
    totals = {paper["75620008"]: Decimal("958.20"), paper[EDUCATION]: Decimal("100.00")}
    record_totals(
        paper.book, totals=totals, closing_bank=Decimal("858.20"), closing_cash=Decimal(0), by=claire,
        date=world.year.ends, compared=Compared(Decimal("888.20"), Decimal("30.00")),
    )  # fmt: skip
    return Ledger(open_book(world.cooperative, world.next_year, by=System()), {})


def test_trap_a5_a_summary_book_becomes_full_and_its_cheques_are_found(world, after_paper, account, claire):
    first = world.next_year.starts
    told(
        account, "2026-08-20", "2026-09-30", ("2026-08-25", "12.00"), ("2026-09-10", "-30.00", "CHEQUE", "77"),
        start="876.20", by=world.claire,
    )  # fmt: skip
    say(account, claire, on=datetime.date(2026, 8, 28), number="77")

    assert (kept_since(account), known_since(account), BankSide(account).since()) == (first, first, first)
    assert [one.date for one in waiting(account)] == [datetime.date(2026, 9, 10)]  # August is the paper book's
    desk = world.client(world.tristan).get(reverse("desk:bank"))
    assert [one.waits for one in desk.context["page"] if one.pk == account.pk] == [1]
    accept_all(account, claire)
    closed = close_month(account, after_paper.book, month=first, by=claire)
    assert (closed.statement_balance, closed.item_count) == (Decimal("858.20"), 0)
    with pytest.raises(BankRefused, match="sur papier"):
        close_month(account, Book.objects.get(mode="summary"), month=datetime.date(2026, 8, 1), by=claire)


def test_the_totals_of_a_year_on_paper_are_no_line_of_a_statement(world, after_paper, account):
    told(account, "2026-08-20", "2026-09-30", start="888.20", by=world.claire)

    assert (open_lines(account), what_waits(account)) == ([], ([], [], []))


def test_movements_of_before_the_first_book_wait_for_nobody(world, ledger, account, claire):
    told(account, "2025-08-20", "09-30", ("2025-08-25", "-5.00"), start="475", by=world.claire)

    assert (list(waiting(account)), month_state(account, ledger.book, SEPTEMBER).gap) == ([], Decimal(0))


# --- the page --------------------------------------------------------------------------------------------------------


def test_the_page_takes_a_line_keeps_what_was_typed_wrongly_and_gives_one_back(world, ledger, account):
    page = reverse("finance:bank-paper", kwargs={"id": world.cooperative.public_id})
    client = world.client(world.claire)
    facts = {"way": "out", "date": "2025-08-28", "amount": "30", "cheque_number": "9"}

    refused = client.post(page, facts | {"request_id": str(uuid4()), "date": "2025-10-02"})
    sent = client.post(page, facts | {"request_id": str(uuid4())})

    assert (refused.status_code, sent.status_code) == (422, 302)
    item = PaperItem.objects.get()
    assert (item.amount, item.cheque_number, item.brought_on) == (Decimal(-30), "0000009", SEPTEMBER)
    assert "Payé d’après le cahier papier · chèque n°\u00a00000009" in client.get(page).content.decode()
    told(account, "09-01", "09-30", ("09-12", "-30.00"), start="500", by=world.claire)
    bank = client.get(reverse("finance:bank", kwargs={"id": world.cooperative.public_id})).content.decode()
    assert f':{-item.pk}"' in bank
    gone = {"id": world.cooperative.public_id, "item_id": item.public_id}
    client.post(reverse("finance:bank-paper-take-back", kwargs=gone))
    assert PaperItem.objects.count() == 0
