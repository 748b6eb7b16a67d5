"""The screens that pages are looked at on, what is measured there, and what a console complains of."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page

TABLET = {"width": 1024, "height": 600}
PHONE = {"width": 360, "height": 740}
TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
TOO_HIGH = "() => document.documentElement.scrollHeight - innerHeight"
SMALL = """() => [...document.querySelectorAll('a, button, input:not([type=hidden]), summary')].filter(one => {
  const box = one.getBoundingClientRect();
  return box.width > 2 && box.height > 2 && !one.classList.contains('skip') && Math.min(box.width, box.height) < 47.5;
}).map(one => one.outerHTML.slice(0, 90))"""


@contextmanager
def tablets(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Opens a tablet in the class; options as of a browser's context. All are put away at the end."""
    opened = []

    def open_one(**options) -> Page:
        context = browser.new_context(**{"base_url": site, "locale": "fr-FR", "viewport": TABLET} | options)
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.complaints = listen(page)
        return page

    yield open_one
    for context in opened:
        context.close()


def listen(page: Page) -> list[str]:
    """What the console of this page complains of: a script or a style that the page's own policy refused."""
    complaints: list[str] = []

    def told(line) -> None:
        if line.type in ("error", "warning") and "the server responded with a status of" not in line.text:
            complaints.append(line.text)

    page.on("console", told)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints
