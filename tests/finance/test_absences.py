"""During an absence, from one day to another, a mandataire from elsewhere agrees; and the limits of who agrees."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from finance.errors import ClaimRefused, NotYours
from finance.models import MoneyRules, NeighbourMandate
from finance.permissions import agreeable, can_agree_claim
from finance.queries.claims import who_may_agree
from finance.services.agreeing import agree_claim
from finance.services.limits import set_limit
from finance.services.neighbours import confirm_stand_in, stand_in
from occe.kit.dates import today
from tests.finance.ledger import second_mandataire, sent_by

WEEK = datetime.timedelta(days=7)


@pytest.fixture
def sonia(world):
    return world.actor(world.sonia)


@pytest.fixture
def tristan(world):
    return world.actor(world.tristan)


def away(world, by, **facts):
    told = {"absent": world.claire, "user": world.sonia, "starts_on": today(), "last_day": today() + WEEK}
    return stand_in(world.cooperative, by=by, **(told | facts))


def test_who_stands_in_agrees_although_the_school_has_mandataires(world, entrusted, sonia, tristan):
    claim = sent_by(world.lina, world)
    before = can_agree_claim(sonia, claim)

    away(world, tristan)

    assert (before, can_agree_claim(sonia, claim), agreeable(sonia, [claim])) == (False, True, {claim.pk})
    assert set(who_may_agree(claim)) == {world.claire, world.sonia}
    assert agree_claim(claim, by=sonia, paid_with="class_box").agreed_by == world.sonia


def test_an_absence_ends_by_itself(world, entrusted, sonia, tristan):
    claim, found = sent_by(world.lina, world), away(world, tristan)
    NeighbourMandate.objects.filter(pk=found.pk).update(
        starts_on=today() - WEEK, ends_on=today() - datetime.timedelta(days=0)
    )

    assert not can_agree_claim(sonia, claim)


def test_what_a_mandataire_proposes_waits_for_the_association(world, entrusted, claire, sonia, tristan):
    claim, proposed = sent_by(world.lina, world), away(world, claire)

    assert not can_agree_claim(sonia, claim)
    with pytest.raises(NotYours):
        confirm_stand_in(proposed, by=claire)
    confirm_stand_in(proposed, by=tristan)

    assert can_agree_claim(sonia, claim)


def test_an_absence_that_makes_no_sense_is_refused(world, claire, sonia):
    second_mandataire(world)
    for facts, field in (
        ({"last_day": today() - WEEK}, "last_day"),
        ({"starts_on": today() + WEEK, "last_day": today()}, "last_day"),
        ({"last_day": today() + 60 * WEEK}, "last_day"),
        ({"user": world.claire}, "user"),
        ({"absent": world.sonia}, "absent"),
    ):
        with pytest.raises(ClaimRefused) as caught:
            away(world, claire, **facts)
        assert caught.value.field == field
    with pytest.raises(NotYours):
        away(world, sonia)


def test_the_page_proposes_and_the_association_confirms_in_one_tap(world, claire):
    address = reverse("finance:absences", kwargs={"id": world.cooperative.public_id})
    sent = {"absent": world.claire.pk, "user": world.sonia.pk, "starts_on": today(), "last_day": today() + WEEK}

    world.client(world.claire).post(address, sent)
    found = NeighbourMandate.objects.get()
    confirm = reverse(
        "finance:absence-confirm", kwargs={"id": world.cooperative.public_id, "stand_in_id": found.public_id}
    )
    world.client(world.tristan).post(confirm)

    assert (found.confirmed_at, NeighbourMandate.objects.get().confirmed_at is not None) == (None, True)


# --- limits ----------------------------------------------------------------------------------------------------------


def test_nobody_agrees_above_the_own_limit_and_then_the_association_does(world, entrusted, claire, tristan):
    MoneyRules.objects.create(federation=world.federation, year=world.year, person_limit=Decimal("30.00"))
    claim = sent_by(world.lina, world)

    assert (can_agree_claim(claire, claim), agreeable(claire, [claim])) == (False, set())
    with pytest.raises(NotYours, match="30,00"):
        agree_claim(claim, by=claire, paid_with="class_box")
    assert can_agree_claim(tristan, claim)

    set_limit(world.cooperative, user=world.claire, amount=Decimal("40"), reason="deuxième année", by=tristan)

    assert can_agree_claim(claire, claim)


def test_the_treasury_sets_a_limit_with_its_reason(world, claire, tristan):
    with pytest.raises(NotYours):
        set_limit(world.cooperative, user=world.claire, amount=Decimal("40"), reason="essai", by=claire)
    with pytest.raises(ClaimRefused, match="pourquoi"):
        set_limit(world.cooperative, user=world.claire, amount=Decimal("40"), reason="", by=tristan)


def test_an_expense_above_the_own_limit_is_sent_to_another_adult_and_the_field_says_so(world, entrusted):
    MoneyRules.objects.create(federation=world.federation, year=world.year, person_limit=Decimal("30.00"))
    address = reverse("finance:expense-new", kwargs={"id": world.cooperative.public_id})

    page = world.client(world.claire).get(address)

    assert "Au-dessus de 30,00" in str(page.context["form"].fields["amount"].help_text)
