"""What a teacher does with a request, step by step: what is kept, what is refused, what is said."""

from datetime import date

import pytest
from django.core import mail
from django.utils import timezone

from cooperatives.errors import RegistrationRefused
from cooperatives.models import CommitmentText, Cooperative, Registration, School
from cooperatives.queries import journey, problems, school_wide_cooperative
from cooperatives.queries.commitments import commitment_of
from cooperatives.services import applying
from cooperatives.services.registration import refuse_registration
from tests.cooperatives.drafts import (
    CLASSES,
    begin,
    begin_as_guest,
    fill,
    letters_to,
    send,
    sonnailles,
    year_of_today,
)
from tests.world import make_classroom, make_mandate, make_school, make_user, make_year


def refuses(words: str):
    """The door says no, with these words."""
    return pytest.raises(RegistrationRefused, match=words)


def test_beginning_twice_takes_up_the_same_draft(world):
    first, _actor = begin(world, world.nina)
    second, _actor = begin(world, world.nina)

    assert first == second


def test_a_draft_of_a_former_year_comes_into_this_one_with_what_was_typed(world):
    former, nina = begin(world, world.nina)
    applying.choose_school(former, by=nina, school=sonnailles())
    Registration.objects.filter(pk=former.pk).update(year=make_year(world.federation, date(2019, 9, 1)))

    taken_up, _actor = begin(world, world.nina)

    assert (taken_up, taken_up.year, taken_up.school) == (former, year_of_today(world), sonnailles())


def test_a_guests_draft_of_a_former_year_comes_into_this_one_when_it_is_claimed(world):
    former, _guest = begin_as_guest(world, world.nina.email)
    Registration.objects.filter(pk=former.pk).update(year=make_year(world.federation, date(2019, 9, 1)))

    assert applying.claim_registration(former, by=world.actor(world.nina)).year == year_of_today(world)


def test_a_draft_of_a_former_year_is_sent_in_this_one_whose_days_alone_its_decision_may_have(world):
    former, nina = begin(world, world.nina)
    fill(former, nina)
    past = make_year(world.federation, date(2019, 9, 1))
    Registration.objects.filter(pk=former.pk).update(year=past, decision_on=past.ends)

    with refuses("pas dans l’année"):
        applying.send_registration(former, by=nina)
    page = world.client(world.nina).get(f"/fr/start/register/{former.public_id}/decision/").content.decode()

    assert f"dans l’année {year_of_today(world)}" in page
    applying.record_decision(former, by=nina, decided_on=year_of_today(world).starts, present=24)
    assert applying.send_registration(former, by=nina).year == year_of_today(world)


def test_nobody_begins_before_the_association_opened_the_year(world):
    with refuses("pas encore ouvert l’année"):
        applying.begin_registration(world.federation, by=world.actor(world.nina))


def test_each_step_lays_a_stone(world):
    registration, nina = begin(world, world.nina)
    before = [stone.key for stone in journey(registration) if stone.done]

    fill(registration, nina)

    assert before == ["you"]
    assert [stone.key for stone in journey(registration) if not stone.done] == [
        "summary",
        "reading",
        "board",
        "account",
    ]


def test_a_private_school_is_refused(world):
    registration, nina = begin(world, world.nina)
    private = make_school("0159905K", sector=School.Sector.PRIVATE)

    with refuses("Cette école est privée"):
        applying.choose_school(registration, by=nina, school=private)


def test_an_administrative_service_is_refused(world):
    registration, nina = begin(world, world.nina)
    service = make_school("0159905K", kind=School.Kind.SERVICE)

    with refuses("service administratif"):
        applying.choose_school(registration, by=nina, school=service)


def test_a_closed_school_is_refused(world):
    registration, nina = begin(world, world.nina)
    closed = make_school("0159905K", state=School.State.CLOSED)

    with refuses("fermée"):
        applying.choose_school(registration, by=nina, school=closed)


def test_a_school_that_will_close_is_taken(world):
    registration, nina = begin(world, world.nina)
    closing = make_school("0159905K", state=School.State.TO_BE_CLOSED)

    applying.choose_school(registration, by=nina, school=closing)

    registration.refresh_from_db()
    assert registration.school == closing


def test_a_school_of_another_department_is_refused(world):
    registration, nina = begin(world, world.nina)
    elsewhere = make_school("0480001R", department="048")

    with refuses("département 48. OCCE 15 n’accompagne que.: 15"):
        applying.choose_school(registration, by=nina, school=elsewhere)
    with refuses("département 48"):
        applying.describe_school(registration, by=nina, name="École", commune="Mende", postcode="48000")


def test_describing_a_school_lets_the_chosen_one_go_and_back(world):
    registration, nina = begin(world, world.nina)
    applying.choose_school(registration, by=nina, school=sonnailles())

    applying.describe_school(registration, by=nina, name="École neuve", commune="Ytrac", postcode="15130")
    registration.refresh_from_db()
    assert (registration.school, registration.school_name) == (None, "École neuve")

    applying.choose_school(registration, by=nina, school=sonnailles())
    registration.refresh_from_db()
    assert (registration.school_name, registration.described_name) == ("École des Sonnailles", "")


def test_a_school_cooperative_is_not_opened_twice(world):
    registration, nina = begin(world, world.nina)
    applying.choose_school(registration, by=nina, school=world.cooperative.school)

    with refuses("a déjà sa coopérative"):
        applying.choose_kind(registration, by=nina, kind="school")


def test_the_second_site_of_a_grouped_school_finds_its_cooperative(world):
    site = make_school("0159925G", "École de l’Autre-Versant", commune="Leynhac")
    world.cooperative.other_schools.add(site)
    registration, nina = begin(world, world.nina)

    applying.choose_school(registration, by=nina, school=site)

    registration.refresh_from_db()
    assert school_wide_cooperative(registration) == world.cooperative


def test_a_site_where_only_a_class_sits_finds_its_cooperative(world):
    site = make_school("0159925G", "École de l’Autre-Versant", commune="Leynhac")
    make_classroom(world.cooperative, year_of_today(world), "CM1-CM2")
    world.cooperative.classrooms.update(school=site)
    registration, nina = begin(world, world.nina)

    applying.choose_school(registration, by=nina, school=site)

    registration.refresh_from_db()
    assert school_wide_cooperative(registration) == world.cooperative


def test_a_site_that_the_cooperative_left_is_free(world):
    site = make_school("0159925G", "École de l’Autre-Versant", commune="Leynhac")
    closed = make_year(world.federation, date(2019, 9, 1), closed_at=timezone.now())
    make_classroom(world.cooperative, closed, "CM1-CM2")
    world.cooperative.classrooms.update(school=site)
    registration, nina = begin(world, world.nina)

    applying.choose_school(registration, by=nina, school=site)

    registration.refresh_from_db()
    assert school_wide_cooperative(registration) is None


def test_two_classes_of_one_school_may_each_ask_for_their_cooperative(world):
    send(world, world.nina, kind={"kind": "class"}, classes=CLASSES[:1])

    second = send(world, make_user("Paul"), kind={"kind": "class"}, classes=CLASSES[1:])

    assert second.state == Registration.State.SENT


def test_one_class_does_not_ask_twice(world):
    send(world, world.nina, kind={"kind": "class"}, classes=CLASSES[:1])
    registration, paul = begin(world, make_user("Paul"))
    applying.choose_school(registration, by=paul, school=sonnailles())
    applying.choose_kind(registration, by=paul, kind="class")

    with refuses("Une demande pour cette classe est déjà en route"):
        applying.set_classes(registration, by=paul, classes=[{**CLASSES[0], "name": "ps ce1"}])


def test_a_separate_class_cooperative_needs_a_reason(world):
    registration, nina = begin(world, world.nina)
    applying.choose_school(registration, by=nina, school=world.cooperative.school)

    with refuses("Dites pourquoi"):
        applying.choose_kind(registration, by=nina, kind="class")
    applying.choose_kind(registration, by=nina, kind="class", separate_reason="Deux sites à dix kilomètres.")

    registration.refresh_from_db()
    assert registration.separate_reason == "Deux sites à dix kilomètres."


def test_the_association_may_refuse_separate_class_cooperatives(world):
    world.federation.separate_class_cooperatives = False
    world.federation.save()
    registration, nina = begin(world, world.nina)
    applying.choose_school(registration, by=nina, school=world.cooperative.school)

    with refuses("n’ouvre pas de coopérative de classe à part"):
        applying.choose_kind(registration, by=nina, kind="class", separate_reason="Deux sites.")


def test_asking_for_a_class_fund_writes_to_the_mandataire_and_ends_the_draft(world):
    world.claire
    registration, nina = begin(world, world.nina)
    applying.choose_school(registration, by=nina, school=world.cooperative.school)

    applying.ask_for_class_fund(registration, by=nina, message="Nous sommes la classe de CE1.")

    registration.refresh_from_db()
    assert registration.state == Registration.State.WITHDRAWN
    assert letters_to("claire@ecole.example") == ["Une collègue ou un collègue demande une caisse de classe"]
    letter = mail.outbox[-1].body
    assert "Nina Test (nina@ecole.example)" in letter
    assert "Nous sommes la classe de CE1." in letter


def test_a_class_fund_needs_a_mandataire_to_ask(world):
    registration, nina = begin(world, world.nina)
    applying.choose_school(registration, by=nina, school=world.cooperative.school)

    with refuses("pas de mandataire en ce moment"):
        applying.ask_for_class_fund(registration, by=nina)


def test_a_class_cooperative_has_one_class(world):
    registration, nina = begin(world, world.nina)
    applying.choose_school(registration, by=nina, school=sonnailles())
    applying.choose_kind(registration, by=nina, kind="class")

    with refuses("n’a qu’une classe"):
        applying.set_classes(registration, by=nina, classes=CLASSES)


def test_a_request_of_too_many_pupils_is_refused(world):
    registration, nina = begin(world, world.nina)
    many = [{"name": f"Classe {n}", "levels": ["CP"], "pupil_count": 60, "adult_count": 1} for n in range(21)]

    with refuses("1260 élèves dans 21 classes"):
        applying.set_classes(registration, by=nina, classes=many)


def test_a_mandataire_of_the_school_is_not_proposed_again(world):
    registration, nina = begin(world, world.nina)
    make_mandate(world.cooperative, make_user("Paul"))
    applying.choose_school(registration, by=nina, school=world.cooperative.school)
    paul = {"first_name": "Paul", "last_name": "Test", "email": "Paul@ecole.example", "is_applicant": False}

    with refuses("déjà mandataire dans cette école") as refusal:
        applying.set_mandataires(registration, by=nina, mandataires=[paul])

    assert refusal.value.field == "email_1"


def test_a_guest_does_not_learn_who_is_mandataire(world):
    registration, guest = begin_as_guest(world)
    make_mandate(world.cooperative, make_user("Paul"))
    applying.choose_school(registration, by=guest, school=world.cooperative.school)
    paul = {"first_name": "Paul", "last_name": "Test", "email": "paul@ecole.example", "is_applicant": False}

    applying.set_mandataires(registration, by=guest, mandataires=[paul])

    assert registration.mandataires.get().email == "paul@ecole.example"


def test_the_commitment_is_kept_as_it_was_accepted(world):
    registration, nina = begin(world, world.nina)
    old = commitment_of(registration)
    applying.accept_commitment(registration, by=nina, text=old)
    new = CommitmentText.objects.create(federation=world.federation, version=2, text_fr="Autrement.")

    applying.accept_commitment(registration, by=nina, text=new)

    registration.refresh_from_db()
    assert registration.commitment == old
    assert commitment_of(registration) == old


def test_a_request_that_lacks_something_does_not_leave(world):
    registration, nina = begin(world, world.nina)
    fill(registration, nina)
    registration.classes.all().delete()

    with refuses("Ajoutez au moins une classe"):
        applying.send_registration(registration, by=nina)
    assert problems(registration) == {"classes": "Ajoutez au moins une classe."}


def test_a_school_that_closed_meanwhile_stops_the_sending(world):
    registration, nina = begin(world, world.nina)
    fill(registration, nina)
    School.objects.update(state=School.State.CLOSED)

    with refuses("fermée"):
        applying.send_registration(Registration.objects.get(), by=nina)


def test_the_faster_colleague_wins_at_the_sending(world):
    slow, nina = begin(world, world.nina)
    fill(slow, nina)
    send(world, make_user("Paul"))

    with refuses("déjà en route"):
        applying.send_registration(slow, by=nina)


def test_a_sent_request_changes_no_more(world):
    registration, nina = send(world, world.nina), world.actor(world.nina)

    with refuses("ne se modifie plus"):
        applying.record_decision(registration, by=nina, decided_on=registration.year.starts, present=1)


def test_a_decided_request_is_not_withdrawn(world):
    registration = send(world, world.nina)
    refuse_registration(registration, by=world.actor(world.martine), reason="Non.")

    with refuses("L’AD a déjà répondu"):
        applying.withdraw_registration(registration, by=world.actor(world.nina))


def test_an_approved_school_cooperative_leaves_the_way_free_for_a_class_one(world):
    world.cooperative
    Cooperative.objects.update(kind=Cooperative.Kind.CLASS)
    registration, nina = begin(world, world.nina)
    applying.choose_school(registration, by=nina, school=world.school)

    applying.choose_kind(registration, by=nina, kind="school")

    registration.refresh_from_db()
    assert registration.kind == "school"


def test_no_commitment_can_be_accepted_before_the_association_wrote_one(world):
    registration, nina = begin(world, world.nina)
    CommitmentText.objects.all().delete()

    with refuses("n’a pas encore écrit son engagement"):
        applying.accept_commitment(registration, by=nina, text=commitment_of(registration))
