"""Every page of an account: one title, both languages, no inline style or script, refusals that answer 422."""

import re
from datetime import UTC, datetime

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.urls import NoReverseMatch, get_resolver, reverse

from tests.members.account_walk import OWN, PROTECTED, SIGNED_IN, VISITOR, confirm_password, give_app, sign_in


@pytest.fixture(autouse=True)
def no_limit_left_over():
    cache.clear()


def titles(html: str) -> list[str]:
    return [re.sub(r"<[^>]+>", "", title).strip() for title in re.findall(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)]


def check(answer, language: str) -> None:
    html = answer.content.decode()
    expected = 401 if answer.wsgi_request.path.endswith("login/error/") else 200
    assert answer.status_code == expected, answer.headers.get("Location")
    assert answer.headers["Content-Language"] == language
    assert f'<html lang="{language}"' in html
    assert [bool(title) for title in titles(html)] == [True]
    assert re.findall(r"\sstyle=|<style|\son[a-z]+=|javascript:|data:image", html) == []
    scripts = re.findall(r"<script(?![^>]*\ssrc=)(?![^>]*application/json)[^>]*>", html)
    assert scripts == []


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("page", VISITOR)
def test_a_visitor_s_page(world, page, language):
    check(world.client().get(f"/{language}/accounts/{page}"), language)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("page", SIGNED_IN)
def test_a_page_of_one_s_own_account(world, page, language):
    client = world.client(world.claire)
    confirm_password(client)

    check(client.get(f"/{language}/accounts/{page}"), language)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("page", PROTECTED)
def test_a_page_of_an_account_with_a_second_factor(world, page, language):
    client = world.client(world.claire)
    confirm_password(client)
    give_app(world.claire)
    RecoveryCodes.activate(world.claire)

    check(client.get(f"/{language}/accounts/{page}"), language)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_pages_between_the_password_and_the_door(world, language):
    give_app(world.claire)
    code = RecoveryCodes.activate(world.claire).get_unused_codes()[0]
    client = world.client()
    sign_in(client, world.claire.email, language=language)

    check(client.get(f"/{language}/accounts/2fa/authenticate/"), language)
    client.post(f"/{language}/accounts/2fa/authenticate/", {"code": code})
    check(client.get(f"/{language}/accounts/2fa/trust/"), language)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("page", OWN)
def test_an_own_page(world, page, language):
    check(world.client(world.claire).get(f"/{language}/my/{page}"), language)


FORMS = [
    ("signup/", None, {}),
    ("login/", None, {}),
    ("password/reset/", None, {"email": "pas une adresse"}),
    ("email/", "claire", {"action_add": "1", "email": "claire@ecole.example"}),
    ("password/change/", "claire", {"oldpassword": "non", "password1": "court"}),
    ("reauthenticate/", "claire", {"password": "non"}),
]


@pytest.mark.parametrize(("page", "who", "fields"), FORMS)
def test_a_refused_form_answers_422_and_says_why_at_the_field(world, page, who, fields):
    client = world.client(getattr(world, who) if who else None)

    answer = client.post(f"/fr/accounts/{page}", fields)

    html = answer.content.decode()
    assert answer.status_code == 422
    assert titles(html) != []
    assert "data-error-summary" in html
    for field in answer.context["form"].errors:
        if field != "__all__":
            assert re.search(rf'aria-describedby="[^"]*id_{field}_error', html), field


def test_every_page_of_an_account_is_looked_at_here():
    """A page that an update of allauth brings must be listed above before it is reachable."""
    seen = {f"/fr/accounts/{page}" for page in [*VISITOR, *SIGNED_IN, *PROTECTED]}
    elsewhere = {
        # between the password and the door; forms without a page of their own; downloads; keys; off in our settings
        "mfa_authenticate", "mfa_trust", "mfa_login_webauthn", "mfa_reauthenticate_webauthn",
        "mfa_download_recovery_codes", "mfa_edit_webauthn", "mfa_remove_webauthn", "account_confirm_login_code",
        "account_set_password", "account_confirm_email", "account_reset_password_from_key", "socialaccount_signup",
        "openid_connect_login", "openid_connect_callback",
    }  # fmt: skip
    missing = []
    for name in get_resolver().reverse_dict:
        if isinstance(name, str) and name.startswith(("account_", "mfa_", "usersessions_", "socialaccount_")):
            try:
                address = reverse(name)
            except NoReverseMatch:
                address = ""
            if address not in seen and name not in elsewhere:
                missing.append(name)

    assert missing == []


def test_the_names_of_the_sign_in_form_are_fixed(world):
    """Checked from outside: the contract of the portal."""
    form = world.client().get("/fr/accounts/login/").content.decode()

    assert re.findall(r'<input[^>]*name="(login|password)"', form) == ["login", "password"]


def test_the_list_of_devices_says_them_in_words(world):
    client = world.client()
    client.defaults["HTTP_USER_AGENT"] = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"
    sign_in(client, world.claire.email)

    assert "Firefox sur Windows" in client.get(reverse("usersessions_list")).content.decode()


def test_the_days_of_sessions_and_keys_are_written_like_all_others(world):
    client = world.client()
    sign_in(client, world.claire.email)
    moment = datetime(2026, 3, 4, 9, 5, tzinfo=UTC)
    UserSession.objects.update(created_at=moment)
    key = Authenticator.objects.create(user=world.claire, type=Authenticator.Type.WEBAUTHN, data={"name": "Bureau"})
    Authenticator.objects.filter(pk=key.pk).update(created_at=moment)

    assert "Since 4 Mar 2026, 10:05" in client.get("/en/accounts/sessions/").content.decode()
    assert "4 Mar 2026" in client.get("/en/accounts/2fa/webauthn/").content.decode()


def test_a_key_is_renamed_and_removed_by_its_owner_only(world):
    key = Authenticator.objects.create(
        user=world.sonia, type="webauthn", data={"name": "Clé de Sonia", "credential": {}}
    )
    client = world.client(world.claire)
    confirm_password(client)

    assert client.get(reverse("mfa_edit_webauthn", args=[key.pk])).status_code == 404
    assert client.post(reverse("mfa_edit_webauthn", args=[key.pk]), {"name": "x"}).status_code == 404
