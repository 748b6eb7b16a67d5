"""`manage.py screenshots --port 8000`: the README's pictures, taken from the running demonstration."""

import io
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from website.demo.launcher import PASSWORD

PICTURES = settings.CHECKOUT / "docs" / "pictures"
WIDE, TABLET = {"width": 1280, "height": 800}, {"width": 1024, "height": 600}
TO_THE_WALL = {"width": 1280, "height": 900}
"""The home page down to its wall, which is what it is about."""


class Command(BaseCommand):
    help = "Takes the pictures of the README from the demonstration that runs on a port of this machine."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, port: int, **options) -> None:
        PICTURES.mkdir(parents=True, exist_ok=True)
        base = f"http://127.0.0.1:{port}"
        with browser_of_this_machine() as browser:
            self._take(browser, base, TO_THE_WALL, "home", lambda page: page.goto(f"{base}/fr/"))
            self._take(browser, base, WIDE, "money", lambda page: _money(page, base))
            self._take(browser, base, WIDE, "desk", lambda page: _signed_in(page, base, "staff@demo.example", "desk/"))
            self._take(browser, base, TABLET, "expense", lambda page: _expense(page, base))

    def _take(self, browser, base: str, viewport: dict, name: str, walk) -> None:
        from PIL import Image

        page = browser.new_context(viewport=viewport, reduced_motion="reduce", locale="fr-FR").new_page()
        walk(page)
        target = PICTURES / f"{name}.webp"
        Image.open(io.BytesIO(page.screenshot())).convert("RGB").save(target, "WEBP", quality=82)
        page.context.close()
        self.stdout.write(str(target.relative_to(settings.CHECKOUT)))


@contextmanager
def browser_of_this_machine() -> Iterator:
    """A browser without a window: the machine's own Chromium, else playwright's."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        raise CommandError("Pictures need the development environment: run `make check` once.") from None
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    path = next((found for name in names if (found := shutil.which(name))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


def _signed_in(page, base: str, email: str, path: str) -> None:
    page.goto(f"{base}/fr/accounts/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_load_state()
    page.goto(f"{base}/fr/{path}")


def _money(page, base: str) -> None:
    _signed_in(page, base, "teacher@demo.example", "my/")
    page.locator("a[href*='/cooperatives/']").last.click()
    page.locator("nav a[href$='/money/']").click()
    page.wait_for_load_state()


def _expense(page, base: str) -> None:
    """Lina begins to write down a purchase."""
    page.goto(f"{base}/fr/class/")
    page.fill("input[name=code]", "123456")  # the sixth digit enters by itself
    page.wait_for_url("**/class/board/")
    page.get_by_text("Lina", exact=True).click()
    for place in range(3):
        page.locator("button.tile").nth(place).click()
    page.wait_for_url("**/pupil/**")
    page.get_by_role("link", name="Noter un achat").click()
    page.wait_for_load_state()
