"""The pages of a request, as a browser without scripts walks them: the whole path, and the ways back."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from cooperatives.models import Registration
from members.models import User
from occe.kit.actors import Guest
from tests.cooperatives.drafts import begin, begin_as_guest, fill, letters_to, link_in, sonnailles, year_of_today
from tests.cooperatives.registration_walk import CLASS_ROWS, JEANNE, answer_all, url
from tests.world import PASSWORD

# --- the whole path --------------------------------------------------------------------------------------------------


def test_a_teacher_without_account_registers_from_the_first_line_to_the_sending(world, visitor):
    begun = visitor.post(url("start"), JEANNE)
    registration = Registration.objects.get()
    assert begun.url == url("school", registration)

    assert answer_all(visitor, registration) == url("summary", registration)
    summary = visitor.get(url("summary", registration)).content.decode()
    for answer in ("Jeanne Vidal", "École des Sonnailles", "PS-CE1", "CE2-CM2", "38 personnes", "jointe"):
        assert answer in summary

    sent = visitor.post(url("summary", registration), {"password": PASSWORD}, follow=True)

    registration.refresh_from_db()
    assert registration.state == Registration.State.SENT
    assert "jeanne@ac-clermont.fr" in sent.content.decode()
    assert sent.redirect_chain == [(url("sent"), 302)]
    assert "guest" not in {name for name, morsel in visitor.cookies.items() if morsel.value}
    assert letters_to("jeanne@ac-clermont.fr")[1] == "Votre demande est bien arrivée"


def test_the_letter_of_confirmation_leads_to_the_account_and_the_request(world, visitor):
    visitor.post(url("start"), JEANNE)
    registration = Registration.objects.get()
    answer_all(visitor, registration)
    visitor.post(url("summary", registration), {"password": PASSWORD})
    address = User.objects.get(email=JEANNE["email"]).emailaddress_set.get()
    address.verified = True
    address.save()

    elsewhere = Client()
    elsewhere.post(reverse("account_login"), {"login": JEANNE["email"], "password": PASSWORD})

    page = elsewhere.get(url("", registration))
    assert page.status_code == 200
    assert "OCCE 15 tient la demande" in page.content.decode()


def test_a_teacher_with_an_account_types_neither_name_nor_password(world):
    year_of_today(world)
    client = world.client(world.nina)
    begun = client.post(url("start"))
    registration = Registration.objects.get()
    assert begun.url == url("school", registration)

    answer_all(client, registration)
    sent = client.post(url("summary", registration))

    registration.refresh_from_db()
    assert sent.url == url("", registration)
    assert (registration.state, registration.applicant) == (Registration.State.SENT, world.nina)
    assert registration.mandataires.get().email == "nina@ecole.example"


def test_the_mailed_link_takes_the_draft_up_on_another_computer(world, visitor):
    visitor.post(url("start"), JEANNE)
    registration = Registration.objects.get()
    visitor.post(url("school", registration), {"school": sonnailles().pk})

    elsewhere = Client()
    assert elsewhere.get(url("", registration)).status_code == 302  # to the sign-in page
    arrived = elsewhere.get(link_in(mail.outbox[0]), follow=True)

    assert arrived.redirect_chain == [(url("", registration), 302)]
    assert "École des Sonnailles" in arrived.content.decode()
    assert elsewhere.get(url("start")).url == url("", registration)
    assert elsewhere.get(url("kind", registration)).status_code == 200


def test_a_link_of_a_sent_request_is_closed(world, visitor):
    visitor.post(url("start"), JEANNE)
    registration = Registration.objects.get()
    answer_all(visitor, registration)
    visitor.post(url("summary", registration), {"password": PASSWORD})

    late = Client().get(link_in(mail.outbox[0]))

    assert late.status_code == 404
    assert "Ce lien ne mène plus nulle part" in late.content.decode()


def test_the_page_after_sending_does_not_tell_whether_the_address_has_an_account(world, visitor):
    world.nina
    answers = []
    for email in ("jeanne@ecole.example", "nina@ecole.example"):
        client = world.client()
        client.post(url("start"), {**JEANNE, "email": email})
        registration = Registration.objects.get(applicant_email=email)
        guest = Guest(registration.link_id, registration.federation_id, "registration")
        fill(registration, guest, school=sonnailles())
        response = client.post(url("summary", registration), {"password": PASSWORD}, follow=True)
        after = client.get(url("", registration))
        answers.append(
            (response.content.decode().replace(email, "…"), response.redirect_chain, after.status_code, after.url[:20])
        )
        Registration.objects.filter(pk=registration.pk).update(state="withdrawn")

    assert answers[0] == answers[1]
    assert letters_to("nina@ecole.example")[-1] == "Votre demande de coopérative\u00a0: il reste à l’envoyer"


def test_a_draft_that_waits_for_its_account_is_found_after_signing_in(world):
    registration, guest = begin_as_guest(world, world.nina.email)
    fill(registration, guest)
    client = world.client(world.nina)

    assert "Reprendre cette demande" in client.get(url("start")).content.decode()
    taken = client.post(url("claim", registration))
    client.post(url("summary", registration))

    registration.refresh_from_db()
    assert taken.url == url("summary", registration)
    assert (registration.applicant, registration.state) == (world.nina, Registration.State.SENT)


def test_a_stranger_claims_nothing(world):
    registration, _guest = begin_as_guest(world, "jeanne@ecole.example")

    response = world.client(world.nina).post(url("claim", registration))

    registration.refresh_from_db()
    assert (response.status_code, registration.applicant) == (404, None)


def test_an_adult_who_opens_a_link_is_asked_before_it_changes_hands(world):
    registration, _guest = begin_as_guest(world)
    client, path = world.client(world.nina), link_in(mail.outbox[0])

    asked = client.get(path)
    registration.refresh_from_db()
    assert (asked.status_code, registration.applicant) == (200, None)

    client.post(path)
    registration.refresh_from_db()
    assert registration.applicant == world.nina


# --- going back, finishing later -------------------------------------------------------------------------------------


def test_going_back_saves_what_can_be_saved(world):
    registration, _nina = begin(world, world.nina)

    response = world.client(world.nina).post(url("classes", registration), {**CLASS_ROWS, "back": "1"})

    assert response.url == url("kind", registration)
    assert registration.classes.count() == 2


@pytest.mark.parametrize(("button", "leads_to"), [("back", "mandataires"), ("later", "")])
def test_leaving_with_half_an_answer_keeps_it_as_it_was_typed(world, button, leads_to):
    registration, _nina = begin(world, world.nina)
    client = world.client(world.nina)

    left = client.post(url("decision", registration), {"decided_on": "demain", "present": "24", button: "1"})
    again = client.get(url("decision", registration))

    page = again.content.decode()
    assert (left.url, again.status_code) == (url(leads_to, registration), 200)
    assert 'value="demain"' in page
    assert 'value="24"' in page


def test_what_was_kept_is_forgotten_once_it_is_saved(world):
    registration, _nina = begin(world, world.nina)
    client = world.client(world.nina)
    client.post(url("decision", registration), {"decided_on": "demain", "present": "24", "later": "1"})

    client.post(url("decision", registration), {"decided_on": registration.year.starts.isoformat(), "present": "30"})

    page = client.get(url("decision", registration)).content.decode()
    assert 'value="30"' in page
    assert "demain" not in page


def test_changing_one_answer_leads_back_to_the_summary(world):
    registration, nina = begin(world, world.nina)
    fill(registration, nina)

    response = world.client(world.nina).post(url("mandataires", registration), {"me": "yes"})

    assert response.url == url("summary", registration)
