"""A book is sent, accepted, returned with a reason; each by whom it concerns."""

import pytest

from finance.errors import BookCannotMove, BookTakesNoEntries, NotYours
from finance.models import Book
from finance.services.books import accept_book, open_federation_book, return_book, send_book
from occe.kit.actors import System
from tests.finance.ledger import ledger_of


@pytest.fixture
def tristan(world):
    return world.actor(world.tristan)


def test_a_mandataire_sends_the_book_and_it_takes_no_more_entries(ledger, claire):
    book = send_book(ledger.book, by=claire, without="sur papier")

    assert (book.state, book.submitted_by_id) == (Book.State.SUBMITTED, claire.user_id)
    with pytest.raises(BookTakesNoEntries):
        ledger.spend("5.00")


def test_sending_twice_changes_nothing(ledger, claire):
    first = send_book(ledger.book, by=claire, without="sur papier")

    assert send_book(ledger.book, by=claire, without="sur papier").submitted_at == first.submitted_at


def test_nobody_else_sends_it(world, ledger):
    for stranger in (world.sonia, world.tristan, world.felix, world.nina):
        with pytest.raises(NotYours):
            send_book(ledger.book, by=world.actor(stranger), without="sur papier")


def test_the_treasurer_accepts_it_and_accepting_twice_changes_nothing(ledger, claire, tristan):
    send_book(ledger.book, by=claire, without="sur papier")

    first = accept_book(ledger.book, by=tristan)

    assert first.state == Book.State.ACCEPTED
    assert accept_book(ledger.book, by=tristan).decided_at == first.decided_at


def test_a_book_that_was_not_sent_is_not_accepted(ledger, tristan):
    with pytest.raises(BookCannotMove, match="ouvert"):
        accept_book(ledger.book, by=tristan)


def test_neither_a_mandataire_nor_a_reader_decides(world, ledger, claire):
    send_book(ledger.book, by=claire, without="sur papier")

    for actor in (claire, world.actor(world.rita), world.actor(world.felix)):
        with pytest.raises(NotYours):
            accept_book(ledger.book, by=actor)


def test_a_returned_book_says_why_and_takes_entries_again(ledger, claire, tristan):
    send_book(ledger.book, by=claire, without="sur papier")

    book = return_book(ledger.book, reason="  Il manque le relevé d’août. ", by=tristan)

    assert (book.state, book.return_reason) == (Book.State.RETURNED, "Il manque le relevé d’août.")
    assert ledger.spend("5.00").number == 1


def test_a_return_without_a_reason_is_refused(ledger, claire, tristan):
    send_book(ledger.book, by=claire, without="sur papier")

    with pytest.raises(BookCannotMove, match="Dites ce qui est à compléter"):
        return_book(ledger.book, reason=" \n ", by=tristan)


def test_an_accepted_book_is_unlocked_by_a_return(ledger, claire, tristan):
    send_book(ledger.book, by=claire, without="sur papier")
    accept_book(ledger.book, by=tristan)

    assert return_book(ledger.book, reason="Une erreur de report.", by=tristan).state == Book.State.RETURNED


def test_the_association_has_a_book_of_its_own_once_a_year(world):
    first = open_federation_book(world.federation, world.year, by=System())

    assert open_federation_book(world.federation, world.year, by=System()) == first
    assert first.cooperative is None


def test_books_are_seen_by_whom_they_concern(world, ledger):
    other = ledger_of(world.other_cooperative, world.year).book
    own = open_federation_book(world.federation, world.year, by=System())

    def seen(user):
        return set(Book.objects.visible_to(world.actor(user)))

    assert seen(world.claire) == {ledger.book}
    assert seen(world.sonia) == {other}
    assert seen(world.martine) == {ledger.book, other, own}
    assert seen(world.nina) == seen(world.felix) == seen(None) == set()
