"""The book begins, goes to the association and comes back; its numbers and its second adult are told on pages."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from finance.models import Book, Entry, NeighbourMandate, Voucher
from finance.queries.balances import Money, money
from finance.services.books import open_book, send_book
from finance.services.direct_entries import record_entry
from members.models import Notification
from members.notifications import address_of
from occe.kit.actors import System
from occe.kit.dates import format_day
from tests.finance.ledger import BANK, CASH, EDUCATION, FAMILIES, sent_by
from tests.finance.pupil_walk import this_year
from tests.world import make_year

State = Book.State


def address(world, name, **kwargs):
    if name in ("book-send", "book-accept", "book-return", "unused-number"):
        kwargs = {"slug": world.year.slug} | kwargs
    return reverse(f"finance:{name}", kwargs={"id": world.cooperative.public_id, **kwargs})


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


# --- what there was on the first day ---------------------------------------------------------------------------------


def on_paper(**facts) -> dict:
    return {"request_id": str(uuid4()), "bank": "858,20", "cash": "24,50"} | facts


@pytest.mark.parametrize("name", ["claire", "tristan", "martine"])
def test_a_book_begins_with_what_the_papers_say(world, ledger, name):
    world.client(getattr(world, name)).post(address(world, "opening"), on_paper())

    entry = Entry.objects.get()
    assert (entry.kind, entry.date) == ("opening", date(2025, 9, 1))
    assert money(ledger.book) == Money(bank=Decimal("858.20"), cash=Decimal("24.50"))


def test_the_money_page_offers_it_until_it_is_written(world, ledger):
    client = world.client(world.claire)
    before = text_of(client.get(address(world, "money")))

    client.post(address(world, "opening"), on_paper())

    after = text_of(client.get(address(world, "money")))
    assert ("Écrire le report de départ" in before, "Écrire le report de départ" in after) == (True, False)


def test_it_is_written_once(world, ledger):
    client = world.client(world.claire)

    answers = [client.post(address(world, "opening"), on_paper()) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Entry.objects.count() == 1


def test_a_book_that_follows_another_one_brings_its_own_opening(world, ledger):
    make_year(world.federation, date(2024, 9, 1))
    open_book(world.cooperative, world.federation.years.get(starts=date(2024, 9, 1)), by=System(world.federation.pk))

    answer = world.client(world.claire).post(address(world, "opening") + "?year=2025-2026", on_paper())

    assert (answer.status_code, Entry.objects.count()) == (302, 0)


@pytest.mark.parametrize(
    ("facts", "fields"),
    [({"bank": ""}, ["bank"]), ({"cash": "-3"}, ["cash"]), ({"bank": "0", "cash": "0"}, ["__all__"]),
     ({"bank": "9 999 999"}, ["bank"])],
)  # fmt: skip
def test_an_opening_that_makes_no_sense_is_refused(world, ledger, facts, fields):
    answer = world.client(world.claire).post(address(world, "opening"), on_paper(**facts))

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, fields)


# --- to the association and back -------------------------------------------------------------------------------------


def test_the_mandataire_sends_the_book_and_the_treasurer_accepts_it(world, ledger):
    world.tristan
    world.client(world.claire).post(address(world, "book-send"), {"without": "réunion le 24 septembre"})
    sent = Book.objects.get().state

    world.client(world.tristan).post(address(world, "book-accept"))

    assert (sent, Book.objects.get().state) == (State.SUBMITTED, State.ACCEPTED)
    told = Notification.objects.order_by("pk").values_list("user__first_name", "kind")
    assert list(told) == [("Tristan", "finance.book_sent"), ("Claire", "finance.book_accepted")]


def test_a_year_that_still_runs_is_not_offered_to_be_sent_without_a_word(world, ledger):
    """A press too early would leave a book that takes no entry until August."""
    client, steps = world.client(world.claire), "finance:year-steps"
    over = text_of(client.get(reverse(steps, args=[world.cooperative.public_id, world.year.slug])))
    world.year = this_year(world).book.year
    warned = f"L’année va jusqu’au {format_day(world.year.ends)}."

    running = text_of(client.get(reverse(steps, args=[world.cooperative.public_id, world.year.slug])))
    page = text_of(client.get(address(world, "book-send")))

    offers = [">Envoyer le cahier à l’AD</a>" in text for text in (over, running)]
    assert (offers, warned in page) == ([True, False], True)


def test_who_is_told_of_a_book_opens_its_own_year(world, ledger):
    """In September the latest book is the next year's."""
    world.tristan
    open_book(world.cooperative, world.next_year, by=world.actor(world.claire))
    world.client(world.claire).post(address(world, "book-send"), {"without": "réunion le 24 septembre"})

    page = world.client(world.tristan).get(address_of(Notification.objects.get()))

    assert page.context["book"] == ledger.book


def test_the_association_returns_the_book_with_what_is_to_be_completed(world, ledger):
    world.client(world.claire).post(address(world, "book-send"), {"without": "réunion le 24 septembre"})
    client = world.client(world.martine)

    without = client.post(address(world, "book-return"), {"reason": " "})
    client.post(address(world, "book-return"), {"reason": "Il manque le relevé de juin."})

    page = text_of(world.client(world.claire).get(address(world, "year")))
    assert without.status_code == 422
    assert Book.objects.get().state == State.RETURNED
    assert ("Il manque le relevé de juin." in page, "Envoyer le cahier à l’AD" in page) == (True, True)
    assert Notification.objects.filter(user=world.claire, kind="finance.book_returned").count() == 1


def test_the_year_page_offers_each_act_to_who_may_do_it(world, ledger):
    acts = ("Envoyer le cahier à l’AD", "Accepter le cahier", "Renvoyer, à compléter")

    def offered(user):
        page = text_of(world.client(user).get(address(world, "year")))
        return [act for act in acts if act in page]

    people = (world.claire, world.rita, world.tristan)
    while_open = [offered(user) for user in people]
    send_book(ledger.book, by=world.actor(world.claire), without="sur papier")

    assert while_open == [[acts[0]], [], []]
    assert [offered(user) for user in people] == [[], [], [acts[1], acts[2]]]


def test_who_decides_reads_which_book_it_is_and_what_it_holds(world, ledger):
    ledger.receive("100.00")
    sent = send_book(ledger.book, by=world.actor(world.claire), without="sur papier")

    page = text_of(world.client(world.tristan).get(address(world, "book-accept")))

    by_whom = f"{format_day(localdate(sent.submitted_at))} · {world.claire.get_full_name()}"
    shown = ("2025-2026", "1", "100,00 €", by_whom)
    assert all(f"<dd>{fact}</dd>" in page for fact in shown)


def test_a_book_is_not_accepted_before_it_was_sent(world, ledger):
    answer = world.client(world.tristan).post(address(world, "book-accept"))

    assert (answer.status_code, Book.objects.get().state) == (422, State.OPEN)


def test_what_still_waits_is_told_before_it_is_sent(world, ledger):
    ledger.receive("100.00")
    sent_by(world.lina, world)
    claire = world.actor(world.claire)
    facts = {"treasury": ledger[CASH], "amount": Decimal("1"), "date": date(2025, 10, 6), "by": claire}
    record_entry(ledger.book, account=ledger[EDUCATION], request_id=uuid4(), voucher_number="D03", **facts)

    missing = world.client(world.claire).get(address(world, "book-send")).context["readiness"].missing

    assert [each.words for each in missing][1:4] == [
        "1 dépense sans réponse",
        "1 dépense sans papier",
        "Numéros de pièces qui manquent : D01, D02",
    ]


@pytest.mark.parametrize("slug", ["2031-2032", "x", "0000-0001"])
def test_a_year_without_a_book_has_no_such_page(world, ledger, slug):
    assert world.client(world.claire).get(address(world, "book-send", slug=slug)).status_code == 404


# --- numbers ---------------------------------------------------------------------------------------------------------


def test_a_number_that_was_not_used_is_declared_with_its_reason(world, ledger):
    ledger.post(BANK, FAMILIES, "100.00", kind=Entry.Kind.INCOME)
    facts = {"treasury": ledger[BANK], "amount": Decimal("1"), "date": date(2025, 10, 6)}
    record_entry(ledger.book, account=ledger[EDUCATION], request_id=uuid4(), by=world.actor(world.claire),
                 voucher_number="D02", **facts)  # fmt: skip
    page, client = address(world, "unused-number"), world.client(world.claire)

    without = client.post(page, {"number": "D01"})
    other = client.post(page, {"number": "D02", "reason": "?"})
    client.post(page, {"number": "D01", "reason": "ticket en double"})

    assert (without.status_code, other.status_code) == (422, 422)
    assert Voucher.objects.get(number="D01").void_reason == "ticket en double"


# --- the second adult ------------------------------------------------------------------------------------------------


def test_the_association_names_a_neighbour_and_ends_it(world, ledger):
    world.claire, world.sonia
    client, page = world.client(world.tristan), address(world, "neighbours")
    offered = list(client.get(page).context["form"].fields["user"].queryset)

    client.post(page, {"user": world.sonia.pk})
    named = NeighbourMandate.objects.get()
    client.post(address(world, "neighbour-end", neighbour_id=named.public_id))

    assert (offered, named.user) == ([world.sonia], world.sonia)
    assert NeighbourMandate.objects.get().ends_on is not None
    assert list(client.get(page).context["standing"]) == []


def test_nobody_else_names_a_neighbour(world, ledger):
    page = address(world, "neighbours")

    answers = [world.client(user).post(page, {"user": world.sonia.pk}).status_code
               for user in (world.claire, world.rita, world.sonia)]  # fmt: skip

    assert (answers, NeighbourMandate.objects.count()) == ([403, 403, 404], 0)
