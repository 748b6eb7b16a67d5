"""The life of a mandate, and what each state refuses."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from cooperatives.errors import MandateRefused
from cooperatives.models import Cooperative, Mandate
from cooperatives.services import mandates
from tests.world import make_mandate, make_user

State = Mandate.State
TODAY = timezone.localdate()
TOMORROW = TODAY + timedelta(days=1)
MONDAY = date(2026, 1, 12)


def refused(start: str):
    return pytest.raises(MandateRefused, match=f"^{start}")


@pytest.fixture
def by(world):
    return world.actor(world.martine)


@pytest.fixture
def proposed(world, by):
    paul = make_user("Paul")
    return mandates.propose_mandate(world.cooperative, user=paul, rank=1, starts_on=MONDAY, by=by)


def test_a_proposed_mandate_allows_nothing(world, proposed):
    assert proposed.state == State.PROPOSED
    assert list(Mandate.objects.in_force(TODAY)) == []
    assert list(Cooperative.objects.visible_to(world.actor(proposed.user))) == []


def test_proposing_the_same_person_again_gives_the_mandate_that_stands(world, by, proposed):
    again = mandates.propose_mandate(world.cooperative, user=proposed.user, rank=2, starts_on=TODAY, by=by)

    assert again == proposed
    assert list(world.cooperative.mandates.all()) == [proposed]


def test_a_mandataire_in_office_is_not_proposed_again(world, by):
    with refused("Claire Test a déjà un mandat"):
        mandates.propose_mandate(world.cooperative, user=world.claire, rank=2, starts_on=TODAY, by=by)


def test_a_closed_cooperative_takes_no_mandataire(world, by):
    Cooperative.objects.filter(pk=world.cooperative.pk).update(state="closed", closed_on=MONDAY)

    with refused("Cette coopérative est fermée"):
        mandates.propose_mandate(world.cooperative, user=make_user("Paul"), rank=1, starts_on=TODAY, by=by)


def test_approval_needs_an_acceptance(by, proposed):
    with refused("Sans acceptation"):
        mandates.approve_mandate(proposed, approved_on=MONDAY, by=by)

    accepted = mandates.accept_mandate(proposed, accepted_on=MONDAY, by=by)
    approved = mandates.approve_mandate(accepted, approved_on=MONDAY, by=by)

    assert (approved.state, approved.accepted_on, approved.approved_on) == (State.APPROVED, MONDAY, MONDAY)
    assert list(Mandate.objects.in_force(TODAY)) == [approved]


def test_an_acceptance_received_on_paper_comes_with_the_approval(by, proposed):
    approved = mandates.approve_mandate(proposed, approved_on=MONDAY, accepted_on=MONDAY, by=by)

    assert (approved.state, approved.accepted_on) == (State.APPROVED, MONDAY)


def test_the_mandate_begins_with_the_board_decision_at_the_earliest(by, proposed):
    later = MONDAY + timedelta(days=9)

    approved = mandates.approve_mandate(proposed, approved_on=later, accepted_on=MONDAY, by=by)

    assert approved.starts_on == later


def test_a_rank_is_held_by_one_person(world, by):
    world.claire
    second = mandates.propose_mandate(world.cooperative, user=make_user("Paul"), rank=1, starts_on=MONDAY, by=by)

    with refused("Claire Test tient déjà ce rang"):
        mandates.approve_mandate(second, approved_on=MONDAY, accepted_on=MONDAY, by=by)


def test_no_date_of_a_mandate_lies_in_the_future(world, by, proposed):
    with refused("Ce jour n’est pas encore arrivé"):
        mandates.accept_mandate(proposed, accepted_on=TOMORROW, by=by)
    with refused("Ce jour n’est pas encore arrivé"):
        mandates.approve_mandate(proposed, approved_on=TOMORROW, accepted_on=MONDAY, by=by)
    approved = mandates.approve_mandate(proposed, approved_on=MONDAY, accepted_on=MONDAY, by=by)
    with refused("Ce jour n’est pas encore arrivé"):
        mandates.activate_signature(approved, active_on=TOMORROW, by=by)
    with refused("Ce jour n’est pas encore arrivé"):
        mandates.end_mandate(approved, ends_on=TOMORROW, reason="mutation", by=by)


def test_a_signature_is_active_after_the_approval_only(by, proposed):
    approved = mandates.approve_mandate(proposed, approved_on=MONDAY, accepted_on=MONDAY, by=by)

    with refused("La banque ne peut pas connaître"):
        mandates.activate_signature(approved, active_on=MONDAY - timedelta(days=1), by=by)
    active = mandates.activate_signature(approved, active_on=MONDAY, by=by)

    assert (active.state, active.signature_active_on) == (State.ACTIVE, MONDAY)


def test_a_suspension_ends_where_it_began(world, by):
    mandate = world.claire.mandates.get()

    suspended = mandates.suspend_mandate(mandate, reason=" Congé. ", by=by)
    in_force_meanwhile = list(Mandate.objects.in_force(TODAY))
    resumed = mandates.resume_mandate(suspended, by=by)

    assert (suspended.state, in_force_meanwhile, resumed.state) == (State.SUSPENDED, [], State.ACTIVE)
    assert (suspended.suspension_reason, resumed.suspension_reason) == ("Congé.", "")


def test_a_suspension_says_why(world, by):
    with refused("Écrivez le motif"):
        mandates.suspend_mandate(world.claire.mandates.get(), reason=" ", by=by)


def test_suspending_twice_is_suspending_once(world, by):
    mandate = world.claire.mandates.get()
    mandates.suspend_mandate(mandate, reason="congé", by=by)

    assert mandates.suspend_mandate(mandate, reason="congé", by=by).state == State.SUSPENDED


def test_a_mandate_without_signature_is_still_without_it_after_a_suspension(world, by, proposed):
    approved = mandates.approve_mandate(proposed, approved_on=MONDAY, accepted_on=MONDAY, by=by)

    resumed = mandates.resume_mandate(mandates.suspend_mandate(approved, reason="congé", by=by), by=by)

    assert resumed.state == State.APPROVED


def test_an_ended_mandate_keeps_its_reason_and_lets_one_read(world, by):
    ended = mandates.end_mandate(world.claire.mandates.get(), ends_on=MONDAY, reason=" mutation ", by=by)

    assert (ended.state, ended.ends_on, ended.end_reason) == (State.ENDED, MONDAY, "mutation")
    assert list(Cooperative.objects.visible_to(world.actor(world.claire))) == [world.cooperative]


def test_a_withdrawn_mandate_lets_one_read_nothing(world, by):
    mandates.withdraw_mandate(world.claire.mandates.get(), ends_on=MONDAY, reason="décision du conseil", by=by)

    assert list(Cooperative.objects.visible_to(world.actor(world.claire))) == []


def test_an_end_needs_a_reason_and_follows_the_beginning(world, by):
    mandate = world.claire.mandates.get()

    with refused("Écrivez le motif"):
        mandates.end_mandate(mandate, ends_on=MONDAY, reason=" ", by=by)
    with refused("La fin du mandat vient après son début"):
        mandates.end_mandate(mandate, ends_on=date(2019, 9, 1), reason="mutation", by=by)


def test_a_proposal_that_has_not_begun_may_be_withdrawn_today(world, by):
    mandate = make_mandate(
        world.cooperative, make_user("Paul"), state=State.PROPOSED, approved_on=None, starts_on=TOMORROW
    )

    withdrawn = mandates.withdraw_mandate(mandate, ends_on=TODAY, reason="la personne ne souhaite plus", by=by)

    assert (withdrawn.state, withdrawn.starts_on, withdrawn.ends_on) == (State.WITHDRAWN, TODAY, TODAY)


def test_the_second_person_is_told_what_the_mandate_has_become(world, by):
    mandate = world.claire.mandates.get()
    mandates.end_mandate(mandate, ends_on=MONDAY, reason="mutation", by=by)

    with refused("Le mandat de Claire Test est « terminé »"):
        mandates.suspend_mandate(mandate, reason="congé", by=by)
