"""What is read from the ledger: balances, the list with its running total, figures; the worked thread of one class."""

import datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils.translation import override

from cooperatives.models import Affiliation
from finance.chart_of_accounts import ASSOCIATION_AID
from finance.models import Entry
from finance.queries.balances import Money, class_box_balances, money, money_around, treasury_balances
from finance.queries.entries import EntryFilter, entries_of, page_of, rows_of
from finance.queries.figures import InAndOut, euros_raised, project_money, result
from finance.queries.figures import totals_by_account as totals
from finance.services.agreeing import agree_claim
from finance.services.claims import check_claim, send_claim, update_claim
from finance.services.class_funds import open_class_fund
from finance.services.direct_entries import record_affiliation, record_entry
from finance.services.openings import record_opening
from finance.services.posting import reverse_entry
from finance.services.recording import record_slip
from finance.services.slips import Cheque, draft_slip, send_slip, update_slip
from finance.services.transfers import advance_to_class
from occe.kit.actors import System
from projects.models import Project
from tests.finance.ledger import BANK, CASH, EDUCATION, FAMILIES, ledger_of, pupil_actor, written_by

SEPTEMBER = datetime.date(2025, 9, 1)


def day(month: int, number: int) -> datetime.date:
    return datetime.date(2025, month, number)


@pytest.fixture
def thread(world):
    """The autumn of the class CP-CE1-CE2, told to the cent: a vote, an advance, a mistake found by a child."""
    open_class_fund(world.classroom, by=System())
    ledger, claire = ledger_of(world.cooperative, world.year), world.actor(world.claire)
    lina, noe = pupil_actor(world.lina), pupil_actor(world.noe)
    world.project = Project.objects.create(
        cooperative=world.cooperative, kind="environment", title="Un jardin pour les papillons", slug="papillons"
    )

    record_opening(ledger.book, bank=Decimal("858.20"), cash=Decimal("24.50"), request_id=uuid4(), by=claire)

    slip = draft_slip(
        world.cooperative, by=lina, classroom=world.classroom, account=ledger[FAMILIES], collected_on=day(9, 15)
    )
    cheques = [Cheque("postale", f"000100{n}", Decimal(a)) for n, a in enumerate(("10", "14", "15", "15"))]
    slip = update_slip(slip, by=lina, version=1, pieces={2000: 1, 1000: 2, 500: 3, 200: 4, 100: 5}, cheques=cheques)
    record_slip(send_slip(slip, by=lina), by=claire)

    advance_to_class(
        ledger.book,
        world.classroom,
        source=ledger[CASH],
        amount=Decimal("60.00"),
        date=day(9, 19),
        request_id=uuid4(),
        by=claire,
    )

    claim = send_claim(written_by(world.lina, world, amount=Decimal("38.04"), project=world.project), by=lina)
    claim = check_claim(claim, by=noe, verdict="look_again", aspect="amount", words="le ticket dit 38,40")
    claim = update_claim(claim, by=lina, version=claim.version, amount=Decimal("38.40"))
    claim = check_claim(send_claim(claim, by=lina), by=noe, verdict="agree")
    agree_claim(claim, by=claire, paid_with="class_box")

    world.year.refresh_from_db()
    affiliation = Affiliation.objects.create(
        cooperative=world.cooperative, year=world.year, pupil_count=36, adult_count=3
    )
    record_affiliation(affiliation, treasury=ledger[BANK], date=day(10, 6), request_id=uuid4(), by=claire)

    soup = {"date": day(10, 10), "treasury": ledger[CASH], "by": claire, "classroom": world.classroom}
    record_entry(
        ledger.book,
        account=ledger["70800008"],
        amount=Decimal("146.50"),
        request_id=uuid4(),
        caption="Soupe à la courge",
        **soup,
    )
    record_entry(ledger.book, account=ledger["60700008"], amount=Decimal("52.30"), request_id=uuid4(), **soup)
    return ledger


def test_the_thread_is_right_to_the_cent_after_each_entry(thread):
    rows = rows_of(thread.book, thread.book.entries.order_by("number"))

    assert [(row.entry.voucher and row.entry.voucher.number, row.after) for row in rows] == [
        (None, Decimal("882.70")),
        ("R01", Decimal("1004.70")),
        (None, Decimal("1004.70")),
        ("D01", Decimal("966.30")),
        ("D02", Decimal("878.55")),
        ("R02", Decimal("1025.05")),
        ("D03", Decimal("972.75")),
    ]


def test_the_thread_leaves_the_money_where_it_is(world, thread):
    assert money(thread.book) == Money(bank=Decimal("824.45"), cash=Decimal("126.70"), class_boxes=Decimal("21.60"))
    assert class_box_balances(thread.book) == {world.classroom.pk: Decimal("21.60")}
    assert {account.code: held for account, held in treasury_balances(thread.book).items()} == {
        BANK: Decimal("824.45"),
        CASH: Decimal("126.70"),
        "53100008": Decimal("21.60"),
    }


@pytest.mark.parametrize(
    ("evening", "total"),
    [
        (day(9, 1), "882.70"),
        (day(9, 14), "882.70"),
        (day(9, 15), "1004.70"),
        (day(9, 19), "1004.70"),
        (day(10, 2), "966.30"),
        (day(10, 6), "878.55"),
        (day(10, 10), "972.75"),
    ],
)
def test_the_thread_day_by_day(thread, evening, total):
    assert money(thread.book, as_of=evening).total == Decimal(total)


def test_our_money_goes_from_to(thread):
    seeds = thread.book.entries.get(voucher__number="D01")

    before, after = money_around(seeds)

    assert (before.total, after.total) == (Decimal("1004.70"), Decimal("966.30"))


def test_the_deposit_is_cash_and_cheques(thread):
    families = thread.book.entries.get(voucher__number="R01")

    assert list(families.lines.values_list("account__code", "debit", "credit")) == [
        (CASH, Decimal("68.00"), Decimal(0)),
        (BANK, Decimal("54.00"), Decimal(0)),
        (FAMILIES, Decimal(0), Decimal("122.00")),
    ]


def test_the_year_by_account(thread):
    found = {row.account.code: row.amount for row in totals([thread.book])}

    assert {code: found[code] for code in found if code > "6"} == {
        "60700008": Decimal("52.30"),
        EDUCATION: Decimal("38.40"),
        "61681008": Decimal("9.75"),
        "62810008": Decimal("78.00"),
        "70800008": Decimal("146.50"),
        FAMILIES: Decimal("122.00"),
    }
    assert result(thread.book) == Decimal("972.75") - Decimal("882.70")


def test_the_share_of_the_project(world, thread):
    assert project_money([world.project]) == {world.project.pk: InAndOut(Decimal(0), Decimal("38.40"))}


def test_a_correction_is_taken_off_every_figure(world, thread):
    seeds = thread.book.entries.get(voucher__number="D01")
    reverse_entry(seeds, by=System(), reason="twice", request_id=uuid4())

    assert project_money([world.project]) == {}
    assert money(thread.book).total == Decimal("1011.15")


# --- euros raised ----------------------------------------------------------------------------------------------------


def test_euros_raised_leave_out_openings_transfers_aids_and_refunds(world, thread):
    assert euros_raised(world.year) == Decimal("268.50")

    thread.post(BANK, ASSOCIATION_AID, "250.00", kind=Entry.Kind.INCOME)
    thread.post(CASH, "75000008", "12.00", kind=Entry.Kind.INCOME)
    assert euros_raised(world.year) == Decimal("268.50")

    thread.post(BANK, "74100008", "200.00", kind=Entry.Kind.INCOME)
    assert euros_raised(world.year) == Decimal("468.50")


def test_euros_raised_take_corrections_off_and_stay_in_their_year_and_books(world, thread):
    ledger_of(world.cooperative, world.next_year).receive("500.00", on=datetime.date(2026, 10, 1))
    other = ledger_of(world.other_cooperative, world.year)
    other.receive("30.00")
    soup = thread.book.entries.get(voucher__number="R02")
    reverse_entry(soup, by=System(), reason="not_done", request_id=uuid4())

    assert euros_raised(world.year) == Decimal("152.00")
    assert euros_raised(world.year, books=type(thread.book).objects.filter(pk=other.book.pk)) == Decimal("30.00")


# --- the list --------------------------------------------------------------------------------------------------------


def test_the_list_shows_words_where_there_are_some_and_accounts_where_not(thread):
    rows = page_of(thread.book).object_list

    assert [(row.title, row.came_in, row.went_out) for row in rows] == [
        ("Achats de produits pour cession", Decimal(0), Decimal("52.30")),
        ("Soupe à la courge", Decimal("146.50"), Decimal(0)),
        ("Cotisations versées à l’OCCE", Decimal(0), Decimal("87.75")),
        ("pour le jardin", Decimal(0), Decimal("38.40")),
        ("avance à une classe", Decimal(0), Decimal(0)),
        ("Participations volontaires des familles", Decimal("122.00"), Decimal(0)),
        ("report de l’an dernier", Decimal("882.70"), Decimal(0)),
    ]


def test_the_list_speaks_the_language_of_the_page(thread):
    with override("en"):
        titles = [row.title for row in page_of(thread.book).object_list]

    assert titles[3] == "for the garden"


def test_a_correction_names_what_it_corrects_and_both_are_marked(thread):
    seeds = thread.book.entries.get(voucher__number="D01")
    reverse_entry(seeds, by=System(), reason="twice", request_id=uuid4())

    rows = {row.entry.number: row for row in page_of(thread.book).object_list}

    assert rows[8].title == "Correction de l’écriture n° 4"
    assert (rows[4].is_reversed, rows[8].is_reversed, rows[5].is_reversed) == (True, False, False)


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        ({"kind": "income"}, [6, 2]),
        ({"since": day(10, 6)}, [7, 6, 5]),
        ({"until": day(9, 15)}, [2, 1]),
        ({"direct_only": True}, [7, 6, 5, 3]),
        ({"words": "  SOUPE courge "}, [6]),
        ({"words": "familles"}, [2]),
        ({"words": "dragon"}, []),
    ],
)
def test_filters(thread, wanted, numbers):
    assert [entry.number for entry in entries_of(thread.book, EntryFilter(**wanted))] == numbers


def test_filters_by_account_class_and_project_keep_the_running_total(world, thread):
    wanted = EntryFilter(account=thread[EDUCATION], classroom=world.classroom, project=world.project)

    rows = page_of(thread.book, wanted).object_list

    assert [(row.entry.number, row.after) for row in rows] == [(4, Decimal("966.30"))]


def test_the_list_of_one_book_shows_nothing_of_another(world, thread):
    other = ledger_of(world.other_cooperative, world.year)
    mine = other.receive("30.00")

    assert [row.entry for row in page_of(other.book).object_list] == [mine]
    assert set(Entry.objects.visible_to(world.actor(world.sonia))) == {mine}
    assert mine not in Entry.objects.visible_to(world.actor(world.claire))
    assert set(Entry.objects.visible_to(world.actor(world.felix))) == set()


@pytest.mark.parametrize("count", [1, 3, 60])
def test_a_page_costs_the_same_however_long_the_book_is(world, django_assert_num_queries, count):
    ledger = ledger_of(world.cooperative, world.year)
    for _ in range(count):
        ledger.receive("1.00", classroom=world.classroom)

    with django_assert_num_queries(3):
        rows = page_of(ledger.book, number=1).object_list
        [(row.title, row.entry.voucher, row.purposes[0].classroom) for row in rows]

    assert rows[0].after == count
