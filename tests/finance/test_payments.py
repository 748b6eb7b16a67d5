"""How money moved is a fact beside the posted line: written once, told with the cheque's number, never a brake."""

import datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import ProgrammingError, transaction
from django.urls import reverse

from finance.errors import ChequebookRefused, MandateNeeded, NotYours, PaymentRefused
from finance.models import BankAccount, Chequebook, Entry, EntryLine, Payment, UnusedCheque
from finance.queries.cheques import doubts_about_cheque, next_cheque
from finance.services.agreeing import agree_claim
from finance.services.chequebooks import (
    declare_unused_cheque,
    end_chequebook,
    hand_over_chequebook,
    receive_chequebook,
)
from finance.services.corrections import correct_entry
from finance.services.direct_entries import record_entry
from finance.services.paying import pay_claim
from finance.services.payments import say_how_paid
from tests.finance.forced import run
from tests.finance.ledger import BANK, CASH, EDUCATION, move_money, refuses, second_mandataire, sent_by

DAY = datetime.date(2025, 10, 6)


@pytest.fixture
def account(world):
    return BankAccount.objects.create(
        federation=world.federation, cooperative=world.cooperative, bank="Banque du Plateau", means=["cheque", "card"]
    )


@pytest.fixture
def chequebook(world, account, claire):
    return book_of(account, world.claire, claire)


def book_of(account, holder, by, first="0000101", last="0000103"):
    return receive_chequebook(account, first_number=first, last_number=last, holder=holder, received_on=DAY, by=by)


def spend(ledger, by, place=BANK, amount="10.00", **options):
    facts = {"amount": Decimal(amount), "date": DAY, "request_id": uuid4()} | options
    return record_entry(ledger.book, account=ledger[EDUCATION], treasury=ledger[place], by=by, **facts)


def paid(entry) -> list[tuple[str, str]]:
    return list(Payment.objects.filter(line__entry=entry).values_list("means", "cheque_number"))


# --- beside the line -------------------------------------------------------------------------------------------------


def test_a_direct_expense_keeps_its_cheque_beside_the_line_of_the_bank(entrusted, claire):
    entry = spend(entrusted, claire, means="cheque", cheque_number="12 345")

    payment = Payment.objects.get(line__entry=entry)
    assert (payment.means, payment.cheque_number) == ("cheque", "0012345")
    assert (payment.line.account.treasury, payment.line.credit) == ("bank", Decimal("10.00"))


def test_the_same_request_notes_one_payment(entrusted, claire):
    options = {"means": "cheque", "cheque_number": "101", "request_id": uuid4()}

    assert spend(entrusted, claire, **options) == spend(entrusted, claire, **options)
    assert Payment.objects.count() == 1


def test_what_the_cash_box_paid_has_no_means_of_the_bank(entrusted, claire):
    assert paid(spend(entrusted, claire, place=CASH, means="cheque", cheque_number="101")) == []


def test_a_payment_that_is_no_cheque_has_no_number(entrusted, claire):
    with pytest.raises(PaymentRefused, match="Seul un chèque"):
        spend(entrusted, claire, means="card", cheque_number="101")
    with pytest.raises(PaymentRefused, match="sept chiffres"):
        spend(entrusted, claire, means="cheque", cheque_number="chèque de Paul")
    with pytest.raises(PaymentRefused, match="par la banque"):
        spend(entrusted, claire, means="cash")


def test_an_expense_that_is_paid_later_says_its_cheque_on_that_day(world, entrusted, claire):
    claim = agree_claim(sent_by(world.lina, world), by=claire, paid_with="bank", pay_later=True)

    claim = pay_claim(claim, by=claire, paid_on=DAY, means="cheque", cheque_number="0000102")

    assert paid(claim.entry) == [("cheque", "0000102")]


def test_an_expense_agreed_and_paid_in_one_tap_says_it_too(world, entrusted, claire):
    claim = agree_claim(sent_by(world.lina, world), by=claire, paid_with="bank", means="card")

    assert paid(claim.entry) == [("card", "")]


def test_money_taken_to_the_cash_box_says_how_it_left_the_bank(entrusted, claire):
    entry = move_money(
        entrusted.book, source=entrusted[BANK], target=entrusted[CASH], amount=Decimal("40.00"), date=DAY,
        request_id=uuid4(), by=claire, means="cheque", cheque_number="101",
    )  # fmt: skip

    assert paid(entry) == [("cheque", "0000101")]


def test_the_form_of_a_transfer_says_how_it_left_the_bank_and_nothing_of_what_came_back(world, entrusted):
    client = world.client(world.claire)
    address = reverse("finance:transfer-new", kwargs={"id": world.cooperative.public_id})
    sent = {"amount": "10", "date": "2025-10-06", "means": "cheque", "cheque_number": "103"}
    for way in ("bank_cash", "cash_bank"):
        client.post(address, sent | {"way": way, "request_id": str(uuid4())})

    entries = Entry.objects.filter(kind="transfer").order_by("number")
    assert [paid(entry) for entry in entries] == [[("cheque", "0000103")], []]


def test_how_it_was_paid_is_said_once_afterwards_by_a_mandataire(world, entrusted, claire):
    entry = spend(entrusted, claire)

    with pytest.raises(MandateNeeded):
        say_how_paid(entry, means="card", by=world.actor(world.sonia))
    say_how_paid(entry, means="card", by=claire)
    say_how_paid(entry, means="card", by=claire)

    with pytest.raises(PaymentRefused, match="déjà noté"):
        say_how_paid(entry, means="cheque", by=claire)


def test_the_database_never_changes_what_was_noted(entrusted, claire):
    entry = spend(entrusted, claire, means="card")

    for statement in ("UPDATE finance_payment SET means = 'cheque'", "DELETE FROM finance_payment"):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            run(statement)
    with refuses("finance_payment_number_of_a_cheque"):
        Payment.objects.create(line=_line(spend(entrusted, claire), BANK), means="card", cheque_number="0000101")
    with refuses("finance_payment_fits_its_line"):
        Payment.objects.create(line=_line(entry, EDUCATION), means="card")
    with refuses("finance_payment_fits_its_line"):
        Payment.objects.create(line=_line(spend(entrusted, claire), BANK), means="cash")


def _line(entry, code) -> EntryLine:
    return entry.lines.get(account__code=code)


# --- the register ----------------------------------------------------------------------------------------------------


def test_the_next_cheque_comes_from_the_book_in_use_and_then_from_the_next_book(
    world, entrusted, claire, account, chequebook
):
    proposed = [next_cheque(account)]
    spend(entrusted, claire, means="cheque", cheque_number="101")
    proposed.append(next_cheque(account))
    declare_unused_cheque(account, number="102", kind="cancelled", reason="taché", by=claire)
    proposed.append(next_cheque(account))
    spend(entrusted, claire, means="cheque", cheque_number="103")
    proposed.append(next_cheque(account))
    book_of(account, world.claire, claire, "201", "225")

    assert [*proposed, next_cheque(account)] == ["0000101", "0000102", "0000103", "", "0000201"]


def test_a_number_used_twice_or_of_no_chequebook_is_told_and_not_refused(entrusted, claire, account, chequebook):
    first = spend(entrusted, claire, means="cheque", cheque_number="101")
    second = spend(entrusted, claire, means="cheque", cheque_number="101")
    spend(entrusted, claire, means="cheque", cheque_number="999")

    assert doubts_about_cheque(account, "101", but=second) == [
        f"Le chèque 0000101 a déjà payé l’écriture n° {first.number}."
    ]
    assert doubts_about_cheque(account, "999") == [
        "Le chèque 0000999 a déjà payé l’écriture n° 6.",
        "Le chèque 0000999 n’est d’aucun chéquier noté ici.",
    ]
    assert doubts_about_cheque(account, "102") == []


def test_a_cheque_of_a_cancelled_entry_is_free_again(entrusted, claire, account, chequebook):
    entry = spend(entrusted, claire, means="cheque", cheque_number="101")
    correct_entry(entry, by=claire, reason="wrong_amount", request_id=uuid4())

    assert doubts_about_cheque(account, "101") == []


def test_a_lost_cheque_and_a_cancelled_book_are_told(claire, account, chequebook):
    declare_unused_cheque(account, number="101", kind="lost", reason="égaré au courrier", by=claire)
    end_chequebook(chequebook, state="cancelled", on=DAY, reason="volé avec le cartable", by=claire)

    assert doubts_about_cheque(account, "101") == [
        "Le chèque 0000101 est déclaré perdu.",
        "Le chèque 0000101 est d’un chéquier annulé.",
    ]
    assert next_cheque(account) == ""


def test_a_chequebook_that_changes_hands_keeps_its_story(world, claire, account, chequebook):
    luc = second_mandataire(world, "Luc")

    hand_over_chequebook(chequebook, holder=luc, on=DAY, by=claire)
    hand_over_chequebook(chequebook, holder=luc, on=DAY, by=claire)

    assert Chequebook.objects.get().holder == luc
    assert [(move.kind, move.holder) for move in chequebook.moves.order_by("id")] == [
        ("received", world.claire),
        ("handed_over", luc),
    ]


def test_a_chequebook_that_makes_no_sense_is_refused_with_its_sentence(world, claire, account, chequebook):
    for first, last, field in (
        ("abc", "103", "first_number"),
        ("301", "300", "last_number"),
        ("301", "900", "last_number"),
        ("103", "127", "first_number"),
    ):
        with pytest.raises(ChequebookRefused) as caught:
            book_of(account, world.claire, claire, first, last)
        assert caught.value.field == field
    with pytest.raises(ChequebookRefused, match="ce qui est arrivé"):
        end_chequebook(chequebook, state="lost", on=DAY, by=claire)
    with pytest.raises(ChequebookRefused, match="sans nom"):
        declare_unused_cheque(account, number="101", kind="lost", reason="Mme Dupont", by=claire)


def test_only_a_mandataire_in_office_keeps_the_register(world, account):
    for user in (world.sonia, world.tristan):
        with pytest.raises(NotYours):
            book_of(account, user, world.actor(user))
    assert not Chequebook.objects.exists()


def test_the_register_is_written_once(claire, account, chequebook):
    declare_unused_cheque(account, number="101", kind="lost", reason="égaré", by=claire)
    again = declare_unused_cheque(account, number="101", kind="lost", reason="égaré", by=claire)

    assert UnusedCheque.objects.get() == again
    for table in ("finance_unusedcheque", "finance_chequebookmove"):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            run(f"DELETE FROM {table}")
