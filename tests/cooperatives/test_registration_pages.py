"""The pages of a request, as a browser without scripts walks them."""

import io

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from cooperatives.models import CommitmentText, Registration, RegistrationDocument, School
from cooperatives.services import applying
from cooperatives.services.registration import ask_for_correction, mark_approved, refuse_registration
from members.models import User
from occe.kit.dates import today
from tests.cooperatives.drafts import begin, begin_as_guest, fill, letters_to, link_in, send, sonnailles, year_of_today
from tests.kit.hostile import HTML, picture
from tests.world import PASSWORD, make_school

CLASS_ROWS = {
    "form-TOTAL_FORMS": "2",
    "form-INITIAL_FORMS": "0",
    "form-0-name": "PS-CE1",
    "form-0-levels": ["PS", "CP", "CE1"],
    "form-0-pupil_count": "18",
    "form-0-adult_count": "2",
    "form-1-name": "CE2-CM2",
    "form-1-levels": ["CE2", "CM1", "CM2"],
    "form-1-pupil_count": "20",
    "form-1-adult_count": "1",
}
JEANNE = {"first_name": "Jeanne", "last_name": "Vidal", "email": "jeanne@ac-clermont.fr", "phone": ""}


def url(name: str, registration: Registration | None = None, **kwargs) -> str:
    if registration:
        kwargs["id"] = registration.public_id
    return reverse(f"cooperatives:registration-{name}" if name else "cooperatives:registration", kwargs=kwargs)


def photo(name: str = "pv.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture("JPEG"), content_type="image/jpeg")


def answer_all(client: Client, registration: Registration) -> str:
    """Every step after the first, each answered once; gives the address where the last one leads."""
    answers = [
        ("school", {"school": sonnailles().pk}),
        ("kind", {"kind": "school", "name": ""}),
        ("classes", CLASS_ROWS),
        ("mandataires", {"me": "yes"}),
        ("decision", {"decided_on": registration.year.starts.isoformat(), "present": "38"}),
        ("commitment", {"accepted": "on"}),
        ("documents", {"minutes": photo(), "rules_later": "on", "identity_later": "on"}),
    ]
    for step, data in answers:
        response = client.post(url(step, registration), data)
        assert response.status_code == 302, (step, response.content.decode()[-3000:])
    return response.url


@pytest.fixture
def visitor(world):
    year_of_today(world)
    return world.client()


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
    address = registration.link and User.objects.get(email=JEANNE["email"]).emailaddress_set.get()
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
        fill(registration, _guest(registration), school=sonnailles())
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


def _guest(registration):
    from occe.kit.actors import Guest

    return Guest(registration.link_id, registration.federation_id, "registration")


# --- refused, with a sentence at the field; nothing lost ------------------------------------------------------------


def refused(response, *sentences: str) -> str:
    """422, each sentence in the summary and at a field; gives the page."""
    page = response.content.decode()
    assert response.status_code == 422
    assert "error-summary" in page
    for sentence in sentences:
        assert page.count(sentence) >= 2, (sentence, page[-4000:])
    return page


def test_the_first_page_refuses_and_keeps_what_was_typed(visitor):
    page = refused(
        visitor.post(url("start"), {**JEANNE, "last_name": "", "email": "jeanne"}),
        "Écrivez votre nom.",
        "Une adresse e-mail s’écrit nom@domaine",
    )

    assert 'value="Jeanne"' in page
    assert 'value="jeanne"' in page
    assert Registration.objects.count() == 0


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("0159921D", "la lettre est C et non D"),
        ("0159 921", "Un numéro UAI compte sept chiffres puis une lettre"),
        ("0480001R", "Cette école est dans le département 48"),
        ("9990001A", "999"),
        ("", "Écrivez un numéro UAI, un nom d’école ou une commune."),
    ],
)
def test_a_search_says_what_is_wrong_with_a_number(world, typed, sentence):
    registration, _nina = begin(world, world.nina)

    page = refused(world.client(world.nina).get(url("school", registration), {"q": typed}), sentence)

    assert f'value="{typed}"' in page or not typed


@pytest.mark.parametrize("words", ["0159921c", "sonnailles", "VALUEJOLS", "valuéjols école", "15300"])
def test_a_school_is_found_by_number_name_or_commune(world, words):
    sonnailles(), make_school()
    registration, _nina = begin(world, world.nina)

    page = world.client(world.nina).get(url("school", registration), {"q": words}).content.decode()

    assert "École des Sonnailles" in page
    assert "Quatre-Chemins" not in page


def test_schools_of_another_department_are_not_listed(world):
    make_school("0480001R", "École des Marqueurs", commune="Valuéjols", department="048")
    registration, _nina = begin(world, world.nina)

    page = world.client(world.nina).get(url("school", registration), {"q": "marqueurs"}).content.decode()

    assert "0 école trouvée" in page
    assert "École des Marqueurs" not in page


def test_a_school_that_cannot_be_chosen_is_refused_where_it_was_searched(world):
    private = make_school("0159905K", "École du Château", sector=School.Sector.PRIVATE)
    registration, _nina = begin(world, world.nina)
    client = world.client(world.nina)

    response = client.post(url("school", registration), {"school": private.pk, "q": "château"})

    page = refused(response, "Cette école est privée")
    assert 'value="château"' in page


def test_a_described_school_needs_our_postcode_and_keeps_the_rest(world):
    registration, _nina = begin(world, world.nina)
    client = world.client(world.nina)

    data = {"name": "École neuve", "commune": "Mende", "postcode": "48000"}
    page = refused(client.post(url("described-school", registration), data), "département 48")

    assert 'value="École neuve"' in page


def test_rows_of_classes_come_and_go_without_losing_a_letter(world):
    registration, _nina = begin(world, world.nina)
    client = world.client(world.nina)
    path = url("classes", registration)

    more = client.post(path, {**CLASS_ROWS, "add": "1"}).content.decode()
    assert more.count("<legend>Classe") == 3
    assert 'value="PS-CE1"' in more
    assert more.count("checked") == 6
    first = more.index("<button", more.index('name="form-TOTAL_FORMS"'))
    assert "visually-hidden" in more[first : more.index(">", first)]  # what the Enter key presses removes nothing

    less = client.post(path, {**CLASS_ROWS, "remove": "0"}).content.decode()
    assert less.count("<legend>Classe") == 1
    assert 'value="CE2-CM2"' in less
    assert registration.classes.count() == 0


def test_an_empty_class_is_refused_at_its_field(world):
    registration, _nina = begin(world, world.nina)

    response = world.client(world.nina).post(
        url("classes", registration), {**CLASS_ROWS, "form-1-pupil_count": "0", "form-0-name": "CE2-CM2"}
    )

    page = refused(response, "Une classe compte au moins un élève.")
    assert 'value="18"' in page
    assert registration.classes.count() == 0


def test_two_classes_of_one_name_are_refused(world):
    registration, _nina = begin(world, world.nina)

    response = world.client(world.nina).post(url("classes", registration), {**CLASS_ROWS, "form-0-name": "ce2-CM2"})

    refused(response, "Deux classes portent ce nom.")


def test_too_many_pupils_are_refused_in_one_sentence(world):
    registration, _nina = begin(world, world.nina)
    rows = {"form-TOTAL_FORMS": "21", "form-INITIAL_FORMS": "0"}
    for n in range(21):
        rows |= {f"form-{n}-name": f"C{n}", f"form-{n}-levels": ["CP"], f"form-{n}-pupil_count": "60"}
        rows |= {f"form-{n}-adult_count": "1"}

    response = world.client(world.nina).post(url("classes", registration), rows)

    assert response.status_code == 422
    assert "Cela fait 1260 élèves dans 21 classes" in response.content.decode()


def test_two_mandataires_do_not_share_an_address(world):
    registration, _nina = begin(world, world.nina)
    second = {"first_name_2": "Paul", "last_name_2": "Roche", "email_2": "NINA@ecole.example"}

    response = world.client(world.nina).post(url("mandataires", registration), {"me": "yes", **second})

    page = refused(response, "Cette adresse est déjà celle du premier mandataire.")
    assert 'value="Paul"' in page


def test_somebody_else_as_mandataire_is_named_in_full(world):
    registration, _nina = begin(world, world.nina)

    response = world.client(world.nina).post(url("mandataires", registration), {"me": "no", "first_name_1": "Paul"})

    refused(response, "Écrivez son nom.", "Écrivez son adresse e-mail")


@pytest.mark.parametrize(("day", "sentence"), [("2019-09-10", "trop ancienne"), ("2098-01-01", "trop lointaine")])
def test_the_founding_day_lies_in_the_year_and_not_to_come(world, day, sentence):
    registration, _nina = begin(world, world.nina)

    response = world.client(world.nina).post(url("decision", registration), {"decided_on": day, "present": "12"})

    page = refused(response, sentence)
    assert 'value="12"' in page


def test_a_page_named_like_a_photo_is_refused_and_the_good_photo_is_kept(world):
    registration, _nina = begin(world, world.nina)
    disguised = SimpleUploadedFile("pv.jpg", HTML, content_type="image/jpeg")

    response = world.client(world.nina).post(
        url("documents", registration), {"minutes": disguised, "rules": photo("reglement.jpg"), "identity_later": "on"}
    )

    page = refused(response, "Ce fichier n’est ni une photo ni un PDF.")
    assert "reglement.jpg" in page
    kept = registration.documents.exclude(kind=RegistrationDocument.Kind.MINUTES)
    assert list(kept.values_list("kind", "promised")) == [("identity", True), ("rules", False)]


def test_a_short_password_is_refused_and_nothing_is_sent(world, visitor):
    visitor.post(url("start"), JEANNE)
    registration = Registration.objects.get()
    answer_all(visitor, registration)

    response = visitor.post(url("summary", registration), {"password": "court"})

    registration.refresh_from_db()
    assert response.status_code == 422
    assert registration.state == Registration.State.DRAFT
    assert User.objects.count() == 0


def test_the_duplicate_of_an_open_request_shows_its_date_and_state_and_nobody(world):
    first = send(world, world.nina)
    registration, _claire = begin(world, world.claire)
    client = world.client(world.claire)
    client.post(url("school", registration), {"school": sonnailles().pk})

    response = client.post(url("kind", registration), {"kind": "school", "name": ""})

    page = refused(response, "Une demande pour cette école est déjà en route")
    with translation.override("fr"):
        assert f"{today():%d/%m/%Y}" in page
    assert "« envoyée »".replace("« ", "«\u00a0").replace(" »", "\u00a0»") in page
    for personal in (first.applicant_last_name + "<", "nina@ecole.example", "Nina"):
        assert personal not in page


def test_who_describes_a_school_that_a_request_names_is_told_and_may_still_send(world):
    send(world, world.nina)
    registration, claire = begin(world, world.claire)
    fill(registration, claire, school=make_school("0159931N", "École d’ailleurs", commune="Valuéjols"))
    applying.describe_school(
        registration, by=claire, name="Ecole des sonnailles", commune="Valuejols", postcode="15300"
    )
    client = world.client(world.claire)

    page = client.get(url("summary", registration)).content.decode()
    client.post(url("summary", registration))

    registration.refresh_from_db()
    assert "Une demande ressemble à la vôtre" in page
    assert "Nina" not in page
    assert registration.state == Registration.State.SENT


# --- going back, finishing later ------------------------------------------------------------------------------------


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


# --- after the sending ----------------------------------------------------------------------------------------------


def test_a_correction_is_on_top_of_each_step_and_goes_round(world):
    registration = send(world, world.nina)
    ask_for_correction(registration, by=world.actor(world.martine), message="Quelle date, ce conseil ?")
    client = world.client(world.nina)

    assert "Quelle date, ce conseil ?" in client.get(url("decision", registration)).content.decode()
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


# --- who sees what --------------------------------------------------------------------------------------------------


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
    CommitmentText.objects.all()
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
    few = _queries(client, path)

    for n in range(20):
        School.objects.create(name=f"École Essai {n}", kind="primary", commune="Ytrac", department="015")
        registration.events.create(kind="correction", message=f"Message {n}", by=world.martine)
        registration.classes.create(name=f"Classe {n}", levels=["CP"], pupil_count=3)

    assert _queries(client, path) == few


def _queries(client: Client, path: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def test_a_telephone_photo_of_the_minutes_is_kept_without_its_place(world):
    registration, _nina = begin(world, world.nina)
    heic = SimpleUploadedFile("IMG_1.HEIC", picture("HEIF"), content_type="image/heic")

    response = world.client(world.nina).post(
        url("documents", registration), {"minutes": heic, "rules_later": "on", "identity_later": "on"}
    )

    assert response.status_code == 302
    assert registration.documents.get(kind="minutes").file.content_type == "image/webp"


def test_a_file_over_the_limit_is_told_and_loses_nothing(world):
    registration, _nina = begin(world, world.nina)
    huge = SimpleUploadedFile("pv.jpg", io.BytesIO(bytes(21 * 1024 * 1024)).read(), content_type="image/jpeg")

    response = world.client(world.nina).post(
        url("documents", registration), {"minutes": huge, "rules_later": "on", "identity_later": "on"}
    )

    refused(response, "Ce fichier dépasse 20")
    assert registration.documents.filter(promised=True).count() == 2
