"""Deposits: counted by a class, recorded by a mandataire, without a word on who paid."""

import datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection, models

from finance.errors import ClaimAlreadyAnswered, ClaimChanged, ClaimRefused, MandateNeeded, NameWritten, NotYours
from finance.models import DepositSlip, Reason, SlipCheque, SlipPiece
from finance.queries.balances import Money, money
from finance.services.corrections import correct_entry
from finance.services.recording import record_slip, refuse_slip, return_slip
from finance.services.slips import Cheque, discard_slip, draft_slip, send_slip, update_slip
from members.naming import looks_like_a_person
from tests.finance.ledger import BANK, CASH, FAMILIES, pupil_actor, refuses

State = DepositSlip.State
DAY = datetime.date(2025, 9, 15)
FETES = "70800008"


@pytest.fixture
def lina(world):
    return pupil_actor(world.lina)


def begun(world, by, ledger, **facts):
    defaults = {"account": ledger[FETES], "collected_on": DAY}
    return draft_slip(world.cooperative, by=by, classroom=world.classroom, **(defaults | facts))


def counted(world, by, ledger, pieces=None, cheques=(), **facts):
    slip = begun(world, by, ledger, **facts)
    return update_slip(
        slip, by=by, version=1, pieces={1000: 6, 500: 1, 200: 1, 100: 1} if pieces is None else pieces, cheques=cheques
    )


def test_a_pupil_counts_coins_and_notes_in_a_grid(world, ledger, lina):
    slip = counted(world, lina, ledger, pieces={1000: 6, 500: 1, 200: 1, 100: 1, 50: 0})

    assert list(slip.pieces.values_list("cents", "count")) == [(1000, 6), (500, 1), (200, 1), (100, 1)]
    assert DepositSlip.objects.with_sums().get().amount == Decimal("68.00")


def test_counting_again_replaces_what_was_counted(world, ledger, lina):
    slip = counted(world, lina, ledger)

    update_slip(slip, by=lina, version=slip.version, pieces={1: 3})

    assert DepositSlip.objects.with_sums().get().amount == Decimal("0.03")


@pytest.mark.parametrize("pieces", [{3: 1}, {50000: 1}, {100: -1}, {100: 10000}])
def test_only_real_coins_are_counted(world, ledger, lina, pieces):
    with pytest.raises(ClaimRefused, match="vraies pièces"):
        counted(world, lina, ledger, pieces=pieces)


def test_a_deposit_is_sent_then_recorded_as_one_entry_with_one_number(world, ledger, lina, claire):
    cheques = [Cheque("postale", "0001001", Decimal("30.00")), Cheque("agricole", "0001002", Decimal("24.00"))]
    slip = send_slip(counted(world, lina, ledger, cheques=cheques), by=lina)

    slip = record_slip(slip, by=claire)

    connection.check_constraints()
    assert (slip.state, slip.voucher.number, slip.entry.total, slip.entry.direct) == (
        State.RECORDED,
        "R01",
        Decimal("122.00"),
        False,
    )
    assert list(slip.entry.lines.values_list("account__code", "debit", "credit", "classroom")) == [
        (CASH, Decimal("68.00"), Decimal(0), None),
        (BANK, Decimal("54.00"), Decimal(0), None),
        (FETES, Decimal(0), Decimal("122.00"), world.classroom.pk),
    ]
    assert money(ledger.book) == Money(Decimal("54.00"), Decimal("68.00"))
    assert list(slip.events.values_list("kind", "by_user")) == [("sent", None), ("recorded", world.claire.pk)]


def test_a_mandataire_records_an_own_slip_alone_and_it_is_marked_direct(world, ledger, claire):
    slip = record_slip(counted(world, claire, ledger), by=claire)

    assert (slip.state, slip.entry.direct) == (State.RECORDED, True)


def test_recording_twice_records_once(world, ledger, claire):
    slip = counted(world, claire, ledger)

    first, second = (record_slip(slip, by=claire) for _ in range(2))

    assert first.entry == second.entry


def test_only_a_mandataire_records(world, ledger, lina, claire):
    slip = send_slip(counted(world, lina, ledger), by=lina)

    for stranger in (lina, world.actor(world.sonia), world.actor(world.tristan)):
        with pytest.raises(MandateNeeded):
            record_slip(slip, by=stranger)


def test_nobody_but_the_author_writes_and_a_mandataire_recounts_what_was_sent(world, ledger, lina, claire):
    slip = counted(world, lina, ledger)
    with pytest.raises(NotYours):
        update_slip(slip, by=claire, version=slip.version, pieces={100: 1})
    with pytest.raises(NotYours):
        update_slip(slip, by=pupil_actor(world.noe), version=slip.version, pieces={100: 1})

    slip = send_slip(slip, by=lina)
    slip = update_slip(slip, by=claire, version=slip.version, pieces={100: 67})

    assert DepositSlip.objects.with_sums().get().amount == Decimal("67.00")
    assert slip.events.last().kind == "corrected"


def test_the_second_of_two_tabs_overwrites_nothing(world, ledger, lina):
    slip = counted(world, lina, ledger)

    with pytest.raises(ClaimChanged):
        update_slip(slip, by=lina, version=1, pieces={100: 1})


@pytest.mark.parametrize(
    ("facts", "pieces", "field"),
    [
        ({}, {}, "pieces"),
        ({"account": None}, {100: 1}, "account"),
        ({"collected_on": None}, {100: 1}, "collected_on"),
        ({"collected_on": datetime.date(2099, 1, 1)}, {100: 1}, "collected_on"),
        ({"collected_on": datetime.date(2024, 1, 1)}, {100: 1}, "collected_on"),
    ],
)
def test_what_is_missing_is_said_at_its_field(world, ledger, lina, facts, pieces, field):
    slip = counted(world, lina, ledger, pieces=pieces, **facts)

    with pytest.raises(ClaimRefused) as refusal:
        send_slip(slip, by=lina)

    assert refusal.value.field == field


def test_a_slip_goes_back_with_a_reason_and_comes_again(world, ledger, lina, claire):
    slip = return_slip(send_slip(counted(world, lina, ledger), by=lina), by=claire, reason=Reason.COUNT_AGAIN)
    assert (slip.state, slip.reason) == (State.RETURNED, "count_again")

    slip = send_slip(update_slip(slip, by=lina, version=slip.version, pieces={100: 5}), by=lina)

    assert (slip.state, slip.reason) == (State.SENT, "")


def test_a_refused_slip_stays_refused(world, ledger, lina, claire):
    slip = refuse_slip(send_slip(counted(world, lina, ledger), by=lina), by=claire, reason=Reason.TWICE)

    with pytest.raises(ClaimAlreadyAnswered):
        record_slip(slip, by=claire)


def test_a_slip_never_sent_can_be_thrown_away(world, ledger, lina):
    discard_slip(counted(world, lina, ledger), by=lina)

    assert not DepositSlip.objects.exists()
    assert not SlipPiece.objects.exists()


def test_a_posted_slip_is_barred_and_recorded_again_under_its_number(world, ledger, lina, claire):
    slip = record_slip(send_slip(counted(world, lina, ledger), by=lina), by=claire)

    correct_entry(slip.entry, by=claire, reason="wrong_amount", request_id=uuid4())
    slip = DepositSlip.objects.get()
    slip = update_slip(slip, by=claire, version=slip.version, pieces={100: 67})
    slip = record_slip(slip, by=claire)

    assert (slip.voucher.number, slip.entry.total, money(ledger.book).cash) == (
        "R01",
        Decimal("67.00"),
        Decimal("67.00"),
    )


# --- nothing says who paid -------------------------------------------------------------------------------------------


def test_no_column_of_a_cheque_can_hold_a_name():
    columns = {field.name: field for field in SlipCheque._meta.get_fields()}

    assert columns.keys() == {"id", "slip", "position", "bank", "number", "amount"}
    assert columns["bank"].choices


@pytest.mark.parametrize(
    ("cheque", "constraint"),
    [
        ({"bank": "M. Dupont"}, "finance_slipcheque_bank_of_the_list"),
        ({"number": "Dupont"}, "finance_slipcheque_number_is_digits"),
        ({"amount": 0}, "finance_slipcheque_amount_positive"),
    ],
)
def test_the_database_itself_takes_no_name_on_a_cheque(world, ledger, lina, cheque, constraint):
    slip = begun(world, lina, ledger)
    fields = {"slip": slip, "position": 1, "bank": "lcl", "number": "0001001", "amount": 5}

    with refuses(constraint):
        SlipCheque.objects.create(
            **{name: value[:12] if isinstance(value, str) else value for name, value in (fields | cheque).items()}
        )


@pytest.mark.parametrize(
    ("cheque", "sentence"),
    [
        (Cheque("Dupont", "0001001", Decimal(5)), "dans la liste"),
        (Cheque("lcl", "Dupont", Decimal(5)), "avec des chiffres"),
        (Cheque("lcl", "١٢٣٤٥", Decimal(5)), "avec des chiffres"),
        (Cheque("lcl", "0001001", Decimal(0)), "plus grand que zéro"),
    ],
)
def test_a_cheque_is_a_bank_a_number_and_an_amount(world, ledger, lina, cheque, sentence):
    with pytest.raises(ClaimRefused, match=sentence):
        counted(world, lina, ledger, cheques=[cheque])


def test_a_cheque_is_listed_once(world, ledger, lina):
    with pytest.raises(ClaimRefused, match="déjà sur le bordereau"):
        counted(world, lina, ledger, cheques=[Cheque("lcl", "0001001", Decimal(5))] * 2)


def test_contributions_of_families_have_no_label_at_all(world, ledger, lina):
    assert begun(world, lina, ledger, account=ledger[FAMILIES], label="enveloppes").label == ""


@pytest.mark.parametrize(
    "label", ["soupe à la courge", "Soupe à la courge", "Loto d’automne", "Vente de Noël", "calendriers 2026"]
)
def test_a_label_says_what_was_sold(world, ledger, lina, label):
    assert begun(world, lina, ledger, label=label).label == label


@pytest.mark.parametrize(
    "label",
    ["Mme Dupont", "famille Martin", "DUPONT Jean", "Jean Dupont", "chèque de M. Durand", "gâteaux de Lina", "noé"],
)
def test_a_label_that_looks_like_a_person_is_refused(world, ledger, lina, label):
    with pytest.raises(NameWritten, match="sans nom de personne"):
        begun(world, lina, ledger, label=label)


@pytest.mark.parametrize(
    "label", ["Kermesse École", "Photos Classe", "jus de pomme", "", "Bal", "vide-grenier de Polminhac"]
)
def test_what_is_no_person_passes(label):
    assert not looks_like_a_person(label)


def test_no_model_of_a_deposit_has_a_column_for_who_paid():
    texts = {
        f"{model.__name__}.{field.name}"
        for model in (DepositSlip, SlipCheque, SlipPiece)
        for field in model._meta.get_fields()
        if isinstance(field, models.CharField | models.TextField) and not field.choices
    }

    assert texts == {"DepositSlip.label", "DepositSlip.note", "SlipCheque.number"}
