"""Which adults agree to an expense: not its author, two above the threshold, an outsider where nobody else is left."""

import datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cooperatives.models import Federation, Mandate, StaffRole
from finance.errors import (
    ClaimRefused,
    NotYours,
)
from finance.models import ExpenseClaim
from finance.permissions import can_agree_claim
from finance.queries.claims import Next, next_to_act, who_may_agree, with_checks
from finance.services.agreeing import agree_claim
from finance.services.neighbours import end_neighbour, name_neighbour
from members.models import Notification
from members.notifications import address_of, sentence_of
from tests.finance.ledger import pupil_actor, second_mandataire, sent_by
from tests.world import make_user

State = ExpenseClaim.State
PaidWith = ExpenseClaim.PaidWith


# --- who may agree ---------------------------------------------------------------------------------------------------


def test_who_agrees_neither_wrote_it_nor_is_paid_back(world, entrusted, claire):
    paul = second_mandataire(world)
    own = sent_by(claire, world)
    advanced = sent_by(world.lina, world, paid_with=PaidWith.ADULT, advanced_by=world.claire)

    with pytest.raises(NotYours, match="Vous avez écrit cette dépense"):
        agree_claim(own, by=claire, paid_with=PaidWith.CASH)
    with pytest.raises(NotYours, match="vous est remboursée"):
        agree_claim(advanced, by=claire)

    assert agree_claim(own, by=world.actor(paul), paid_with=PaidWith.CASH).state == State.PAID
    assert agree_claim(advanced, by=world.actor(paul)).state == State.AGREED


def test_naming_oneself_as_the_one_who_paid_is_agreeing_for_oneself(world, entrusted, claire):
    with pytest.raises(NotYours, match="vous est remboursée"):
        agree_claim(sent_by(world.lina, world), by=claire, paid_with=PaidWith.ADULT, advanced_by=world.claire)


def test_no_pupil_stranger_or_reader_agrees(world, entrusted, claire):
    claim = sent_by(world.lina, world)

    strangers = [world.actor(user) for user in (world.sonia, world.nina, world.rita, world.felix, world.tristan)]
    for stranger in [*strangers, pupil_actor(world.noe)]:
        with pytest.raises(NotYours):
            agree_claim(claim, by=stranger, paid_with=PaidWith.CASH)


def test_a_mandate_that_ended_between_page_and_click_agrees_to_nothing(world, entrusted, claire):
    claim = sent_by(world.lina, world)
    world.claire.mandates.update(state=Mandate.State.ENDED, ends_on=datetime.date(2026, 1, 1))

    with pytest.raises(NotYours, match="mandataire en fonction"):
        agree_claim(claim, by=claire, paid_with=PaidWith.CASH)


def test_in_a_one_adult_school_the_treasurer_agrees_to_the_adults_own_expense(world, entrusted, claire):
    tristan = world.actor(world.tristan)
    own = sent_by(claire, world)
    pupils = sent_by(world.lina, world)

    assert can_agree_claim(tristan, own)
    assert not can_agree_claim(tristan, pupils)  # Claire may
    assert list(who_may_agree(own)) == [world.tristan]
    assert list(who_may_agree(pupils)) == [world.claire]
    assert agree_claim(own, by=tristan, paid_with=PaidWith.CASH).state == State.PAID


def test_a_treasurer_whose_role_ended_agrees_to_nothing(world, entrusted, claire):
    tristan = world.actor(world.tristan)
    StaffRole.objects.filter(user=world.tristan).update(ends_on=datetime.date(2026, 1, 1))

    with pytest.raises(NotYours):
        agree_claim(sent_by(claire, world), by=tristan, paid_with=PaidWith.CASH)


def test_a_neighbour_named_by_the_association_agrees_while_the_naming_holds(world, entrusted, claire):
    sonia, tristan = world.actor(world.sonia), world.actor(world.tristan)
    own = sent_by(claire, world)
    assert own not in ExpenseClaim.objects.visible_to(sonia)

    named = name_neighbour(world.cooperative, user=world.sonia, starts_on=datetime.date(2025, 9, 1), by=tristan)

    assert set(ExpenseClaim.objects.visible_to(sonia)) == {own}
    assert set(who_may_agree(own)) == {world.sonia, world.tristan}
    end_neighbour(named, ends_on=datetime.date(2026, 1, 1), by=tristan)
    with pytest.raises(NotYours):
        agree_claim(own, by=sonia, paid_with=PaidWith.CASH)
    assert not can_agree_claim(sonia, own)


def test_a_neighbour_agrees_only_where_nobody_of_the_school_may(world, entrusted, claire):
    name_neighbour(
        world.cooperative, user=world.sonia, starts_on=datetime.date(2025, 9, 1), by=world.actor(world.tristan)
    )
    own = sent_by(claire, world)
    assert can_agree_claim(world.actor(world.sonia), own)

    second_mandataire(world)

    assert not can_agree_claim(world.actor(world.sonia), own)


def test_a_neighbour_is_a_mandataire_elsewhere_and_is_named_by_the_association(world, entrusted, claire):
    day = datetime.date(2025, 9, 1)

    with pytest.raises(ClaimRefused, match="d’une autre coopérative"):
        name_neighbour(world.cooperative, user=world.nina, starts_on=day, by=world.actor(world.tristan))
    with pytest.raises(NotYours):
        name_neighbour(world.cooperative, user=world.sonia, starts_on=day, by=claire)


# --- somebody outside the school is asked ----------------------------------------------------------------------------


def told(user) -> list[str]:
    return [sentence_of(news) for news in Notification.objects.filter(user=user)]


def test_where_nobody_of_the_school_may_agree_the_treasurer_and_the_neighbour_are_told(world, entrusted, claire):
    tristan = world.actor(world.tristan)
    name_neighbour(world.cooperative, user=world.sonia, starts_on=datetime.date(2025, 9, 1), by=tristan)

    own = sent_by(claire, world)

    sentence = f"{world.cooperative} : une dépense de 38,40\u00a0€ attend l’accord d’un deuxième adulte, vous."
    assert told(world.tristan) == told(world.sonia) == [sentence]
    assert told(world.claire) == []
    page = world.client(world.sonia).get(address_of(Notification.objects.get(user=world.sonia)))
    assert page.url == reverse("finance:claim", args=[world.cooperative.public_id, own.public_id])


def test_what_the_school_can_settle_itself_is_told_to_nobody_outside(world, entrusted, claire):
    world.tristan

    agree_claim(sent_by(world.lina, world), by=claire, paid_with=PaidWith.CASH)

    assert not Notification.objects.exists()


def test_the_second_adult_above_the_threshold_is_told(world, entrusted, claire):
    claim = sent_by(world.lina, world, amount=Decimal("312.00"))
    assert told(world.tristan) == []

    for _ in range(2):
        agree_claim(claim, by=claire, paid_with=PaidWith.BANK)

    assert len(told(world.tristan)) == 1


# --- two adults ------------------------------------------------------------------------------------------------------


def test_above_the_threshold_two_adults_agree(world, entrusted, claire):
    paul = second_mandataire(world)
    claim = sent_by(world.lina, world, amount=Decimal("312.00"))

    half = agree_claim(claim, by=claire, paid_with=PaidWith.BANK)
    assert (half.state, half.half_agreed) == (State.SENT, True)
    assert next_to_act(with_checks(ExpenseClaim.objects.filter(pk=claim.pk)).get()) == Next.SECOND_ADULT
    assert list(who_may_agree(half)) == [paul]

    whole = agree_claim(claim, by=world.actor(paul))
    assert (whole.state, whole.agreed_by, whole.second_agreed_by) == (State.PAID, world.claire, paul)


def test_one_adult_does_not_agree_twice(world, entrusted, claire):
    claim = sent_by(world.lina, world, amount=Decimal("312.00"))

    for _ in range(2):
        claim = agree_claim(claim, by=claire, paid_with=PaidWith.BANK)

    assert (claim.state, claim.second_agreed_by, claim.events.filter(kind="agreed").count()) == (State.SENT, None, 1)


def test_where_the_school_has_one_adult_the_treasurer_is_the_second(world, entrusted, claire):
    claim = sent_by(world.lina, world, amount=Decimal("312.00"))
    agree_claim(claim, by=claire, paid_with=PaidWith.BANK)

    assert agree_claim(claim, by=world.actor(world.tristan)).state == State.PAID


def test_at_the_threshold_one_adult_is_enough(world, entrusted, claire):
    claim = sent_by(world.lina, world, amount=Decimal("300.00"))

    assert agree_claim(claim, by=claire, paid_with=PaidWith.BANK).state == State.PAID


def test_the_threshold_is_the_associations(world, entrusted, claire):
    Federation.objects.filter(pk=world.federation.pk).update(two_adults_threshold=Decimal("20.00"))

    assert agree_claim(sent_by(world.lina, world), by=claire, paid_with=PaidWith.BANK).half_agreed


def test_the_first_adult_cannot_be_named_as_the_one_paid_back_by_the_second(world, entrusted, claire):
    paul = second_mandataire(world)
    claim = sent_by(world.lina, world, amount=Decimal("312.00"))
    agree_claim(claim, by=claire, paid_with=PaidWith.BANK)

    with pytest.raises(ClaimRefused, match="ne peut pas être remboursé"):
        agree_claim(claim, by=world.actor(paul), paid_with=PaidWith.ADULT, advanced_by=world.claire)


def test_a_forged_form_agrees_to_no_own_expense_from_whatever_account(world, entrusted, claire):
    """The form is not even shown; whoever sends it all the same is refused, by the second account of the same person
    as well: a person is who the association gave a mandate to, and an address belongs to one account."""
    claim = sent_by(claire, world)
    again = make_user("Claire", email="claire.bis@ecole.example", last_name=world.claire.last_name)
    path = reverse("finance:week", args=[world.cooperative.public_id])
    forged = {"claim": f"{claim.public_id}:{claim.version}", "confirmed": "1"}

    answers = [world.client(user).post(path, forged).status_code for user in (world.claire, again)]

    claim.refresh_from_db()
    assert (claim.state, claim.entry, answers[1]) == ("sent", None, 404)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_user("Clara", email=world.claire.email.upper())
