"""Pictures and a sound of the journals, drawn and played here: hands, plants, a landscape; never a photograph."""

import io
import math
import wave
from collections.abc import Callable
from struct import pack

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1200, 800
SKY, HILL, GRASS, EARTH, INK, SKIN = "#dbe8e6", "#9fb8bb", "#6c9a5b", "#7a5a3c", "#1d2528", "#d9a27e"
Pen = ImageDraw.ImageDraw
RATE = 16_000
# Au clair de la lune, first line: hertz and beats.
MELODY = [(262, 1), (262, 1), (262, 1), (294, 1), (330, 2), (294, 2), (262, 1), (330, 1), (294, 1), (294, 1), (262, 4)]
BEAT = 0.32


def draw(motif: str) -> bytes:
    """A PNG of one of `MOTIFS` on a landscape of the Cantal."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), SKY)
    pen = ImageDraw.Draw(picture)
    pen.ellipse((960, 60, 1090, 190), fill="#f2bd2c")
    pen.polygon([(0, 430), (260, 270), (480, 380), (760, 220), (1200, 410), (1200, 800), (0, 800)], fill=HILL)
    pen.polygon([(0, 500), (500, 440), (1200, 520), (1200, 800), (0, 800)], fill=GRASS)
    MOTIFS[motif](pen)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def play() -> bytes:
    """A WAV of the melody on a small flute."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        for pitch, beats in MELODY:
            count = int(RATE * BEAT * beats)
            tones = (_tone(pitch, n / RATE) * math.sin(math.pi * n / count) ** 0.5 for n in range(count))
            file.writeframes(b"".join(pack("<h", int(9000 * tone)) for tone in tones))
    return out.getvalue()


def _tone(pitch: int, at: float) -> float:
    return math.sin(2 * math.pi * pitch * at) + 0.2 * math.sin(4 * math.pi * pitch * at)


def _hedge(pen: Pen) -> None:
    pen.rectangle((0, 640, WIDTH, HEIGHT), fill=EARTH)
    for n in range(9):
        x = 70 + n * 130
        pen.line((x, 690, x, 560), INK, 10)
        for side in (-1, 1):
            for leaf in range(3):
                y = 665 - leaf * 42
                pen.ellipse((x + side * 34 - 26, y - 26, x + side * 34 + 26, y + 6), fill="#3f7a3f")


def _hands(pen: Pen) -> None:
    pen.ellipse((330, 430, 870, 780), fill=EARTH)
    for side in (-1, 1):
        palm = 600 + side * 215
        pen.rounded_rectangle((palm - 110, 520, palm + 110, 800), 70, fill=SKIN)
        for finger in range(4):
            x = palm - side * (20 + finger * 45) + side * 60
            pen.line((x, 560, x - side * 90, 430 + finger * 22), SKIN, 46)
            pen.ellipse((x - side * 90 - 23, 407 + finger * 22, x - side * 90 + 23, 453 + finger * 22), fill=SKIN)
    pen.line((600, 600, 600, 360), "#3f7a3f", 14)
    for side in (-1, 1):
        pen.ellipse((600 + side * 60 - 58, 360, 600 + side * 60 + 58, 430), fill="#4f9a4f")


def _tree(pen: Pen) -> None:
    pen.polygon([(560, 760), (640, 760), (625, 420), (575, 420)], fill=EARTH)
    for x, y in ((480, 360), (600, 290), (720, 360), (540, 420), (660, 420)):
        pen.ellipse((x - 130, y - 110, x + 130, y + 110), fill="#3f7a3f")


def _lake(pen: Pen) -> None:
    pen.ellipse((120, 520, 1080, 760), fill="#5c8fb0")
    for n in range(5):
        pen.arc((220 + n * 150, 580 + n % 2 * 60, 340 + n * 150, 620 + n % 2 * 60), 200, 340, "#dbe8e6", 6)


def _book(pen: Pen) -> None:
    pen.polygon([(600, 420), (250, 480), (250, 740), (600, 700)], fill="#fffdf7", outline=INK)
    pen.polygon([(600, 420), (950, 480), (950, 740), (600, 700)], fill="#fffdf7", outline=INK)
    for row in range(5):
        pen.line((300, 530 + row * 38, 550, 500 + row * 38), "#8f958f", 6)
        pen.line((650, 500 + row * 38, 900, 530 + row * 38), "#8f958f", 6)


def _pot(pen: Pen) -> None:
    pen.rounded_rectangle((380, 460, 820, 760), 90, fill="#4a4f55")
    pen.ellipse((380, 420, 820, 520), fill="#c98a3d", outline=INK, width=8)
    for x in (480, 600, 700):
        pen.arc((x - 20, 300, x + 20, 400), 90, 270, "#8f958f", 8)


def _flower(pen: Pen) -> None:
    for x, top in ((420, 430), (600, 350), (790, 450)):
        pen.line((x, 760, x, top), "#3f7a3f", 14)
        for turn in range(6):
            at = math.radians(turn * 60)
            left, up = x + 52 * math.cos(at), top + 52 * math.sin(at)
            pen.ellipse((left - 34, up - 34, left + 34, up + 34), fill="#f2bd2c")
        pen.ellipse((x - 28, top - 28, x + 28, top + 28), fill="#a9731a")


MOTIFS: dict[str, Callable[[Pen], None]] = {
    "hedge": _hedge, "hands": _hands, "tree": _tree, "lake": _lake, "book": _book, "pot": _pot, "flower": _flower,
}  # fmt: skip
