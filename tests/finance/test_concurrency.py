"""Many at once: real threads, real commits, a database of the test's own."""

from collections import Counter
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection

from finance.errors import BookTakesNoEntries, ClaimAlreadyAnswered, NotEnoughMoney
from finance.models import Entry, ExpenseClaim, Voucher
from finance.queries.balances import money
from finance.services.agreeing import agree_claim, agree_claims
from finance.services.books import return_book, send_book
from finance.services.corrections import correct_entry
from finance.services.direct_entries import record_entry
from finance.services.posting import reverse_entry
from finance.services.proofs import broken_rows
from occe.kit.actors import System
from occe.kit.errors import DomainError
from tests.finance.ledger import CASH, EDUCATION, ledger_of, sent_by
from tests.together import at_once
from tests.world import make_mandate, make_user


@pytest.fixture
def ledger(real_world):
    ledger = ledger_of(real_world.cooperative, real_world.year)
    ledger.receive("900.00", on=date(2025, 9, 2))
    return ledger


def test_sixteen_threads_in_one_book_leave_no_gap_and_no_double(ledger):
    def post_ten():
        return [ledger.spend("1.00").number for _ in range(10)]

    numbers = [number for found in at_once(*[post_ten] * 16) for number in found]

    assert sorted(numbers) == list(range(2, 162))
    assert money(ledger.book).total == Decimal("740.00")
    assert broken_rows() == []


def test_threads_in_different_books_do_not_wait_for_one_numbering(real_world, ledger):
    other = ledger_of(real_world.other_cooperative, real_world.year)

    at_once(*[lambda: ledger.spend("1.00"), lambda: other.receive("1.00")] * 6)

    assert Counter(Entry.objects.values_list("book", flat=True)) == {ledger.book.pk: 7, other.book.pk: 6}
    assert broken_rows() == []


def test_one_request_sent_eight_times_at_once_is_one_entry(ledger):
    request_id = uuid4()

    entries = at_once(*[lambda: ledger.spend("5.00", request_id=request_id)] * 8)

    assert len(set(entries)) == 1
    assert Entry.objects.filter(request_id=request_id).count() == 1


def test_of_two_adults_who_agree_at_once_exactly_one_does(real_world, ledger):
    claire = real_world.actor(real_world.claire)
    paul = make_user("Paul")
    make_mandate(real_world.cooperative, paul, rank=2)
    claim, paul = sent_by(real_world.lina, real_world), real_world.actor(paul)

    results = at_once(
        lambda: agree_claim(claim, by=claire, paid_with="cash"),
        lambda: agree_claim(claim, by=paul, paid_with="cash"),
    )

    assert [type(result) for result in results if isinstance(result, DomainError)] == [ClaimAlreadyAnswered]
    assert Entry.objects.filter(kind="expense").count() == 1
    assert ExpenseClaim.objects.get().events.filter(kind="agreed").count() == 1


def test_a_double_click_agrees_once(real_world, ledger):
    claim, claire = sent_by(real_world.lina, real_world), real_world.actor(real_world.claire)

    results = at_once(*[lambda: agree_claim(claim, by=claire, paid_with="cash")] * 4)

    assert {result.state for result in results} == {"paid"}
    assert Entry.objects.filter(kind="expense").count() == Voucher.objects.count() == 1


def test_two_adults_with_the_same_week_in_another_order_block_nobody(real_world, ledger):
    claire = real_world.actor(real_world.claire)
    paul = make_user("Paul")
    make_mandate(real_world.cooperative, paul, rank=2)
    claims = [sent_by(real_world.lina, real_world, amount=Decimal(n), paid_with="cash") for n in range(1, 7)]
    week, paul = [(claim, claim.version) for claim in claims], real_world.actor(paul)

    first, second = at_once(lambda: agree_claims(week, by=claire), lambda: agree_claims(list(reversed(week)), by=paul))

    assert len(first.agreed) + len(second.agreed) == 6
    assert Entry.objects.filter(kind="expense").count() == 6
    assert sorted(paper.number for paper in Voucher.objects.all()) == [f"D0{n}" for n in range(1, 7)]


def test_papers_numbered_at_once_have_a_number_each(real_world, ledger):
    claire = real_world.actor(real_world.claire)

    def record():
        return record_entry(
            ledger.book,
            account=ledger[EDUCATION],
            treasury=ledger[CASH],
            amount=Decimal("1.00"),
            date=date(2025, 10, 2),
            request_id=uuid4(),
            by=claire,
        ).voucher.number

    assert sorted(at_once(*[record] * 8)) == [f"D0{n}" for n in range(1, 9)]


def test_an_entry_is_corrected_once_by_two_at_once(ledger):
    entry = ledger.spend("5.00")

    at_once(*[lambda: reverse_entry(entry, by=System(), reason="twice", request_id=uuid4())] * 4)

    assert Entry.objects.filter(reverses=entry).count() == 1


def test_a_correction_and_a_payment_at_once_leave_one_story(real_world, ledger):
    claire = real_world.actor(real_world.claire)
    claim = agree_claim(sent_by(real_world.lina, real_world), by=claire, paid_with="cash")

    at_once(
        lambda: correct_entry(claim.entry, by=claire, reason="twice", request_id=uuid4()),
        lambda: agree_claim(claim, by=claire, version=claim.version, paid_with="cash"),  # as the form says it
    )

    claim.refresh_from_db()
    assert (claim.state, claim.entry) == ("sent", None)
    assert broken_rows() == []


@pytest.mark.parametrize("rounds", [5, pytest.param(500, marks=pytest.mark.long)])
def test_closing_a_book_while_others_post_counts_all_that_was_posted_and_nothing_after(real_world, ledger, rounds):
    claire, tristan = real_world.actor(real_world.claire), real_world.actor(real_world.tristan)

    def close():
        book = send_book(ledger.book, by=claire, without="sur papier")
        return ("closed", Entry.objects.filter(book=book).count())

    for _round in range(rounds):
        before = Entry.objects.count()

        results = at_once(*[lambda: ledger.spend("0.01")] * 4, close, *[lambda: ledger.spend("0.01")] * 4)

        refused = [result for result in results if isinstance(result, BookTakesNoEntries)]
        posted = [result for result in results if isinstance(result, Entry)]
        assert len(refused) + len(posted) == 8
        assert Entry.objects.count() == before + len(posted)
        assert dict([result for result in results if isinstance(result, tuple)]) == {"closed": before + len(posted)}
        return_book(ledger.book, reason="Encore une fois.", by=tristan)
    assert broken_rows() == []


def test_an_unbalanced_entry_is_refused_at_commit(ledger):
    with pytest.raises(Exception, match="does not balance"), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO finance_entryline (federation_id, entry_id, position, account_id, debit, credit) "
            "SELECT federation_id, entry_id, 9, account_id, debit, credit FROM finance_entryline LIMIT 1"
        )

    assert ledger.book.entries.get().lines.count() == 2


def test_of_four_adults_who_take_out_more_than_the_cash_box_holds_one_is_told(real_world, ledger):
    """Nine hundred euros in the box, four direct expenses of three hundred at once."""
    people = [real_world.claire, *(make_user(name) for name in ("Luc", "Ana", "Max"))]
    for rank, user in enumerate(people[1:], start=2):
        make_mandate(real_world.cooperative, user, rank=rank)
    actors = [real_world.actor(user) for user in people]

    def spend(by):
        facts = {"amount": Decimal("300.00"), "date": date(2025, 10, 6), "request_id": uuid4(), "by": by}
        return lambda: record_entry(ledger.book, account=ledger[EDUCATION], treasury=ledger[CASH], **facts)

    results = at_once(*[spend(by) for by in actors])

    assert Counter(type(result) for result in results) == {Entry: 3, NotEnoughMoney: 1}
    assert money(ledger.book).cash == 0
