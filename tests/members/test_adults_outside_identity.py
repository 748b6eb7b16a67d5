"""Signing in with an identity given elsewhere (OpenID Connect), against a provider of our own on this machine."""

import base64
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.core.cache import cache

from members.models import User
from tests.members.account_walk import confirm_password

LOGIN = "/accounts/oidc/identity/login/"
CALLBACK = "/accounts/oidc/identity/login/callback/"


class Provider(BaseHTTPRequestHandler):
    """Says who somebody is: `server.person`, in an identity token that `server.token` may spoil."""

    def do_GET(self) -> None:
        base = f"http://127.0.0.1:{self.server.server_port}"
        if self.path.endswith("openid-configuration"):
            self.answer(
                {
                    "issuer": base,
                    "authorization_endpoint": f"{base}/authorize",
                    "token_endpoint": f"{base}/token",
                    "userinfo_endpoint": f"{base}/userinfo",
                    "jwks_uri": f"{base}/keys",
                    "token_endpoint_auth_methods_supported": ["client_secret_post"],
                }
            )
        else:
            self.answer(self.server.person)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.asked = {name: values[0] for name, values in parse_qs(body).items()}
        claims = {
            "iss": f"http://127.0.0.1:{self.server.server_port}",
            "aud": "portal",
            "exp": int(time.time()) + 60,
            "iat": int(time.time()),
            **self.server.person,
            **self.server.token,
        }
        self.answer({"access_token": "x", "token_type": "Bearer", "id_token": unsigned(claims)})

    def answer(self, value: dict) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(value).encode())

    def log_message(self, *args) -> None:
        """Quiet."""


def unsigned(claims: dict) -> str:
    part = lambda value: base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()  # noqa: E731
    return f"{part({'alg': 'RS256', 'kid': '1'})}.{part(claims)}.{base64.urlsafe_b64encode(b'x').decode()}"


@pytest.fixture
def provider(settings):
    cache.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    server.person = {"sub": "p-1", "email": "claire@ecole.example", "email_verified": True, "given_name": "Claire"}
    server.token = {}
    threading.Thread(target=server.serve_forever, daemon=True).start()
    app = {
        "provider_id": "identity",
        "name": "Académie",
        "client_id": "portal",
        "secret": "s",
        "settings": {"server_url": f"http://127.0.0.1:{server.server_port}", "oauth_pkce_enabled": True},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    yield server
    server.shutdown()
    server.server_close()


def leave_for(client, process: str = "login") -> dict:
    """Press the button; what the provider is asked."""
    answer = client.post(f"{LOGIN}?process={process}")
    return {name: values[0] for name, values in parse_qs(urlsplit(answer.headers["Location"]).query).items()}


def come_back(client, asked: dict, **changes):
    return client.get(CALLBACK, {"code": "c", "state": asked["state"]} | changes)


def test_the_button_is_there_only_when_a_provider_is(world, settings, provider):
    assert "Entrer avec Académie" in world.client().get("/fr/accounts/login/").content.decode()
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert "Entrer avec Académie" not in world.client().get("/fr/accounts/login/").content.decode()


def test_the_provider_knows_one_address_without_a_language_and_a_proof_key(world, provider):
    asked = leave_for(world.client())

    assert asked["redirect_uri"] == f"http://testserver{CALLBACK}"
    assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
    assert len(asked["code_challenge"]) == 43


def test_the_address_alone_never_opens_somebody_s_account(world, provider):
    world.claire
    client = world.client()

    answer = come_back(client, leave_for(client))

    assert answer.headers["Location"] == "/fr/accounts/3rdparty/signup/"
    assert client.get("/fr/my/").status_code == 302
    assert SocialAccount.objects.count() == 0


def test_asking_for_an_account_at_a_known_address_only_writes_to_its_owner(world, provider):
    world.claire
    client = world.client()
    come_back(client, leave_for(client))
    form = {"first_name": "C", "last_name": "R", "email": "claire@ecole.example"}

    client.post("/fr/accounts/3rdparty/signup/", form)

    assert User.objects.count() == 1
    assert SocialAccount.objects.count() == 0
    assert client.get("/fr/my/").status_code == 302
    assert [message.subject for message in mail.outbox] == ["Vous avez déjà un compte"]


def test_somebody_new_opens_an_account_and_confirms_the_address(world, provider):
    provider.person |= {"email": "lise@ecole.example"}
    client = world.client()
    come_back(client, leave_for(client))
    page = client.get("/fr/accounts/3rdparty/signup/")

    client.post(
        "/fr/accounts/3rdparty/signup/", {"first_name": "Lise", "last_name": "Roux", "email": "lise@ecole.example"}
    )

    assert page.status_code == 200
    assert User.objects.get(email="lise@ecole.example").first_name == "Lise"


def test_an_identity_is_linked_from_the_account_and_opens_it_afterwards(world, provider):
    inside, outside = world.client(world.claire), world.client()
    confirm_password(inside)

    come_back(inside, leave_for(inside, "connect"))
    come_back(outside, leave_for(outside))

    assert [account.user for account in SocialAccount.objects.all()] == [world.claire]
    assert outside.get("/fr/my/").status_code == 200
    assert "Académie" in inside.get("/fr/accounts/3rdparty/").content.decode()


@pytest.mark.parametrize(
    "spoiled",
    [{"iss": "http://evil.example"}, {"aud": "another"}, {"exp": 1}],
    ids=["another issuer", "for another portal", "expired"],
)
def test_a_token_that_is_not_for_us_is_refused(world, provider, spoiled):
    provider.token = spoiled
    client = world.client()

    answer = come_back(client, leave_for(client))

    assert answer.status_code == 401
    assert client.get("/fr/my/").status_code == 302


def test_an_answer_that_nobody_asked_for_is_refused(world, provider):
    client = world.client()
    asked = leave_for(client)

    answer = come_back(client, asked, state="another")

    assert answer.status_code == 401
    assert come_back(world.client(), asked).status_code == 401


def test_the_proof_key_goes_with_the_code(world, provider):
    client = world.client()
    come_back(client, leave_for(client))

    assert len(provider.asked["code_verifier"]) >= 43
