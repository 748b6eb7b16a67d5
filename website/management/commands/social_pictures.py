"""`manage.py social_pictures`: the pictures that a shared link shows, drawn anew from the house's drawings.

A developer's tool, run when a drawing has changed; what it makes stands in `static/social/`.
"""

import io
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from occe.kit.drawing.landscape import landscape
from occe.kit.drawing.mark import mark
from occe.kit.drawing.paint import painted, tokens
from occe.kit.drawing.projects import SCENES, project_picture
from occe.kit.drawing.secretpictures import secret
from website.management.commands.screenshots import browser_of_this_machine
from website.social import FOLDER, HEIGHT, SITE, WIDTH

COLOURS = 128
LOGO = 240
LOGOS = ("book", "hat", "bicycle", "drum")
"""The secret pictures that the demonstration's partners have for a logo."""
DEMO_LOGOS = settings.CHECKOUT / "website" / "demo" / "data" / "logos"


class Command(BaseCommand):
    help = "Draws the pictures that a shared link shows, one a kind of project and one for the site."
    requires_system_checks: list[str] = []

    def handle(self, **options) -> None:
        pages = {kind: _filled(project_picture(kind)) for kind in SCENES}
        pages[SITE] = _filled(landscape()) + f'<div class="mark">{painted(mark(size=190)).decode()}</div>'
        logos = {name: secret(name) for name in LOGOS}
        with browser_of_this_machine() as browser:
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            for name, body in pages.items():
                page.set_content(_document(body))
                self._keep(FOLDER / f"{name}.png", page.screenshot())
            page.set_viewport_size({"width": LOGO, "height": LOGO})
            for name, drawing in logos.items():
                page.set_content(_logo(drawing))
                self._keep(DEMO_LOGOS / f"{name}.png", page.screenshot())

    def _keep(self, target: Path, shot: bytes) -> None:
        from PIL import Image

        target.parent.mkdir(exist_ok=True)
        Image.open(io.BytesIO(shot)).convert("RGB").quantize(COLOURS).save(target, "PNG", optimize=True)
        self.stdout.write(f"{target.name} {target.stat().st_size // 1024} KB")


def _filled(drawing: str) -> str:
    return f'<div class="scene">{painted(drawing).decode()}</div>'


def _logo(drawing: str) -> str:
    """A round sign on a tint of the house."""
    return (
        f"<!doctype html><style>body{{margin:0;background:{tokens()['papier-creux']}}}"
        f"svg{{display:block;width:{LOGO - 72}px;height:{LOGO - 72}px;margin:36px}}</style>{painted(drawing).decode()}"
    )


def _document(body: str) -> str:
    return (
        f"<!doctype html><style>body{{margin:0;background:{tokens()['ciel']}}}"
        f".scene,.scene svg{{position:absolute;left:0;bottom:0;width:{WIDTH}px;height:{HEIGHT}px}}"
        ".scene .bird{display:none}"
        f".mark{{position:absolute;left:64px;top:56px}}</style>{body}"
    )
