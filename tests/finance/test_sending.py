"""A book goes with its quitus or with a reason; the association remarks by entry; both stay."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from finance.closing_steps import STEPS, readiness
from finance.errors import BookCannotMove, ClosingRefused, MandateNeeded, NotYours
from finance.models import EntryRemark, Memo, YearEnd
from finance.services.books import return_book, send_book
from finance.services.remarks import answer_remark, remark


@pytest.fixture
def tristan(world):
    return world.actor(world.tristan)


def test_a_book_without_quitus_goes_with_a_reason_that_the_association_reads(world, ledger, claire):
    with pytest.raises(BookCannotMove, match="sans quitus"):
        send_book(ledger.book, by=claire)

    send_book(ledger.book, by=claire, without="réunion le 24 septembre")

    where = {"id": world.cooperative.public_id, "slug": world.year.slug}
    page = world.client(world.tristan).get(reverse("finance:book-accept", kwargs=where))
    assert "réunion le 24 septembre" in page.content.decode()
    assert YearEnd.objects.get().sent_without == "réunion le 24 septembre"


def test_the_association_remarks_an_entry_and_the_mandataire_answers_beside_it(world, ledger, claire, tristan):
    entry = ledger.spend("3.00")
    send_book(ledger.book, by=claire, without="papier")
    said = remark(entry, text="Quelle facture ?", by=tristan)
    return_book(ledger.book, reason="voir la remarque", by=tristan)

    answer_remark(said, answer="Celle du 2 octobre, jointe.", by=claire)

    where = {"id": world.cooperative.public_id, "entry_id": entry.public_id}
    page = world.client(world.claire).get(reverse("finance:entry", kwargs=where)).content.decode()
    assert ("Quelle facture" in page, "Celle du 2 octobre, jointe." in page) == (True, True)
    assert EntryRemark.objects.count() == 1


def test_remarks_are_said_about_a_sent_book_by_who_decides_and_name_nobody(world, ledger, claire, tristan):
    entry = ledger.spend("3.00")
    with pytest.raises(ClosingRefused, match="cahier envoyé"):
        remark(entry, text="Quelle facture ?", by=tristan)
    send_book(ledger.book, by=claire, without="papier")

    with pytest.raises(NotYours):
        remark(entry, text="Quelle facture ?", by=claire)
    with pytest.raises(ClosingRefused, match="sans nommer"):
        remark(entry, text="Mme Vidal", by=tristan)
    said = remark(entry, text="Quelle facture ?", by=tristan)
    assert remark(entry, text="Quelle facture ?", by=tristan) == said
    with pytest.raises(MandateNeeded):
        answer_remark(said, answer="oui", by=tristan)


def test_the_pages_say_a_remark_and_its_answer(world, ledger, claire):
    entry = ledger.spend("3.00")
    send_book(ledger.book, by=claire, without="papier")
    where = {"id": world.cooperative.public_id, "entry_id": entry.public_id}
    desk, school = world.client(world.tristan), world.client(world.claire)

    answers = [
        desk.post(reverse("finance:entry-remark", kwargs=where), {"words": ""}).status_code,
        desk.post(reverse("finance:entry-remark", kwargs=where), {"words": "Quelle facture ?"}).status_code,
        school.get(reverse("finance:remark-answer", kwargs=where | {"remark_id": EntryRemark.objects.get().public_id})),
    ]

    assert [answers[0], answers[1], answers[2].status_code] == [422, 302, 200]


def test_the_year_has_ten_steps(ledger):
    assert [step.key for step in STEPS] == [
        "boxes", "cash", "bank", "papers", "grants", "goods", "memo", "activity", "report", "review"
    ]  # fmt: skip


def test_what_is_only_noted_is_named_and_never_booked(world, ledger):
    """Voices A3."""
    facts = {"federation": world.federation, "cooperative": world.cooperative, "noted_by": world.claire}
    Memo.objects.create(kind="to_pay", what="car", amount=Decimal(90), due_on=date(2026, 6, 1), **facts)

    found = next(found for found in readiness(ledger.book) if found.step.key == "memo")

    assert [missing.words for missing in found.standing.missing] == [
        "1 somme notée à payer ou à recevoir, hors des comptes"
    ]
