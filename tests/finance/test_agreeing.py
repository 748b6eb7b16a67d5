"""The adults' answer: who may agree, what is posted, what goes back to its author."""

import datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse

from cooperatives.models import Cooperative, Federation, Mandate, StaffRole
from finance.errors import (
    BankNotOpen,
    ClaimAlreadyAnswered,
    ClaimChanged,
    ClaimRefused,
    EntryAlreadyReversed,
    MandateNeeded,
    NotEnoughMoney,
    NotYours,
    VoucherNumberTaken,
)
from finance.models import Entry, ExpenseClaim, Reason, Voucher
from finance.permissions import can_agree_claim
from finance.queries.balances import Money, class_box_balances, money
from finance.queries.claims import Next, next_to_act, proposed_payment, who_may_agree, with_checks
from finance.services.agreeing import agree_claim, agree_claims, correct_claim, refuse_claim, return_claim
from finance.services.books import send_book
from finance.services.claims import send_claim, update_claim
from finance.services.class_funds import open_class_fund
from finance.services.corrections import correct_entry
from finance.services.neighbours import end_neighbour, name_neighbour
from finance.services.paying import pay_claim
from members.models import Notification
from members.notifications import address_of, sentence_of
from occe.kit.actors import System
from tests.finance.ledger import BANK, CASH, CLASS_BOX, EDUCATION, ledger_of, pupil_actor, sent_by
from tests.world import make_mandate, make_user

State = ExpenseClaim.State
PaidWith = ExpenseClaim.PaidWith
DAY = datetime.date(2025, 10, 2)


@pytest.fixture
def ledger(world):
    """1 000 € at the bank, 100 € in the cash box, of which 60 € were entrusted to the class."""
    open_class_fund(world.classroom, by=System())
    ledger = ledger_of(world.cooperative, world.year)
    september = datetime.date(2025, 9, 2)
    ledger.receive("100.00", on=september)
    ledger.post(BANK, "74100008", "1000.00", on=september, kind=Entry.Kind.INCOME)
    ledger.post(CLASS_BOX, CASH, "60.00", on=september, kind=Entry.Kind.ADVANCE, classroom=world.classroom)
    return ledger


@pytest.fixture
def claire(world):
    return world.actor(world.claire)


def second_mandataire(world, name="Paul"):
    user = make_user(name)
    make_mandate(world.cooperative, user, rank=2)
    return user


# --- agreed and posted at once ---------------------------------------------------------------------------------------


def test_what_the_class_box_paid_is_agreed_and_posted_in_one_act(world, ledger, claire):
    claim = sent_by(world.lina, world)

    claim = agree_claim(claim, by=claire, paid_with=PaidWith.CLASS_BOX)

    connection.check_constraints()
    assert (claim.state, claim.agreed_by, claim.paid_on) == (State.PAID, world.claire, DAY)
    assert (claim.entry.label, claim.entry.date, claim.entry.direct) == ("D01 · Activités éducatives", DAY, False)
    assert list(claim.entry.lines.values_list("account__code", "debit", "credit", "classroom")) == [
        (EDUCATION, Decimal("38.40"), Decimal(0), world.classroom.pk),
        (CLASS_BOX, Decimal(0), Decimal("38.40"), world.classroom.pk),
    ]
    assert class_box_balances(ledger.book) == {world.classroom.pk: Decimal("21.60")}


def test_the_pupils_read_each_step(world, ledger, claire):
    claim = agree_claim(sent_by(world.lina, world), by=claire, paid_with=PaidWith.CASH)

    assert list(claim.events.values_list("kind", "by_user")) == [
        ("sent", None),
        ("agreed", world.claire.pk),
        ("paid", world.claire.pk),
    ]


def test_agreeing_twice_posts_once(world, ledger, claire):
    claim = sent_by(world.lina, world)

    first, second = (agree_claim(claim, by=claire, paid_with=PaidWith.CLASS_BOX) for _ in range(2))

    assert first.entry == second.entry
    assert Entry.objects.filter(kind="expense").count() == 1


def test_the_second_of_two_adults_is_told_what_the_first_did(world, ledger, claire):
    paul = world.actor(second_mandataire(world))
    claim = sent_by(world.lina, world)
    agree_claim(claim, by=claire, paid_with=PaidWith.CASH)

    with pytest.raises(ClaimAlreadyAnswered, match="« payée » : Claire s’en est occupé le"):
        agree_claim(claim, by=paul, paid_with=PaidWith.CASH)


def test_the_number_on_the_paper_may_be_given(world, ledger, claire):
    claim = agree_claim(sent_by(world.lina, world), by=claire, paid_with=PaidWith.CASH, voucher_number="D07")

    assert claim.voucher.number == "D07"
    with pytest.raises(VoucherNumberTaken):
        agree_claim(sent_by(world.noe, world), by=claire, paid_with=PaidWith.CLASS_BOX, voucher_number="D07")


def test_a_version_that_changed_since_the_page_was_shown_is_not_agreed_to(world, ledger, claire):
    claim = sent_by(world.lina, world)
    correct_claim(claim, by=world.actor(second_mandataire(world)), amount=Decimal("30.00"))

    with pytest.raises(ClaimChanged):
        agree_claim(claim, by=claire, version=claim.version, paid_with=PaidWith.CASH)


def test_a_box_that_holds_less_pays_nothing(world, ledger, claire):
    claim = sent_by(world.lina, world, amount=Decimal("60.01"))

    with pytest.raises(NotEnoughMoney, match="60,00"):
        agree_claim(claim, by=claire, paid_with=PaidWith.CLASS_BOX)

    claim.refresh_from_db()
    assert (claim.state, claim.agreed_by, claim.events.count()) == (State.SENT, None, 1)
    assert Voucher.objects.count() == 0


def test_who_paid_must_be_said(world, ledger, claire):
    claim = sent_by(world.lina, world)

    with pytest.raises(ClaimRefused, match="Dites qui a payé"):
        agree_claim(claim, by=claire)
    with pytest.raises(ClaimRefused, match="quel adulte"):
        agree_claim(claim, by=claire, paid_with=PaidWith.ADULT)


def test_a_bank_account_that_is_being_opened_pays_nothing_yet(world, ledger, claire):
    Cooperative.objects.filter(pk=world.cooperative.pk).update(account_opened_on=None)

    with pytest.raises(BankNotOpen):
        agree_claim(sent_by(world.lina, world), by=claire, paid_with=PaidWith.BANK)


# --- agreed now, paid later ------------------------------------------------------------------------------------------


def test_an_invoice_is_agreed_now_and_paid_later(world, ledger, claire):
    claim = agree_claim(sent_by(world.lina, world), by=claire, paid_with=PaidWith.BANK, pay_later=True)
    assert (claim.state, claim.entry) == (State.AGREED, None)

    claim = pay_claim(claim, by=claire, paid_on=datetime.date(2025, 10, 20))

    assert (claim.state, claim.entry.date) == (State.PAID, datetime.date(2025, 10, 20))
    assert money(ledger.book).bank == Decimal("961.60")


def test_what_an_adult_advanced_is_posted_when_paid_back(world, ledger, claire):
    paul = second_mandataire(world)
    claim = agree_claim(sent_by(world.lina, world), by=claire, paid_with=PaidWith.ADULT, advanced_by=paul)
    assert (claim.state, claim.agreed_at is not None, claim.paid_on) == (State.AGREED, True, None)

    claim = pay_claim(claim, by=claire, paid_on=datetime.date(2025, 10, 9), place="cash")

    assert (claim.entry.date, money(ledger.book).cash) == (datetime.date(2025, 10, 9), Decimal("1.60"))


def test_a_repayment_after_the_summer_goes_into_next_years_book(world, ledger, claire):
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


def test_paying_twice_pays_once(world, ledger, claire):
    claim = agree_claim(sent_by(world.lina, world), by=claire, paid_with=PaidWith.BANK, pay_later=True)

    first, second = (pay_claim(claim, by=claire, paid_on=DAY) for _ in range(2))

    assert first.entry == second.entry


def test_only_a_mandataire_pays_and_only_what_was_agreed(world, ledger, claire):
    claim = sent_by(world.lina, world)
    with pytest.raises(ClaimAlreadyAnswered):
        pay_claim(claim, by=claire, paid_on=DAY)

    agree_claim(claim, by=claire, paid_with=PaidWith.BANK, pay_later=True)

    for stranger in (world.actor(world.tristan), world.actor(world.sonia), pupil_actor(world.lina)):
        with pytest.raises(MandateNeeded):
            pay_claim(claim, by=stranger, paid_on=DAY)
    with pytest.raises(ClaimRefused, match="pas encore arrivé"):
        pay_claim(claim, by=claire, paid_on=datetime.date(2099, 1, 1))


# --- who may agree ---------------------------------------------------------------------------------------------------


def test_who_agrees_neither_wrote_it_nor_is_paid_back(world, ledger, claire):
    paul = second_mandataire(world)
    own = sent_by(claire, world)
    advanced = sent_by(world.lina, world, paid_with=PaidWith.ADULT, advanced_by=world.claire)

    with pytest.raises(NotYours, match="Vous avez écrit cette dépense"):
        agree_claim(own, by=claire, paid_with=PaidWith.CASH)
    with pytest.raises(NotYours, match="vous est remboursée"):
        agree_claim(advanced, by=claire)

    assert agree_claim(own, by=world.actor(paul), paid_with=PaidWith.CASH).state == State.PAID
    assert agree_claim(advanced, by=world.actor(paul)).state == State.AGREED


def test_naming_oneself_as_the_one_who_paid_is_agreeing_for_oneself(world, ledger, claire):
    with pytest.raises(NotYours, match="vous est remboursée"):
        agree_claim(sent_by(world.lina, world), by=claire, paid_with=PaidWith.ADULT, advanced_by=world.claire)


def test_no_pupil_stranger_or_reader_agrees(world, ledger, claire):
    claim = sent_by(world.lina, world)

    strangers = [world.actor(user) for user in (world.sonia, world.nina, world.rita, world.felix, world.tristan)]
    for stranger in [*strangers, pupil_actor(world.noe)]:
        with pytest.raises(NotYours):
            agree_claim(claim, by=stranger, paid_with=PaidWith.CASH)


def test_a_mandate_that_ended_between_page_and_click_agrees_to_nothing(world, ledger, claire):
    claim = sent_by(world.lina, world)
    world.claire.mandates.update(state=Mandate.State.ENDED, ends_on=datetime.date(2026, 1, 1))

    with pytest.raises(NotYours, match="mandataire en fonction"):
        agree_claim(claim, by=claire, paid_with=PaidWith.CASH)


def test_in_a_one_adult_school_the_treasurer_agrees_to_the_adults_own_expense(world, ledger, claire):
    tristan = world.actor(world.tristan)
    own = sent_by(claire, world)
    pupils = sent_by(world.lina, world)

    assert can_agree_claim(tristan, own)
    assert not can_agree_claim(tristan, pupils)  # Claire may
    assert list(who_may_agree(own)) == [world.tristan]
    assert list(who_may_agree(pupils)) == [world.claire]
    assert agree_claim(own, by=tristan, paid_with=PaidWith.CASH).state == State.PAID


def test_a_treasurer_whose_role_ended_agrees_to_nothing(world, ledger, claire):
    tristan = world.actor(world.tristan)
    StaffRole.objects.filter(user=world.tristan).update(ends_on=datetime.date(2026, 1, 1))

    with pytest.raises(NotYours):
        agree_claim(sent_by(claire, world), by=tristan, paid_with=PaidWith.CASH)


def test_a_neighbour_named_by_the_association_agrees_while_the_naming_holds(world, ledger, claire):
    sonia, tristan = world.actor(world.sonia), world.actor(world.tristan)
    own = sent_by(claire, world)
    assert own not in ExpenseClaim.objects.visible_to(sonia)

    named = name_neighbour(world.cooperative, user=world.sonia, starts_on=datetime.date(2025, 9, 1), by=tristan)

    assert set(ExpenseClaim.objects.visible_to(sonia)) == {own}
    assert set(who_may_agree(own)) == {world.sonia, world.tristan}
    end_neighbour(named, ends_on=datetime.date(2026, 1, 1), by=tristan)
    with pytest.raises(NotYours):
        agree_claim(own, by=sonia, paid_with=PaidWith.CASH)
    assert not can_agree_claim(sonia, own)


def test_a_neighbour_agrees_only_where_nobody_of_the_school_may(world, ledger, claire):
    name_neighbour(
        world.cooperative, user=world.sonia, starts_on=datetime.date(2025, 9, 1), by=world.actor(world.tristan)
    )
    own = sent_by(claire, world)
    assert can_agree_claim(world.actor(world.sonia), own)

    second_mandataire(world)

    assert not can_agree_claim(world.actor(world.sonia), own)


def test_a_neighbour_is_a_mandataire_elsewhere_and_is_named_by_the_association(world, ledger, claire):
    day = datetime.date(2025, 9, 1)

    with pytest.raises(ClaimRefused, match="d’une autre coopérative"):
        name_neighbour(world.cooperative, user=world.nina, starts_on=day, by=world.actor(world.tristan))
    with pytest.raises(NotYours):
        name_neighbour(world.cooperative, user=world.sonia, starts_on=day, by=claire)


# --- somebody outside the school is asked ----------------------------------------------------------------------------


def told(user) -> list[str]:
    return [sentence_of(news) for news in Notification.objects.filter(user=user)]


def test_where_nobody_of_the_school_may_agree_the_treasurer_and_the_neighbour_are_told(world, ledger, claire):
    tristan = world.actor(world.tristan)
    name_neighbour(world.cooperative, user=world.sonia, starts_on=datetime.date(2025, 9, 1), by=tristan)

    own = sent_by(claire, world)

    sentence = f"{world.cooperative} : une dépense de 38,40\u00a0€ attend l’accord d’un deuxième adulte, vous."
    assert told(world.tristan) == told(world.sonia) == [sentence]
    assert told(world.claire) == []
    page = world.client(world.sonia).get(address_of(Notification.objects.get(user=world.sonia)))
    assert page.url == reverse("finance:claim", args=[world.cooperative.public_id, own.public_id])


def test_what_the_school_can_settle_itself_is_told_to_nobody_outside(world, ledger, claire):
    world.tristan

    agree_claim(sent_by(world.lina, world), by=claire, paid_with=PaidWith.CASH)

    assert not Notification.objects.exists()


def test_the_second_adult_above_the_threshold_is_told(world, ledger, claire):
    claim = sent_by(world.lina, world, amount=Decimal("312.00"))
    assert told(world.tristan) == []

    for _ in range(2):
        agree_claim(claim, by=claire, paid_with=PaidWith.BANK)

    assert len(told(world.tristan)) == 1


# --- two adults ------------------------------------------------------------------------------------------------------


def test_above_the_threshold_two_adults_agree(world, ledger, claire):
    paul = second_mandataire(world)
    claim = sent_by(world.lina, world, amount=Decimal("312.00"))

    half = agree_claim(claim, by=claire, paid_with=PaidWith.BANK)
    assert (half.state, half.half_agreed) == (State.SENT, True)
    assert next_to_act(with_checks(ExpenseClaim.objects.filter(pk=claim.pk)).get()) == Next.SECOND_ADULT
    assert list(who_may_agree(half)) == [paul]

    whole = agree_claim(claim, by=world.actor(paul))
    assert (whole.state, whole.agreed_by, whole.second_agreed_by) == (State.PAID, world.claire, paul)


def test_one_adult_does_not_agree_twice(world, ledger, claire):
    claim = sent_by(world.lina, world, amount=Decimal("312.00"))

    for _ in range(2):
        claim = agree_claim(claim, by=claire, paid_with=PaidWith.BANK)

    assert (claim.state, claim.second_agreed_by, claim.events.filter(kind="agreed").count()) == (State.SENT, None, 1)


def test_where_the_school_has_one_adult_the_treasurer_is_the_second(world, ledger, claire):
    claim = sent_by(world.lina, world, amount=Decimal("312.00"))
    agree_claim(claim, by=claire, paid_with=PaidWith.BANK)

    assert agree_claim(claim, by=world.actor(world.tristan)).state == State.PAID


def test_at_the_threshold_one_adult_is_enough(world, ledger, claire):
    claim = sent_by(world.lina, world, amount=Decimal("300.00"))

    assert agree_claim(claim, by=claire, paid_with=PaidWith.BANK).state == State.PAID


def test_the_threshold_is_the_associations(world, ledger, claire):
    Federation.objects.filter(pk=world.federation.pk).update(two_adults_threshold=Decimal("20.00"))

    assert agree_claim(sent_by(world.lina, world), by=claire, paid_with=PaidWith.BANK).half_agreed


def test_the_first_adult_cannot_be_named_as_the_one_paid_back_by_the_second(world, ledger, claire):
    paul = second_mandataire(world)
    claim = sent_by(world.lina, world, amount=Decimal("312.00"))
    agree_claim(claim, by=claire, paid_with=PaidWith.BANK)

    with pytest.raises(ClaimRefused, match="ne peut pas être remboursé"):
        agree_claim(claim, by=world.actor(paul), paid_with=PaidWith.ADULT, advanced_by=world.claire)


# --- corrected, given back, refused ----------------------------------------------------------------------------------


def test_an_adults_correction_is_told_before_and_after(world, ledger, claire):
    claim = sent_by(world.lina, world, amount=Decimal("38.04"), what="des graines")

    claim = correct_claim(
        claim, by=claire, version=claim.version, amount=Decimal("38.40"), account=ledger["60700008"], what="du terreau"
    )

    told = claim.events.filter(kind="corrected").values_list("field", "before", "after")
    assert list(told) == [("amount", "38.04", "38.40"), ("account", EDUCATION, "60700008"), ("what", "", "")]
    assert (claim.state, claim.amount) == (State.SENT, Decimal("38.40"))


def test_a_correction_of_nothing_is_no_step(world, ledger, claire):
    claim = sent_by(world.lina, world)

    correct_claim(claim, by=claire, amount=claim.amount)

    assert claim.events.count() == 1


def test_a_first_agreement_falls_with_a_correction(world, ledger, claire):
    paul = world.actor(second_mandataire(world))
    claim = sent_by(world.lina, world, amount=Decimal("312.00"))
    agree_claim(claim, by=claire, paid_with=PaidWith.BANK)

    claim = correct_claim(claim, by=paul, amount=Decimal("512.00"))

    assert (claim.agreed_by, claim.half_agreed) == (None, False)


def test_what_is_corrected_stays_whole(world, ledger, claire):
    claim = sent_by(world.lina, world)

    with pytest.raises(ClaimRefused) as refusal:
        correct_claim(claim, by=claire, issued_on=datetime.date(2020, 1, 1))
    assert refusal.value.field == "issued_on"
    with pytest.raises(ClaimRefused, match="celle de sa classe"):
        correct_claim(claim, by=claire, classroom=None)


def test_what_goes_back_says_why_and_comes_again(world, ledger, claire):
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


def test_what_was_agreed_and_not_paid_may_go_back(world, ledger, claire):
    claim = agree_claim(sent_by(world.lina, world), by=claire, paid_with=PaidWith.BANK, pay_later=True)

    claim = return_claim(claim, by=claire, reason=Reason.NO_RECEIPT)

    assert (claim.state, claim.agreed_by) == (State.RETURNED, None)


def test_a_refusal_is_the_end_and_is_told_once(world, ledger, claire):
    claim = sent_by(world.lina, world)
    for _ in range(2):
        claim = refuse_claim(claim, by=claire, reason=Reason.NOT_OURS)

    assert (claim.state, claim.events.filter(kind="refused").count()) == (State.REFUSED, 1)
    with pytest.raises(ClaimAlreadyAnswered, match="refusée"):
        send_claim(claim, by=pupil_actor(world.lina))
    with pytest.raises(ClaimAlreadyAnswered):
        agree_claim(claim, by=claire, paid_with=PaidWith.CASH)


@pytest.mark.parametrize("reason", ["", "other", "not_ours", "parce que"])
def test_a_return_has_a_plain_reason_or_words(world, ledger, claire, reason):
    with pytest.raises(ClaimRefused, match="Choisissez une raison"):
        return_claim(sent_by(world.lina, world), by=claire, reason=reason)


def test_strangers_answer_nothing(world, ledger, claire):
    claim = sent_by(world.lina, world)

    for stranger in (world.actor(world.sonia), world.actor(world.tristan), pupil_actor(world.noe)):
        with pytest.raises(NotYours):
            return_claim(claim, by=stranger, reason=Reason.AMOUNT)
        with pytest.raises(NotYours):
            correct_claim(claim, by=stranger, amount=Decimal("1.00"))


# --- the week at once ------------------------------------------------------------------------------------------------


def test_the_week_is_agreed_at_once_and_the_doubtful_one_is_left_with_its_reason(world, ledger, claire):
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
    assert money(ledger.book) == Money(Decimal("1000.00"), Decimal("40.00"), Decimal("13.75"))


def test_the_week_agreed_twice_changes_nothing(world, ledger, claire):
    claim = sent_by(world.lina, world)

    first = agree_claims([(claim, claim.version)], by=claire)
    second = agree_claims([(claim, claim.version)], by=claire)

    assert first.agreed == second.agreed == [claim]
    assert Entry.objects.filter(kind="expense").count() == 1


def test_who_paid_is_guessed_from_where_there_is_enough(world, ledger):
    assert proposed_payment(sent_by(world.lina, world, amount=Decimal("60.00"))) == PaidWith.CLASS_BOX
    assert proposed_payment(sent_by(world.lina, world, amount=Decimal("60.01"))) == PaidWith.BANK
    ledger.receive("50.00")
    assert proposed_payment(sent_by(world.lina, world, amount=Decimal("70.00"))) == PaidWith.CASH


# --- corrected after it was posted -----------------------------------------------------------------------------------


def test_a_posted_expense_is_barred_and_waits_again_under_the_number_of_its_paper(world, ledger, claire):
    claim = agree_claim(sent_by(world.lina, world, amount=Decimal("38.04")), by=claire, paid_with=PaidWith.CASH)
    first = claim.entry

    mirror = correct_entry(first, by=claire, reason="wrong_amount", request_id=uuid4())
    claim = correct_claim(claim, by=claire, amount=Decimal("38.40"))
    claim = agree_claim(claim, by=claire)

    connection.check_constraints()
    assert (mirror.reverses, claim.state, claim.amount) == (first, State.PAID, Decimal("38.40"))
    assert {first.voucher.number, mirror.voucher.number, claim.entry.voucher.number} == {"D01"}
    assert money(ledger.book).cash == Decimal("1.60")


def test_only_the_mandataire_or_the_treasurer_corrects_and_says_why(world, ledger, claire):
    claim = agree_claim(sent_by(world.lina, world), by=claire, paid_with=PaidWith.CASH)

    with pytest.raises(NotYours):
        correct_entry(claim.entry, by=world.actor(world.sonia), reason="twice", request_id=uuid4())
    with pytest.raises(EntryAlreadyReversed, match="Dites pourquoi"):
        correct_entry(claim.entry, by=claire, reason="", request_id=uuid4())
    assert correct_entry(claim.entry, by=world.actor(world.tristan), reason="twice", request_id=uuid4())


def test_a_book_that_was_sent_takes_no_agreement(world, ledger, claire):
    claim = sent_by(world.lina, world)
    send_book(ledger.book, by=claire)

    with pytest.raises(ClaimRefused, match="envoyé à l’AD"):
        agree_claim(claim, by=claire, paid_with=PaidWith.CASH)
