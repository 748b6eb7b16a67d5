"""Every page of the portal in a real browser: no barrier that axe knows, nothing wider than the screen, one heading.

The pages are those of the access table, each opened by somebody who may: a new address is looked at from its first day.
"""

import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, sync_playwright

from tests.access.addresses import address_of
from tests.access.asking import Actors
from tests.access.matrix import PRIVATE, PUBLIC
from tests.access.places import Places

pytestmark = pytest.mark.browser

PHONE_BY_DAY = {"viewport": {"width": 360, "height": 740}, "color_scheme": "light"}
SCREEN_BY_NIGHT = {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"}
WHO_OPENS = ("claire", "tristan", "martine", "lina")
"""The first of them who may is asked: what Claire sees, Martine need not open again."""
ACCOUNT_PAGES = ["login", "signup", "password/reset", "logout"]
OWN_PAGES = [
    "email",
    "password/change",
    "2fa",
    "2fa/totp/activate",
    "2fa/webauthn",
    "sessions",
    "reauthenticate",
]
CLOSED_PAGES = {"claire": ["desk/", "nowhere/"], "lina": ["my/", "pupil/nowhere/"], "visitor": ["nowhere/"]}
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
HEADINGS = "document.querySelectorAll('h1').length"


@pytest.fixture(scope="module")
def chromium():
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def places(clone) -> Places:
    return Places().build()


def routes_of(actor: str) -> list[str]:
    """The routes that this actor opens in the walk."""
    if actor == "visitor":
        return [name for name, row in PUBLIC.items() if row[actor] == 200]
    found = []
    for name, row in PRIVATE.items():
        opens = [who for who in WHO_OPENS if row[who] == 200]
        if opens and opens[0] == actor:
            found.append(name)
    return found


def pages_of(actor: str, places: Places) -> list[str]:
    addresses = [address_of(places, name) for name in routes_of(actor)]
    account = {"visitor": ACCOUNT_PAGES, "claire": OWN_PAGES}.get(actor, [])
    return addresses + [f"/fr/accounts/{page}/" for page in account] + [f"/fr/{p}" for p in CLOSED_PAGES.get(actor, [])]


def is_page(context: BrowserContext, address: str) -> bool:
    """False for what is downloaded, and for data: neither is looked at."""
    answer = context.request.get(address, max_redirects=0)
    return answer.headers.get("content-type", "").startswith("text/html")


def faults_of(page: Page, axe: Axe) -> list[str]:
    found = [f"{one['id']}: {one['nodes'][0]['html'][:110]}" for one in axe.run(page).response["violations"]]
    if page.evaluate(TOO_WIDE) > 0:
        found.append(f"{page.evaluate(TOO_WIDE)} px too wide")
    if page.evaluate(HEADINGS) != 1:
        found.append(f"{page.evaluate(HEADINGS)} main headings")
    return found


@pytest.mark.parametrize("looks", [PHONE_BY_DAY, SCREEN_BY_NIGHT], ids=["phone-by-day", "screen-by-night"])
@pytest.mark.parametrize("actor", ["visitor", *WHO_OPENS])
def test_no_page_has_a_barrier(chromium, places, site, actor, looks):
    cookies = Actors(places, [actor]).cookies[actor]
    context = chromium.new_context(base_url=site, locale="fr-FR", reduced_motion="reduce", **looks)
    context.add_cookies([{"name": name, "value": value, "url": site} for name, value in cookies.items()])
    page, axe, faults = context.new_page(), Axe(), []

    for address in pages_of(actor, places):
        if not is_page(context, address):
            continue
        page.goto(address)
        short = address.replace(str(places.cooperative.public_id), "…")
        faults += [f"{short}: {fault}" for fault in faults_of(page, axe)]

    context.close()
    assert "\n".join(faults) == ""
