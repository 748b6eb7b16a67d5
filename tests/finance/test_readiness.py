"""How far a year is: computed when read, each missing thing named, as many questions for one book as for many."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from finance.closing_steps import STEPS, readiness, readiness_of
from finance.errors import ClosingRefused, MandateNeeded
from finance.models import Book, YearEnd
from finance.services.books import accept_book, open_book, send_book
from finance.services.transfers import take_back_advance
from finance.services.vouchers import give_number
from finance.services.year_ends import read_report, say_where_originals_are
from occe.kit.actors import System
from tests.finance.ledger import CASH, sent_by
from tests.world import make_cooperative, make_school


def address(world, name, **kwargs):
    return reverse(f"finance:{name}", kwargs={"id": world.cooperative.public_id, "slug": world.year.slug} | kwargs)


def state_of(book, key):
    return next(found.standing for found in readiness(book) if found.step.key == key)


def words_of(book, key):
    return [missing.words for missing in state_of(book, key).missing]


def test_a_class_box_is_emptied_before_the_year_ends_and_that_is_no_income(world, entrusted, claire):
    """Trap 5 of the domain: an advance to a class is no expense, its return no income."""
    before = words_of(entrusted.book, "boxes")

    take_back_advance(
        entrusted.book, world.classroom, amount=Decimal("60.00"), date=date(2025, 10, 3),
        target=entrusted[CASH], request_id=world.cooperative.public_id, by=claire,
    )  # fmt: skip

    assert before == ["CP-CE1-CE2 : 60,00\u202f€ dans la boîte de la classe".replace("\u202f", "\u00a0")]
    assert state_of(entrusted.book, "boxes").state == "done"


def test_a_book_without_class_boxes_is_not_concerned_by_them(ledger):
    assert state_of(ledger.book, "boxes").state == "not_ours"


def test_papers_name_what_waits_the_numbers_that_lack_and_the_place_of_the_originals(world, ledger, claire):
    sent_by(claire, world)
    for number in ("D01", "D04"):
        give_number(ledger.book, kind="expense", number=number)

    assert words_of(ledger.book, "papers") == [
        "1 dépense sans réponse",
        "Numéros de pièces qui manquent : D02, D03",
        "Dire où sont les originaux",
    ]


def test_the_report_is_read_again_after_one_entry_more(ledger, claire):
    ledger.spend("3.00")
    read_report(ledger.book, by=claire)
    read = state_of(ledger.book, "report").state

    ledger.spend("4.00")

    assert (read, words_of(ledger.book, "report")) == ("done", ["Relire le compte rendu : le cahier a changé"])


def test_another_cooperative_s_book_is_counted_apart_and_nothing_of_it_shows(world, ledger, claire):
    school = make_school("0159919A", "École du Pont")
    other = open_book(make_cooperative(world.federation, school, 19), world.year, by=System(world.federation.pk))
    say_where_originals_are(ledger.book, place="armoire de la classe 2", by=claire)

    found = readiness_of([ledger.book, other])

    assert (found[ledger.book.pk].done - found[other.pk].done, found[other.pk].total) == (1, len(STEPS))


def test_the_gauge_asks_as_often_for_ten_books_as_for_one(world, ledger, claire):
    books = [ledger.book]
    for number in range(30, 39):
        cooperative = make_cooperative(world.federation, world.cooperative.school, number, name=f"Coop {number}")
        books.append(open_book(cooperative, world.year, by=System(world.federation.pk)))
    sent_by(claire, world)

    asked = []
    for some in (books[:1], books):
        with CaptureQueriesContext(connection) as queries:
            readiness_of(some)
        asked.append(len(queries))

    assert asked[0] == asked[1]


# --- its doors and pages ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("place", "words"), [("", "Dites dans quelle armoire"), ("Mme Vidal", "un lieu")])
def test_the_place_of_the_originals_is_a_place_and_no_person(ledger, claire, place, words):
    with pytest.raises(ClosingRefused, match=words):
        say_where_originals_are(ledger.book, place=place, by=claire)


def test_only_a_mandataire_prepares_the_year(world, ledger):
    with pytest.raises(MandateNeeded):
        read_report(ledger.book, by=world.actor(world.tristan))


def test_the_place_may_be_said_again_after_the_book_was_accepted(world, ledger, claire):
    """Voices V2: the originals stay ten years, the cupboard does not."""
    send_book(ledger.book, by=claire, without="sur papier")
    accept_book(ledger.book, by=world.actor(world.tristan))

    say_where_originals_are(ledger.book, place="grenier de la mairie", by=claire)

    with pytest.raises(ClosingRefused):
        read_report(ledger.book, by=claire)
    assert YearEnd.objects.get().originals_place == "grenier de la mairie"


def test_the_steps_are_done_in_any_order_and_what_was_said_stays(world, ledger):
    client = world.client(world.claire)
    pdf = SimpleUploadedFile("bilan.pdf", b"not a pdf", content_type="application/pdf")

    answers = [
        client.post(address(world, "year-step", key="report")).status_code,
        client.post(address(world, "year-step", key="activity"), {"file": pdf}).status_code,
        client.post(address(world, "year-step", key="papers"), {"place": "classeur vert"}).status_code,
        client.post(address(world, "year-step", key="papers"), {"place": ""}).status_code,
        client.get(address(world, "year-steps")).status_code,
        client.get(address(world, "year-step", key="holidays")).status_code,
    ]

    assert answers == [302, 422, 302, 422, 200, 404]
    assert (YearEnd.objects.get().originals_place, Book.objects.get().state) == ("classeur vert", "open")


def test_who_does_not_hold_the_mandate_reads_the_steps_and_is_offered_none(world, ledger):
    client = world.client(world.tristan)

    page = client.get(address(world, "year-step", key="papers"))

    assert (page.status_code, "<form method" in page.content.decode().split("<main")[1]) == (200, False)
    assert client.post(address(world, "year-step", key="papers"), {"place": "ici"}).status_code == 403


def test_the_gauge_stands_on_the_year_on_the_front_page_and_in_the_list_of_the_association(world, ledger):
    world.classroom
    wanted = f"rêt : {readiness(ledger.book).done} sur {len(STEPS)}"
    pages = [
        world.client(world.claire).get(reverse("finance:year", kwargs={"id": world.cooperative.public_id})),
        world.client(world.claire).get(
            reverse("cooperatives:home", kwargs={"id": world.cooperative.public_id}) + f"?year={world.year.slug}"
        ),
        world.client(world.martine).get(reverse("desk:cooperatives") + f"?year={world.year.slug}"),
    ]

    assert [wanted in page.content.decode() for page in pages] == [True, True, True]
