"""Every list of money holds its own rows and nothing of a stranger's, and costs the same at ten rows and a thousand."""

import csv
import io
from dataclasses import dataclass
from decimal import Decimal

import psycopg
import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from cooperatives.models import Classroom
from finance.models import DepositSlip, Entry, ExpenseClaim, SlipPiece
from finance.services.claims import draft_claim, send_claim
from finance.services.neighbours import name_neighbour
from finance.services.slips import draft_slip, send_slip, update_slip
from members.models import Pupil
from occe.kit.dates import today
from tests import cluster
from tests.counting import FEW, MANY, costs, whole
from tests.finance.forced import load
from tests.finance.ledger import FAMILIES, Ledger, ledger_of, pupil_actor
from tests.finance.pupil_walk import this_year
from tests.world import make_classroom, make_cooperative, make_mandate, make_pupils, make_school, make_user, make_year


@dataclass(frozen=True)
class House:
    """A class and what it has written: two expenses and a deposit that were sent, one of each begun, two entries."""

    classroom: Classroom
    author: Pupil
    claims: list[ExpenseClaim]
    slip: DepositSlip
    entries: list[Entry]


def house(classroom: Classroom, ledger: Ledger, name: str) -> House:
    [author] = make_pupils(classroom, name)
    by = pupil_actor(author)
    claims = [_claim(classroom, by, amount) for amount in ("3.40", "7.85", "9.10")]
    slips = [_slip(classroom, by, ledger) for _ in range(2)]
    return House(
        classroom,
        author,
        [send_claim(claim, by=by) for claim in claims[:2]],
        send_slip(slips[0], by=by),
        [ledger.receive(amount, on=today()) for amount in ("100.00", "20.00")],
    )


def _claim(classroom: Classroom, by, amount: str) -> ExpenseClaim:
    facts = {"amount": Decimal(amount), "issued_on": today(), "category": "garden"}
    return draft_claim(classroom.cooperative, by=by, classroom=classroom, **facts)


def _slip(classroom: Classroom, by, ledger: Ledger) -> DepositSlip:
    facts = {"account": ledger[FAMILIES], "collected_on": today()}
    slip = draft_slip(classroom.cooperative, by=by, classroom=classroom, **facts)
    return update_slip(slip, by=by, version=1, pieces={200: 3})


@pytest.fixture
def ours(world) -> House:
    """Claire's class, with as much written elsewhere: in a cooperative of which she is mandataire too, so that it is
    hers to see and not to be shown here; and in another association."""
    make_mandate(world.other_cooperative, world.claire, rank=2)
    ours = house(world.classroom, this_year(world), "Ada")
    elsewhere = ledger_of(world.other_cooperative, world.year)
    house(make_classroom(world.other_cooperative, world.year, "PS-CM2", levels=["PS", "CM2"]), elsewhere, "Basile")
    far = make_year(world.other_federation, world.year.starts)
    house(make_classroom(world.foreign_cooperative, far, "CE1"), ledger_of(world.foreign_cooperative, far), "Colas")
    return ours


@pytest.fixture
def beside(world, ours) -> House:
    """Another class of Claire's cooperative: of one book with hers, and unknown to her pupils."""
    return house(
        make_classroom(world.cooperative, world.year, "CM1-CM2"), ledger_of(world.cooperative, world.year), "Éva"
    )


def address(world, name: str, **kwargs) -> str:
    return reverse(f"finance:{name}", kwargs={"id": world.cooperative.public_id, **kwargs})


# --- an adult's ------------------------------------------------------------------------------------------------------


def test_the_list_of_expenses_is_what_the_cooperative_sent(world, ours, beside):
    shown = world.client(world.claire).get(address(world, "claims")).context["page"]

    assert list(shown) == [*reversed(beside.claims), *reversed(ours.claims)]


def test_the_week_and_the_money_page_wait_for_what_the_cooperative_sent(world, ours, beside):
    client, waiting = world.client(world.claire), [*ours.claims, *beside.claims]

    week = client.get(address(world, "week")).context["cards"]
    money = client.get(address(world, "money")).context

    assert [card.claim for card in week] == waiting
    assert (list(money["waiting"]), money["waiting_count"]) == (waiting[:3], 4)
    assert set(money["mine"]) <= {claim.pk for claim in waiting}


def test_the_money_page_shows_the_cooperative_s_deposits_and_its_book(world, ours, beside):
    shown = world.client(world.claire).get(address(world, "money")).context

    assert set(shown["slips"]) == {ours.slip, beside.slip}
    assert [row.entry for row in shown["page"]] == [*reversed(beside.entries), *reversed(ours.entries)]


def test_the_files_hold_the_lines_of_the_one_book(world, ours, beside):
    client = world.client(world.claire)

    text = whole(client.get(address(world, "entries-csv"))).decode("utf-8-sig")
    workbook = whole(client.get(address(world, "entries-xlsx")))

    lines = list(csv.reader(io.StringIO(text), delimiter=";"))
    cells = list(load_workbook(io.BytesIO(workbook)).active.values)
    assert [(line[0], line[6], line[8]) for line in lines[1:]] == [
        ("4", "20,00", "240,00"), ("3", "100,00", "220,00"), ("2", "20,00", "120,00"), ("1", "100,00", "100,00"),
    ]  # fmt: skip
    assert [(row[0], row[6], row[8]) for row in cells if isinstance(row[0], int)] == [
        (4, 20, 240), (3, 100, 220), (2, 20, 120), (1, 100, 100),
    ]  # fmt: skip


def test_the_classes_are_the_cooperative_s(world, ours, beside):
    cards = world.client(world.claire).get(address(world, "classes")).context["cards"]

    assert [at_work.classroom for at_work, _form in cards] == [beside.classroom, ours.classroom]


def test_the_neighbours_named_are_the_cooperative_s(world, ours):
    """Each of two schools with one adult is lent the other's; a third one's neighbour is nobody's here."""
    by, third = world.actor(world.martine), make_cooperative(world.federation, make_school("0159922D"), 21)
    paul = make_user("Paul")
    make_mandate(third, paul)
    named = [
        name_neighbour(lent, user=user, starts_on=today(), by=by)
        for lent, user in ((world.cooperative, world.sonia), (world.other_cooperative, paul), (third, world.claire))
    ]

    shown = world.client(world.martine).get(address(world, "neighbours")).context["standing"]

    assert list(shown) == named[:1]


# --- a pupil's -------------------------------------------------------------------------------------------------------


def test_a_pupil_s_lists_are_what_the_own_class_sent(world, ours, beside):
    client = world.pupil_client(world.lina)

    def shown(name: str, key: str) -> list:
        return list(client.get(reverse(f"finance:{name}")).context[key])

    assert shown("pupil-expenses", "shown") == list(reversed(ours.claims))
    assert shown("pupil-checks", "found") == ours.claims
    assert shown("pupil-deposits", "shown") == [ours.slip]


def test_what_one_has_begun_stands_in_the_own_lists_alone(world, ours, beside):
    lina, noe = world.pupil_client(world.lina), world.pupil_client(world.noe)
    ledger = ledger_of(world.cooperative, world.year)
    begun = (
        _claim(ours.classroom, pupil_actor(world.lina), "1.00"),
        _slip(ours.classroom, pupil_actor(world.lina), ledger),
    )

    def shown(client) -> tuple[list, list]:
        return tuple(
            list(client.get(reverse(f"finance:{name}")).context["shown"])
            for name in ("pupil-expenses", "pupil-deposits")
        )

    assert shown(lina) == ([begun[0], *reversed(ours.claims)], [begun[1], ours.slip])
    assert shown(noe) == (list(reversed(ours.claims)), [ours.slip])


# --- cost ------------------------------------------------------------------------------------------------------------


def grow_claims(house: House, first: int, last: int) -> None:
    """So many more expenses that Ada sent."""
    claims = ExpenseClaim.objects.bulk_create(
        ExpenseClaim(**_same_place(house.claims[0]), category="garden", amount=Decimal("1.00"), issued_on=today())
        for _ in range(first, last)
    )
    _send(claims)


def grow_slips(house: House, first: int, last: int) -> None:
    """So many more deposits that Ada sent, each with its coins."""
    slips = DepositSlip.objects.bulk_create(
        DepositSlip(**_same_place(house.slip), collected_on=today()) for _ in range(first, last)
    )
    SlipPiece.objects.bulk_create(SlipPiece(slip=slip, cents=200, count=2) for slip in slips)
    _send(slips)


def _same_place(known: ExpenseClaim | DepositSlip) -> dict:
    """Whose it is, by whom and on which account."""
    kept = ("federation_id", "cooperative_id", "classroom_id", "drafted_by_pupil_id", "account_id")
    return {name: getattr(known, name) for name in kept}


def _send(rows: list) -> None:
    """All at once: the database lets each of them begin as a draft and no other way."""
    type(rows[0]).objects.filter(pk__in=[row.pk for row in rows]).update(state="sent", sent_at=timezone.now())


def test_the_lists_of_expenses_cost_the_same_at_10_and_at_1000(world, ours):
    addresses = [address(world, "claims"), address(world, "money"), reverse("members:home")]

    one, few, many = costs(world.client(world.claire), addresses, lambda *span: grow_claims(ours, *span))

    assert one == few == many


def test_a_pupil_s_lists_cost_the_same_at_10_and_at_1000(world, ours):
    addresses = [reverse(f"finance:{name}") for name in ("pupil-expenses", "pupil-checks", "pupil-deposits")]

    def grow(first: int, last: int) -> None:
        grow_claims(ours, first, last)
        grow_slips(ours, first, last)

    one, few, many = costs(world.pupil_client(world.lina), addresses, grow)

    assert one == few == many


def test_a_week_of_a_whole_school_costs_what_a_quiet_one_costs(world, ours):
    """What waits is not paged: a school of twelve classes sends some five expenses a class at the most."""

    def grow(first: int, last: int) -> None:
        grow_claims(ours, first, last)
        grow_slips(ours, first, last)

    few, many = costs(world.client(world.claire), [address(world, "week"), address(world, "money")], grow, (10, 60))

    assert many == few


def test_the_book_costs_the_same_at_10_and_at_1000_and_its_workbook_too(real_world, clone):
    """True entries, brought in as a restore brings them. A workbook is written in batches of five hundred; that the
    CSV is one statement is told elsewhere (`test_entries_csv`)."""
    ledger = ledger_of(real_world.cooperative, real_world.year)
    ledger.receive("1.00")

    def grow(first: int, last: int) -> None:
        with psycopg.connect(cluster.server().url("occe_owner", clone)) as owner:
            load(owner, ledger, last - first)

    page, workbook = address(real_world, "money"), address(real_world, "entries-xlsx")
    few, batch, many = costs(real_world.client(real_world.claire), [page, workbook], grow, (FEW, 499, MANY))

    assert batch == few
    assert (many[page], ledger.book.entries.count()) == (few[page], MANY + 1)
