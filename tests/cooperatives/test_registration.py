"""What the association does with a request: complete, refuse, approve; two people at once."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from cooperatives.errors import RegistrationAlreadyDecided, RegistrationRefused
from cooperatives.models import Cooperative, Mandate, Registration, School
from cooperatives.services import applying
from cooperatives.services.people import accept_own_mandate
from cooperatives.services.registration import ask_for_correction, link_school, mark_approved, refuse_registration
from occe.kit.dates import today
from tests.cooperatives.drafts import begin, fill, letters_to, send, sonnailles
from tests.together import at_once
from tests.world import make_school, make_user

PAUL = {"first_name": "Paul", "last_name": "Roche", "email": "paul@ecole.example", "is_applicant": False}


def test_a_correction_goes_back_to_the_applicant_and_comes_again(world):
    registration, martine = send(world, world.nina), world.actor(world.martine)

    ask_for_correction(registration, by=martine, message="La date du procès-verbal manque.")
    registration.refresh_from_db()
    assert registration.state == Registration.State.TO_CORRECT

    nina = world.actor(world.nina)
    applying.record_decision(registration, by=nina, decided_on=registration.year.starts, present=30)
    applying.send_registration(registration, by=nina)

    registration.refresh_from_db()
    assert registration.state == Registration.State.SENT
    assert registration.decision_present == 30
    assert list(registration.events.values_list("kind", "message")) == [
        ("sent", ""),
        ("correction", "La date du procès-verbal manque."),
        ("sent_again", ""),
    ]
    assert letters_to("nina@ecole.example") == [
        "Votre demande est bien arrivée",
        "Votre demande est à compléter",
        "Votre demande est bien arrivée",
    ]


def test_a_correction_needs_words(world):
    registration = send(world, world.nina)

    with pytest.raises(RegistrationRefused) as refusal:
        ask_for_correction(registration, by=world.actor(world.martine), message="  ")

    assert refusal.value.field == "message"
    assert registration.events.count() == 1


def test_a_refusal_carries_its_reason(world):
    registration = send(world, world.nina)

    refuse_registration(registration, by=world.actor(world.martine), reason="L’école adhère déjà ailleurs.")

    registration.refresh_from_db()
    assert (registration.state, registration.decided_by) == (Registration.State.REFUSED, world.martine)
    assert registration.events.last().message == "L’école adhère déjà ailleurs."


def test_approval_opens_the_cooperative_its_classes_and_the_mandate(world):
    world.cooperative  # number 18
    registration = send(world, world.nina, others=[PAUL])

    cooperative = mark_approved(registration, by=world.actor(world.martine), board_decision_on=today())

    registration.refresh_from_db()
    assert registration.cooperative == cooperative
    assert (cooperative.number, cooperative.kind, cooperative.school) == (19, "school", sonnailles())
    assert cooperative.name == "Coopérative, École des Sonnailles"
    assert list(cooperative.classrooms.values_list("name", "pupil_count", "adult_count")) == [
        ("PS-CE1", 18, 2),
        ("CE2-CM2", 20, 1),
    ]
    assert cooperative.account_opened_on is None
    assert (cooperative.account_step_holder, cooperative.account_step_since) == ("OCCE 15", today())
    assert list(cooperative.mandates.values_list("user__email", "rank", "state").order_by("rank")) == [
        ("nina@ecole.example", 1, Mandate.State.APPROVED),
        ("paul@ecole.example", 2, Mandate.State.PROPOSED),
    ]
    assert set(Cooperative.objects.visible_to(world.actor(world.nina))) == {cooperative}
    assert letters_to("paul@ecole.example") == ["On vous propose d’être mandataire"]


def test_the_second_mandataire_holds_the_mandate_once_accepted(world):
    registration = send(world, world.nina, others=[PAUL])
    cooperative = mark_approved(registration, by=world.actor(world.martine), board_decision_on=today())
    mandate = cooperative.mandates.get(rank=2)

    accept_own_mandate(mandate, by=world.actor(mandate.user))

    mandate.refresh_from_db()
    assert (mandate.state, mandate.accepted_on, mandate.approved_on) == (Mandate.State.APPROVED, today(), today())


def test_the_number_may_be_chosen_but_not_taken(world):
    taken = world.cooperative.number
    registration, martine = send(world, world.nina), world.actor(world.martine)

    with pytest.raises(RegistrationRefused) as refusal:
        mark_approved(registration, by=martine, board_decision_on=today(), number=taken)
    cooperative = mark_approved(registration, by=martine, board_decision_on=today(), number=42)

    assert (refusal.value.field, cooperative.number) == ("number", 42)


@pytest.mark.parametrize("days", [1, -4000])
def test_the_boards_date_is_neither_to_come_nor_before_the_founding(world, days):
    registration = send(world, world.nina)

    with pytest.raises(RegistrationRefused) as refusal:
        mark_approved(registration, by=world.actor(world.martine), board_decision_on=today() + timedelta(days=days))

    assert refusal.value.field == "board_decision_on"
    assert Cooperative.objects.count() == 0


def test_a_described_school_is_kept_as_described(world):
    registration, nina = begin(world, world.nina)
    fill(registration, nina)
    applying.describe_school(registration, by=nina, name="École neuve", commune="Ytrac", postcode="15130")
    applying.send_registration(registration, by=nina)

    cooperative = mark_approved(registration, by=world.actor(world.martine), board_decision_on=today())

    assert cooperative.school.source == School.Source.DESCRIBED
    assert (cooperative.school.uai, cooperative.school.department) == (None, "015")


def test_a_described_school_is_linked_to_the_directory_once_found(world):
    registration, nina = begin(world, world.nina)
    fill(registration, nina)
    applying.describe_school(registration, by=nina, name="École neuve", commune="Ytrac", postcode="15130")
    applying.send_registration(registration, by=nina)
    found = make_school("0159905K", "École neuve", commune="Ytrac")

    link_school(registration, by=world.actor(world.martine), school=found)

    registration.refresh_from_db()
    assert (registration.school, registration.described_name) == (found, "École neuve")


def test_a_request_is_linked_to_no_private_school(world):
    registration = send(world, world.nina)
    private = make_school("0159905K", "École privée", sector=School.Sector.PRIVATE)

    with pytest.raises(RegistrationRefused):
        link_school(registration, by=world.actor(world.martine), school=private)


def test_the_second_staff_member_is_told_what_the_first_did(world):
    registration, martine, tristan = send(world, world.nina), world.actor(world.martine), world.actor(world.tristan)
    cooperative = mark_approved(registration, by=martine, board_decision_on=today())

    acts = [
        lambda: mark_approved(registration, by=tristan, board_decision_on=today()),
        lambda: refuse_registration(registration, by=tristan, reason="Trop tard."),
        lambda: ask_for_correction(registration, by=tristan, message="Encore une pièce."),
    ]
    for act in acts:
        with pytest.raises(RegistrationAlreadyDecided, match="Martine Test a agréé cette demande le"):
            act()

    assert list(Cooperative.objects.all()) == [cooperative]
    assert list(registration.events.values_list("kind", flat=True)) == ["sent", "approved"]


def test_a_withdrawn_request_says_so_to_staff(world):
    registration = send(world, world.nina)
    applying.withdraw_registration(registration, by=world.actor(world.nina))

    with pytest.raises(RegistrationAlreadyDecided, match="Nina Test a retiré cette demande le"):
        mark_approved(registration, by=world.actor(world.martine), board_decision_on=today())


def test_two_approvals_at_once_make_one_cooperative(real_world):
    world = real_world
    registration = send(world, world.nina)
    actors = [world.actor(world.martine), world.actor(world.tristan)]

    outcomes = at_once(*[partial(mark_approved, registration, by=by, board_decision_on=today()) for by in actors])

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Cooperative", "RegistrationAlreadyDecided"]
    assert Cooperative.objects.count() == 1


def test_two_colleagues_cannot_send_for_the_same_school(world):
    send(world, world.nina)
    second, paul = begin(world, make_user("Paul"))

    with pytest.raises(RegistrationRefused, match="Une demande pour cette école est déjà en route"):
        fill(second, paul)


def test_the_database_itself_holds_one_open_request_a_school_and_form(world):
    first = send(world, world.nina)
    second, _paul = begin(world, make_user("Paul"))

    with pytest.raises(IntegrityError, match="cooperatives_registration_one_open_a_school"), transaction.atomic():
        Registration.objects.filter(pk=second.pk).update(
            state="sent",
            sent_at=first.sent_at,
            school=first.school,
            kind=first.kind,
            decision_on=first.decision_on,
            commitment=first.commitment,
            commitment_accepted_at=first.commitment_accepted_at,
        )
