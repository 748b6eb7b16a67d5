"""What the pages of a request refuse: a sentence at the field and in the summary, and nothing typed is lost."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from cooperatives.models import Registration, RegistrationDocument, School
from cooperatives.services import applying
from members.models import User
from occe.kit.dates import today
from tests.cooperatives.drafts import begin, fill, send, sonnailles
from tests.cooperatives.registration_walk import CLASS_ROWS, JEANNE, answer_all, photo, refused, url
from tests.kit.hostile import HTML, picture
from tests.world import make_school


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
