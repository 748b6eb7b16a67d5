"""An expense is agreed to and paid: at once, later, or with those of the whole week."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection

from cooperatives.models import Cooperative
from finance.errors import (
    BankNotOpen,
    ClaimAlreadyAnswered,
    ClaimChanged,
    ClaimRefused,
    MandateNeeded,
    NotEnoughMoney,
    VoucherNumberTaken,
)
from finance.models import Entry, ExpenseClaim, Voucher
from finance.queries.balances import Money, class_box_balances, money
from finance.queries.claims import proposed_payment
from finance.services.agreeing import agree_claim, agree_claims, correct_claim
from finance.services.paying import pay_claim
from tests.finance.ledger import CLASS_BOX, EDUCATION, ledger_of, pupil_actor, second_mandataire, sent_by

State = ExpenseClaim.State
PaidWith = ExpenseClaim.PaidWith
DAY = datetime.date(2025, 10, 2)


# --- agreed and posted at once ---------------------------------------------------------------------------------------


def test_what_the_class_box_paid_is_agreed_and_posted_in_one_act(world, entrusted, claire):
    claim = sent_by(world.lina, world)

    claim = agree_claim(claim, by=claire, paid_with=PaidWith.CLASS_BOX)

    connection.check_constraints()
    assert (claim.state, claim.agreed_by, claim.paid_on) == (State.PAID, world.claire, DAY)
    assert (claim.entry.label, claim.entry.date, claim.entry.direct) == ("D01 · Activités éducatives", DAY, False)
    assert list(claim.entry.lines.values_list("account__code", "debit", "credit", "classroom")) == [
        (EDUCATION, Decimal("38.40"), Decimal(0), world.classroom.pk),
        (CLASS_BOX, Decimal(0), Decimal("38.40"), world.classroom.pk),
    ]
    assert class_box_balances(entrusted.book) == {world.classroom.pk: Decimal("21.60")}


def test_the_pupils_read_each_step(world, entrusted, claire):
    claim = agree_claim(sent_by(world.lina, world), by=claire, paid_with=PaidWith.CASH)

    assert list(claim.events.values_list("kind", "by_user")) == [
        ("sent", None),
        ("agreed", world.claire.pk),
        ("paid", world.claire.pk),
    ]


def test_agreeing_twice_posts_once(world, entrusted, claire):
    claim = sent_by(world.lina, world)

    first, second = (agree_claim(claim, by=claire, paid_with=PaidWith.CLASS_BOX) for _ in range(2))

    assert first.entry == second.entry
    assert Entry.objects.filter(kind="expense").count() == 1


def test_the_second_of_two_adults_is_told_what_the_first_did(world, entrusted, claire):
    paul = world.actor(second_mandataire(world))
    claim = sent_by(world.lina, world)
    agree_claim(claim, by=claire, paid_with=PaidWith.CASH)

    with pytest.raises(ClaimAlreadyAnswered, match="« payée » : Claire s’en est occupé le"):
        agree_claim(claim, by=paul, paid_with=PaidWith.CASH)


def test_the_number_on_the_paper_may_be_given(world, entrusted, claire):
    claim = agree_claim(sent_by(world.lina, world), by=claire, paid_with=PaidWith.CASH, voucher_number="D07")

    assert claim.voucher.number == "D07"
    with pytest.raises(VoucherNumberTaken):
        agree_claim(sent_by(world.noe, world), by=claire, paid_with=PaidWith.CLASS_BOX, voucher_number="D07")


def test_a_version_that_changed_since_the_page_was_shown_is_not_agreed_to(world, entrusted, claire):
    claim = sent_by(world.lina, world)
    correct_claim(claim, by=world.actor(second_mandataire(world)), amount=Decimal("30.00"))

    with pytest.raises(ClaimChanged):
        agree_claim(claim, by=claire, version=claim.version, paid_with=PaidWith.CASH)


def test_a_box_that_holds_less_pays_nothing(world, entrusted, claire):
    claim = sent_by(world.lina, world, amount=Decimal("60.01"))

    with pytest.raises(NotEnoughMoney, match="60,00"):
        agree_claim(claim, by=claire, paid_with=PaidWith.CLASS_BOX)

    claim.refresh_from_db()
    assert (claim.state, claim.agreed_by, claim.events.count()) == (State.SENT, None, 1)
    assert Voucher.objects.count() == 0


def test_who_paid_must_be_said(world, entrusted, claire):
    claim = sent_by(world.lina, world)

    with pytest.raises(ClaimRefused, match="Dites qui a payé"):
        agree_claim(claim, by=claire)
    with pytest.raises(ClaimRefused, match="quel adulte"):
        agree_claim(claim, by=claire, paid_with=PaidWith.ADULT)


def test_a_bank_account_that_is_being_opened_pays_nothing_yet(world, entrusted, claire):
    Cooperative.objects.filter(pk=world.cooperative.pk).update(account_opened_on=None)

    with pytest.raises(BankNotOpen):
        agree_claim(sent_by(world.lina, world), by=claire, paid_with=PaidWith.BANK)


# --- agreed now, paid later ------------------------------------------------------------------------------------------


def test_an_invoice_is_agreed_now_and_paid_later(world, entrusted, claire):
    claim = agree_claim(sent_by(world.lina, world), by=claire, paid_with=PaidWith.BANK, pay_later=True)
    assert (claim.state, claim.entry) == (State.AGREED, None)

    claim = pay_claim(claim, by=claire, paid_on=datetime.date(2025, 10, 20))

    assert (claim.state, claim.entry.date) == (State.PAID, datetime.date(2025, 10, 20))
    assert money(entrusted.book).bank == Decimal("961.60")


def test_what_an_adult_advanced_is_posted_when_paid_back(world, entrusted, claire):
    paul = second_mandataire(world)
    claim = agree_claim(sent_by(world.lina, world), by=claire, paid_with=PaidWith.ADULT, advanced_by=paul)
    assert (claim.state, claim.agreed_at is not None, claim.paid_on) == (State.AGREED, True, None)

    claim = pay_claim(claim, by=claire, paid_on=datetime.date(2025, 10, 9), place="cash")

    assert (claim.entry.date, money(entrusted.book).cash) == (datetime.date(2025, 10, 9), Decimal("1.60"))


def test_a_repayment_after_the_summer_goes_into_next_years_book(world, entrusted, claire):
    next_ledger = ledger_of(world.cooperative, world.next_year)
    paul = second_mandataire(world)
    claim = agree_claim(
        sent_by(world.lina, world, issued_on=datetime.date(2026, 8, 28)),
        by=claire,
        paid_with=PaidWith.ADULT,
        advanced_by=paul,
    )

    claim = pay_claim(claim, by=claire, paid_on=datetime.date(2026, 10, 3))

    assert claim.entry.book == next_ledger.book
    assert {line.account.year for line in claim.entry.lines.all()} == {world.next_year}
    assert {line.classroom for line in claim.entry.lines.all()} == {None}


def test_paying_twice_pays_once(world, entrusted, claire):
    claim = agree_claim(sent_by(world.lina, world), by=claire, paid_with=PaidWith.BANK, pay_later=True)

    first, second = (pay_claim(claim, by=claire, paid_on=DAY) for _ in range(2))

    assert first.entry == second.entry


def test_only_a_mandataire_pays_and_only_what_was_agreed(world, entrusted, claire):
    claim = sent_by(world.lina, world)
    with pytest.raises(ClaimAlreadyAnswered):
        pay_claim(claim, by=claire, paid_on=DAY)

    agree_claim(claim, by=claire, paid_with=PaidWith.BANK, pay_later=True)

    for stranger in (world.actor(world.tristan), world.actor(world.sonia), pupil_actor(world.lina)):
        with pytest.raises(MandateNeeded):
            pay_claim(claim, by=stranger, paid_on=DAY)
    with pytest.raises(ClaimRefused, match="pas encore arrivé"):
        pay_claim(claim, by=claire, paid_on=datetime.date(2099, 1, 1))


# --- the week at once ------------------------------------------------------------------------------------------------


def test_the_week_is_agreed_at_once_and_the_doubtful_one_is_left_with_its_reason(world, entrusted, claire):
    paul = second_mandataire(world)
    small, other = sent_by(world.lina, world), sent_by(world.noe, world, amount=Decimal("7.85"))
    changed, own = sent_by(world.zoe, world), sent_by(claire, world)
    versions = [(claim, claim.version) for claim in (small, other, changed, own)]
    correct_claim(changed, by=world.actor(paul), amount=Decimal("1.00"))

    week = agree_claims(versions, by=claire)

    assert week.agreed == [small, other]
    assert [claim for claim, _sentence in week.left] == [changed, own]
    assert "entre-temps" in week.left[0][1]
    assert "Vous avez écrit" in week.left[1][1]
    assert money(entrusted.book) == Money(Decimal("1000.00"), Decimal("40.00"), Decimal("13.75"))


def test_the_week_agreed_twice_changes_nothing(world, entrusted, claire):
    claim = sent_by(world.lina, world)

    first = agree_claims([(claim, claim.version)], by=claire)
    second = agree_claims([(claim, claim.version)], by=claire)

    assert first.agreed == second.agreed == [claim]
    assert Entry.objects.filter(kind="expense").count() == 1


def test_who_paid_is_guessed_from_where_there_is_enough(world, entrusted):
    assert proposed_payment(sent_by(world.lina, world, amount=Decimal("60.00"))) == PaidWith.CLASS_BOX
    assert proposed_payment(sent_by(world.lina, world, amount=Decimal("60.01"))) == PaidWith.BANK
    entrusted.receive("50.00")
    assert proposed_payment(sent_by(world.lina, world, amount=Decimal("70.00"))) == PaidWith.CASH
