"""Whose mandate ended reads the years that it touched, and no other."""

import datetime

import pytest

from cooperatives.models import Cooperative, GuestLink, Mandate
from cooperatives.services.guests import make_link
from finance.models import Book, Entry, ExpenseClaim
from finance.services.books import open_book
from occe.kit.actors import Guest, System
from tests.finance.ledger import CASH, FAMILIES, ledger_of, sent_by
from tests.world import make_mandate, make_user, make_year


@pytest.fixture
def odile(world):
    """Mandataire until 15 October of the year of the cast."""
    user = make_user("Odile")
    ended = {"state": Mandate.State.ENDED, "ends_on": datetime.date(2025, 10, 15), "rank": 2}
    make_mandate(world.cooperative, user, **ended)
    return world.actor(user)


def test_the_book_of_a_year_held_is_read_and_the_next_one_is_not(world, odile):
    ledger = ledger_of(world.cooperative, world.year)
    entry = ledger.post(CASH, FAMILIES, "200.00", kind=Entry.Kind.INCOME)
    later = make_year(world.federation, datetime.date(2026, 9, 1))
    open_book(world.cooperative, later, by=System())

    assert list(Book.objects.visible_to(odile)) == [ledger.book]
    assert list(Entry.objects.visible_to(odile)) == [entry]
    assert Book.objects.visible_to(world.actor(world.claire)).count() == 2


def test_an_expense_of_the_days_held_is_read_and_a_later_one_is_not(world, odile):
    ledger_of(world.cooperative, world.year)
    held = sent_by(world.lina, world, issued_on=datetime.date(2025, 10, 2))
    sent_by(world.lina, world, issued_on=datetime.date(2025, 10, 20))

    assert list(ExpenseClaim.objects.visible_to(odile)) == [held]


def test_a_guest_of_the_cooperative_sees_neither_books_nor_expenses(world):
    ledger_of(world.cooperative, world.year)
    sent_by(world.lina, world)
    link, _token = make_link(
        world.federation, purpose=GuestLink.Purpose.PASS, by=System(), cooperative=world.cooperative
    )
    guest = Guest(link.pk, world.federation.pk, link.purpose)

    assert list(Cooperative.objects.visible_to(guest)) == [world.cooperative]
    assert (Book.objects.visible_to(guest).count(), ExpenseClaim.objects.visible_to(guest).count()) == (0, 0)
