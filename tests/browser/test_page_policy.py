"""The page policy in a real browser refuses what it should; of what is ours it refuses nothing: `test_no_barriers`."""

import pytest
from playwright.sync_api import Page

from tests.access.addresses import address_of
from tests.access.asking import Actors
from tests.browser.screens import listen

pytestmark = pytest.mark.browser

WRITES_MARKUP = """() => {
    const place = document.createElement("div");
    try { place.innerHTML = "<b>written</b>"; } catch (refusal) { return refusal.name; }
    return place.textContent;
}"""
WRITES_A_SCRIPT = """() => {
    const one = document.createElement("script");
    try { one.text = "document.title = 'written'"; } catch (refusal) { return refusal.name; }
    return "written";
}"""


@pytest.fixture
def opened(chromium, places, site):
    """A page of this actor's browser, and what its console complained of."""

    def opened(actor: str) -> tuple[Page, list[str]]:
        context = chromium.new_context(base_url=site, locale="fr-FR")
        cookies = Actors(places, [actor]).cookies[actor]
        context.add_cookies([{"name": name, "value": value, "url": site} for name, value in cookies.items()])
        page = context.new_page()
        contexts.append(context)
        return page, listen(page)

    contexts: list = []
    yield opened
    for context in contexts:
        context.close()


def test_no_script_writes_markup_where_htmx_is_not(opened):
    page, _complaints = opened("visitor")
    page.goto("/fr/mission/")

    assert page.evaluate(WRITES_MARKUP) == "TypeError"


def test_where_htmx_is_it_writes_markup_and_never_a_script(opened, places):
    page, _complaints = opened("claire")
    page.goto("/fr/my/")

    assert page.evaluate(WRITES_MARKUP) == "written"
    assert page.evaluate(WRITES_A_SCRIPT) == "TypeError"


def test_a_live_page_is_still_renewed_by_htmx(opened, places):
    page, complaints = opened("claire")
    page.goto(address_of(places, "members:session"))
    page.evaluate(
        "() => { document.getElementById('live').removeAttribute('hx-headers');"
        " document.addEventListener('htmx:afterSwap', () => { document.documentElement.dataset.renewed = 'yes'; }); }"
    )

    page.wait_for_selector("html[data-renewed]", state="attached", timeout=15_000)

    assert complaints == []


def test_a_script_that_was_changed_on_its_way_does_not_run(opened):
    page, complaints = opened("visitor")
    page.route("**/js/house*.js", lambda route: route.fulfill(body="document.title = 'ours no more'", status=200))
    page.goto("/fr/mission/")

    assert page.title() != "ours no more"
    assert [told for told in complaints if "integrity" in told] != []
