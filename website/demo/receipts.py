"""Till receipts drawn for the demonstration: paper on a table, a little askew, as a child photographs them."""

import io
from datetime import date
from decimal import Decimal

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from occe.kit.euros import format_euros

PAPER, TABLE, INK = "#fffdf7", "#6b4a2f", "#1d2528"
WIDTH, HEIGHT = 520, 760
FONT = settings.CHECKOUT / "static/fonts/atkinson-hyperlegible-400.woff2"


def written(size: int) -> ImageFont.FreeTypeFont:
    """The house's text font: it has the accents and the euro that the library's own lacks."""
    return ImageFont.truetype(FONT, size)


def draw_receipt(shop: str, day: date, lines: list[tuple[str, Decimal]]) -> bytes:
    """A JPEG of a till receipt of an invented shop; the total is the sum of its lines."""
    paper = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(paper)
    big, small = written(38), written(26)
    pen.text((WIDTH // 2, 60), shop, INK, big, anchor="mm")
    pen.text((WIDTH // 2, 110), "ticket imaginé", INK, small, anchor="mm")
    pen.text((WIDTH // 2, 150), day.strftime("%d/%m/%Y"), INK, small, anchor="mm")
    height = 220
    for label, amount in lines:
        pen.text((40, height), label, INK, small, anchor="lm")
        pen.text((WIDTH - 40, height), format_euros(amount, "fr"), INK, small, anchor="rm")
        height += 48
    pen.line((40, height, WIDTH - 40, height), INK, 2)
    pen.text((40, height + 50), "TOTAL", INK, big, anchor="lm")
    total = sum(amount for _label, amount in lines)
    pen.text((WIDTH - 40, height + 50), format_euros(total, "fr"), INK, big, anchor="rm")
    pen.text((WIDTH // 2, HEIGHT - 60), "Merci, à bientôt", INK, small, anchor="mm")
    photo = Image.new("RGB", (900, 1200), TABLE)
    turned = paper.rotate(3, expand=True, fillcolor=TABLE, resample=Image.Resampling.BICUBIC)
    photo.paste(turned, ((900 - turned.width) // 2, (1200 - turned.height) // 2))
    buffer = io.BytesIO()
    photo.save(buffer, "JPEG", quality=85)
    return buffer.getvalue()


def draw_minutes(school: str, day: date, title: str = "Procès-verbal (imaginé)", held: str = "Conseil") -> bytes:
    """A JPEG of a written page of an invented school: the minutes of its founding council, unless told otherwise."""
    page = Image.new("RGB", (900, 1200), PAPER)
    pen = ImageDraw.Draw(page)
    big, small = written(40), written(28)
    pen.text((80, 110), title, INK, big)
    pen.text((80, 180), school, INK, small)
    pen.text((80, 225), f"{held} du {day:%d/%m/%Y}", INK, small)
    for row in range(14):
        pen.line((80, 320 + row * 50, 820 - (row * 37) % 160, 320 + row * 50), "#756d5b", 3)
    pen.text((80, 1080), "Signé par toutes les personnes présentes", INK, small)
    buffer = io.BytesIO()
    page.save(buffer, "JPEG", quality=85)
    return buffer.getvalue()
