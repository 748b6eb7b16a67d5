"""An adult's answer that is no agreement: corrected, given back, refused; and what is corrected after it was posted."""

import datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection

from finance.errors import (
    ClaimAlreadyAnswered,
    ClaimRefused,
    EntryAlreadyReversed,
    NotYours,
)
from finance.models import ExpenseClaim, Reason
from finance.queries.balances import money
from finance.services.agreeing import agree_claim, correct_claim, refuse_claim, return_claim
from finance.services.books import send_book
from finance.services.claims import send_claim, update_claim
from finance.services.corrections import correct_entry
from tests.finance.ledger import EDUCATION, pupil_actor, second_mandataire, sent_by

State = ExpenseClaim.State
PaidWith = ExpenseClaim.PaidWith


# --- corrected, given back, refused ----------------------------------------------------------------------------------


def test_an_adults_correction_is_told_before_and_after(world, entrusted, claire):
    claim = sent_by(world.lina, world, amount=Decimal("38.04"), what="des graines")

    facts = {"amount": Decimal("38.40"), "account": entrusted["60700008"], "what": "du terreau"}
    claim = correct_claim(claim, by=claire, version=claim.version, **facts)

    told = claim.events.filter(kind="corrected").values_list("field", "before", "after")
    assert list(told) == [("amount", "38.04", "38.40"), ("account", EDUCATION, "60700008"), ("what", "", "")]
    assert (claim.state, claim.amount) == (State.SENT, Decimal("38.40"))


def test_a_correction_of_nothing_is_no_step(world, entrusted, claire):
    claim = sent_by(world.lina, world)

    correct_claim(claim, by=claire, amount=claim.amount)

    assert claim.events.count() == 1


def test_a_first_agreement_falls_with_a_correction(world, entrusted, claire):
    paul = world.actor(second_mandataire(world))
    claim = sent_by(world.lina, world, amount=Decimal("312.00"))
    agree_claim(claim, by=claire, paid_with=PaidWith.BANK)

    claim = correct_claim(claim, by=paul, amount=Decimal("512.00"))

    assert (claim.agreed_by, claim.half_agreed) == (None, False)


def test_what_is_corrected_stays_whole(world, entrusted, claire):
    claim = sent_by(world.lina, world)

    with pytest.raises(ClaimRefused) as refusal:
        correct_claim(claim, by=claire, issued_on=datetime.date(2020, 1, 1))
    assert refusal.value.field == "issued_on"
    with pytest.raises(ClaimRefused, match="celle de sa classe"):
        correct_claim(claim, by=claire, classroom=None)


def test_what_goes_back_says_why_and_comes_again(world, entrusted, claire):
    claim = return_claim(sent_by(world.lina, world), by=claire, reason=Reason.UNREADABLE, note="  Plus près ? ")
    assert (claim.state, claim.reason, claim.note) == (State.RETURNED, "unreadable", "Plus près ?")

    lina = pupil_actor(world.lina)
    claim = update_claim(claim, by=lina, version=claim.version, shop="Jardinerie")
    claim = send_claim(claim, by=lina)

    assert (claim.state, claim.reason, claim.note) == (State.SENT, "", "")
    assert list(claim.events.values_list("kind", "reason")) == [
        ("sent", ""),
        ("returned", "unreadable"),
        ("sent", ""),
    ]


def test_what_was_agreed_and_not_paid_may_go_back(world, entrusted, claire):
    claim = agree_claim(sent_by(world.lina, world), by=claire, paid_with=PaidWith.BANK, pay_later=True)

    claim = return_claim(claim, by=claire, reason=Reason.NO_RECEIPT)

    assert (claim.state, claim.agreed_by) == (State.RETURNED, None)


def test_a_refusal_is_the_end_and_is_told_once(world, entrusted, claire):
    claim = sent_by(world.lina, world)
    for _ in range(2):
        claim = refuse_claim(claim, by=claire, reason=Reason.NOT_OURS)

    assert (claim.state, claim.events.filter(kind="refused").count()) == (State.REFUSED, 1)
    with pytest.raises(ClaimAlreadyAnswered, match="refusée"):
        send_claim(claim, by=pupil_actor(world.lina))
    with pytest.raises(ClaimAlreadyAnswered):
        agree_claim(claim, by=claire, paid_with=PaidWith.CASH)


@pytest.mark.parametrize("reason", ["", "other", "not_ours", "parce que"])
def test_a_return_has_a_plain_reason_or_words(world, entrusted, claire, reason):
    with pytest.raises(ClaimRefused, match="Choisissez une raison"):
        return_claim(sent_by(world.lina, world), by=claire, reason=reason)


def test_strangers_answer_nothing(world, entrusted, claire):
    claim = sent_by(world.lina, world)

    for stranger in (world.actor(world.sonia), world.actor(world.tristan), pupil_actor(world.noe)):
        with pytest.raises(NotYours):
            return_claim(claim, by=stranger, reason=Reason.AMOUNT)
        with pytest.raises(NotYours):
            correct_claim(claim, by=stranger, amount=Decimal("1.00"))


# --- corrected after it was posted -----------------------------------------------------------------------------------


def test_a_posted_expense_is_barred_and_waits_again_under_the_number_of_its_paper(world, entrusted, claire):
    claim = agree_claim(sent_by(world.lina, world, amount=Decimal("38.04")), by=claire, paid_with=PaidWith.CASH)
    first = claim.entry

    mirror = correct_entry(first, by=claire, reason="wrong_amount", request_id=uuid4())
    claim = correct_claim(claim, by=claire, amount=Decimal("38.40"))
    claim = agree_claim(claim, by=claire)

    connection.check_constraints()
    assert (mirror.reverses, claim.state, claim.amount) == (first, State.PAID, Decimal("38.40"))
    assert {first.voucher.number, mirror.voucher.number, claim.entry.voucher.number} == {"D01"}
    assert money(entrusted.book).cash == Decimal("1.60")


def test_what_was_barred_has_nobodys_agreement_and_is_agreed_to_again(world, entrusted, claire):
    claim = agree_claim(sent_by(world.lina, world), by=claire, paid_with=PaidWith.CASH)
    correct_entry(claim.entry, by=claire, reason="twice", request_id=uuid4())

    claim.refresh_from_db()
    assert (claim.state, claim.agreed_by, claim.agreed_at, claim.entry) == (State.SENT, None, None, None)
    assert agree_claim(claim, by=claire).state == State.PAID


def test_only_the_mandataire_or_the_treasurer_corrects_and_says_why(world, entrusted, claire):
    claim = agree_claim(sent_by(world.lina, world), by=claire, paid_with=PaidWith.CASH)

    with pytest.raises(NotYours):
        correct_entry(claim.entry, by=world.actor(world.sonia), reason="twice", request_id=uuid4())
    with pytest.raises(EntryAlreadyReversed, match="Dites pourquoi"):
        correct_entry(claim.entry, by=claire, reason="", request_id=uuid4())
    assert correct_entry(claim.entry, by=world.actor(world.tristan), reason="twice", request_id=uuid4())


def test_a_book_that_was_sent_takes_no_agreement(world, entrusted, claire):
    claim = sent_by(world.lina, world)
    send_book(entrusted.book, by=claire, without="sur papier")

    with pytest.raises(ClaimRefused, match="envoyé à l’AD"):
        agree_claim(claim, by=claire, paid_with=PaidWith.CASH)
