"""Signing in, opening an account, a forgotten password: one sentence for all, and nothing that tells who has one."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from members.models import User
from tests.members.account_walk import sign_in
from tests.world import PASSWORD

MISMATCH = "Cette adresse et ce mot de passe ne vont pas ensemble."


@pytest.fixture(autouse=True)
def no_limit_left_over():
    cache.clear()


def sentences(answer) -> list[str]:
    return [str(sentence) for field in answer.context["form"].errors.values() for sentence in field]


# --- the way in ------------------------------------------------------------------------------------------------------


def test_the_right_password_opens_my_page(world):
    client = world.client()

    answer = sign_in(client, world.claire.email)

    assert (answer.status_code, answer.headers["Location"]) == (302, "/fr/my/")
    assert client.get("/fr/my/").status_code == 200


def test_the_address_is_read_whatever_its_capitals(world):
    assert sign_in(world.client(), f" {world.claire.email.upper()} ").status_code == 302


def test_the_first_page_is_in_the_language_of_the_page_where_one_signed_in(world):
    form = {"login": world.claire.email, "password": PASSWORD}

    answer = world.client().post("/en/accounts/login/", form)

    assert (world.claire.language, answer.headers["Location"]) == ("fr", "/en/my/")


def test_the_key_of_the_session_changes_at_sign_in(world):
    client = world.client()
    session = client.session
    session["before"] = True
    session.save()
    before = session.session_key

    sign_in(client, world.claire.email)

    assert client.session.session_key != before
    assert not client.session.exists(before)


def test_somebody_signed_in_does_not_see_the_sign_in_page_again(world):
    answer = world.client(world.claire).get("/fr/accounts/login/")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/fr/my/")


def test_a_visitor_is_brought_back_to_the_page_asked_for(world):
    client = world.client()

    sent = client.get("/fr/my/profile/?a=1&b=2")
    answer = sign_in(client, world.claire.email, next_page="/fr/my/profile/?a=1&b=2")

    assert sent.headers["Location"] == "/fr/accounts/login/?next=/fr/my/profile/%3Fa%3D1%26b%3D2"
    assert answer.headers["Location"] == "/fr/my/profile/?a=1&b=2"


def test_a_fragment_asked_by_a_script_moves_the_whole_page(world):
    answer = world.client().get(
        "/fr/my/notifications/", HTTP_HX_REQUEST="true", HTTP_HX_CURRENT_URL="https://testserver/fr/my/profile/?tab=2"
    )

    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, "/fr/accounts/login/?next=/fr/my/profile/")


@pytest.mark.parametrize(
    "elsewhere",
    ["//evil.example", "https://evil.example/", "/\\evil.example", "https:evil.example", "javascript:alert(1)",
     "/%0d%0aSet-Cookie:x", "\thttps://evil.example", "////evil.example"],
)  # fmt: skip
def test_the_way_back_never_leaves_the_portal(world, elsewhere):
    location = sign_in(world.client(), world.claire.email, next_page=elsewhere).headers["Location"]

    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))
    assert not re.search(r"[\r\n\t]", location)


# --- what is refused -------------------------------------------------------------------------------------------------


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(world):
    wrong = sign_in(world.client(), world.claire.email, "pas celui-là du tout")
    unknown = sign_in(world.client(), "personne@ecole.example", "pas celui-là du tout")

    assert (wrong.status_code, unknown.status_code) == (422, 422)
    assert sentences(wrong) == sentences(unknown)
    assert [sentence[: len(MISMATCH)] for sentence in sentences(wrong)] == [MISMATCH]


def test_what_was_typed_stays_but_for_the_password(world):
    page = sign_in(world.client(), world.claire.email, "pas celui-là du tout").content.decode()

    assert f'value="{world.claire.email}"' in page
    assert "pas celui-là" not in page


def test_five_failures_close_the_account_for_a_while_even_to_its_owner(world):
    client = world.client()
    for _ in range(5):
        assert sign_in(client, world.claire.email, "pas celui-là du tout").status_code == 422

    answer = sign_in(client, world.claire.email)

    assert sentences(answer) == ["Cinq essais de suite\u00a0: attendez cinq minutes, puis réessayez."]
    assert sign_in(client, world.sonia.email).status_code == 302


def test_an_unknown_address_is_slowed_down_like_a_known_one(world):
    client = world.client()
    for _ in range(5):
        sign_in(client, "personne@ecole.example", "pas celui-là du tout")

    answer = sign_in(client, "personne@ecole.example", "pas celui-là du tout")

    assert sentences(answer) == ["Cinq essais de suite\u00a0: attendez cinq minutes, puis réessayez."]


def test_an_address_that_is_not_confirmed_does_not_open(world):
    world.nina.emailaddress_set.update(verified=False)
    client = world.client()

    answer = sign_in(client, world.nina.email)

    assert answer.headers["Location"] == "/fr/accounts/confirm-email/"
    assert client.get("/fr/my/").status_code == 302


def test_a_closed_account_does_not_open(world):
    world.claire.is_active = False
    world.claire.save()
    client = world.client()

    answer = sign_in(client, world.claire.email)

    assert answer.headers["Location"] == "/fr/accounts/inactive/"
    assert client.get("/fr/my/").status_code == 302


def test_closing_an_account_ends_its_sessions_at_once(world):
    client = world.client(world.claire)
    assert client.get("/fr/my/").status_code == 200
    world.claire.is_active = False
    world.claire.save()

    assert client.get("/fr/my/").status_code == 302


# --- a new account ---------------------------------------------------------------------------------------------------

NEW = {"first_name": "Lise", "last_name": "Roux", "email": "lise@ecole.example", "password1": "quatre petits ponts"}


def sign_up(client, **changes):
    return client.post("/fr/accounts/signup/", NEW | changes)


def link_of(message) -> str:
    return re.search(r"https?://\S+", message.body).group().split("testserver", 1)[1]


def test_a_new_account_opens_once_its_address_is_confirmed(world):
    client = world.client()

    answer = sign_up(client)
    client.post(link_of(mail.outbox[0]))

    assert answer.headers["Location"] == "/fr/accounts/confirm-email/"
    user = User.objects.get(email="lise@ecole.example")
    assert (user.first_name, user.last_name, user.language) == ("Lise", "Roux", "fr")
    assert client.get("/fr/my/").status_code == 200


def test_a_known_address_gets_the_same_page_and_a_mail_of_its_own(world):
    fresh, known = world.client(), world.client()

    first = sign_up(fresh)
    second = sign_up(known, email=world.claire.email, first_name="Intruse")

    assert (first.status_code, first.headers["Location"]) == (second.status_code, second.headers["Location"])
    assert [message.subject for message in mail.outbox] == ["Confirmez votre adresse", "Vous avez déjà un compte"]
    world.claire.refresh_from_db()
    assert world.claire.first_name == "Claire"


def test_the_account_speaks_the_language_of_the_page(world):
    world.client().post("/en/accounts/signup/", NEW)

    assert User.objects.get(email="lise@ecole.example").language == "en"


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("court", "C’est trop court. Il faut 12 caractères ou plus\u00a0: une petite phrase convient très bien."),
        ("123456789012", "Un mot de passe tout en chiffres se devine vite. Ajoutez des mots."),
        ("lise.roux.ecole", "Ce mot de passe ressemble trop à votre nom ou à votre adresse. Choisissez autre chose."),
    ],
)
def test_a_weak_password_is_refused_in_plain_words(world, password, sentence):
    answer = sign_up(world.client(), password1=password, email="lise.roux@ecole.example")

    assert answer.status_code == 422
    assert sentence in answer.context["form"].errors["password1"]
    assert not User.objects.filter(email="lise.roux@ecole.example").exists()


def test_a_password_that_everybody_uses_is_refused(world):
    answer = sign_up(world.client(), password1="q1w2e3r4t5y6")

    assert (
        "Trop de gens utilisent ce mot de passe. Choisissez-en un qui n’est qu’à vous."
        in (answer.context["form"].errors["password1"])
    )


def test_a_password_may_be_a_sentence_with_spaces_and_accents(world):
    assert sign_up(world.client(), password1="  où va l’été ? là-bas ").status_code == 302
    EmailAddress.objects.update(verified=True)
    assert sign_in(world.client(), "lise@ecole.example", "  où va l’été ? là-bas ").status_code == 302


def test_a_form_with_rights_in_it_gives_none(world):
    sign_up(world.client(), is_staff="1", is_active="1", roles="administrator", language="en", public_id="x")

    assert User.objects.get(email="lise@ecole.example").language == "fr"


# --- a forgotten password --------------------------------------------------------------------------------------------


def ask_for_link(client, email):
    return client.post("/fr/accounts/password/reset/", {"email": email})


def test_asking_for_a_link_answers_the_same_for_everybody(world):
    known = ask_for_link(world.client(), world.claire.email)
    unknown = ask_for_link(world.client(), "personne@ecole.example")

    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert [message.subject for message in mail.outbox] == [
        "Votre nouveau mot de passe",
        "Aucun compte à cette adresse",
    ]


def test_the_link_gives_a_new_password_and_closes_every_session(world):
    elsewhere = world.client(world.claire)
    client = world.client()
    ask_for_link(client, world.claire.email)

    form = client.get(link_of(mail.outbox[0])).headers["Location"]
    client.post(form, {"password1": "une nouvelle phrase"})

    assert elsewhere.get("/fr/my/").status_code == 302
    assert sign_in(world.client(), world.claire.email, "une nouvelle phrase").status_code == 302


def test_the_link_serves_once(world):
    client = world.client()
    ask_for_link(client, world.claire.email)
    link = link_of(mail.outbox[0])
    client.post(client.get(link).headers["Location"], {"password1": "une nouvelle phrase"})

    page = world.client().get(link)

    assert page.status_code == 200
    assert page.context["token_fail"] is True


def test_no_more_than_three_mails_an_hour_go_to_one_address(world):
    client = world.client()

    answers = [ask_for_link(client, world.claire.email).status_code for _ in range(4)]

    assert answers == [302, 302, 302, 429]
    assert len(mail.outbox) == 3


def test_somebody_invited_without_a_password_gets_in_by_the_forgotten_password(world):
    world.federation
    invited = User.objects.create_user("invitee@ecole.example", None, first_name="Iris")
    EmailAddress.objects.create(user=invited, email=invited.email, verified=False, primary=True)
    client = world.client()
    ask_for_link(client, invited.email)
    client.post(client.get(link_of(mail.outbox[0])).headers["Location"], {"password1": "une nouvelle phrase"})

    assert sign_in(client, invited.email, "une nouvelle phrase").headers["Location"] == "/fr/my/"


# --- changes, and the way out ----------------------------------------------------------------------------------------


def test_changing_the_password_keeps_this_session_and_ends_the_others(world):
    here, elsewhere = world.client(world.claire), world.client(world.claire)

    answer = here.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": "une nouvelle phrase"}
    )

    assert answer.headers["Location"] == "/fr/my/profile/"
    assert here.get("/fr/my/").status_code == 200
    assert elsewhere.get("/fr/my/").status_code == 302
    assert [message.subject for message in mail.outbox] == ["Votre mot de passe a changé"]


def test_changing_the_password_needs_the_present_one(world):
    answer = world.client(world.claire).post(
        reverse("account_change_password"), {"oldpassword": "pas celui-là", "password1": "une nouvelle phrase"}
    )

    assert answer.status_code == 422
    assert answer.context["form"].errors["oldpassword"] == ["Ce n’est pas votre mot de passe actuel. Réessayez."]


def test_a_new_address_counts_once_it_is_confirmed(world):
    client = world.client(world.claire)
    client.post(reverse("account_email"), {"email": "claire.neuve@ecole.example", "action_add": "1"})
    world.claire.refresh_from_db()
    assert world.claire.email == "claire@ecole.example"

    client.post(link_of(mail.outbox[0]))

    world.claire.refresh_from_db()
    assert world.claire.email == "claire.neuve@ecole.example"


def test_leaving_ends_the_session_and_empties_the_browser_s_store(world):
    client = world.client(world.claire)
    key = client.session.session_key

    answer = client.post(reverse("account_logout"))

    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert not client.session.exists(key)
    assert client.get("/fr/my/").status_code == 302


def test_sessions_elsewhere_are_ended_with_one_button(world):
    here, elsewhere = world.client(), world.client()
    sign_in(here, world.claire.email)
    sign_in(elsewhere, world.claire.email)

    here.post(reverse("usersessions_list"))

    assert here.get("/fr/my/").status_code == 200
    assert elsewhere.get("/fr/my/").status_code == 302
    assert here.get(reverse("usersessions_list")).context["session_count"] == 1


def test_a_mail_names_only_the_portal_s_own_host(world):
    page, form = "/fr/accounts/password/reset/", {"email": world.claire.email}
    world.client().post(page, form, HTTP_X_FORWARDED_HOST="evil.example")
    refused = world.client().post(page, form, HTTP_HOST="evil.example")

    assert refused.status_code == 400
    assert ["evil" in message.body for message in mail.outbox] == [False]
