"""Every page of the portal in a real browser: no barrier that axe knows, nothing wider than the screen, one heading.

The pages are those of the access table, each opened by somebody who may: a new address is looked at from its first day.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, Page

from tests.access.addresses import address_of
from tests.access.asking import Actors
from tests.access.matrix import PRIVATE, PUBLIC
from tests.access.places import Places
from tests.browser.screens import PHONE, TOO_WIDE, listen

pytestmark = pytest.mark.browser

LOOKS = [("phone by day", PHONE, "light"), ("screen by night", {"width": 1280, "height": 800}, "dark")]
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
WITHOUT_INTEGRITY = "[...document.scripts].filter((one) => one.src && !one.integrity).map((one) => one.src)"
VIOLATIONS = "axe.run({resultTypes: ['violations']}).then((found) => found.violations)"
HEADINGS = "document.querySelectorAll('h1').length"


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


def shows(page: Page, address: str) -> bool:
    """Open the address; false for what is downloaded, and for data: neither is looked at."""
    try:
        answer = page.goto(address)
    except Error as ended:
        if "Download is starting" in str(ended):
            return False
        raise
    return answer.headers.get("content-type", "").startswith("text/html")


def faults_of(page: Page) -> list[str]:
    found = [f"{one['id']}: {one['nodes'][0]['html'][:110]}" for one in page.evaluate(VIOLATIONS)]
    if page.evaluate(TOO_WIDE) > 0:
        found.append(f"{page.evaluate(TOO_WIDE)} px too wide")
    return found


def looked_at(page: Page, axe: Axe) -> list[str]:
    """What is wrong with the page that is shown: by day on a phone, then by night on a screen."""
    found = []
    page.evaluate(axe.axe_script)  # half a megabyte: once a page, not once a look
    for name, size, theme in LOOKS:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        found += [f"{name}: {fault}" for fault in faults_of(page)]
    if page.evaluate(HEADINGS) != 1:
        found.append(f"{page.evaluate(HEADINGS)} main headings")
    return found + [f"without integrity: {script}" for script in page.evaluate(WITHOUT_INTEGRITY)]


@pytest.mark.parametrize("actor", ["visitor", *WHO_OPENS])
def test_no_page_has_a_barrier_and_none_is_refused_anything_of_its_own(chromium, places, site, actor):
    cookies = Actors(places, [actor]).cookies[actor]
    context = chromium.new_context(base_url=site, locale="fr-FR", viewport=PHONE)
    context.add_cookies([{"name": name, "value": value, "url": site} for name, value in cookies.items()])
    page, axe, faults = context.new_page(), Axe(), []
    complaints = listen(page)

    for address in pages_of(actor, places):
        if not shows(page, address):
            complaints.clear()  # the browser's own frame around a picture or data
            continue
        short = address.replace(str(places.cooperative.public_id), "…")
        faults += [f"{short}: {fault}" for fault in [*looked_at(page, axe), *complaints]]
        complaints.clear()

    context.close()
    assert "\n".join(faults) == ""
