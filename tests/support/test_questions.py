"""« Demander à l’association »: asked from a draft, told to the staff, answered at the desk; it holds nothing up."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from finance.models import Entry, ExpenseClaim
from members.models import Notification
from support.errors import NotYours, QuestionRefused
from support.models import HelpTicket
from support.services import answer, ask
from tests.finance.ledger import CASH, EDUCATION, ledger_of, sent_by


@pytest.fixture
def ledger(world):
    """Claire's book: 100 € in the cash box."""
    ledger = ledger_of(world.cooperative, world.year)
    ledger.receive("100.00", on=date(2025, 9, 2))
    return ledger


def asked(world, **facts) -> HelpTicket:
    said = {"subject": "un toner", "question": "Peut-on ?", "request_id": uuid4(), "by": world.actor(world.claire)}
    return ask(world.cooperative, **(said | facts))


def told(user) -> list[str]:
    return list(Notification.objects.filter(user=user, kind__startswith="support.").values_list("kind", flat=True))


def test_a_question_is_told_to_the_staff_and_its_answer_to_who_asked(world):
    world.tristan, world.rita
    ticket = asked(world)

    assert (told(world.tristan), told(world.rita), told(world.claire)) == (["support.asked"], [], [])
    answer(ticket, answer="Non, la commune.", by=world.actor(world.tristan))
    assert told(world.claire) == ["support.answered"]
    with pytest.raises(QuestionRefused):
        answer(ticket, answer="Oui.", by=world.actor(world.martine))


def test_asking_again_with_the_same_request_asks_once(world):
    request_id = uuid4()

    assert asked(world, request_id=request_id) == asked(world, request_id=request_id)


def test_who_does_not_work_here_asks_nothing_and_who_only_reads_answers_nothing(world, ledger):
    with pytest.raises(NotYours):
        asked(world, by=world.actor(world.sonia))
    for reader in (world.claire, world.rita, world.felix):
        with pytest.raises(NotYours):
            answer(asked(world), answer="Oui.", by=world.actor(reader))
    other = ExpenseClaim(cooperative=world.other_cooperative)
    with pytest.raises(QuestionRefused):
        asked(world, claim=other)


def test_one_sees_the_own_questions_and_the_staff_sees_all(world):
    ticket = asked(world)

    seen = [
        list(HelpTicket.objects.visible_to(world.actor(user)))
        for user in (world.claire, world.rita, world.sonia, world.felix)
    ]
    assert seen == [[ticket], [ticket], [], []]


def test_the_question_stands_in_the_queue_until_it_is_answered(world):
    ticket = asked(world)
    client = world.client(world.tristan)

    line = client.get("/fr/desk/?show=questions").context["lines"]
    assert [one.title for one in line] == ["Une question\u00a0: un toner"]
    page = reverse("desk:ticket", args=[ticket.public_id])
    assert client.post(page, {"answer": ""}).status_code == 422
    assert client.post(page, {"answer": "Non."}).status_code == 302
    assert client.get("/fr/desk/?show=questions").context["lines"] == []
    assert "Non." in world.client(world.claire).get(reverse("support:ticket", args=[ticket.public_id])).content.decode()


def paper(ledger, **facts) -> dict:
    said = {"amount": "12,50", "account": ledger[EDUCATION].pk, "paid_with": "cash", "caption": "un toner"}
    return said | {"request_id": str(uuid4()), "date": "2/10/2025"} | facts


def test_advice_is_read_once_at_entry_and_never_blocks(world, ledger):
    client, page = world.client(world.claire), reverse("finance:expense-new", args=[world.cooperative.public_id])

    first = client.post(page, paper(ledger))
    assert (first.status_code, first.context["advice"].key, Entry.objects.filter(kind="expense").count()) == (
        200, "copier", 0,
    )  # fmt: skip
    read = {"advice_read": first.context["advice"].public_id}
    assert client.post(page, paper(ledger, **read)).status_code == 302
    assert client.post(page, paper(ledger, caption="des graines", amount="3")).status_code == 302
    assert Entry.objects.filter(kind="expense").count() == 2


def test_a_question_from_the_form_keeps_the_draft_and_the_draft_becomes_the_entry(world, ledger):
    client, ids = world.client(world.claire), [world.cooperative.public_id]
    leads = client.post(reverse("support:ask-about-paper", args=ids), paper(ledger))

    draft = ExpenseClaim.objects.get()
    assert (draft.state, draft.amount, draft.what) == ("draft", Decimal("12.50"), "un toner")
    form = client.get(leads.url).context["form"]
    assert form.initial["subject"] == "un toner, 12,50\u00a0€"
    sent = {"request_id": str(uuid4()), "subject": "un toner", "question": "Peut-on ?"}
    ticket_page = client.post(leads.url, sent).url
    assert HelpTicket.objects.get().claim == draft

    again = reverse("finance:expense-new", args=ids) + f"?draft={draft.public_id}"
    assert again in client.get(ticket_page).content.decode()
    assert client.get(again).context["form"]["caption"].value() == "un toner"
    advice = client.post(again, paper(ledger)).context["advice"]
    client.post(again, paper(ledger, advice_read=advice.public_id))
    assert (Entry.objects.get(kind="expense").total, ExpenseClaim.objects.count()) == (Decimal("12.50"), 0)
    assert HelpTicket.objects.get().claim is None
    assert client.get(ticket_page).status_code == 200


def test_a_purchase_that_was_asked_about_comes_back_on_friday_until_it_is_made_or_left(world, ledger):
    client, ids = world.client(world.claire), [world.cooperative.public_id]
    home, begun = reverse("members:home"), "1 achat commencé, à finir"
    client.post(reverse("support:ask-about-paper", args=ids), paper(ledger))
    again = reverse("finance:expense-new", args=ids) + f"?draft={ExpenseClaim.objects.get().public_id}"

    asked_again = client.get(home).content.decode()
    offered = client.get(again).content.decode()
    client.post(again, {"leave": "1"})

    assert (begun in asked_again, again in asked_again, "Ne pas faire cet achat" in offered) == (True, True, True)
    assert begun not in client.get(home).content.decode()
    assert (ExpenseClaim.objects.count(), Entry.objects.filter(kind="expense").count()) == (0, 0)


def test_a_childs_words_do_not_leave_with_the_question(world, ledger):
    claim = sent_by(world.lina, world, what="un toner tout bleu", account=ledger[EDUCATION])
    page = reverse("support:ask", args=[world.cooperative.public_id]) + f"?claim={claim.public_id}"

    form = world.client(world.claire).get(page).context["form"]

    assert form.initial["subject"] == f"{ledger[EDUCATION].label}, 38,40\u00a0€"


def test_the_expert_view_reads_the_advice_too_and_asks_about_its_first_line(world, ledger):
    client, ids = world.client(world.claire), [world.cooperative.public_id]
    page = reverse("finance:split-new", args=[*ids, "expense"])
    sent = {
        "request_id": str(uuid4()), "date": "2025-10-02", "caption": "un toner", "parts": "2", "places": "1",
        "part-0-account": ledger[EDUCATION].pk, "part-0-amount": "12,50",
        "place-0-treasury": ledger[CASH].pk, "place-0-amount": "12,50",
    }  # fmt: skip

    first = client.post(page, sent | {"act": "keep"})
    assert (first.status_code, first.context["advice"].key, Entry.objects.filter(kind="expense").count()) == (
        200, "copier", 0,
    )  # fmt: skip
    leads = client.post(reverse("support:ask-about-paper", args=ids), sent)
    draft = ExpenseClaim.objects.get()
    assert (draft.amount, draft.what, draft.account, str(draft.public_id) in leads.url) == (
        Decimal("12.50"), "un toner", ledger[EDUCATION], True,
    )  # fmt: skip
    assert client.post(page, sent | {"advice_read": first.context["advice"].public_id}).status_code == 302
