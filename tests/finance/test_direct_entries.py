"""What a mandataire records alone: marked direct, numbered papers, money that only changes place."""

import datetime
from decimal import Decimal
from uuid import uuid4

import pytest

from cooperatives.models import Affiliation, Cooperative
from finance.errors import BankNotOpen, EntryRefused, MandateNeeded, NotEnoughMoney, VoucherNumberTaken
from finance.models import Entry, Voucher, VoucherScheme
from finance.queries.balances import Money, class_box_balances, money
from finance.queries.vouchers import next_number, undeclared_holes
from finance.services.direct_entries import record_affiliation, record_entry
from finance.services.transfers import advance_to_class, take_back_advance
from finance.services.vouchers import declare_unused
from tests.finance.ledger import BANK, CASH, EDUCATION, FAMILIES, ledger_of, move_money

DAY = datetime.date(2025, 10, 6)


@pytest.fixture
def ledger(world):
    ledger = ledger_of(world.cooperative, world.year)
    ledger.receive("100.00", on=datetime.date(2025, 9, 2))
    return ledger


def direct(ledger, by, code=EDUCATION, place=CASH, amount="10.00", **options):
    defaults = {"date": DAY, "request_id": uuid4(), "amount": Decimal(amount)}
    return record_entry(ledger.book, account=ledger[code], treasury=ledger[place], by=by, **(defaults | options))


def test_a_direct_expense_is_marked_numbered_and_takes_money_out(ledger, claire):
    entry = direct(ledger, claire, caption="Frais de tenue de compte")

    assert (entry.direct, entry.kind, entry.label) == (True, "expense", "D01 · Activités éducatives")
    assert entry.voucher.caption == "Frais de tenue de compte"
    assert money(ledger.book).total == Decimal("90.00")


def test_a_direct_income_brings_money_in(ledger, claire):
    entry = direct(ledger, claire, FAMILIES, BANK, "54.00")

    assert (entry.kind, entry.voucher.number) == ("income", "R01")
    assert money(ledger.book) == Money(bank=Decimal("54.00"), cash=Decimal("100.00"))


def test_the_same_request_records_once_and_takes_one_number(ledger, claire):
    request_id = uuid4()

    first, second = (direct(ledger, claire, request_id=request_id) for _ in range(2))

    assert second == first
    assert Voucher.objects.count() == 1


def test_only_a_mandataire_in_office_records_alone(world, ledger):
    world.claire.mandates.update(state="ended", ends_on=datetime.date(2025, 9, 1))

    for actor in (world.claire, world.sonia, world.tristan, world.nina):
        with pytest.raises(MandateNeeded):
            direct(ledger, world.actor(actor))


def test_an_expense_goes_neither_to_nor_from_a_wrong_kind_of_account(ledger, claire):
    with pytest.raises(EntryRefused):
        direct(ledger, claire, BANK, CASH)
    with pytest.raises(EntryRefused):
        direct(ledger, claire, EDUCATION, FAMILIES)


def test_nothing_leaves_a_bank_account_that_is_being_opened(world, ledger, claire):
    Cooperative.objects.filter(pk=world.cooperative.pk).update(account_opened_on=None)

    with pytest.raises(BankNotOpen, match="en cours d’ouverture"):
        direct(ledger, claire, EDUCATION, BANK)

    assert Voucher.objects.count() == 0


def test_the_affiliation_is_one_payment_on_two_accounts(world, ledger, claire):
    world.year.refresh_from_db()  # its tariff as the database gives it
    affiliation = Affiliation.objects.create(
        cooperative=world.cooperative, year=world.year, pupil_count=36, adult_count=3
    )

    entry = record_affiliation(affiliation, treasury=ledger[BANK], date=DAY, request_id=uuid4(), by=claire)

    assert list(entry.lines.values_list("account__code", "debit", "credit")) == [
        ("62810008", Decimal("78.00"), Decimal(0)),
        ("61681008", Decimal("9.75"), Decimal(0)),
        (BANK, Decimal(0), Decimal("87.75")),
    ]


# --- papers ----------------------------------------------------------------------------------------------------------


def test_papers_are_numbered_apart_and_sorted_as_people_count(ledger, claire):
    for number in ("D2", "D11", "D10", ""):
        direct(ledger, claire, voucher_number=number)

    assert [paper.number for paper in Voucher.objects.in_order()] == ["D2", "D10", "D11", "D12"]
    assert next_number(ledger.book, ledger[FAMILIES].kind) == "R01"


def test_a_federation_may_number_all_papers_together(world, ledger, claire):
    VoucherScheme.objects.create(
        federation=world.federation, year=world.year, kind=VoucherScheme.Kind.TOGETHER, digits=3
    )

    numbers = [direct(ledger, claire).voucher.number, direct(ledger, claire, FAMILIES).voucher.number]

    assert numbers == ["001", "002"]


def test_numbers_start_again_in_each_book(world, ledger, claire):
    direct(ledger, claire)
    other = ledger_of(world.other_cooperative, world.year)

    assert direct(other, world.actor(world.sonia), place=BANK).voucher.number == "D01"


def test_a_number_is_not_written_on_two_papers(ledger, claire):
    direct(ledger, claire, voucher_number="d 07")

    with pytest.raises(VoucherNumberTaken, match="Le prochain libre est D08"):
        direct(ledger, claire, voucher_number="D07")


@pytest.mark.parametrize("number", ["D-7", "ticket", "D", "D123456", "Lina"])
def test_what_is_no_number_is_refused(ledger, claire, number):
    with pytest.raises(VoucherNumberTaken, match="par exemple D07"):
        direct(ledger, claire, voucher_number=number)


def test_a_hole_is_named_until_it_is_declared(ledger, claire):
    for number in ("D01", "D04", "R01"):
        direct(ledger, claire, voucher_number=number)
    assert undeclared_holes(ledger.book) == ["D02", "D03"]

    declare_unused(ledger.book, number="D02", reason="ticket en double", by=claire)

    assert undeclared_holes(ledger.book) == ["D03"]
    assert direct(ledger, claire).voucher.number == "D05"


def test_the_number_of_a_paper_that_exists_is_not_declared_unused(ledger, claire):
    direct(ledger, claire)

    with pytest.raises(VoucherNumberTaken):
        declare_unused(ledger.book, number="D01", reason="?", by=claire)


def test_a_declared_hole_takes_no_paper(ledger, claire):
    declare_unused(ledger.book, number="D01", reason="déchiré", by=claire)

    with pytest.raises(VoucherNumberTaken):
        direct(ledger, claire, voucher_number="D01")


# --- money that changes place ----------------------------------------------------------------------------------------


def test_a_deposit_of_cash_at_the_bank_moves_nothing_in_all(ledger, claire):
    entry = move_money(
        ledger.book,
        source=ledger[CASH],
        target=ledger[BANK],
        amount=Decimal("60.00"),
        date=DAY,
        request_id=uuid4(),
        by=claire,
    )

    assert (entry.kind, entry.label) == ("transfer", "Caisse → Banque")
    assert money(ledger.book) == Money(bank=Decimal("60.00"), cash=Decimal("40.00"))


def test_a_class_advance_is_no_expense_and_comes_back(world, ledger, claire):
    options = {"date": DAY, "by": claire}
    advance_to_class(
        ledger.book, world.classroom, source=ledger[CASH], amount=Decimal("60.00"), request_id=uuid4(), **options
    )
    assert class_box_balances(ledger.book) == {world.classroom.pk: Decimal("60.00")}

    back = take_back_advance(
        ledger.book, world.classroom, target=ledger[CASH], amount=Decimal("21.60"), request_id=uuid4(), **options
    )

    assert back.label == "Retour de l’avance de la classe CP-CE1-CE2"
    assert money(ledger.book) == Money(cash=Decimal("61.60"), class_boxes=Decimal("38.40"))
    assert not Entry.objects.filter(lines__account__kind="expense").exists()


def test_a_box_gives_no_more_than_it_holds(world, ledger, claire):
    with pytest.raises(NotEnoughMoney, match="100,00"):
        move_money(
            ledger.book,
            source=ledger[CASH],
            target=ledger[BANK],
            amount=Decimal("100.01"),
            date=DAY,
            request_id=uuid4(),
            by=claire,
        )
    with pytest.raises(NotEnoughMoney):
        take_back_advance(
            ledger.book,
            world.classroom,
            target=ledger[CASH],
            amount=Decimal("0.01"),
            date=DAY,
            request_id=uuid4(),
            by=claire,
        )


def test_emptying_the_box_twice_by_one_request_is_one_transfer(ledger, claire):
    request_id = uuid4()
    options = {"source": ledger[CASH], "target": ledger[BANK], "amount": Decimal("100.00"), "date": DAY, "by": claire}

    first, second = (move_money(ledger.book, request_id=request_id, **options) for _ in range(2))

    assert second == first


def test_a_transfer_joins_the_bank_and_the_cash_box(ledger, claire):
    with pytest.raises(EntryRefused, match="de la banque à la caisse"):
        move_money(
            ledger.book,
            source=ledger[CASH],
            target=ledger[CASH],
            amount=Decimal("1.00"),
            date=DAY,
            request_id=uuid4(),
            by=claire,
        )


def test_a_stranger_moves_nothing(world, ledger):
    with pytest.raises(MandateNeeded):
        move_money(
            ledger.book,
            source=ledger[CASH],
            target=ledger[BANK],
            amount=Decimal("1.00"),
            date=DAY,
            request_id=uuid4(),
            by=world.actor(world.sonia),
        )
