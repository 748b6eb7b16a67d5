"""A class cooperative is merged into its school's, another one is closed: the money moves by two entries that name
each other, and what the association holds in all stays as it was.
"""

import random
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cooperatives.models import Cooperative
from desk.errors import CooperativeRefused
from desk.services.merging import close_cooperative
from finance.chart_of_accounts import INTERNAL_TRANSFER
from finance.errors import MergerRefused, NotYours
from finance.models import BankAccount, Book, Chequebook, Entry, EntryLine, InventoryItem, Merger
from finance.queries import balances
from finance.queries.boxes import cash_deposits
from finance.queries.merging import dry_run, held_now
from finance.queries.report import financial_report
from tests.desk.mergers import DAY, MAY, fill, fill_ending, make_ending, make_school, merge
from tests.finance.ledger import BANK, CASH, CLASS_BOX, Ledger, ledger_of, refuses, sent_by
from tests.world import make_classroom, make_cooperative


@pytest.fixture
def school(world) -> Ledger:
    return make_school(world)


@pytest.fixture
def ends(world, school) -> Cooperative:
    return make_ending(world)


@pytest.fixture
def leaves(world, ends) -> Ledger:
    return fill_ending(ends, world)


@pytest.fixture
def tristan(world):
    return world.actor(world.tristan)


def held_in_all(federation) -> Decimal:
    lines = EntryLine.objects.filter(entry__federation=federation, account__kind="treasury")
    return lines.aggregate(sum=balances.DEBITS_LESS_CREDITS)["sum"]


def figures(book) -> tuple:
    report = financial_report(book)
    return report.income, report.expense, report.moved, report.closing.total, report.is_right


def test_trap_5_what_moves_between_books_is_neither_income_nor_expense(world, school, ends, leaves, tristan):
    before = held_in_all(world.federation)

    merger = merge(ends, world.cooperative, tristan)

    assert figures(leaves.book) == (Decimal("170.00"), Decimal(0), Decimal("-170.00"), Decimal(0), True)
    assert figures(school.book) == (Decimal("540.00"), Decimal(0), Decimal("170.00"), Decimal("710.00"), True)
    assert (held_in_all(world.federation), merger.amount) == (before, Decimal("170.00"))
    assert balances.money(school.book) == balances.Money(Decimal("620.00"), Decimal("90.00"), Decimal(0))
    through = EntryLine.objects.filter(account__code=INTERNAL_TRANSFER)
    assert through.aggregate(sum=balances.DEBITS_LESS_CREDITS)["sum"] == 0
    call_command("check_ledger", verbosity=0)


def test_trap_5_cash_that_comes_from_another_cooperative_is_no_deposit_at_the_bank(world, school, leaves, tristan):
    merge(leaves.book.cooperative, world.cooperative, tristan)

    assert cash_deposits(school.book).made == 0


def test_both_entries_name_each_other_and_the_class_boxes_come_first(world, ends, leaves, tristan):
    merger = merge(ends, world.cooperative, tristan)

    out, came = merger.out_entry, merger.in_entry
    assert out.label == f"Transmis à la coopérative n°\u00a018\u00a0: écriture n°\u00a0{came.number} de son cahier"
    assert came.label == f"Venu de la coopérative n°\u00a03\u00a0: écriture n°\u00a0{out.number} de son cahier"
    emptied = Entry.objects.get(book=leaves.book, number=out.number - 1)
    assert (emptied.kind, emptied.total) == (Entry.Kind.ADVANCE, Decimal("20.00"))


def test_the_same_request_twice_moves_once_and_there_is_nothing_left_for_another(world, ends, leaves, tristan):
    once = uuid4()
    first = merge(ends, world.cooperative, tristan, request_id=once)

    assert merge(ends, world.cooperative, tristan, request_id=once) == first
    with pytest.raises(MergerRefused, match="C’est déjà fait"):
        merge(ends, world.cooperative, tristan, expected="0.00")
    ends.refresh_from_db()
    assert (Merger.objects.count(), ends.state) == (1, "closing")


def test_the_goods_change_registers_with_a_trace_and_the_chequebooks_are_given_back(world, ends, leaves, tristan):
    facts = {"federation": world.federation, "place": "classe", "acquired_on": date(2024, 9, 2)}
    for owner in ("cooperative", "commune"):
        InventoryItem.objects.create(cooperative=ends, label="tente", owner=owner, written_by=world.claire, **facts)
    account = BankAccount.objects.create(federation=world.federation, cooperative=ends, bank="La Banque")
    book = Chequebook.objects.create(
        federation=world.federation, account=account, first_number="0000001", last_number="0000025",
        holder=world.claire, received_on=DAY(),
    )  # fmt: skip

    merger = merge(ends, world.cooperative, tristan)

    pairs = [(trace.left.left_why, trace.came.owner, trace.came.acquired_on) for trace in merger.goods.all()]
    assert pairs == [("devolved", "cooperative", date(2024, 9, 2)), ("devolved", "commune", date(2024, 9, 2))]
    assert InventoryItem.objects.filter(cooperative=world.cooperative, left_on__isnull=True).count() == 2
    book.refresh_from_db()
    assert (book.state, book.moves.get().reason) == ("cancelled", "Transmis à la coopérative n°\u00a018")


def test_what_waits_is_named_and_nothing_moves(world, school, tristan):
    other = make_cooperative(world.federation, world.school, 5)
    sent_by(world.lina, world, issued_on=DAY())

    with pytest.raises(MergerRefused, match="1 dépense n’est pas finie"):
        merge(world.cooperative, other, tristan, expected="540.00")

    assert (Merger.objects.count(), held_now(world.federation.pk, world.cooperative).total) == (0, Decimal("540.00"))


def test_trap_4_an_earlier_book_that_may_still_move_holds_the_merger_back(world, ends, leaves, tristan):
    earlier = type(world.year).objects.create(
        federation=world.federation, starts=world.year.starts.replace(year=world.year.starts.year - 1),
        ends=world.year.ends.replace(year=world.year.ends.year - 1), fee_per_member="2.00",
        insurance_per_member="0.25",
    )  # fmt: skip
    Book.objects.create(federation=world.federation, cooperative=ends, year=earlier)

    assert dry_run(ends, world.cooperative).reasons == [
        f"Son cahier {earlier} n’est pas encore accepté\u00a0: ce qu’il laisse peut changer."
    ]


def test_another_sum_than_the_one_on_the_page_moves_nothing(world, ends, leaves, tristan):
    with pytest.raises(MergerRefused, match="Les comptes ont bougé"):
        merge(ends, world.cooperative, tristan, expected="169.99")


def test_only_the_administration_and_the_treasury_merge(world, ends, leaves):
    for user in (world.claire, world.rita, world.felix):
        with pytest.raises(NotYours):
            merge(ends, world.cooperative, world.actor(user))


def test_trap_23_at_the_end_of_a_school_all_of_it_goes_to_the_association(world, ends, leaves, tristan):
    before = held_in_all(world.federation)
    facts = {"federation": world.federation, "place": "classe", "acquired_on": date(2024, 9, 2)}
    InventoryItem.objects.create(cooperative=ends, label="tente", written_by=world.claire, **facts)
    InventoryItem.objects.create(cooperative=ends, label="tableau", owner="commune", written_by=world.claire, **facts)

    merger = merge(ends, None, tristan)

    assert held_now(world.federation.pk, None).total == Decimal("170.00")
    assert (held_in_all(world.federation), merger.target_book.cooperative) == (before, None)
    assert [(trace.left.left_why, trace.came) for trace in merger.goods.all()] == [("devolved", None), ("given", None)]


def test_a_cooperative_is_closed_once_its_bank_and_its_book_are_over(world, ends, leaves, tristan):
    account = BankAccount.objects.create(federation=world.federation, cooperative=ends, bank="La Banque")
    with pytest.raises(CooperativeRefused, match="Transmettez d’abord"):
        close_cooperative(ends, closed_on=DAY(), by=tristan)
    merge(ends, None, tristan)
    with pytest.raises(CooperativeRefused, match="encore ouvert"):
        close_cooperative(ends, closed_on=DAY(), by=tristan)
    account.closed_on = DAY()
    account.save()
    with pytest.raises(CooperativeRefused, match="doit être accepté"):
        close_cooperative(ends, closed_on=DAY(), by=tristan)
    for state in ("submitted", "accepted"):
        Book.objects.filter(pk=leaves.book.pk).update(
            state=state, submitted_at="2026-01-01T10:00Z", submitted_by=world.claire
        )

    closed = close_cooperative(ends, closed_on=DAY(), by=tristan)

    assert (closed.state, closed.closed_on) == ("closed", DAY())


def test_the_database_keeps_what_was_handed_on(world, ends, leaves, tristan):
    merger = merge(ends, world.cooperative, tristan)

    with refuses("finance_merger_of_its_books"):
        Merger.objects.create(
            federation=world.federation, source=ends, target=world.cooperative, source_book=merger.target_book,
            target_book=merger.source_book, amount=1, reason=MAY, by=world.tristan,
        )  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_the_sum_of_the_association_never_moves_whatever_the_books_hold(world, school, ends, tristan, seed):
    dice = random.Random(seed)
    leaves, room = ledger_of(ends, world.year), make_classroom(ends, world.year, "CM1-CM2")
    fill(leaves, "300.00", "200.00")
    for _step in range(12):
        amount = Decimal(dice.randrange(1, 900)) / 100
        side = dice.choice([school, leaves])
        match dice.randrange(4):
            case 0:
                side.spend(amount, on=DAY())
            case 1:
                side.receive(amount, on=DAY())
            case 2:
                side.post(BANK, CASH, amount, on=DAY(), kind=Entry.Kind.TRANSFER)
            case 3:
                leaves.post(CLASS_BOX, CASH, amount, on=DAY(), kind=Entry.Kind.ADVANCE, classroom=room)
    before = held_in_all(world.federation)
    there = balances.money(school.book).total

    merger = merge(ends, world.cooperative, tristan, expected=str(balances.money(leaves.book).total))

    assert held_in_all(world.federation) == before
    assert balances.money(leaves.book) == balances.Money(Decimal(0), Decimal(0), Decimal(0))
    assert balances.money(school.book).total == there + merger.amount
    assert (financial_report(leaves.book).is_right, financial_report(school.book).is_right) == (True, True)


def test_the_page_shows_both_sides_first_and_moves_only_at_the_button(world, ends, leaves):
    client, page = world.client(world.tristan), reverse("desk:cooperative-merge", args=[ends.public_id])
    chosen = f"{page}?to={world.cooperative.public_id}"

    shown = client.get(chosen).content.decode()

    assert [sum_ in shown for sum_ in ("170,00\u00a0€", "540,00\u00a0€", "710,00\u00a0€")] == [True] * 3
    assert Merger.objects.count() == 0
    sent = {"request_id": str(uuid4()), "expected": "170.00", "reason": ""}
    assert (client.post(chosen, sent).status_code, Merger.objects.count()) == (422, 0)
    done = client.post(chosen, sent | {"reason": MAY}, follow=True).content.decode()
    assert ("Tout est transmis" in done, "170,00\u00a0€ à Coopérative" in done) == (True, True)
    assert client.get(reverse("desk:cooperative-close", args=[ends.public_id])).status_code == 200


def test_the_page_costs_the_same_with_one_good_and_with_thirty(world, ends, leaves):
    client = world.client(world.tristan)
    page = f"{reverse('desk:cooperative-merge', args=[ends.public_id])}?to=association"
    facts = {"federation": world.federation, "place": "classe", "acquired_on": date(2024, 9, 2)}
    counts = []
    for many in (1, 29):
        for _one in range(many):
            InventoryItem.objects.create(cooperative=ends, label="tente", written_by=world.claire, **facts)
        client.get(page)
        with CaptureQueriesContext(connection) as queries:
            client.get(page)
        counts.append(len(queries))

    assert counts[0] == counts[1]
