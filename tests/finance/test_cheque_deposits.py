"""Cheques for the bank: gathered slip by slip, read by a second person, one sum to match. Nowhere who paid."""

from collections import Counter
from datetime import date
from decimal import Decimal
from functools import partial
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import Sum
from django.urls import reverse

from finance.errors import ClaimRefused, DepositRefused, MandateNeeded, NameWritten
from finance.models import ChequeDeposit, DepositSlip, SlipCheque
from finance.queries.deposits import slips_with_cheques
from finance.services.cheque_deposits import bring_to_bank, gather_cheques, read_again, undo_deposit
from finance.services.corrections import correct_entry
from finance.services.recording import record_slip
from finance.services.slips import Cheque, draft_slip, update_slip
from tests.finance.ledger import FAMILIES, ledger_of, refuses, second_mandataire
from tests.finance.pupil_walk import words
from tests.together import at_once

DAY = date(2025, 10, 6)


def recorded(world, ledger, *amounts: str, first: int = 7301842) -> DepositSlip:
    """A slip of Claire's with one cheque an amount, in the book."""
    by = world.actor(world.claire)
    facts = {"classroom": world.classroom, "account": ledger[FAMILIES], "collected_on": DAY}
    slip = draft_slip(world.cooperative, by=by, **facts)
    cheques = [Cheque("postale", str(first + rank), Decimal(sum_)) for rank, sum_ in enumerate(amounts)]
    slip = update_slip(slip, by=by, version=slip.version, pieces={100: 3}, cheques=cheques)
    return record_slip(slip, by=by)


@pytest.fixture
def slips(world, ledger):
    return [recorded(world, ledger, "15.00", "14.00"), recorded(world, ledger, "10.00", first=8401842)]


@pytest.fixture
def deposit(ledger, slips, claire):
    return gather(ledger, slips, claire)


def gather(ledger, slips, by) -> ChequeDeposit:
    return gather_cheques(ledger.book, slips=[slip.pk for slip in slips], request_id=uuid4(), by=by)


def ids(deposit) -> list[int]:
    return [cheque.pk for cheque in deposit.cheques]


def test_a_deposit_is_one_sum_and_the_lines_at_the_bank_that_make_it(ledger, deposit):
    assert deposit.amount == 39
    assert deposit.entry_lines.aggregate(sum=Sum("debit"))["sum"] == 39
    assert deposit.entry_lines.count() == 2
    assert not slips_with_cheques(ledger.book).exists()


def test_gathering_changes_nothing_in_the_book(ledger, slips, claire):
    before = ledger.book.entries.count()
    gather(ledger, slips, claire)
    assert ledger.book.entries.count() == before


def test_of_two_who_gather_the_same_cheques_at_once_one_does(real_world):
    ledger, claire = ledger_of(real_world.cooperative, real_world.year), real_world.actor(real_world.claire)
    slip = recorded(real_world, ledger, "15.00")
    acts = [partial(gather, ledger, [slip], claire)] * 2

    assert Counter(type(result) for result in at_once(*acts)) == {ChequeDeposit: 1, DepositRefused: 1}


def test_a_second_reader_ticks_every_cheque(world, deposit, claire):
    with pytest.raises(DepositRefused) as refused:
        read_again(deposit, ticked=ids(deposit)[1:], read_with="pupils", by=claire)
    assert refused.value.field == "ticked"
    with pytest.raises(DepositRefused):
        read_again(deposit, ticked=ids(deposit), read_with="self", by=claire)
    with refuses("finance_chequedeposit_second_reader"):
        facts = {"state": "read", "read_with": "self", "read_by_id": claire.user_id, "read_at": deposit.made_at}
        ChequeDeposit.objects.filter(pk=deposit.pk).update(**facts)

    paul = world.actor(second_mandataire(world))
    assert read_again(deposit, ticked=ids(deposit), read_with="self", by=paul).state == "read"


def test_the_bank_comes_after_the_reading_and_then_it_stands(world, deposit, claire):
    with pytest.raises(DepositRefused):
        bring_to_bank(deposit, on=DAY, by=claire)
    read_again(deposit, ticked=ids(deposit), read_with="pupils", by=claire)
    with pytest.raises(MandateNeeded):
        bring_to_bank(deposit, on=DAY, by=world.actor(world.sonia))

    deposit = bring_to_bank(deposit, on=DAY, by=claire)

    assert (deposit.state, deposit.deposited_on) == ("deposited", DAY)
    with pytest.raises(DepositRefused):
        undo_deposit(deposit, by=claire)
    with refuses("finance_chequedeposit_stands"):
        ChequeDeposit.objects.filter(pk=deposit.pk).update(deposited_on=date(2025, 10, 7))
    with refuses("finance_chequedeposit_stands"):
        deposit.slips.all().delete()


def test_what_has_not_gone_yet_can_be_taken_apart(ledger, deposit, claire):
    undo_deposit(deposit, by=claire)
    assert slips_with_cheques(ledger.book).count() == 2


def test_a_slip_that_is_corrected_keeps_its_cheques_while_they_are_in_a_deposit(slips, deposit, claire):
    correct_entry(slips[0].entry, by=claire, reason="wrong_amount", request_id=uuid4())
    slip = DepositSlip.objects.get(pk=slips[0].pk)

    with pytest.raises(ClaimRefused):
        update_slip(slip, by=claire, version=slip.version, cheques=[])
    read_again(deposit, ticked=ids(deposit), read_with="pupils", by=claire)
    with pytest.raises(DepositRefused):
        bring_to_bank(deposit, on=DAY, by=claire)


def test_the_pages_walk_from_the_slips_to_the_bank(world, ledger, slips):
    client = world.client(world.claire)
    here = {"id": world.cooperative.public_id}
    address = reverse("finance:cheque-deposits", kwargs=here)
    assert client.post(address, {"request_id": str(uuid4())}).status_code == 422
    page = client.post(address, {"request_id": str(uuid4()), "slips": [slip.pk for slip in slips]}).url
    deposit = ChequeDeposit.objects.get()
    refused = client.post(page, {"act": "read", "ticked": ids(deposit)[:1], "read_with": "pupils"})
    assert (refused.status_code, "Cochez chaque chèque" in words(refused)) == (422, True)
    client.post(page, {"act": "read", "ticked": ids(deposit), "read_with": "pupils"})
    client.post(page, {"act": "bring", "on": DAY.isoformat()})

    told = words(client.get(page))

    assert "La Banque Postale 7301842 CP-CE1-CE2 15,00 €" in told
    assert "À la banque le" in told
    assert "39,00 €" in words(client.get(address))


# --- nowhere who paid ------------------------------------------------------------------------------------------------

MONEY_THAT_CAME = ("depositslip", "slipcheque", "slippiece", "slipcheck", "chequedeposit", "depositedslip")
TEXTS = {
    ("finance_depositslip", "label"),  # what was sold or held; a person's name is refused, families have none
    ("finance_depositslip", "note"),  # the adult's word to the class
    ("finance_depositslip", "reason"),  # of a list
    ("finance_depositslip", "state"),  # of a list
    ("finance_slipcheque", "bank"),  # of a list
    ("finance_slipcheque", "number"),  # figures only
    ("finance_slipcheck", "verdict"),  # of a list
    ("finance_chequedeposit", "state"),  # of a list
    ("finance_chequedeposit", "read_with"),  # of a list
}


def test_voices_a2_no_column_beside_money_that_came_can_hold_who_paid(db):
    """A family's cheque names the family: the list of cheques must not be the list of who paid."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_name = ANY(%s) "
            "AND data_type IN ('character varying', 'text', 'json', 'jsonb', 'ARRAY')",
            [[f"finance_{name}" for name in MONEY_THAT_CAME]],
        )
        assert set(cursor.fetchall()) == TEXTS


def test_trap_8_no_column_of_the_whole_room_says_who_paid_or_who_did_not(db):
    """Domain 9 (c) 8: never a list of unpaid pupils; no pupil stands beside a sum that came in, but as who counted."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_name LIKE 'finance_%%' "
            "AND (column_name ~ '(drawer|payer|family|parent_name|unpaid|owes|debtor)' AND column_name <> 'paid_by_id')"
        )
        assert cursor.fetchall() == []
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns "
            "WHERE table_name LIKE 'finance_%%' AND column_name ~ 'pupil_id$'"
        )
        beside = {f"{table}.{column}" for table, column in cursor.fetchall()}
    assert beside == {
        "finance_cashtally.pupil_id",  # who counted a box
        "finance_claimcheck.pupil_id",  # who looked again
        "finance_claimevent.by_pupil_id",
        "finance_depositslip.drafted_by_pupil_id",  # who counted for the class
        "finance_expenseclaim.drafted_by_pupil_id",
        "finance_slipcheck.pupil_id",  # who counted again
        "finance_slipevent.by_pupil_id",
    }


def test_no_file_of_the_book_tells_who_drew_a_cheque(world, ledger, slips, claire):
    slip = draft_slip(world.cooperative, by=claire, classroom=world.classroom)
    with pytest.raises(NameWritten):
        update_slip(slip, by=claire, version=slip.version, label="famille Martin")
    answer = world.client(world.claire).get(
        reverse("finance:entries-csv", kwargs={"id": world.cooperative.public_id}) + f"?year={world.year.slug}"
    )
    text = b"".join(answer.streaming_content).decode()

    assert not any(cheque.number in text for cheque in SlipCheque.objects.all())
    assert "Participations" in text
