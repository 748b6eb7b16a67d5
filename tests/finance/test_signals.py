"""Signals: they inform who answers for the money, in words, and block nothing."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from councils.models import Council, Decision
from finance.chart_of_accounts import MEMBERSHIP
from finance.models import Entry, ExpenseClaim, MoneyRules, ReceiptReading, Voucher
from finance.queries.advice import doubts_for
from finance.queries.claims import proposed_payments, week_of
from finance.queries.signals import signals_for, signals_of_entry, usual_of
from finance.services.agreeing import agree_claim
from finance.services.class_rules import set_class_rules
from finance.services.direct_entries import Part, Place, record_split
from tests.finance.ledger import BANK, CASH, EDUCATION, ledger_of, photo, sent_by
from tests.world import make_user


@pytest.fixture
def ledger(world):
    """Claire's book: 1 000 € in the cash box."""
    ledger = ledger_of(world.cooperative, world.year)
    ledger.receive("1000.00", on=date(2025, 9, 2))
    return ledger


def signals(claim) -> dict[str, str]:
    claims = [ExpenseClaim.objects.select_related("cooperative__federation", "account", "photo").get(pk=claim.pk)]
    told = signals_for(claims, proposed_payments(claims), doubts_for(claims))[claim.pk]
    return {signal.key: signal.sentence for signal in told}


def decision_of(world, amount: str) -> Decision:
    council = Council.objects.create(cooperative=world.cooperative, classroom=world.classroom, year=world.year)
    return Decision.objects.create(council=council, number=3, date="2025-09-18", text="graines", amount=Decimal(amount))


def test_an_ordinary_expense_has_no_signal(world, ledger):
    assert signals(sent_by(world.lina, world, photo=photo(world, "a"))) == {}


def test_the_same_picture_anywhere_in_the_association_is_told(world, ledger):
    elsewhere = ledger_of(world.other_cooperative, world.year)
    Voucher.objects.create(book=elsewhere.book, number="D01", file=photo(world, "a"))
    claim = sent_by(world.lina, world, photo=photo(world, "a"))

    assert signals(claim) == {
        "picture_used": "Cette photo a déjà servi, ici ou dans une autre coopérative de l’association."
    }


def test_a_posted_expense_is_no_double_of_its_own_paper(world, ledger):
    claim = agree_claim(
        sent_by(world.lina, world, photo=photo(world, "a"), paid_with="cash"), by=world.actor(world.claire)
    )

    assert signals(claim) == {}
    assert signals_of_entry(claim.entry) == []


def test_an_unusual_amount_is_told_once_there_is_something_usual(world, ledger):
    claim = sent_by(world.lina, world, photo=photo(world, "a"), amount=Decimal("45.00"))
    for cents in range(7):
        ledger.spend(f"1{cents}.00")
    assert (usual_of(world.cooperative.pk), signals(claim)) == (None, {})

    ledger.spend("17.00")

    assert usual_of(world.cooperative.pk) == (Decimal("15.25"), Decimal("30.50"))
    assert signals(claim) == {
        "unusual": "D’ordinaire, trois dépenses sur quatre ne passent pas 15,25\u00a0€. Celle-ci est bien plus grande."
    }


def test_what_is_just_under_the_threshold_is_told(world, ledger):
    threshold = world.federation.two_adults_threshold
    decided = {"decision": decision_of(world, "1000.00"), "photo": photo(world, "a")}

    assert [
        list(signals(sent_by(world.lina, world, amount=amount, **decided)))
        for amount in (threshold * Decimal("0.89"), threshold * Decimal("0.9"), threshold, threshold + 1)
    ] == [[], ["just_under"], ["just_under"], []]


def test_a_balance_that_is_too_low_is_told(world, ledger):
    claim = sent_by(world.lina, world, photo=photo(world, "a"), paid_with="bank")

    assert signals(claim) == {
        "low_balance": "D’après le cahier, il y a 0,00\u00a0€ à la banque\u00a0: ce n’est pas assez."
    }


def test_a_missing_decision_is_told_from_the_associations_sum_on(world, ledger):
    claim = sent_by(world.lina, world, photo=photo(world, "a"))
    assert signals(claim) == {}

    MoneyRules.objects.create(federation=world.federation, year=world.year, decision_from=Decimal("38.40"))

    assert signals(claim) == {"no_decision": "Aucune décision du conseil n’est nommée, pour 38,40\u00a0€."}


def test_a_sunday_is_told(world, ledger):
    claim = sent_by(world.lina, world, photo=photo(world, "a"), issued_on=date(2025, 10, 5))

    assert signals(claim) == {"sunday": "Le jour écrit, le 05/10/2025, est un dimanche."}


def test_an_entry_has_the_same_signals_from_its_lines(world, ledger):
    decided = decision_of(world, "60.00")
    entry = ledger.post(EDUCATION, BANK, "70.00", on=date(2025, 10, 5), decision=decided)
    undecided = ledger.spend("70.00")

    assert [signal.key for signal in signals_of_entry(entry)] == ["low_balance", "sunday", "over_decision"]
    assert "En tout, 70,00\u00a0€ ont été payés" in signals_of_entry(entry)[-1].sentence
    assert [signal.key for signal in signals_of_entry(undecided)] == ["no_decision"]


def test_a_receipt_that_seems_to_say_something_else_than_the_child_wrote_is_told(world, ledger):
    claim = sent_by(world.lina, world, photo=photo(world, "a"))
    reading = ReceiptReading.objects.create(file=claim.photo, total=Decimal("38.04"), date=date(2025, 10, 2))
    assert signals(claim) == {}

    reading.read_at = timezone.now()
    reading.save()

    assert signals(claim) == {
        "paper_amount": "Le papier semble dire 38,04\u00a0€, et il est écrit 38,40\u00a0€\u00a0: comparez."
    }


def test_what_was_paid_from_two_places_is_compared_with_each_of_them(world, ledger, claire):
    ledger.post(BANK, "74100008", "40.00", kind=Entry.Kind.INCOME)
    facts = {"date": date(2025, 10, 6), "by": claire, "parts": [Part(ledger[EDUCATION], Decimal("40.00"), {})]}
    places = lambda bank, cash: [Place(ledger[BANK], Decimal(bank)), Place(ledger[CASH], Decimal(cash))]  # noqa: E731

    enough = record_split(ledger.book, places=places("20", "20"), request_id=uuid4(), **facts)
    short = record_split(ledger.book, places=places("21", "19"), request_id=uuid4(), **facts)

    assert [[signal.key for signal in signals_of_entry(entry)] for entry in (enough, short)] == [[], ["low_balance"]]
    assert "il y a 20,00\u00a0€ à la banque" in signals_of_entry(short)[0].sentence


def test_what_the_mandate_itself_pays_needs_no_decision_and_is_never_unusual(world, ledger):
    entry = ledger.post(MEMBERSHIP, CASH, "87.75")

    assert signals_of_entry(entry) == []


def test_an_income_or_a_transfer_has_no_signal(world, ledger):
    moved = ledger.post(BANK, CASH, "999.00", kind=Entry.Kind.TRANSFER, on=date(2025, 10, 5))

    assert [signals_of_entry(entry) for entry in (moved, ledger.receive("999.00", on=date(2025, 10, 5)))] == [[], []]


@pytest.mark.parametrize("count", [1, 30])
def test_signals_of_a_page_cost_the_same_however_many_expenses(world, ledger, django_assert_num_queries, count):
    for _ in range(count):
        sent_by(world.lina, world, photo=photo(world, "a"))
    claims = list(week_of(world.cooperative))
    payments, doubts = proposed_payments(claims), doubts_for(claims)

    with django_assert_num_queries(8):
        signals_for(claims, payments, doubts)


def test_signals_are_shown_to_who_answers_for_the_money_and_untick_nothing(world, ledger):
    claim = sent_by(world.lina, world, photo=photo(world, "a"), issued_on=date(2025, 10, 5))
    paul = make_user("Paul")
    world.classroom.teachers.create(user=paul, starts_on=date(2025, 9, 1))
    set_class_rules(world.classroom, asks_second_look=False, treasurers_only=False, by=world.actor(world.claire))
    week = reverse("finance:week", kwargs={"id": world.cooperative.public_id})
    one = reverse("finance:claim", kwargs={"id": world.cooperative.public_id, "claim_id": claim.public_id})

    shown = [
        [signal.key for signal in world.client(user).get(one).context["signals"]]
        for user in (world.claire, world.tristan, world.rita, paul)
    ]
    assert shown == [["sunday"], ["sunday"], ["sunday"], []]
    [card] = world.client(world.claire).get(week).context["cards"]
    assert ([signal.key for signal in card.signals], card.is_plain) == (["sunday"], True)
