"""What a paper is gathered under from the first page on, how the bank paid it, and what Friday says that waits."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from finance.friday import advances_line, counts_line
from finance.models import Activity, CashCount, DepositSlip, Entry, ExpenseClaim, Grant, Payment
from finance.services.advances import ask_advance
from finance.services.slips import draft_slip, send_slip, update_slip
from tests.finance.ledger import EDUCATION, entrust, pupil_actor, sent_by
from tests.finance.own_papers import typed
from tests.world import make_user


@pytest.fixture
def ledger(entrusted):
    return entrusted


@pytest.fixture
def fair(world):
    return Activity.objects.create(cooperative=world.cooperative, year=world.year, title="la fête du jardin")


@pytest.fixture
def aid(world):
    facts = {"funder": "commune de Polminhac", "purpose": "le jardin", "amount": Decimal(250)}
    return Grant.objects.create(cooperative=world.cooperative, year=world.year, **facts)


def address(world, name, **ids):
    return reverse(f"finance:{name}", kwargs={"id": world.cooperative.public_id, **ids})


def gathered(entry: Entry) -> tuple:
    line = entry.lines.get(account__kind__in=["expense", "income"])
    return line.activity, line.grant


def test_an_own_paper_is_gathered_under_its_activity_and_grant(world, ledger, fair, aid):
    sent = typed(ledger, activity=fair.pk, grant=aid.pk)

    world.client(world.claire).post(address(world, "expense-new"), sent)

    assert gathered(Entry.objects.latest("pk")) == (fair, aid)


def test_what_waits_for_another_adult_keeps_them_until_it_is_paid(world, ledger, fair, aid):
    paul = make_user("Paul")
    world.classroom.teachers.create(user=paul, starts_on=date(2025, 9, 1))
    sent = typed(ledger, activity=fair.pk, grant=aid.pk, classroom=world.classroom.pk)
    world.client(paul).post(address(world, "expense-new"), sent)
    claim = ExpenseClaim.objects.get()

    answers = {"version": claim.version, "paid_with": "bank", "means": "cheque", "cheque_number": "12"}
    world.client(world.claire).post(address(world, "claim", claim_id=claim.public_id), answers)

    claim.refresh_from_db()
    paid = Payment.objects.get(line__entry=claim.entry)
    assert (gathered(claim.entry), paid.means, paid.cheque_number) == ((fair, aid), "cheque", "0000012")


def test_a_cheque_of_what_the_bank_did_not_pay_is_left_out(world, ledger):
    claim = sent_by(world.lina, world)

    answers = {"version": claim.version, "paid_with": "cash", "means": "cheque", "cheque_number": "12"}
    world.client(world.claire).post(address(world, "claim", claim_id=claim.public_id), answers)

    claim.refresh_from_db()
    assert (claim.state, Payment.objects.count()) == ("paid", 0)


def test_an_adult_corrects_the_activity_of_a_childs_expense(world, ledger, fair):
    claim = sent_by(world.lina, world)
    known = {"version": claim.version, "amount": "38,40", "issued_on": "2025-10-02", "account": ledger[EDUCATION].pk}

    answer = world.client(world.claire).post(
        address(world, "claim-correct", claim_id=claim.public_id), known | {"activity": fair.pk}
    )

    claim.refresh_from_db()
    assert (answer.status_code, claim.activity) == (302, fair)


def test_a_deposit_is_gathered_before_it_is_recorded(world, ledger, fair, aid):
    lina = pupil_actor(world.lina)
    facts = {"account": ledger["70700008"], "collected_on": date(2025, 10, 6), "label": "Vente de soupe"}
    slip = draft_slip(world.cooperative, by=lina, classroom=world.classroom, **facts)
    slip = send_slip(update_slip(slip, by=lina, version=slip.version, pieces={200: 5}, cheques=[]), by=lina)
    page, client = address(world, "slip", slip_id=slip.public_id), world.client(world.claire)

    client.post(page, {"act": "gather", "version": slip.version, "activity": fair.pk, "grant": aid.pk})
    client.post(page, {"version": DepositSlip.objects.get().version})

    assert gathered(DepositSlip.objects.get().entry) == (fair, aid)


def test_nothing_is_asked_where_there_is_nothing_to_choose(world, ledger):
    page = world.client(world.claire).get(address(world, "expense-new")).content.decode()

    assert ("Pour quelle action" in page, "De quelle subvention" in page) == (False, False)


def test_friday_says_which_advances_and_counts_wait(world, claire):
    ledger = entrust(world)
    assert (advances_line(claire, world.cooperative), counts_line(claire, world.cooperative)) == (None, None)
    asked = {"amount": Decimal(20), "purpose": "le jardin", "request_id": uuid4()}
    ask_advance(ledger.book, world.classroom, by=claire, **asked)
    CashCount.objects.create(
        federation=world.federation, cooperative=world.cooperative, book=ledger.book, state="counted",
        classroom=world.classroom, counted_by_class=world.classroom, counted_on=date(2025, 10, 2),
    )  # fmt: skip

    found = [line(claire, world.cooperative) for line in (advances_line, counts_line)]

    assert [line.sentence for line in found] == [
        "1 avance demandée par une classe", "1 caisse comptée par les élèves, à confirmer",
    ]  # fmt: skip
    client = world.client(world.claire)
    assert [client.get(line.url).status_code for line in found] == [200, 200]
    assert advances_line(world.actor(world.martine), world.cooperative) is None
