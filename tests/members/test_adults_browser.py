"""In a real browser: the strict policy holds on every account page, keys work, and nothing needs a script."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from playwright.sync_api import Page

from tests.browser.screens import listen
from tests.members.account_walk import OWN, PROTECTED, SIGNED_IN, VISITOR, code_now, give_app
from tests.world import PASSWORD

pytestmark = pytest.mark.browser


@pytest.fixture
def tab(chromium, real_world, site):
    """A page of the portal by its name (keys refuse a number as a host), and what the browser complained about."""
    cache.clear()
    real_world.federation
    context = chromium.new_context(base_url=site.replace("127.0.0.1", "localhost"), locale="fr-FR")
    page = context.new_page()
    page.complaints = listen(page)
    page.add_init_script(
        "document.addEventListener('securitypolicyviolation',"
        " e => console.error('policy', e.violatedDirective, e.blockedURI))"
    )
    yield page
    context.close()


def enter(page: Page, email: str) -> None:
    page.goto("/fr/accounts/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_load_state()


def confirm(page: Page) -> None:
    page.goto("/fr/accounts/reauthenticate/")
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/my/")


def test_no_page_of_a_visitor_breaks_the_policy(tab):
    for page in VISITOR:
        tab.goto(f"/fr/accounts/{page}")

    assert tab.complaints == []


def test_no_page_of_an_account_breaks_the_policy(tab, real_world):
    enter(tab, real_world.claire.email)
    confirm(tab)
    for page in SIGNED_IN:
        tab.goto(f"/fr/accounts/{page}")
    for page in OWN:
        tab.goto(f"/fr/my/{page}")
    give_app(real_world.claire)
    for page in PROTECTED:
        tab.goto(f"/fr/accounts/{page}")

    assert tab.complaints == []


@pytest.fixture
def key_in_the_computer(tab):
    """A key of the computer, which answers by itself."""
    wire = tab.context.new_cdp_session(tab)
    wire.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    return wire, wire.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]


def make_key(page: Page, *, alone: bool) -> None:
    page.goto("/fr/accounts/2fa/webauthn/add/")
    page.wait_for_load_state()
    if alone:
        page.check("input[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/recovery-codes/")


def leave(page: Page) -> None:
    page.goto("/fr/accounts/logout/")
    page.click("main button[type=submit]")
    page.wait_for_load_state()


def test_a_key_is_made_and_asked_for_at_the_next_sign_in(tab, real_world, key_in_the_computer):
    enter(tab, real_world.claire.email)
    confirm(tab)
    make_key(tab, alone=False)
    leave(tab)

    enter(tab, real_world.claire.email)
    tab.click("#mfa_webauthn_authenticate")
    tab.wait_for_url("**/2fa/trust/")
    tab.click("button[value=skip]")
    tab.wait_for_url("**/my/")

    assert tab.complaints == []


def test_a_key_alone_opens_when_it_was_made_so(tab, real_world, key_in_the_computer):
    enter(tab, real_world.claire.email)
    confirm(tab)
    make_key(tab, alone=True)
    leave(tab)

    tab.goto("/fr/accounts/login/")
    tab.click("#passkey_login")
    tab.wait_for_url("**/my/")

    assert tab.inner_text("h1") == "Bonjour Claire."


def test_a_copy_of_a_key_is_refused(tab, real_world, key_in_the_computer):
    """Its counter does not advance: the portal has seen a later one."""
    enter(tab, real_world.claire.email)
    confirm(tab)
    make_key(tab, alone=False)
    leave(tab)
    key = Authenticator.objects.get(type="webauthn")
    key.data["counter"] = 1000
    key.save()

    enter(tab, real_world.claire.email)
    tab.click("#mfa_webauthn_authenticate")
    tab.wait_for_selector("text=Cette clé n’est plus acceptée")

    tab.goto("/fr/my/")
    assert "/accounts/" in tab.url


def test_a_key_that_was_removed_does_not_open(tab, real_world, key_in_the_computer):
    enter(tab, real_world.claire.email)
    confirm(tab)
    make_key(tab, alone=True)
    leave(tab)
    Authenticator.objects.all().delete()

    tab.goto("/fr/accounts/login/")
    tab.click("#passkey_login")
    tab.wait_for_load_state("networkidle")

    tab.goto("/fr/my/")
    assert "/accounts/login/" in tab.url


def test_a_key_that_does_not_answer_says_what_to_do(tab, key_in_the_computer):
    tab.goto("/fr/accounts/login/")

    tab.click("#passkey_login")

    tab.wait_for_selector("[data-passkey-error]:not([hidden])")


def test_the_whole_way_in_works_without_a_script(chromium, real_world, site):
    cache.clear()
    secret = give_app(real_world.claire)
    context = chromium.new_context(base_url=site, java_script_enabled=False, locale="fr-FR")
    page = context.new_page()

    enter(page, real_world.claire.email)
    assert page.locator("#mfa_webauthn_authenticate").is_visible() is False
    page.fill("input[name=code]", code_now(secret))
    page.click("main button[type=submit]")
    page.click("button[value=skip]")

    assert page.inner_text("h1") == "Bonjour Claire."
    context.close()
