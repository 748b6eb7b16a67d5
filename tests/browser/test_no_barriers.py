"""Every page of the portal in a real browser: no barrier that axe knows, nothing wider than the screen, one heading.

The pages are those of the access table, each opened by somebody who may: a new address is looked at from its first day.
"""

from collections.abc import Sequence
from itertools import cycle

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


def looked_at(page: Page, axe: Axe, weighed: Sequence[str]) -> list[str]:
    """What is wrong with the page shown, by day on a phone, then by night on a screen; axe in the looks `weighed`."""
    found = []
    page.evaluate(axe.axe_script)  # half a megabyte: once a page, not once a look
    for name, size, theme in LOOKS:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        if name in weighed:
            found += [f"{name}: {one['id']}: {one['nodes'][0]['html'][:110]}" for one in page.evaluate(VIOLATIONS)]
        if page.evaluate(TOO_WIDE) > 0:
            found.append(f"{name}: {page.evaluate(TOO_WIDE)} px too wide")
    if page.evaluate(HEADINGS) != 1:
        found.append(f"{page.evaluate(HEADINGS)} main headings")
    return found + [f"without integrity: {script}" for script in page.evaluate(WITHOUT_INTEGRITY)]


BOTH = [name for name, _size, _theme in LOOKS]
IN_TURN = [[name] for name in BOTH]
"""Pages share their parts: what one hides in its look, its neighbours show in the other. The long run weighs both."""
HOW_OFTEN = [pytest.param(IN_TURN, id="in-turn"), pytest.param([BOTH], id="twice", marks=pytest.mark.long)]


@pytest.mark.parametrize("weighed", HOW_OFTEN)
@pytest.mark.parametrize("actor", ["visitor", *WHO_OPENS])
def test_no_page_has_a_barrier_and_none_is_refused_anything_of_its_own(chromium, places, site, actor, weighed):
    cookies = Actors(places, [actor]).cookies[actor]
    context = chromium.new_context(base_url=site, locale="fr-FR", viewport=PHONE)
    context.add_cookies([{"name": name, "value": value, "url": site} for name, value in cookies.items()])
    page, axe, faults = context.new_page(), Axe(), []
    complaints = listen(page)

    for address, looks in zip(pages_of(actor, places), cycle(weighed), strict=False):
        if not shows(page, address):
            complaints.clear()  # the browser's own frame around a picture or data
            continue
        short = address.replace(str(places.cooperative.public_id), "…")
        faults += [f"{short}: {fault}" for fault in [*looked_at(page, axe, looks), *complaints]]
        complaints.clear()

    context.close()
    assert "\n".join(faults) == ""
