"""The pages of a request that was sent: corrected, completed, taken back, decided; and who sees any of them."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from cooperatives.models import Registration, School
from cooperatives.services.registration import ask_for_correction, mark_approved, refuse_registration
from occe.kit.dates import today
from tests.cooperatives.drafts import begin, begin_as_guest, fill, link_in, send
from tests.cooperatives.registration_walk import photo, refused, url
from tests.counting import queries
from tests.kit.hostile import HTML
from tests.world import make_school

# --- after the sending -----------------------------------------------------------------------------------------------


def test_a_correction_is_on_top_of_each_step_and_goes_round(world):
    registration = send(world, world.nina)
    ask_for_correction(registration, by=world.actor(world.martine), message="Quelle date, ce conseil ?")
    client = world.client(world.nina)

    assert "Quelle date, ce conseil\u00a0?" in client.get(url("decision", registration)).content.decode()
    client.post(url("decision", registration), {"decided_on": registration.year.starts.isoformat(), "present": "31"})
    assert "Renvoyer à l’AD" in client.get(url("summary", registration)).content.decode()
    client.post(url("summary", registration))

    registration.refresh_from_db()
    page = client.get(url("", registration)).content.decode()
    assert (registration.state, registration.decision_present) == (Registration.State.SENT, 31)
    assert [line in page for line in ("Envoyée", "À compléter", "Renvoyée")] == [True, True, True]


def test_a_sent_request_leads_from_its_steps_to_its_page(world):
    registration = send(world, world.nina)

    assert world.client(world.nina).get(url("kind", registration)).url == url("", registration)


def test_a_promised_paper_comes_later_and_stands_in_the_story(world):
    registration = send(world, world.nina)
    client = world.client(world.nina)

    response = client.post(url("paper", registration, kind="minutes"), {"file": photo()})

    page = client.get(response.url).content.decode()
    assert registration.documents.get(kind="minutes").file is not None
    assert "Procès-verbal du conseil qui a décidé" in page
    assert registration.events.last().kind == "document"


def test_a_promised_paper_comes_after_the_approval_too_and_hides_nothing_of_it(world):
    registration = send(world, world.nina)
    mark_approved(registration, by=world.actor(world.martine), board_decision_on=today())
    client, staff = world.client(world.nina), world.client(world.martine)
    assert client.get(url("", registration)).content.decode().count("Envoyer cette pièce") == 3

    client.post(url("paper", registration, kind="minutes"), {"file": photo()})

    page = client.get(url("", registration)).content.decode()
    assert registration.documents.get(kind="minutes").file is not None
    assert page.count("Envoyer cette pièce") == 2
    assert "a agréé cette demande" in staff.get(f"/fr/desk/registrations/{registration.public_id}/").content.decode()


def test_a_refused_request_takes_no_paper(world):
    registration = send(world, world.nina)
    refuse_registration(registration, by=world.actor(world.martine), reason="Une école privée.")

    answer = world.client(world.nina).post(url("paper", registration, kind="minutes"), {"file": photo()})

    assert (answer.status_code, registration.documents.filter(file__isnull=False).count()) == (422, 0)
    assert "Cette demande ne prend plus de pièce" in answer.content.decode()


def test_a_paper_that_comes_does_not_begin_the_wait_anew(world):
    registration = send(world, world.nina)
    registration.events.update(at=timezone.now() - timedelta(days=6))
    client = world.client(world.nina)

    client.post(url("paper", registration, kind="minutes"), {"file": photo()})

    assert "6 jours." in client.get(url("", registration)).content.decode()


def test_a_promised_paper_that_is_none_is_refused_with_a_sentence(world):
    registration = send(world, world.nina)
    nothing = world.client(world.nina).post(url("paper", registration, kind="minutes"), {})
    disguised = SimpleUploadedFile("pv.pdf", HTML, content_type="application/pdf")

    response = world.client(world.nina).post(url("paper", registration, kind="minutes"), {"file": disguised})

    refused(nothing, "Choisissez un fichier, ou prenez une photo.")
    refused(response, "Ce fichier n’est ni une photo ni un PDF.")


def test_a_request_is_taken_back_after_a_question(world):
    registration = send(world, world.nina)
    client = world.client(world.nina)

    asked = client.get(url("withdraw", registration))
    registration.refresh_from_db()
    assert (asked.status_code, registration.state) == (200, Registration.State.SENT)

    client.post(url("withdraw", registration))
    registration.refresh_from_db()
    assert registration.state == Registration.State.WITHDRAWN
    assert "La demande est retirée" in client.get(url("", registration)).content.decode()


def test_an_approved_request_leads_into_the_cooperative(world):
    registration = send(world, world.nina)
    cooperative = mark_approved(registration, by=world.actor(world.martine), board_decision_on=today())

    page = world.client(world.nina).get(url("", registration)).content.decode()

    assert reverse("cooperatives:home", args=[cooperative.public_id]) in page


def test_a_refused_request_shows_its_reason(world):
    registration = send(world, world.nina)
    refuse_registration(registration, by=world.actor(world.martine), reason="L’école adhère déjà ailleurs.")

    assert "L’école adhère déjà ailleurs." in world.client(world.nina).get(url("", registration)).content.decode()


# --- who sees what ---------------------------------------------------------------------------------------------------


def test_nobody_opens_a_colleagues_request(world):
    registration, nina = begin(world, world.nina)
    fill(registration, nina)
    pages = ["", "you", "school", "kind", "classes", "mandataires", "decision", "commitment", "documents", "summary"]

    for user in (world.claire, world.martine, world.felix):
        client = world.client(user)
        assert {client.get(url(page, registration)).status_code for page in pages} == {404}
    assert {world.client().get(url(page, registration)).status_code for page in pages} == {302}


def test_staff_read_a_sent_request_and_change_nothing_of_it(world):
    registration = send(world, world.nina)
    client = world.client(world.martine)

    assert client.get(url("", registration)).status_code == 200
    assert client.get(url("decision", registration)).status_code == 403
    assert client.post(url("withdraw", registration)).status_code == 403


def test_a_guest_sees_its_own_draft_alone(world):
    mine, _guest = begin_as_guest(world)
    client = Client()
    client.get(link_in(mail.outbox[0]))
    theirs, _other = begin_as_guest(world, "autre@ecole.example")

    assert client.get(url("", mine)).status_code == 200
    assert client.get(url("", theirs)).status_code == 404


def test_a_forged_cookie_opens_nothing(world):
    registration, _guest = begin_as_guest(world)
    client = world.client()
    client.cookies["guest"] = str(registration.link.public_id)

    assert client.get(url("", registration)).status_code == 302


# --- both languages, constant queries --------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_page_answers_in_both_languages(world, language):
    registration, nina = begin(world, world.nina)
    fill(registration, nina)
    client = world.client(world.nina)
    pages = ["", "you", "school", "described-school", "kind", "classes", "mandataires", "decision", "commitment"]

    with translation.override(language):
        for page in [*pages, "documents", "summary", "withdraw"]:
            response = client.get(url(page, registration))
            assert response.status_code == 200
            assert response.content.decode().count("<h1") == 1
            assert f'<html lang="{language}"' in response.content.decode()
        assert client.get(url("start")).status_code == 200
        assert world.client().get(url("start")).status_code == 200
        assert world.client().get(url("sent")).status_code == 200


def test_the_commitment_is_shown_in_the_language_of_the_page(world):
    registration, _nina = begin(world, world.nina)

    with translation.override("en"):
        page = world.client(world.nina).get(url("commitment", registration)).content.decode()

    assert "I commit." in page


@pytest.mark.parametrize("page", ["school", "summary", ""])
def test_pages_ask_the_database_as_often_for_much_as_for_little(world, page):
    registration, nina = begin(world, world.nina)
    fill(registration, nina)
    client, path = world.client(world.nina), url(page, registration) + ("?q=essai" if page == "school" else "")
    make_school("0159905K", "École Essai")
    client.get(path)
    few = queries(client, path)

    for n in range(20):
        School.objects.create(name=f"École Essai {n}", kind="primary", commune="Ytrac", department="015")
        registration.events.create(kind="correction", message=f"Message {n}", by=world.martine)
        registration.classes.create(name=f"Classe {n}", levels=["CP"], pupil_count=3)

    assert queries(client, path) == few
