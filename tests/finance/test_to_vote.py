"""« À faire voter au prochain conseil »: one tap on an expense, and the next agenda has it."""

import pytest
from django.urls import reverse

from councils.models import AgendaItem, Council
from councils.services.decisions import record_decision
from finance.models import ExpenseClaim
from tests.finance.ledger import ledger_of, sent_by


@pytest.fixture
def claim(world):
    ledger_of(world.cooperative, world.year)
    return sent_by(world.lina, world)


@pytest.fixture
def council(world):
    return Council.objects.create(cooperative=world.cooperative, classroom=world.classroom, year=world.year)


def press(world, claim, who):
    where = {"id": world.cooperative.public_id, "claim_id": claim.public_id}
    return world.client(who).post(reverse("finance:claim-to-vote", kwargs=where), follow=True)


def test_the_next_council_speaks_of_it_once_and_in_the_portals_words(world, council, claim):
    for _ in range(2):
        page = press(world, claim, world.claire).content.decode()

    item = AgendaItem.objects.get()
    assert (item.council, item.kind, item.meeting) == (council, "spending", None)
    assert claim.account.child_label in item.title
    assert "le prochain conseil en parle" in page
    assert claim.what == "" or claim.what not in item.title


def test_what_was_decided_already_and_a_class_without_a_council_are_not_asked(world, claim):
    press(world, claim, world.claire)
    council = Council.objects.create(cooperative=world.cooperative, classroom=world.classroom, year=world.year)
    decision = record_decision(council, text="On plante.", on=world.year.starts, by=world.actor(world.claire))
    ExpenseClaim.objects.filter(pk=claim.pk).update(decision=decision)
    press(world, claim, world.claire)

    assert not AgendaItem.objects.exists()
