"""What stands beside a request before it is decided: marks, never gates, and the twin that asks for a second look."""

import pytest

from cooperatives.errors import RegistrationRefused
from cooperatives.models import Cooperative, Registration
from cooperatives.services.registration import link_school
from desk.queries.beside import marks_of
from desk.services.approvals import approve_registration
from tests.desk.rows import BOARD, make_request
from tests.world import make_cooperative, make_user, make_year


def url(registration, act=""):
    return f"/fr/desk/registrations/{registration.public_id}/{act}"


def sentences(registration):
    return [mark.sentence for mark in marks_of(registration)]


def test_the_marks_beside_an_ordinary_request(world, request_sent):
    request_sent.documents.exclude(kind="rules").delete()

    assert sentences(request_sent) == [
        "L’adresse n’est pas académique : un enseignant nouvellement nommé n’en a pas toujours.",
        "Adresse vérifiée : les lettres arrivent.",
        "À fournir : règlement intérieur signé.",
    ]


def test_an_academic_address_is_marked_whatever_its_capitals(world, request_sent):
    world.federation.academic_mail_domains = ["Ecole.example"]
    world.federation.save()
    request_sent.documents.all().delete()
    request_sent.refresh_from_db()

    assert sentences(request_sent)[0] == "Adresse académique."


def test_an_address_that_nobody_proved_is_marked(world, sonnailles):
    registration = make_request(world.federation, world.year, make_user("Omar", verified=False), sonnailles)

    assert "L’adresse n’a pas encore été vérifiée." in sentences(registration)


def test_a_school_that_has_a_cooperative_is_marked_with_a_link(world, request_sent, sonnailles):
    standing = make_cooperative(world.federation, sonnailles, 21)
    make_cooperative(world.other_federation, sonnailles, 5)
    make_cooperative(world.federation, sonnailles, 6, state="closed", closed_on=BOARD)

    linked = [(mark.sentence, mark.url_name, mark.url_id) for mark in marks_of(request_sent) if mark.url_name]

    assert linked == [
        (
            "L’école a déjà une coopérative : n° 21, Coopérative de École des Sonnailles.",
            "desk:cooperative",
            standing.public_id,
        )
    ]


def test_another_request_of_the_same_school_is_marked_whatever_its_form(world, request_sent, sonnailles):
    of_a_class = make_request(world.federation, world.year, make_user("Omar"), sonnailles, kind=Cooperative.Kind.CLASS)
    make_request(world.other_federation, make_year(world.other_federation), make_user("Luc"), sonnailles)

    told = "Une autre demande est ouverte pour cette école : %s, de %s."
    assert linked(request_sent) == [(told % ("coopérative de classe", "Omar Test"), of_a_class.public_id)]
    assert linked(of_a_class) == [(told % ("coopérative d’école", "Nina Test"), request_sent.public_id)]


@pytest.fixture
def twin(world, request_sent):
    """Somebody described the school that Nina chose in the directory."""
    described = {"described_name": "École des sonnailles", "described_commune": "Valuejols", "described_postcode": ""}
    return make_request(world.federation, world.year, make_user("Marc"), None, **described)


def linked(registration):
    return [(mark.sentence, mark.url_id) for mark in marks_of(registration) if mark.url_name]


def test_a_described_twin_is_marked_on_both_sides(world, request_sent, twin):
    told = "Ressemble à la demande de %s, envoyée le 02/03/2026 : même école, même commune."

    assert linked(twin) == [(told % "Nina Test", request_sent.public_id)]
    assert linked(request_sent) == [(told % "Marc Test", twin.public_id)]


def test_a_twin_is_seen_by_its_postcode_too(world, request_sent, twin):
    Registration.objects.filter(pk=twin.pk).update(described_commune="Valuéjols-le-Haut", described_postcode="15300")
    twin.refresh_from_db()

    assert [url_id for _sentence, url_id in linked(twin)] == [request_sent.public_id]


@pytest.mark.parametrize("changed", [{"described_name": "École des Sonnettes"}, {"described_commune": "Trizac"}])
def test_another_name_or_another_place_is_no_twin(world, request_sent, twin, changed):
    Registration.objects.filter(pk=twin.pk).update(**changed)
    twin.refresh_from_db()

    assert linked(twin) == []


def test_a_twin_of_a_cooperative_that_stands_is_marked(world, sonnailles, request_sent, twin):
    approve_registration(request_sent, by=world.actor(world.martine), board_decision_on=BOARD)
    cooperative = Cooperative.objects.get()

    assert linked(twin) == [
        (
            f"Ressemble à la coopérative n° {cooperative.number}, {cooperative.name} : même école, même commune.",
            cooperative.public_id,
        )
    ]


def test_an_unlinked_twin_is_not_approved_unseen(world, request_sent, twin):
    client, data = world.client(world.martine), {"board_decision_on": BOARD.isoformat()}

    refused = client.post(url(twin, "approval/"), data)
    opened = Cooperative.objects.count()
    client.post(url(twin, "approval/"), data | {"though_alike": "on"})

    assert (refused.status_code, opened, Cooperative.objects.count()) == (422, 0, 1)
    assert "Dites que ce n’est pas la même école" in refused.content.decode()


def test_the_door_itself_refuses_an_unlinked_twin(world, request_sent, twin):
    with pytest.raises(RegistrationRefused, match="Dites que ce n’est pas la même école"):
        approve_registration(twin, by=world.actor(world.martine), board_decision_on=BOARD)


def test_the_request_with_its_school_is_approved_without_a_tick(world, request_sent, twin):
    answer = world.client(world.martine).post(url(request_sent, "approval/"), {"board_decision_on": BOARD.isoformat()})

    assert (answer.status_code, Cooperative.objects.count()) == (302, 1)


def test_two_classes_of_one_school_are_linked_to_it(world, sonnailles):
    first = make_request(world.federation, world.year, world.nina, sonnailles, kind="class")
    first.classes.exclude(name="PS-CE1").delete()
    second = make_request(world.federation, world.year, make_user("Marc"), None, kind="class")
    second.classes.filter(name="PS-CE1").delete()

    link_school(second, by=world.actor(world.martine), school=sonnailles)

    second.refresh_from_db()
    assert second.school == sonnailles


def test_one_class_asked_twice_is_not_linked_to_its_school(world, sonnailles):
    for user, school in ((world.nina, sonnailles), (make_user("Marc"), None)):
        request = make_request(world.federation, world.year, user, school, kind="class")
        request.classes.exclude(name="PS-CE1").delete()

    with pytest.raises(RegistrationRefused, match="Une autre demande est déjà ouverte"):
        link_school(request, by=world.actor(world.martine), school=sonnailles)
