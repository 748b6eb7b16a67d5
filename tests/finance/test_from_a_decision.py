"""What the money tells in the thread of a decision, to whom, and what a decision starts."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from councils.models import Council
from councils.services.councils import open_councils
from councils.services.decisions import record_decision
from finance.errors import MandateNeeded
from finance.models import Account, Grant
from finance.services.advances import ask_advance, grant_advance
from finance.services.grants import ANSWERED, answer_grant, open_grant
from finance.thread import events_of
from members.models import Notification
from occe.kit.actors import Anonymous
from tests.finance.ledger import entrust, pupil_actor, refuses, sent_by


@pytest.fixture
def ledger(world):
    return entrust(world)


@pytest.fixture
def by(world):
    return world.actor(world.claire)


@pytest.fixture
def decision(world, ledger, by):
    """« Graines et terre », in Claire's class."""
    open_councils([world.cooperative], world.year, by=by)
    council = Council.objects.get(classroom=world.classroom)
    return record_decision(council, text="Graines et terre.", on=date(2025, 9, 18), by=by, amount=Decimal(45))


def told(decision, actor) -> list[tuple]:
    events = events_of(decision, actor)
    return [(str(event.title), event.words, event.amount, event.goes) for event in events]


def test_an_expense_of_the_class_is_told_without_who_wrote_it(world, decision, by):
    sent_by(world.lina, world, decision=decision, what="Des graines")

    assert told(decision, by) == [("Un achat", "Des graines", Decimal("38.40"), "out")]
    assert told(decision, pupil_actor(world.noe)) == told(decision, by)
    assert "Lina" not in repr(events_of(decision, by))


def test_what_was_paid_is_told_with_its_sum_and_a_correction_undoes_it(ledger, decision, by):
    ledger.spend("38.40", decision=decision)

    assert told(decision, by) == [("C’est payé", "D01 · Activités éducatives", Decimal("38.40"), "out")]


def test_the_public_reads_one_sum(world, ledger, decision):
    ledger.spend("38.40", decision=decision)
    ledger.spend("4.10", decision=decision, on=date(2025, 10, 9))
    anybody = Anonymous(world.federation.pk)

    assert told(decision, anybody) == [("L’argent dépensé, en tout", "", Decimal("42.50"), "out")]
    assert [event.on for event in events_of(decision, anybody)] == [date(2025, 10, 9)]


def test_an_advance_is_told_as_money_that_only_changes_place(world, ledger, decision, by):
    facts = {"purpose": "le jardin", "request_id": uuid4(), "decision": decision}
    advance = ask_advance(ledger.book, world.classroom, amount=Decimal(20), by=by, **facts)
    grant_advance(advance, source=Account.Treasury.CASH, date=date(2025, 9, 19), by=by)

    assert told(decision, by) == [("De l’argent est confié à la classe", "le jardin", Decimal(20), "still")]


def test_a_stranger_reads_no_money(world, ledger, decision):
    ledger.spend("38.40", decision=decision)

    assert told(decision, world.actor(world.sonia)) == []


@pytest.mark.parametrize("name", ["expense-new", "class-box"])
def test_a_decision_opens_the_forms_of_the_money_with_itself_chosen(world, decision, name):
    more = {"classroom": world.classroom.public_id} if name == "class-box" else {}
    address = reverse(f"finance:{name}", kwargs={"id": world.cooperative.public_id} | more)

    answer = world.client(world.claire).get(f"{address}?year={world.year.slug}&decision={decision.public_id}")

    assert f'<option value="{decision.pk}" selected' in answer.content.decode()


def test_a_decision_of_elsewhere_is_not_chosen(world, decision):
    address = reverse("finance:expense-new", kwargs={"id": world.cooperative.public_id})

    for wrong in (uuid4(), "x"):
        answer = world.client(world.claire).get(f"{address}?year={world.year.slug}&decision={wrong}")
        assert answer.context["form"]["decision"].value() is None


def test_the_decision_s_page_offers_what_one_may_start(world, decision):
    address = decision.get_absolute_url()

    offered = {who: world.client(user).get(address).context["offshoots"] for who, user in
               {"claire": world.claire, "martine": world.martine}.items()}  # fmt: skip

    always = [one.key for one in offered["claire"] if one.key != "report"]  # the activity report has its months
    assert always == ["project", "expense", "advance", "aid", "job"]
    assert offered["martine"] == []


def test_an_aid_is_asked_for_from_its_decision_and_the_thread_follows_it_to_its_use(world, ledger, decision, by):
    form = f"{reverse('finance:grant-new', kwargs={'id': world.cooperative.public_id})}?decision={decision.public_id}"
    offered = world.client(world.claire).get(form).context["form"].initial
    facts = {name: offered[name] for name in ("funder_kind", "funder", "purpose", "asked", "asked_on", "request_id")}
    grant = open_grant(ledger.book, decision=decision, by=by, **facts)
    answer_grant(grant, amount=Decimal(40), on=date(2025, 10, 6), by=by)
    ledger.spend("38.40", grant=grant, on=date(2025, 10, 9))

    assert (offered["asked"], offered["purpose"], offered["decision"]) == (45, "Graines et terre", decision.pk)
    assert [(str(event.title), event.note) for event in events_of(decision, by)] == [
        ("Une aide est demandée", "45,00\xa0€"),
        ("L’aide est accordée", "40,00\xa0€"),
        ("L’aide sert", "38,40\xa0€ employés"),
    ]
    assert events_of(decision, world.actor(world.sonia)) == events_of(decision, Anonymous(world.federation.pk)) == []
    page = world.client(world.claire).get(reverse("finance:grant", kwargs={
        "id": world.cooperative.public_id, "grant_id": grant.public_id}))  # fmt: skip
    assert decision.get_absolute_url() in page.content.decode()


def test_the_association_sees_who_asks_until_it_is_answered(world, ledger, decision, by):
    facts = {"funder_kind": "association", "funder": "OCCE", "purpose": "des graines", "decision": decision}
    grant = open_grant(ledger.book, asked=Decimal(45), request_id=uuid4(), by=by, **facts)
    desk = lambda: list(world.client(world.tristan).get(reverse("desk:grants")).context["asked"])  # noqa: E731
    assert desk() == [grant]
    [line] = world.client(world.tristan).get(reverse("desk:queue") + "?show=aids").context["lines"]
    assert (line.title, line.verb) == ("Une aide demandée\xa0: des graines", "Répondre")

    page = reverse("finance:grant", kwargs={"id": world.cooperative.public_id, "grant_id": grant.public_id})
    said = {"act": "answer", "amount": "", "on": "2025-10-06"}
    assert world.client(world.sonia).post(page, said).status_code == 404
    assert world.client(world.tristan).post(page, said).status_code == 302

    assert desk() == []
    assert not world.client(world.tristan).get(reverse("desk:queue") + "?show=aids").context["lines"]
    assert ("L’aide est refusée", "OCCE", None, "") in told(decision, by)
    [heard] = Notification.objects.filter(kind=ANSWERED)
    assert (heard.user, heard.parameters["purpose"]) == (world.claire, "des graines")


def test_the_association_answers_only_what_it_is_asked_for(world, ledger, by):
    facts = {"funder_kind": "commune", "funder": "commune de Polminhac", "purpose": "des livres"}
    grant = open_grant(ledger.book, asked=Decimal(45), request_id=uuid4(), by=by, **facts)

    with pytest.raises(MandateNeeded):
        answer_grant(grant, amount=Decimal(45), on=date(2025, 10, 6), by=world.actor(world.tristan))


def test_the_database_refuses_a_grant_asked_for_by_a_decision_of_elsewhere(world, decision):
    with refuses("finance_grant_own_decision"):
        Grant.objects.create(cooperative=world.other_cooperative, year=world.year, funder="OCCE", purpose="des livres",
                             decision=decision)  # fmt: skip
