"""The practice class: the same acts, false money, nothing of it in the ledger, all of it thrown away at once."""

import datetime
from decimal import Decimal

import pytest
from django.db import transaction

from finance.errors import ClaimAlreadyAnswered, NotYours
from finance.models import ClaimEvent, DepositSlip, Entry, ExpenseClaim, PracticeEntry, PracticeRun, Voucher
from finance.queries.balances import Money, money
from finance.queries.claims import week_of
from finance.services.agreeing import agree_claim
from finance.services.claims import check_claim, update_claim
from finance.services.practice import start_practice, throw_away_practice
from finance.services.recording import record_slip
from finance.services.slips import draft_slip, update_slip
from tests.finance.ledger import pupil_actor, refuses, sent_by


def practise(world, ledger, claire):
    """A false expense agreed and paid, and a false deposit recorded."""
    start_practice(world.classroom, by=claire)
    claim = sent_by(world.lina, world)
    check_claim(claim, by=pupil_actor(world.noe), verdict="agree")
    claim = agree_claim(claim, by=claire, paid_with="class_box")
    slip = draft_slip(
        world.cooperative,
        by=claire,
        classroom=world.classroom,
        account=ledger["70800008"],
        collected_on=datetime.date(2025, 10, 3),
    )
    slip = record_slip(update_slip(slip, by=claire, version=1, pieces={1000: 2}), by=claire)
    return claim, slip


def test_false_money_never_meets_the_ledger(world, ledger, claire):
    claim, slip = practise(world, ledger, claire)

    assert (claim.state, slip.state) == ("paid", "recorded")
    assert (claim.entry, claim.voucher, slip.entry, slip.voucher) == (None, None, None, None)
    assert list(PracticeEntry.objects.values_list("number", "came_in", "went_out")) == [
        (1, Decimal(0), Decimal("38.40")),
        (2, Decimal("20.00"), Decimal(0)),
    ]
    assert money(ledger.book) == Money()
    assert (Entry.objects.count(), Voucher.objects.count()) == (0, 0)


def test_false_expenses_are_not_in_the_week(world, ledger, claire):
    real = sent_by(world.noe, world)
    start_practice(world.classroom, by=claire)
    false = sent_by(world.lina, world)

    assert list(week_of(world.cooperative)) == [real]
    assert list(ExpenseClaim.objects.of_class(world.classroom)) == [false]


def test_one_act_throws_all_of_it_away_and_nothing_else(world, ledger, claire):
    real = sent_by(world.noe, world)
    practise(world, ledger, claire)

    throw_away_practice(world.classroom, by=claire)

    assert list(ExpenseClaim.objects.all()) == list(ExpenseClaim.objects.of_class(world.classroom)) == [real]
    assert set(ClaimEvent.objects.values_list("claim", flat=True)) == {real.pk}
    assert not any(model.objects.exists() for model in (DepositSlip, PracticeEntry, PracticeRun))


def test_throwing_away_twice_and_starting_twice_change_nothing(world, claire):
    first = start_practice(world.classroom, by=claire)

    assert start_practice(world.classroom, by=claire, opening=Decimal(5)) == first
    for _ in range(2):
        throw_away_practice(world.classroom, by=claire)
    assert not PracticeRun.objects.exists()


def test_a_page_left_open_is_told_that_the_practice_is_over(world, ledger, claire):
    start_practice(world.classroom, by=claire)
    claim = sent_by(world.lina, world)
    throw_away_practice(world.classroom, by=claire)

    with pytest.raises(ClaimAlreadyAnswered, match="l’entraînement est fini"):
        update_claim(claim, by=pupil_actor(world.lina), version=1)


def test_whoever_leads_the_class_practises_and_nobody_else(world, claire):
    for stranger in (world.actor(world.sonia), world.actor(world.tristan), pupil_actor(world.lina)):
        with pytest.raises(NotYours):
            start_practice(world.classroom, by=stranger)
        with pytest.raises(NotYours):
            throw_away_practice(world.classroom, by=stranger)


def test_a_false_expense_cannot_name_a_real_entry(world, ledger, claire):
    claim, _slip = practise(world, ledger, claire)
    entry = ledger.receive("38.40")

    with refuses("finance_expenseclaim_paid_is_posted"):
        ExpenseClaim.objects.filter(pk=claim.pk).update(entry=entry)


def test_a_real_expense_cannot_become_false(world, ledger, claire):
    real = sent_by(world.noe, world)
    run = start_practice(world.classroom, by=claire)

    with refuses("finance_expenseclaim_keeps_its_author"):
        ExpenseClaim.objects.filter(pk=real.pk).update(practice=run)


def test_a_real_expense_that_was_sent_is_not_deleted(world, ledger):
    real = sent_by(world.noe, world)

    with refuses("finance_claimevent_stays"):
        real.events.all().delete()
    with refuses("finance_expenseclaim_stays"), transaction.atomic():
        ExpenseClaim.objects.filter(pk=real.pk)._raw_delete("default")
