"""What the database holds about expenses and deposits, whatever the code does."""

import datetime
from decimal import Decimal

import pytest
from django.db import ProgrammingError, connection, transaction

from cooperatives.models import SchoolYear
from finance.models import ClaimCheck, ClaimEvent, DepositSlip, ExpenseClaim, SlipPiece
from finance.services.agreeing import agree_claim, refuse_claim
from finance.services.recording import record_slip
from finance.services.slips import draft_slip, update_slip
from tests.finance.ledger import ledger_of, refuses, sent_by, written_by
from tests.world import make_classroom, make_mandate, make_user

NOW = "2025-10-05T10:00Z"


@pytest.fixture
def ledger(world):
    ledger = ledger_of(world.cooperative, world.year)
    ledger.receive("900.00", on=datetime.date(2025, 9, 2))
    return ledger


@pytest.fixture
def sent(world, ledger):
    """Lina's expense, sent, paid from the cash box."""
    return sent_by(world.lina, world, paid_with="cash")


def change(claim: ExpenseClaim, **values) -> None:
    """Past every door."""
    ExpenseClaim.objects.filter(pk=claim.pk).update(**values)


def agreed(user, **values):
    return {"state": "agreed", "agreed_by": user, "agreed_at": NOW} | values


def test_an_expense_has_one_author(world, ledger, claire):
    claim = written_by(world.lina, world)

    with refuses("finance_expenseclaim_keeps_its_author"):
        change(claim, drafted_by_user=world.claire)
    with refuses("finance_expenseclaim_one_author"):
        ExpenseClaim.objects.create(federation=world.federation, cooperative=world.cooperative)


def test_an_expense_begins_as_a_draft(world, ledger):
    with refuses("finance_expenseclaim_begins_as_a_draft"):
        ExpenseClaim.objects.create(
            federation=world.federation,
            cooperative=world.cooperative,
            drafted_by_user=world.claire,
            state="sent",
            amount=5,
            issued_on="2025-10-02",
            account=ledger["61810008"],
            sent_at=NOW,
        )


@pytest.mark.parametrize("missing", ["amount", "issued_on", "account", "sent_at"])
def test_what_was_sent_is_whole(sent, missing):
    with refuses("finance_expenseclaim_sent_is_whole"):
        change(sent, **{missing: None})


@pytest.mark.parametrize("amount", [0, -5])
def test_an_amount_is_above_zero(sent, amount):
    with refuses("finance_expenseclaim_amount_positive"):
        change(sent, amount=amount)


def test_who_agrees_is_not_who_wrote(world, ledger, claire):
    own = sent_by(claire, world, paid_with="cash")

    with refuses("finance_expenseclaim_agreed_by_another"):
        change(own, **agreed(world.claire))


def test_who_agrees_is_not_who_is_paid_back(world, sent, claire):
    with refuses("finance_expenseclaim_agreed_by_another"):
        change(sent, **agreed(world.claire, paid_with="adult", advanced_by=world.claire))


def test_the_second_who_agrees_is_another_person(world, sent, claire):
    with refuses("finance_expenseclaim_second_is_another"):
        change(sent, **agreed(world.claire, second_agreed_by=world.claire, second_agreed_at=NOW))


def test_above_the_threshold_one_adult_is_refused(world, ledger, claire):
    claim = sent_by(world.lina, world, amount=Decimal("300.01"), paid_with="cash")

    with refuses("finance_expenseclaim_two_adults"):
        change(claim, **agreed(world.claire))
    change(claim, **agreed(world.claire, second_agreed_by=make_user("Paul"), second_agreed_at=NOW))


def test_what_is_agreed_says_who_paid(world, ledger, claire):
    claim = sent_by(world.lina, world)

    with refuses("finance_expenseclaim_agreed_says_who_paid"):
        change(claim, **agreed(world.claire))
    with refuses("finance_expenseclaim_agreed_says_who_paid"):
        change(claim, **agreed(world.claire, paid_with="adult"))


@pytest.mark.parametrize(
    "values",
    [
        {"amount": Decimal("1.00")},
        {"issued_on": datetime.date(2025, 10, 3)},
        {"paid_with": "bank"},
        {"classroom": None},
        {"agreed_by": None, "agreed_at": None},
    ],
)
def test_what_is_agreed_stands_as_it_is(world, sent, values):
    change(sent, **agreed(world.claire))

    with refuses("finance_expenseclaim_stands_once_agreed"):
        change(sent, **values)


@pytest.mark.parametrize(("field", "value"), [("agreed_by", None), ("agreed_at", None)])
def test_an_agreement_has_a_person_and_a_moment(world, sent, field, value):
    with refuses("finance_expenseclaim_agreed_by_and_at"):
        change(sent, **agreed(world.claire) | {field: value})


@pytest.mark.parametrize(("before", "after"), [("draft", "agreed"), ("sent", "paid"), ("refused", "sent")])
def test_an_expense_goes_its_way(world, ledger, claire, before, after):
    claim = (
        written_by(world.lina, world, paid_with="cash")
        if before == "draft"
        else sent_by(world.lina, world, paid_with="cash")
    )
    if before == "refused":
        refuse_claim(claim, by=claire, reason="twice")

    with refuses("finance_expenseclaim_moves_in_order"):
        change(claim, state=after)


def test_paid_is_in_the_ledger_with_the_same_sum(world, ledger, sent):
    change(sent, **agreed(world.claire))
    paid = {"state": "paid", "paid_on": "2025-10-02", "paid_by": world.claire}

    with refuses("finance_expenseclaim_paid_is_posted"):
        change(sent, **paid)
    with refuses("finance_expenseclaim_posted_as_it_is"):
        change(sent, **paid, entry=ledger.spend("38.04"))
    change(sent, **paid, entry=ledger.spend("38.40"))


def test_what_is_paid_comes_back_only_once_its_entry_is_corrected(world, sent, claire):
    claim = agree_claim(sent, by=claire)

    with refuses("finance_expenseclaim_corrected_first"):
        change(claim, state="sent", entry=None, paid_on=None, paid_by=None, agreed_by=None, agreed_at=None)


@pytest.mark.parametrize("state", ["returned", "refused"])
def test_an_answer_says_why(sent, state):
    with refuses("finance_expenseclaim_answer_says_why"):
        change(sent, state=state)


def test_a_second_look_is_another_pupils(world, sent):
    with refuses("finance_claimcheck_by_another"):
        ClaimCheck.objects.create(claim=sent, pupil=world.lina, verdict="agree")
    with refuses("finance_claimcheck_look_again_says_what"):
        ClaimCheck.objects.create(claim=sent, pupil=world.noe, verdict="look_again")


def test_an_expense_stays_in_its_federation_cooperative_and_class(world, ledger, sent):
    stranger = make_classroom(world.other_cooperative, world.year)
    year = SchoolYear.objects.create(federation=world.other_federation, starts=world.year.starts, ends=world.year.ends)
    foreign = ledger_of(world.foreign_cooperative, year)

    with refuses("finance_expenseclaim_one_classroom"):
        change(sent, classroom=stranger)
    with refuses("finance_expenseclaim_one_account"):
        change(sent, account=foreign["61810008"])
    with refuses("finance_expenseclaim_one_cooperative"):
        ExpenseClaim.objects.create(
            federation=world.other_federation, cooperative=world.cooperative, drafted_by_user=world.claire
        )


def test_the_story_of_an_expense_only_grows(sent):
    for statement in ("UPDATE finance_claimevent SET kind = 'paid'", "TRUNCATE finance_claimevent"):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as run,
        ):
            run.execute(statement)
    with refuses("finance_claimevent_stays"):
        ClaimEvent.objects.all()._raw_delete("default")


def test_a_step_has_one_author(world, sent):
    with refuses("finance_claimevent_one_author"):
        ClaimEvent.objects.create(claim=sent, kind="sent")


def test_a_recorded_deposit_stands_as_it_was_counted(world, ledger, claire):
    slip = draft_slip(world.cooperative, by=claire, account=ledger["70800008"], collected_on=datetime.date(2025, 10, 3))
    slip = record_slip(update_slip(slip, by=claire, version=1, pieces={1000: 2}), by=claire)

    with refuses("finance_depositslip_counted_once"):
        SlipPiece.objects.filter(slip=slip).update(count=3)
    with refuses("finance_depositslip_counted_once"):
        SlipPiece.objects.create(slip=slip, cents=100, count=1)
    with refuses("finance_depositslip_counted_once"):
        SlipPiece.objects.filter(slip=slip).delete()
    with refuses("finance_depositslip_corrected_first"):
        DepositSlip.objects.filter(pk=slip.pk).update(state="sent", entry=None, recorded_by=None, recorded_at=None)


def test_a_deposit_is_posted_with_what_was_counted(world, ledger, claire):
    slip = draft_slip(world.cooperative, by=claire, account=ledger["70800008"], collected_on=datetime.date(2025, 10, 3))
    update_slip(slip, by=claire, version=1, pieces={1000: 2})
    DepositSlip.objects.filter(pk=slip.pk).update(state="sent", sent_at=NOW)

    with refuses("finance_depositslip_posted_as_counted"):
        DepositSlip.objects.filter(pk=slip.pk).update(
            state="recorded", recorded_by=world.claire, recorded_at=NOW, entry=ledger.receive("19.00")
        )


def test_a_neighbour_is_named_within_the_federation(world):
    from finance.models import NeighbourMandate

    with refuses("finance_neighbourmandate_one_cooperative"):
        NeighbourMandate.objects.create(
            federation=world.other_federation,
            cooperative=world.cooperative,
            user=world.sonia,
            starts_on="2025-09-01",
            named_by=world.tristan,
        )


def test_a_second_mandataire_may_agree_where_the_first_wrote(world, ledger, claire):
    paul = make_user("Paul")
    make_mandate(world.cooperative, paul, rank=2)

    claim = sent_by(claire, world, paid_with="cash")
    change(claim, **agreed(paul))

    claim.refresh_from_db()
    assert (claim.state, claim.agreed_by) == ("agreed", paul)
