"""Counting a cash box: two pupils, each blind to the other's figures; an adult confirms; the book stays as it is."""

import datetime
from collections import Counter
from decimal import Decimal
from functools import partial
from uuid import uuid4

import pytest
from django.urls import reverse

from finance.errors import CountRefused, NameWritten, NotYours
from finance.models import CashCount, CashTally, Entry
from finance.services.cash_counts import (
    confirm_count,
    count_alone,
    drop_count,
    mend_difference,
    open_count,
    sign_count,
    write_tally,
)
from finance.services.practice import start_practice
from tests.desk.pdf_reader import read
from tests.finance.ledger import BANK, CASH, move_money, pupil_actor, refuses, second_mandataire
from tests.finance.pupil_walk import OneForAll, Tablet, fill_the_boxes, this_year, words
from tests.together import at_once

SIXTY = {"n2000": "3"}


@pytest.fixture
def ledger(at_work):
    return at_work


@pytest.fixture
def lina(world, ledger):
    return Counting(world, world.lina)


@pytest.fixture
def noe(world, ledger):
    return Counting(world, world.noe)


class Counting(Tablet):
    """A tablet at which one counts the box of the class."""

    def count_box(self, query: str = "", **pieces):
        return self.post("pupil-box-count", query=query, follow=True, key=str(uuid4()), **pieces)


def page_of(world, count, name: str = "cash-count") -> str:
    return reverse(f"finance:{name}", kwargs={"id": world.cooperative.public_id, "count_id": count.public_id})


def alone(ledger, claire, pieces: dict, **facts) -> CashCount:
    facts = {"counted_on": ledger.book.year.starts, "request_id": uuid4()} | facts
    return count_alone(ledger.book, by=claire, pieces=pieces, **facts)


def test_the_pupils_read_what_was_entrusted_what_went_out_and_what_is_left(lina):
    page = words(lina.get("pupil-box"))

    assert "On nous a confié 60,00 €" in page
    assert "C’est sorti 0,00 €" in page
    assert "Il reste dans la boîte 60,00 €" in page


def test_two_pupils_who_count_the_same_leave_it_to_the_adult(lina, noe, world, claire):
    first = words(lina.count_box(**SIXTY))
    second = words(noe.count_box(**SIXTY))

    assert ("Un camarade compte aussi" in first, "L’adulte regarde" in second) == (True, True)
    count = CashCount.objects.get()
    confirm_count(count, by=claire)
    count.refresh_from_db()
    assert (count.state, count.found, count.expected, count.difference) == ("confirmed", 60, 60, 0)


def test_nobody_sees_what_the_other_one_counted(lina, noe):
    lina.count_box(n1000="4", n5="3")

    page = words(noe.get("pupil-box-count"))

    assert "40,15" not in page
    assert "En tout 0,00 €" in page


def test_a_difference_opens_a_count_together_and_blames_nobody(lina, noe, world):
    lina.count_box(**SIXTY)
    told = words(noe.count_box(n2000="2"))

    assert "Vous n’avez pas compté pareil. On recompte ensemble ?" in told
    assert ("Lina" in told, "40" in told) == (False, False)
    assert "On recompte ensemble ?" in words(lina.get("pupil-box-count"))
    assert "Deux camarades recomptent ensemble" in words(Counting(world, world.zoe).get("pupil-box-count"))

    lina.count_box(query="?together=1", **SIXTY)

    count = CashCount.objects.get()
    assert (count.state, count.tallies.get(together=True).amount) == ("counted", 60)


def test_the_buttons_beside_a_coin_count_without_a_script_and_keep_nothing(lina):
    page = lina.client.post(reverse("finance:pupil-box-count"), {"n200": "3", "more": "200", "key": str(uuid4())})

    assert "En tout 8,00 €" in words(page)
    assert not CashCount.objects.exists()


def test_a_class_that_counts_as_one_person_needs_no_second(world, ledger):
    everybody = OneForAll(world)

    page = everybody.post("pupil-box-count", follow=True, key=str(uuid4()), **SIXTY)

    assert "L’adulte regarde" in words(page)
    assert CashCount.objects.get().state == "counted"


def test_a_class_that_practises_counts_no_real_box(lina, world, claire):
    start_practice(world.classroom, by=claire)

    assert lina.get("pupil-box").url == reverse("finance:pupil-money")
    assert lina.get("pupil-box-count").url == reverse("finance:pupil-money")


def test_a_pupil_opens_the_own_box_only_and_confirms_nothing(world, ledger):
    lina = pupil_actor(world.lina)
    with pytest.raises(NotYours):
        open_count(ledger.book, by=lina, request_id=uuid4(), counted_by_class=world.classroom)
    own = {"classroom": world.classroom, "counted_by_class": world.classroom}
    count = open_count(ledger.book, by=lina, request_id=uuid4(), **own)
    with pytest.raises(NotYours):
        confirm_count(count, by=lina)


def test_of_three_who_count_at_once_two_are_kept(real_world):
    ledger = this_year(real_world)
    fill_the_boxes(real_world, ledger)
    own = {"classroom": real_world.classroom, "counted_by_class": real_world.classroom}
    count = open_count(ledger.book, by=real_world.actor(real_world.claire), request_id=uuid4(), **own)
    pupils = (real_world.lina, real_world.noe, real_world.zoe)
    counts = [partial(write_tally, count, by=pupil_actor(one), pieces={2000: 3}) for one in pupils]

    results = at_once(*counts)

    assert Counter(type(result) for result in results)[CashCount] >= 2
    assert CashTally.objects.count() == 2


def test_an_adult_counts_alone_and_tells_a_difference_in_words(ledger, claire):
    with pytest.raises(CountRefused) as refused:
        alone(ledger, claire, {2000: 1})
    assert refused.value.field == "explanation"

    count = alone(ledger, claire, {2000: 1}, explanation="Une pièce a roulé sous l’armoire")

    assert (count.found, count.expected, count.difference) == (20, Decimal("24.50"), Decimal("-4.50"))
    assert not Entry.objects.filter(kind="expense").exists()


def test_the_words_of_a_difference_name_nobody(ledger, claire):
    with pytest.raises(NameWritten):
        alone(ledger, claire, {2000: 1}, explanation="Mme Dupont a pris la monnaie")


def test_a_count_is_told_once_and_another_day_is_refused(ledger, claire):
    key = uuid4()
    first = alone(ledger, claire, {2000: 1, 200: 2, 50: 1}, request_id=key)
    again = alone(ledger, claire, {2000: 1, 200: 2, 50: 1}, request_id=key)
    assert first == again

    with pytest.raises(CountRefused) as refused:
        alone(ledger, claire, {}, counted_on=datetime.date(2001, 9, 1))
    assert refused.value.field == "counted_on"


def test_the_difference_goes_to_the_book_by_an_entry_with_its_words(ledger, claire):
    count = alone(ledger, claire, {2000: 1}, explanation="Une pièce perdue")

    entry = mend_difference(count, by=claire, request_id=uuid4())

    assert mend_difference(count, by=claire, request_id=uuid4()) == entry
    assert (entry.kind, entry.total, entry.voucher.caption) == ("expense", Decimal("4.50"), "Une pièce perdue")
    count.refresh_from_db()
    assert (count.mended_by, count.expected) == (entry, Decimal("24.50"))


def test_money_too_much_is_an_unusual_income(ledger, claire):
    count = alone(ledger, claire, {2000: 1, 500: 1}, explanation="Un billet trouvé dans la boîte")

    assert mend_difference(count, by=claire, request_id=uuid4()).kind == "income"


def test_what_is_confirmed_stands_in_the_database(ledger, claire):
    count = alone(ledger, claire, {2000: 1, 200: 2, 50: 1})

    with refuses("finance_cashcount_stands"):
        CashCount.objects.filter(pk=count.pk).update(explanation="autre chose")
    with refuses("finance_cashcount_stands"):
        CashCount.objects.filter(pk=count.pk)._raw_delete("default")
    with refuses("finance_cashcount_stands"):
        count.tallies.get().pieces.all().delete()
    with pytest.raises(CountRefused):
        drop_count(count, by=claire)


def test_at_the_years_end_another_adult_signs_too(world, ledger, claire):
    count = alone(ledger, claire, {2000: 1, 200: 2, 50: 1}, for_year_end=True)
    assert count.wants_second_signature
    with pytest.raises(NotYours):
        sign_count(count, by=claire)

    sign_count(count, by=world.actor(second_mandataire(world)))

    count.refresh_from_db()
    assert (count.wants_second_signature, count.witness.first_name) == (False, "Paul")


def test_a_child_and_an_adult_are_enough_for_a_month(ledger, claire):
    assert not alone(ledger, claire, {2000: 1, 200: 2, 50: 1}).wants_second_signature


def test_a_count_that_nobody_ends_is_stopped_and_leaves_nothing(lina, claire):
    lina.count_box(**SIXTY)

    drop_count(CashCount.objects.get(), by=claire)

    assert (CashCount.objects.count(), CashTally.objects.count()) == (0, 0)


def test_the_drawer_warns_above_the_ceiling_of_the_association(world, ledger):
    client = world.client(world.claire)
    address = reverse("finance:cash", kwargs={"id": world.cooperative.public_id})
    before = words(client.get(address))
    ledger.receive("70.00", on=ledger.book.year.starts)

    told = "ne pas garder plus de 80,00 €"
    assert (told in before, told in words(client.get(address))) == (False, True)


def test_trap_5_cash_brought_to_the_bank_is_counted_and_the_fee_told_before_the_fourth(world, ledger, claire):
    """Domain 9 (c) 5: a deposit of cash is neither income nor expense; from the fourth of the year it costs a fee."""
    ledger.receive("40.00", on=ledger.book.year.starts)
    client = world.client(world.claire)
    address = reverse("finance:transfer-new", kwargs={"id": world.cooperative.public_id})
    told = []
    for _time in range(3):
        told.append("le prochain coûtera 6,00 €" in words(client.get(address)))
        place = {"source": ledger[CASH], "target": ledger[BANK]}
        day = {"date": ledger.book.year.starts, "request_id": uuid4()}
        move_money(ledger.book, amount=Decimal(5), by=claire, **place, **day)

    assert told == [False, False, False]
    assert "La banque en prend 3 sans frais : le prochain coûtera 6,00 €." in words(client.get(address))


def test_the_pages_walk_from_the_drawer_to_the_proof(world, ledger):
    client = world.client(world.claire)
    new = reverse("finance:cash-count-new", kwargs={"id": world.cooperative.public_id})
    form = client.get(new).context["form"]
    day = ledger.book.year.starts.isoformat()
    data = {"request_id": str(form["request_id"].value()), "counted_on": day, "n2000": "1"}

    refused = client.post(new, data)
    assert (refused.status_code, "pourquoi ce n’est pas pareil" in words(refused)) == (422, True)
    assert refused.context["form"]["n2000"].value() == "1"
    done = client.post(new, data | {"explanation": "Une pièce perdue"})

    count = CashCount.objects.get()
    assert done.url == page_of(world, count)
    assert "Il manque 4,50 €" in words(client.get(done.url))
    assert client.post(done.url, {"act": "mend", "request_id": str(uuid4())}).status_code == 302
    assert "l’écart, écriture n°" in words(client.get(done.url))


def test_an_adult_has_two_pupils_count_and_confirms_on_the_page(world, ledger, lina, noe):
    client = world.client(world.claire)
    new = reverse("finance:cash-count-new", kwargs={"id": world.cooperative.public_id})
    asked = {"act": "pupils", "request_id": str(uuid4()), "counted_by_class": world.classroom.pk}
    client.post(new, asked)
    count = CashCount.objects.get()
    assert "Compte la caisse de la coopérative." in words(lina.get("pupil-box-count"))
    assert "La boîte est à compter." in words(noe.client.get(reverse("members:pupil-home")))
    lina.count_box(n2000="1")
    noe.count_box(n2000="1")

    asked = client.get(page_of(world, count)).content.decode().split('name="explanation"')[0].rsplit("<label", 1)[1]
    assert "facultatif" not in asked  # a difference is always explained
    refused = client.post(page_of(world, count), {"act": "confirm"})
    done = client.post(page_of(world, count), {"act": "confirm", "explanation": "Une pièce perdue"})

    assert (refused.status_code, done.status_code) == (422, 302)
    count.refresh_from_db()
    assert (count.state, count.classroom, count.counted_by_class) == ("confirmed", None, world.classroom)


def test_the_proof_is_a_tagged_document_without_a_childs_name(world, lina, noe, claire):
    lina.count_box(**SIXTY)
    noe.count_box(**SIXTY)
    count = confirm_count(CashCount.objects.get(), by=claire)

    answer = world.client(world.claire).get(page_of(world, count, "cash-count-pdf"))

    assert answer["Content-Type"] == "application/pdf"
    _pdf, root = read(answer.content)
    assert [node.text for node in root.find("H1")] == ["Arrêté de caisse"]
    assert ("60,00" in root.text, "Lina" in root.text) == (True, False)


@pytest.mark.parametrize("number", [1, 12])
def test_the_drawer_costs_the_same_with_one_count_and_with_twelve(
    world, ledger, claire, django_assert_max_num_queries, number
):
    for _time in range(number):
        alone(ledger, claire, {2000: 1, 200: 2, 50: 1})
    client = world.client(world.claire)
    address = reverse("finance:cash", kwargs={"id": world.cooperative.public_id})
    client.get(address)

    with django_assert_max_num_queries(25):
        client.get(address)


def test_an_empty_count_is_asked_about_before_it_is_written(lina):
    asked = words(lina.count_box())
    nothing_yet = not CashCount.objects.exists()

    said = words(lina.count_box(empty="yes"))

    assert ("Est-ce que la boîte est vide ?" in asked, nothing_yet) == (True, True)
    assert "Un camarade compte aussi" in said
    assert CashCount.objects.get().tallies.get().amount == 0
