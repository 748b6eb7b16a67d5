"""Which movement of the bank is which line of the book: proposals with their reasons, and the doors to matches."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from finance.errors import BankRefused, MandateNeeded
from finance.models import BankMatch, BankTransaction, Entry, MatchedLine
from finance.queries.bank import open_lines
from finance.queries.bank_page import what_waits
from finance.queries.matching import propose
from finance.services.matching import match, undo_match
from finance.services.posting import reverse_entry
from occe.kit.actors import System
from tests.finance.bank import bank_line, day, make_account, told
from tests.finance.ledger import BANK, EDUCATION, FAMILIES, ledger_of, refuses

Kind = Entry.Kind


@dataclass(frozen=True)
class Thing:
    """A movement or a line, without a database."""

    pk: int
    date: datetime.date
    amount: Decimal
    cheque_number: str = ""
    entry_id: int = 0
    cancels: int | None = None
    number: int = 0
    label: str = ""


def things(*rows, **fields):
    return [Thing(pk, day(on), Decimal(amount), *rest, **fields) for pk, (on, amount, *rest) in enumerate(rows, 1)]


def pairs(proposals):
    return [
        ([one.pk for one in proposal.movements], [one.pk for one in proposal.lines], proposal.certain)
        for proposal in proposals
    ]


def test_one_sum_on_both_sides_is_certain_and_says_how_many_days_lie_between():
    [proposal] = propose(things(("10-06", "-38.40")), things(("10-02", "-38.40")))

    assert (proposal.certain, proposal.reason) == (True, "La même somme, 4 jours après.")


def test_a_cheque_is_known_by_its_number_whatever_other_cheque_has_its_sum():
    movements = things(("10-20", "-20.00", "0001235"), ("10-21", "-20.00", "1234"))
    lines = things(("10-02", "-20.00", "0001234"), ("10-02", "-20.00", "0001235"))

    assert pairs(propose(movements, lines)) == [([1], [2], True), ([2], [1], True)]


def test_two_cheques_with_two_numbers_are_never_the_same_one():
    assert propose(things(("10-20", "-20.00", "1111111")), things(("10-02", "-20.00", "2222222"))) == []


def test_a_cheque_that_the_bank_passed_twice_is_certain_of_neither():
    movements = things(("10-20", "-20.00", "1234"), ("10-23", "-20.00", "1234"))

    assert pairs(propose(movements, things(("10-02", "-20.00", "0001234")))) == [([1], [1], False)]


def test_two_days_that_make_the_same_deposit_leave_it_uncertain():
    lines = things(("10-02", "10.00"), ("10-02", "20.00"), ("10-03", "5.00"), ("10-03", "25.00"))

    [proposal] = propose(things(("10-06", "30.00")), lines)

    assert (proposal.certain, proposal.reason) == (False, "La somme de 2 lignes qui se suivent.")


def test_several_of_one_sum_are_paired_by_the_nearest_day_and_are_not_certain():
    movements = things(("10-03", "-12.50"), ("10-20", "-12.50"))
    lines = things(("10-02", "-12.50"), ("10-19", "-12.50"))

    assert pairs(propose(movements, lines)) == [([1], [1], False), ([2], [2], False)]


def test_a_sum_seen_half_a_year_later_is_proposed_but_not_certain():
    assert pairs(propose(things(("2026-04-20", "-20.00")), things(("10-02", "-20.00")))) == [([1], [1], False)]


def test_what_the_book_says_after_the_bank_is_not_proposed():
    assert propose(things(("10-02", "-20.00")), things(("10-20", "-20.00"))) == []


def test_a_deposit_is_the_sum_of_the_lines_of_its_day():
    lines = things(("10-01", "7.00"), ("10-02", "30.00"), ("10-02", "12.50"), ("10-02", "-42.50"))

    [proposal] = propose(things(("10-06", "42.50")), lines)

    assert (pairs([proposal]), proposal.reason) == ([([1], [2, 3], True)], "La somme des 2 lignes du 02/10/2025.")


def test_lines_in_a_row_make_one_movement_and_movements_in_a_row_one_line():
    one = propose(things(("10-06", "-60.00")), things(("10-01", "-10.00"), ("10-02", "-50.00")))
    other = propose(things(("10-06", "-10.00"), ("10-07", "-50.00")), things(("10-02", "-60.00")))

    assert (pairs(one), pairs(other)) == ([([1], [1, 2], False)], [([1, 2], [1], False)])


@pytest.fixture
def ledger(world):
    return ledger_of(world.cooperative, world.year)


@pytest.fixture
def account(world):
    return make_account(world.cooperative)


def spend(ledger, amount, on="10-02", **options):
    return ledger.post(EDUCATION, BANK, amount, on=day(on), **options)


def receive(ledger, amount, on="10-02"):
    return ledger.post(BANK, FAMILIES, amount, on=day(on), kind=Kind.INCOME)


def movements_of(account):
    return list(BankTransaction.objects.filter(account=account).order_by("date", "pk"))


def test_an_entry_and_its_correction_never_pass_at_the_bank(world, ledger, account):
    told(account, "09-01", "09-30", start="0", by=world.claire)
    wrong = spend(ledger, "38.40")
    reverse_entry(wrong, by=System(), reason=Entry.Reason.NOT_DONE, request_id=uuid4(), date=day("10-03"))

    _movements, _lines, [proposal] = what_waits(account)
    match(account, transactions=[], lines=[line.pk for line in proposal.lines], by=world.actor(world.claire))

    assert (proposal.certain, open_lines(account)) == (True, [])


def test_match_stands_for_one_movement_and_many_lines(world, ledger, account, claire):
    told(account, "10-01", "10-31", ("10-06", "42.50", "REMISE CHEQUES"), start="0", by=world.claire)
    lines = [bank_line(receive(ledger, amount)).pk for amount in ("30.00", "12.50")]
    [movement] = movements_of(account)

    standing = match(account, transactions=[movement.pk], lines=lines, by=claire)
    connection.check_constraints()

    assert match(account, transactions=[movement.pk], lines=lines, by=claire) == standing
    assert sorted(standing.lines.values_list("line", flat=True)) == sorted(lines)


def test_match_refuses_sums_that_differ_and_what_stands_elsewhere(world, ledger, account, claire):
    told(account, "10-01", "10-31", ("10-06", "-20.00"), ("10-07", "-20.00"), start="0", by=world.claire)
    right, other = bank_line(spend(ledger, "20.00")).pk, bank_line(spend(ledger, "21.00")).pk
    first, second = (movement.pk for movement in movements_of(account))

    with pytest.raises(BankRefused, match="Les sommes diffèrent"):
        match(account, transactions=[first], lines=[other], by=claire)
    match(account, transactions=[first], lines=[right], by=claire)
    with pytest.raises(BankRefused, match="déjà rapprochée"):
        match(account, transactions=[second], lines=[right], by=claire)
    with pytest.raises(BankRefused, match="ce qui va ensemble"):
        match(account, transactions=[second], lines=[], by=claire)


def test_only_a_mandataire_in_office_matches(world, ledger, account):
    told(account, "10-01", "10-31", ("10-06", "-20.00"), start="0", by=world.claire)
    line, [movement] = bank_line(spend(ledger, "20.00")).pk, movements_of(account)

    for who in (world.sonia, world.tristan):
        with pytest.raises(MandateNeeded):
            match(account, transactions=[movement.pk], lines=[line], by=world.actor(who))


def test_a_line_of_another_cooperative_is_never_matched(world, ledger, account, claire):
    told(account, "10-01", "10-31", ("10-06", "-20.00"), start="0", by=world.claire)
    theirs = bank_line(spend(ledger_of(world.other_cooperative, world.year), "20.00"))
    [movement] = movements_of(account)

    with pytest.raises(BankRefused):
        match(account, transactions=[movement.pk], lines=[theirs.pk], by=claire)
    with refuses("finance_matchedline_bank_line"):
        standing = BankMatch.objects.create(account=account, how="chosen", matched_by=world.claire)
        MatchedLine.objects.create(account=account, match=standing, line=theirs)


def test_undo_match_lets_both_sides_wait_again(world, ledger, account, claire):
    told(account, "10-01", "10-31", ("10-06", "-20.00"), start="0", by=world.claire)
    line, [movement] = bank_line(spend(ledger, "20.00")).pk, movements_of(account)
    standing = match(account, transactions=[movement.pk], lines=[line], by=claire)

    undo_match(standing, by=claire)
    undo_match(standing, by=claire)

    assert [one.pk for one in open_lines(account)] == [line]
    assert list(BankTransaction.objects.waiting()) == [movement]


def test_the_database_refuses_a_match_whose_sums_differ(world, ledger, account):
    told(account, "10-01", "10-31", ("10-06", "-20.00"), start="0", by=world.claire)
    other = bank_line(spend(ledger, "21.00"))
    connection.check_constraints()
    [movement] = movements_of(account)

    with refuses("finance_bankmatch_agrees"), transaction.atomic():
        standing = BankMatch.objects.create(account=account, how="chosen", matched_by=world.claire)
        standing.transactions.create(account=account, transaction=movement)
        standing.lines.create(account=account, line=other)
        connection.check_constraints()


@pytest.mark.parametrize("many", [1, 60])
def test_what_waits_asks_as_often_for_one_line_as_for_many(world, ledger, account, many):
    moves = [("10-06", f"-{amount}.00") for amount in range(1, many + 1)]
    told(account, "10-01", "10-31", *moves, start="0", by=world.claire)
    for amount in range(1, many + 1):
        spend(ledger, f"{amount}.00")

    with CaptureQueriesContext(connection) as queries:
        _movements, _lines, proposals = what_waits(account)

    assert (len(queries), len(proposals)) == (5, many)
