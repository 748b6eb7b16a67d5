"""What there was on the first day: brought by difference, neither income nor expense."""

import datetime
import re
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from finance.errors import EntryRefused, NotYours
from finance.models import Entry
from finance.queries.balances import Money, money
from finance.queries.shelf import shelf
from finance.services.books import accept_book, open_book, return_book, send_book
from finance.services.corrections import correct_entry
from finance.services.openings import carry_forward, record_opening
from finance.services.posting import reverse_entry
from finance.services.proofs import broken_rows
from occe.kit.actors import System
from tests.finance.ledger import BANK, CASH, CLASS_BOX, ledger_of
from tests.world import make_year

OPENING = {"bank": Decimal("858.20"), "cash": Decimal("24.50")}


@pytest.fixture
def years(world):
    """A year that is over and the one that follows it."""
    return make_year(world.federation, datetime.date(2024, 9, 1)), world.year


def test_record_opening_debits_bank_and_cash_and_credits_what_is_carried(world, claire):
    book = ledger_of(world.cooperative, world.year).book

    entry = record_opening(book, **OPENING, request_id=uuid4(), by=claire)

    assert (entry.kind, entry.date, entry.total) == ("opening", datetime.date(2025, 9, 1), Decimal("882.70"))
    assert list(entry.lines.values_list("account__code", "debit", "credit")) == [
        (BANK, Decimal("858.20"), Decimal(0)),
        (CASH, Decimal("24.50"), Decimal(0)),
        ("11000008", Decimal(0), Decimal("882.70")),
    ]


def test_record_opening_refuses_a_second_one(world, claire):
    book = ledger_of(world.cooperative, world.year).book
    record_opening(book, **OPENING, request_id=uuid4(), by=claire)

    with pytest.raises(EntryRefused, match="déjà inscrit"):
        record_opening(book, **OPENING, request_id=uuid4(), by=claire)


def test_record_opening_again_with_the_same_request_gives_the_same_entry(world, claire):
    book, request_id = ledger_of(world.cooperative, world.year).book, uuid4()

    first, second = (record_opening(book, **OPENING, request_id=request_id, by=claire) for _ in range(2))

    assert second == first


def test_a_false_opening_is_corrected_then_written_anew(world, claire):
    book = ledger_of(world.cooperative, world.year).book
    wrong = record_opening(book, **OPENING, request_id=uuid4(), by=claire)
    reverse_entry(wrong, by=claire, reason="wrong_amount", request_id=uuid4())

    record_opening(book, bank=Decimal("800.00"), cash=Decimal("24.50"), request_id=uuid4(), by=claire)

    assert money(book) == Money(Decimal("800.00"), Decimal("24.50"))


def test_record_opening_of_nothing_posts_nothing(world, claire):
    book = ledger_of(world.cooperative, world.year).book

    assert record_opening(book, bank=Decimal(0), cash=Decimal(0), request_id=uuid4(), by=claire) is None


def test_the_association_may_write_the_opening_and_a_stranger_may_not(world):
    book = ledger_of(world.cooperative, world.year).book

    for stranger in (world.sonia, world.rita, world.nina):
        with pytest.raises(NotYours):
            record_opening(book, **OPENING, request_id=uuid4(), by=world.actor(stranger))

    assert record_opening(book, **OPENING, request_id=uuid4(), by=world.actor(world.tristan)).number == 1


def test_open_book_brings_what_last_years_book_holds(world, years):
    before, year = years
    old = ledger_of(world.cooperative, before)
    old.receive("300.00", on=datetime.date(2024, 10, 1))
    old.spend("120.50", on=datetime.date(2024, 11, 2))

    book = open_book(world.cooperative, year, by=System())

    assert money(book) == Money(cash=Decimal("179.50"))
    assert book.entries.get().kind == Entry.Kind.OPENING


def test_what_moves_in_last_years_book_is_brought_as_a_difference_when_it_is_accepted(world, years, claire):
    before, year = years
    old = ledger_of(world.cooperative, before)
    old.receive("300.00", on=datetime.date(2024, 10, 1))
    book = open_book(world.cooperative, year, by=System())
    old.spend("20.00", on=datetime.date(2025, 8, 30))

    send_book(old.book, by=claire, without="sur papier")
    accept_book(old.book, by=world.actor(world.tristan))

    assert money(book).total == Decimal("280.00")
    assert [entry.total for entry in book.entries.order_by("number")] == [Decimal("300.00"), Decimal("20.00")]


def test_an_unlocked_book_that_is_mended_brings_its_difference_again(world, years, claire):
    before, year = years
    old, staff = ledger_of(world.cooperative, before), world.actor(world.tristan)
    old.receive("300.00", on=datetime.date(2024, 10, 1))
    book = open_book(world.cooperative, year, by=System())
    send_book(old.book, by=claire, without="sur papier")
    accept_book(old.book, by=staff)
    return_book(old.book, reason="Il manque le ticket D07.", by=staff)
    old.spend("7.00", on=datetime.date(2025, 6, 1))

    send_book(old.book, by=claire, without="sur papier")
    accept_book(old.book, by=staff)

    assert money(book).total == money(old.book).total == Decimal("293.00")


def test_a_returned_book_begins_with_what_last_years_book_came_to_hold_meanwhile(world, years, claire):
    before, year = years
    old, staff = ledger_of(world.cooperative, before), world.actor(world.tristan)
    book = open_book(world.cooperative, year, by=System())
    send_book(book, by=claire, without="sur papier")
    old.receive("300.00", on=datetime.date(2025, 8, 30))
    send_book(old.book, by=claire, without="sur papier")
    accept_book(old.book, by=staff)
    assert money(book).total == 0  # it takes no entry

    return_book(book, reason="Le report manque.", by=staff)

    assert money(book).total == Decimal("300.00")
    assert broken_rows() == []


def test_an_opening_that_is_brought_is_corrected_where_it_comes_from(world, years, claire):
    before, year = years
    ledger_of(world.cooperative, before).receive("300.00", on=datetime.date(2024, 10, 1))
    book = open_book(world.cooperative, year, by=System())
    entry, client = book.entries.get(), world.client(world.claire)

    with pytest.raises(EntryRefused, match="vient du cahier 2024-2025"):
        correct_entry(entry, by=claire, reason="wrong_amount", request_id=uuid4())
    with pytest.raises(EntryRefused, match="vient du cahier 2024-2025"):
        record_opening(book, **OPENING, request_id=uuid4(), by=claire)

    page = client.get(reverse("finance:entry", args=[world.cooperative.public_id, entry.public_id]))
    assert (page.status_code, page.context["may_correct"]) == (200, False)
    assert book.entries.count() == 1


def test_carry_forward_twice_brings_nothing_more(world, years):
    before, year = years
    ledger_of(world.cooperative, before).receive("300.00", on=datetime.date(2024, 10, 1))
    book = open_book(world.cooperative, year, by=System())

    assert carry_forward(book, by=System()) is None
    assert book.entries.count() == 1


def test_what_a_class_kept_in_its_box_comes_back_to_the_cash_box(world, years):
    from tests.world import make_classroom

    before, year = years
    classroom = make_classroom(world.cooperative, before)
    old = ledger_of(world.cooperative, before)
    old.receive("100.00", on=datetime.date(2024, 10, 1))
    old.post(CLASS_BOX, CASH, "60.00", on=datetime.date(2024, 10, 2), kind=Entry.Kind.ADVANCE, classroom=classroom)

    book = open_book(world.cooperative, year, by=System())

    assert money(book) == Money(cash=Decimal("100.00"))


def test_nothing_is_brought_before_the_first_day_of_a_year(world):
    ledger_of(world.cooperative, world.year).receive("300.00")
    future = make_year(world.federation, datetime.date(2090, 9, 1))
    make_year(world.federation, datetime.date(2089, 9, 1))

    book = open_book(world.cooperative, future, by=System())

    assert book.entries.count() == 0


def test_the_opening_is_no_income(world, years):
    before, year = years
    ledger_of(world.cooperative, before).receive("300.00", on=datetime.date(2024, 10, 1))

    book = open_book(world.cooperative, year, by=System())

    assert not book.entries.filter(lines__account__kind__in=["income", "expense"]).exists()


def test_a_year_without_a_book_before_it_asks_what_there_was(world, claire):
    """Nothing is brought over a year in which there was no book: the page offers what the door accepts."""
    long_ago = make_year(world.federation, datetime.date(2023, 9, 1))
    open_book(world.cooperative, long_ago, by=System(world.federation.pk))
    book = open_book(world.cooperative, world.year, by=System(world.federation.pk))

    asked = {one.year_id: one.wants_opening for one in shelf(world.cooperative, claire)}

    assert asked == {long_ago.pk: True, world.year.pk: True}
    assert record_opening(book, **OPENING, request_id=uuid4(), by=claire).total == Decimal("882.70")


def test_the_page_of_the_opening_says_why_there_is_none_to_write(world, years, claire):
    before, book = (open_book(world.cooperative, year, by=System(world.federation.pk)) for year in years)
    client = world.client(world.claire)

    def told(year) -> str:
        address = reverse("finance:opening", kwargs={"id": world.cooperative.public_id})
        page = client.get(f"{address}?year={year.slug}", follow=True).content.decode()
        return re.search(r'role="alert".*?<p>(.*?)</p>', page, re.S)[1]

    assert told(book.year) == "Ce report vient du cahier 2024-2025\u00a0: c’est là qu’il se corrige."
    record_opening(before, **OPENING, request_id=uuid4(), by=claire)
    assert told(before.year).startswith("Le report de ce cahier est déjà inscrit.")
    send_book(before, by=claire, without="sur papier")
    assert "il ne prend plus d’écriture" in told(before.year)
