"""Money entrusted to a class: asked, granted with two signatures, spent in its small book, given back."""

from collections import Counter
from decimal import Decimal
from functools import partial
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse

from cooperatives.models import ClassTeacher
from finance.errors import AdvanceRefused, MandateNeeded, NameWritten, NotEnoughMoney, NotYours
from finance.models import ClassAdvance, Entry, EntryLine
from finance.queries import balances
from finance.queries.boxes import class_box
from finance.services.advances import (
    ask_advance,
    empty_class_boxes,
    grant_advance,
    keep_signed_slip,
    receive_advance,
    refuse_advance,
)
from finance.services.corrections import correct_entry
from members.models import User
from tests.finance.ledger import CASH, CLASS_BOX, EDUCATION, entrust, photo, refuses, second_mandataire
from tests.finance.pupil_walk import words
from tests.kit import hostile
from tests.together import at_once
from tests.world import make_user


@pytest.fixture
def ledger(entrusted):
    return entrusted


@pytest.fixture
def teacher(world):
    """The class's teacher, without a mandate."""
    user = make_user("Paul")
    ClassTeacher.objects.create(classroom=world.classroom, user=user, starts_on=world.year.starts)
    return world.actor(user)


def ask(ledger, world, by, amount: str = "20.00", **facts) -> ClassAdvance:
    facts = {"purpose": "les petites dépenses du jardin", "request_id": uuid4()} | facts
    return ask_advance(ledger.book, world.classroom, amount=Decimal(amount), by=by, **facts)


def grant(advance, claire, ledger, source: str = "cash") -> ClassAdvance:
    return grant_advance(advance, source=source, date=ledger.book.year.starts, by=claire)


def test_an_advance_is_asked_granted_and_received_with_two_signatures(world, ledger, claire, teacher):
    advance = ask(ledger, world, teacher)
    with pytest.raises(MandateNeeded):
        grant(advance, teacher, ledger)
    advance = grant(advance, claire, ledger)
    with pytest.raises(NotYours):
        receive_advance(advance, by=claire)

    advance = receive_advance(advance, by=teacher)

    assert (advance.state, advance.answered_by_id, advance.received_by_id) == (
        "received",
        claire.user_id,
        teacher.user_id,
    )
    assert balances.class_box_balances(ledger.book) == {world.classroom.pk: Decimal("80.00")}


def test_what_two_people_signed_stays_in_the_database(world, ledger, claire, teacher):
    asked, refused = ask(ledger, world, teacher), ask(ledger, world, teacher)
    ClassAdvance.objects.filter(pk=asked.pk).update(purpose="les outils du jardin")
    granted = grant(asked, claire, ledger)
    refuse_advance(refused, words="La boîte est pleine.", by=claire)

    for one, change in (
        (granted, {"amount": Decimal("8000.00")}),
        (granted, {"purpose": "autre chose"}),
        (granted, {"state": "refused", "entry": None}),
        (granted, {"answered_by": teacher.user_id}),
        (refused, {"words": "Plus tard."}),
    ):
        with refuses("finance_classadvance_was_answered"):
            ClassAdvance.objects.filter(pk=one.pk).update(**change)
    receive_advance(granted, by=teacher)
    for change in ({"received_by": world.martine.pk}, {"state": "granted", "received_by": None}):
        with refuses("finance_classadvance_was_answered"):
            ClassAdvance.objects.filter(pk=granted.pk).update(**change)
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        ClassAdvance.objects.filter(pk=granted.pk).delete()
    keep_signed_slip(granted, paper=photo(world, "a"), by=teacher)


def test_trap_5_an_advance_is_no_expense_and_the_books_total_does_not_move(world, ledger, claire, teacher):
    """Domain 9 (c) 5: an advance to a class is not an expense; what the class buys with it is, gross."""
    before = balances.money(ledger.book).total
    grant(ask(ledger, world, teacher), claire, ledger)

    assert balances.money(ledger.book).total == before
    spent = EntryLine.objects.filter(entry__book=ledger.book, account__kind="expense")
    assert not spent.exists()
    ledger.post(EDUCATION, CLASS_BOX, "12.40", on=ledger.book.year.starts, classroom=world.classroom)
    assert [line.debit for line in spent] == [Decimal("12.40")]


def test_the_small_book_says_what_was_given_spent_given_back_and_left(world, ledger, claire, teacher):
    grant(ask(ledger, world, teacher), claire, ledger)
    ledger.post(EDUCATION, CLASS_BOX, "12.40", classroom=world.classroom)
    barred = ledger.post(EDUCATION, CLASS_BOX, "5.00", classroom=world.classroom)
    correct_entry(barred, by=claire, reason="twice", request_id=uuid4())

    ours = class_box(ledger.book, world.classroom)

    assert (ours.entrusted, ours.spent, ours.given_back, ours.left) == (80, Decimal("12.40"), 0, Decimal("67.60"))
    assert ours.left == balances.class_box_balances(ledger.book)[world.classroom.pk]


def test_nobody_signs_for_money_that_was_taken_back_out_of_the_book(world, ledger, claire, teacher):
    advance = grant(ask(ledger, world, teacher), claire, ledger)
    correct_entry(advance.entry, by=claire, reason="not_done", request_id=uuid4())

    for sign in (receive_advance, partial(keep_signed_slip, paper=photo(world, "a"))):
        with pytest.raises(AdvanceRefused, match="annulée au cahier"):
            sign(advance, by=teacher)
    address = reverse("finance:class-box", args=[world.cooperative.public_id, world.classroom.public_id])
    [line] = world.client(User.objects.get(pk=teacher.user_id)).get(address).context["advances"]
    assert (line["advance"], line["may_receive"]) == (advance, False)


def test_granted_twice_at_once_it_moves_money_once(real_world):
    ledger, claire = entrust(real_world), real_world.actor(real_world.claire)
    advance = ask(ledger, real_world, claire)
    acts = [partial(grant, advance, claire, ledger)] * 2

    assert Counter(type(result) for result in at_once(*acts)) == {ClassAdvance: 2}
    assert Entry.objects.filter(kind="advance", total="20.00").count() == 1


def test_what_the_cash_box_does_not_hold_is_not_given(world, ledger, claire, teacher):
    advance = ask(ledger, world, teacher, "500.00")
    with pytest.raises(NotEnoughMoney):
        grant(advance, claire, ledger)
    advance.refresh_from_db()
    assert advance.state == "asked"


def test_a_no_has_its_words_and_stays_a_no(world, ledger, claire, teacher):
    advance = ask(ledger, world, teacher)
    with pytest.raises(AdvanceRefused) as refused:
        refuse_advance(advance, words=" ", by=claire)
    assert refused.value.field == "words"

    advance = refuse_advance(advance, words="Il reste assez dans la boîte", by=claire)

    with pytest.raises(AdvanceRefused):
        grant(advance, claire, ledger)


def test_nobody_is_named_in_what_an_advance_is_for(world, ledger, teacher):
    with pytest.raises(NameWritten):
        ask(ledger, world, teacher, purpose="pour Mme Dupont")


def test_in_a_school_with_one_adult_the_signed_slip_stands_for_the_second_signature(world, ledger, claire):
    advance = grant(ask(ledger, world, claire), claire, ledger)
    with refuses("finance_classadvance_two_signatures"):
        ClassAdvance.objects.filter(pk=advance.pk).update(state="received", received_by_id=claire.user_id)

    advance = keep_signed_slip(advance, paper=photo(world, "a"), by=claire)

    assert (advance.state, advance.received_by) == ("received", None)


def test_every_class_box_is_emptied_at_the_years_end_and_a_second_time_does_nothing(world, ledger, claire):
    with pytest.raises(MandateNeeded):
        empty_class_boxes(ledger.book, date=ledger.book.year.ends, by=world.actor(world.sonia))

    entries = empty_class_boxes(ledger.book, date=ledger.book.year.ends, by=claire)

    assert [(entry.kind, entry.total) for entry in entries] == [("advance", 60)]
    assert balances.money(ledger.book).class_boxes == 0
    assert balances.balance(ledger.book, ledger[CASH]) == 100
    assert empty_class_boxes(ledger.book, date=ledger.book.year.ends, by=claire) == []


def test_the_page_of_the_box_walks_from_the_question_to_both_signatures(world, ledger, claire):
    paul = second_mandataire(world)
    address = reverse(
        "finance:class-box", kwargs={"id": world.cooperative.public_id, "classroom": world.classroom.public_id}
    )
    client = world.client(world.claire)
    refused = client.post(address, {"act": "ask", "request_id": str(uuid4()), "amount": "", "purpose": "le jardin"})
    assert (refused.status_code, refused.context["ask_form"]["purpose"].value()) == (422, "le jardin")
    client.post(address, {"act": "ask", "request_id": str(uuid4()), "amount": "20", "purpose": "le jardin"})
    advance = ClassAdvance.objects.get()
    known = {"advance": str(advance.public_id)}
    bad = client.post(address, {"act": "grant", "source": "cash", "date": ""} | known)
    assert bad.status_code == 422
    client.post(address, {"act": "grant", "source": "cash", "date": ledger.book.year.starts.isoformat()} | known)
    world.client(paul).post(address, {"act": "receive"} | known)

    page = words(client.get(address))

    assert "Reçue, deux signatures" in page
    assert "Confié à la classe 80,00 €" in page
    back = {"act": "back", "request_id": str(uuid4()), "amount": "30", "target": "cash"}
    client.post(address, back | {"date": ledger.book.year.starts.isoformat()})
    assert "Il reste dans la boîte 50,00 €" in words(client.get(address))


def test_the_signed_slip_is_photographed_on_the_page(world, ledger, claire):
    advance = grant(ask(ledger, world, claire), claire, ledger)
    address = reverse(
        "finance:class-box", kwargs={"id": world.cooperative.public_id, "classroom": world.classroom.public_id}
    )
    sheet = SimpleUploadedFile("bordereau.jpg", hostile.picture("JPEG"), "image/jpeg")
    data = {"act": "sheet", "advance": str(advance.public_id), "file": sheet}

    assert world.client(world.claire).post(address, data).status_code == 302
    advance.refresh_from_db()
    assert (advance.state, advance.paper is not None) == ("received", True)


def test_the_act_that_empties_the_boxes_has_its_page(world, ledger):
    client = world.client(world.claire)
    address = reverse("finance:boxes-empty", kwargs={"id": world.cooperative.public_id})
    assert "60,00 € vont dans la caisse." in words(client.get(address))

    client.post(address, {"date": ledger.book.year.ends.isoformat()})

    assert "Toutes les boîtes des classes sont vides." in words(client.get(address))


def test_money_that_was_entrusted_by_a_plain_transfer_is_told_as_such_on_the_page_of_the_box(world, ledger, claire):
    address = reverse("finance:class-box", args=[world.cooperative.public_id, world.classroom.public_id])
    client = world.client(world.claire)
    plain = client.get(address)
    entry = Entry.objects.get(kind="advance")
    grant(ask(ledger, world, claire), claire, ledger)

    shown = client.get(address)

    assert [[move.entry for move in page.context["ours"].without_slip] for page in (plain, shown)] == [[entry]] * 2
    text = plain.content.decode()
    assert ("60,00\u00a0€ ont été confiés le" in text, "Aucune avance cette année." in text) == (True, False)
