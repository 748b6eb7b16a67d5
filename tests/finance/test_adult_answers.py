"""What an adult reads and answers on the money pages: whose turn it is, in whose words, and nothing dropped unsaid."""

import csv
import io
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from finance.models import ClaimEvent, DepositSlip, Entry, ExpenseClaim, SlipCheque
from finance.services.claims import check_claim, send_claim, update_claim
from finance.services.posting import reverse_entry
from finance.services.slips import draft_slip, send_slip, update_slip
from occe.kit.actors import System
from tests.finance.ledger import BANK, CASH, EDUCATION, FAMILIES, ledger_of, pupil_actor, sent_by
from tests.world import make_mandate, make_user

State = ExpenseClaim.State


@pytest.fixture
def ledger(world):
    ledger = ledger_of(world.cooperative, world.year)
    ledger.post(CASH, FAMILIES, "200.00", kind=Entry.Kind.INCOME)
    ledger.post(BANK, FAMILIES, "500.00", kind=Entry.Kind.INCOME)
    return ledger


@pytest.fixture
def slip(world, ledger):
    """Ten euros in coins, counted by Lina and sent."""
    lina = pupil_actor(world.lina)
    facts = {"account": ledger["70700008"], "collected_on": date(2025, 10, 6), "label": "Vente de soupe"}
    slip = draft_slip(world.cooperative, by=lina, classroom=world.classroom, **facts)
    slip = update_slip(slip, by=lina, version=slip.version, pieces={200: 5}, cheques=[])
    return send_slip(slip, by=lina)


@pytest.fixture
def paul(world):
    """A teacher of the class, without a mandate."""
    paul = make_user("Paul")
    world.classroom.teachers.create(user=paul, starts_on=date(2025, 9, 1))
    return paul


def address(world, name, **kwargs):
    return reverse(f"finance:{name}", kwargs={"id": world.cooperative.public_id, **kwargs})


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


# --- the week --------------------------------------------------------------------------------------------------------


def test_a_card_that_changed_meanwhile_is_told_and_the_others_pass(world, ledger):
    stale, fresh = sent_by(world.lina, world), sent_by(world.noe, world, amount=Decimal("7.85"))
    chosen = [f"{stale.public_id}:{stale.version - 1}", f"{fresh.public_id}:{fresh.version}"]

    answer = world.client(world.claire).post(address(world, "week"), {"claim": chosen, "confirmed": "1"}, follow=True)

    states = {claim.pk: claim.state for claim in ExpenseClaim.objects.all()}
    assert states == {stale.pk: State.SENT, fresh.pk: State.PAID}
    assert "Quelqu’un d’autre a changé cette dépense entre-temps." in text_of(answer)


@pytest.mark.parametrize(
    "posted", ["", "x", "1:2", "00000000-0000-0000-0000-000000000000:1", "{id}:²", "{id}:", "{id}"]
)
def test_a_card_that_does_not_exist_or_makes_no_sense_changes_nothing(world, ledger, posted):
    claim = sent_by(world.lina, world)

    answer = world.client(world.claire).post(
        address(world, "week"), {"claim": posted.replace("{id}", str(claim.public_id)), "confirmed": "1"}
    )

    claim.refresh_from_db()
    assert (answer.status_code, claim.state) == (302, State.SENT)


def test_who_may_not_agree_is_not_told_that_it_is_their_turn(world, ledger, paul):
    sent_by(world.lina, world)

    told = {
        name: ("À vous de dire oui" in text_of(world.client(user).get(address(world, "money"))),
               "attend votre accord" in text_of(world.client(user).get(address(world, "week"))))
        for name, user in (("claire", world.claire), ("paul", paul), ("rita", world.rita))
    }  # fmt: skip

    assert told == {"claire": (True, True), "paul": (False, False), "rita": (False, False)}


def test_only_the_cards_that_are_mine_to_agree_to_are_counted(world, ledger):
    sent_by(world.lina, world)
    sent_by(world.actor(world.claire), world)

    assert "<h1>Une dépense attend votre accord</h1>" in text_of(
        world.client(world.claire).get(address(world, "week"))
    ).replace(" class=", "<").replace("<h1 ", "<h1>")


def test_the_child_s_own_answer_is_what_the_adult_reads(world, ledger):
    claim = sent_by(world.lina, world, category="books-games")
    client = world.client(world.claire)

    week = text_of(client.get(address(world, "week")))
    client.post(address(world, "claim", claim_id=claim.public_id), {"version": claim.version, "paid_with": "cash"})
    book = text_of(client.get(address(world, "money")))
    file = b"".join(client.get(address(world, "entries-csv")).streaming_content).decode("utf-8-sig")

    assert "Des livres ou des jeux" in week
    assert "Des livres ou des jeux" in book
    assert list(csv.reader(io.StringIO(file), delimiter=";"))[1][3] == "des livres ou des jeux"


def test_the_advice_looks_at_the_child_s_answer_as_well(world, ledger):
    federation = world.federation
    federation.purchase_advice.create(key="t", words=["jeux"], state="tolerated", reason_fr="Avec mesure.")
    sent_by(world.lina, world, category="books-games")

    [card] = world.client(world.claire).get(address(world, "week")).context["cards"]

    assert card.advice.reason == "Avec mesure."


# --- one expense -----------------------------------------------------------------------------------------------------


def test_who_agrees_is_not_offered_as_who_advanced_the_money(world, ledger, paul):
    claim = sent_by(world.lina, world)

    page = world.client(world.claire).get(address(world, "claim", claim_id=claim.public_id))

    assert list(page.context["form"].fields["advanced_by"].queryset) == [paul]


def test_what_looks_strange_is_told_on_the_expense(world, ledger):
    first, second = sent_by(world.lina, world), sent_by(world.noe, world)

    page = world.client(world.claire).get(address(world, "claim", claim_id=second.public_id))

    assert [doubt.key for doubt in page.context["doubts"]] == ["no_photo", "same_sum"]
    assert first.amount == second.amount


def test_saying_that_it_is_paid_is_the_mandate_s_not_the_second_adult_s(world, ledger):
    """A treasurer of the association who stands in agrees to an expense; the cooperative pays it."""
    claim = sent_by(world.actor(world.claire), world)
    page = address(world, "claim-pay", claim_id=claim.public_id)

    assert world.client(world.tristan).get(page).status_code == 403
    assert world.client(world.claire).get(page).status_code == 200


def test_a_look_at_what_was_mended_since_is_told_in_the_story_only(world, ledger):
    lina, noe = pupil_actor(world.lina), pupil_actor(world.noe)
    claim = check_claim(sent_by(world.lina, world), by=noe, verdict="look_again", aspect="amount")
    claim = send_claim(update_claim(claim, by=lina, version=claim.version, amount=Decimal("38.04")), by=lina)

    page = world.client(world.claire).get(address(world, "claim", claim_id=claim.public_id))

    assert list(page.context["checks"]) == []
    assert [event.kind for event in page.context["events"]] == ["sent", "look_again", "sent"]


def test_an_empty_list_of_expenses_shows_the_way(world, ledger):
    page = text_of(world.client(world.claire).get(address(world, "claims")))

    assert f'href="{address(world, "expense-new")}"' in page


def test_a_correction_is_not_corrected_again(world, ledger):
    entry = ledger.spend("10.00")
    mirror = reverse_entry(entry, by=System(world.federation.pk), reason="twice", request_id=uuid4())

    answers = [
        world.client(world.claire).get(address(world, "entry-correct", entry_id=found.public_id))
        for found in (entry, mirror)
    ]

    assert [answer.status_code for answer in answers] == [302, 302]


# --- years in the address --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", ["0000", "9999", "²²²²", "2025", "demain", "2024-2025"])
@pytest.mark.parametrize("name", ["money", "entries-csv", "entries-xlsx", "year", "expense-new"])
def test_a_year_without_a_book_is_not_found(world, ledger, name, year):
    assert world.client(world.claire).get(address(world, name), {"year": year}).status_code == 404


def test_the_year_of_the_address_is_shown(world, ledger):
    page = world.client(world.claire).get(address(world, "year"), {"year": "2025-2026"})

    assert page.context["book"] == ledger.book


# --- deposits --------------------------------------------------------------------------------------------------------


def test_a_version_that_is_no_number_is_refused_softly(world, slip):
    answer = world.client(world.claire).post(address(world, "slip", slip_id=slip.public_id), {"version": "²"})

    slip.refresh_from_db()
    assert (answer.status_code, slip.state) == (302, DepositSlip.State.SENT)


def cheque(slip, **facts):
    return {"act": "cheque", "version": slip.version, "bank": "agricole", "number": "1234567", "amount": "20"} | facts


def test_the_adult_adds_the_cheques_and_the_deposit_holds_both(world, ledger, slip):
    page, client = address(world, "slip", slip_id=slip.public_id), world.client(world.claire)

    client.post(page, cheque(slip))
    slip.refresh_from_db()
    client.post(page, cheque(slip, number="1234568", amount="15,50"))
    slip.refresh_from_db()
    client.post(page, {"version": slip.version})

    slip.refresh_from_db()
    assert list(slip.cheques.values_list("bank", "number", "amount")) == [
        ("agricole", "1234567", Decimal("20.00")), ("agricole", "1234568", Decimal("15.50"))
    ]  # fmt: skip
    moved = dict(slip.entry.lines.values_list("account__code", "debit"))
    assert (moved[CASH], moved[BANK]) == (Decimal("10.00"), Decimal("35.50"))


def test_a_cheque_is_taken_off_again(world, slip):
    page, client = address(world, "slip", slip_id=slip.public_id), world.client(world.claire)
    client.post(page, cheque(slip))
    slip.refresh_from_db()

    client.post(page, {"act": "drop", "version": slip.version, "cheque": slip.cheques.get().pk})

    assert SlipCheque.objects.count() == 0


@pytest.mark.parametrize(
    ("facts", "field"),
    [({"number": "Dupont"}, "number"), ({"amount": ""}, "amount"), ({"bank": "Famille Dupont"}, "bank"),
     ({"number": "12"}, "number"), ({"amount": "1 000 000"}, "amount")],
)  # fmt: skip
def test_a_cheque_that_is_not_whole_is_refused_at_its_field_and_nothing_is_lost(world, slip, facts, field):
    answer = world.client(world.claire).post(address(world, "slip", slip_id=slip.public_id), cheque(slip, **facts))

    assert (answer.status_code, list(answer.context["cheque_form"].errors)) == (422, [field])
    assert SlipCheque.objects.count() == 0


def test_the_same_cheque_is_not_written_twice(world, slip):
    page, client = address(world, "slip", slip_id=slip.public_id), world.client(world.claire)
    client.post(page, cheque(slip))
    slip.refresh_from_db()

    answer = client.post(page, cheque(slip))

    assert (answer.status_code, "Ce chèque est déjà sur le bordereau." in text_of(answer)) == (422, True)


def test_no_field_of_a_cheque_could_hold_a_name(world, slip):
    page = world.client(world.claire).get(address(world, "slip", slip_id=slip.public_id))

    assert list(page.context["cheque_form"].fields) == ["version", "bank", "number", "amount"]


def test_a_deposit_is_refused_with_a_reason(world, slip):
    page, client = address(world, "slip", slip_id=slip.public_id), world.client(world.claire)

    without = client.post(page, {"act": "refuse"})
    client.post(page, {"act": "refuse", "reason": "twice"})

    slip.refresh_from_db()
    assert without.status_code == 422
    assert (slip.state, slip.reason) == (DepositSlip.State.REFUSED, "twice")
    assert slip.events.last().kind == ClaimEvent.Kind.REFUSED


def test_who_reads_only_gets_no_form_for_a_deposit(world, slip):
    assert world.client(world.rita).get(address(world, "slip", slip_id=slip.public_id)).status_code == 403


def test_two_mandataires_write_cheques_and_neither_overwrites_the_other(world, slip):
    luc = make_user("Luc")
    make_mandate(world.cooperative, luc, rank=2)
    page = address(world, "slip", slip_id=slip.public_id)

    world.client(world.claire).post(page, cheque(slip))
    answer = world.client(luc).post(page, cheque(slip, number="7654321"))

    assert answer.status_code == 422
    assert "Quelqu’un d’autre a changé ce bordereau" in text_of(answer)
    assert EDUCATION  # the chart stands
