"""The country: the volcanoes of the Cantal, their meadows, and the ridge at the foot of each page.

From far to near: sky, two blue ridges, the massif, then three greens. Puy Mary is the large pyramid, Puy Griou the sharp cone
on the right. The landscape is scenery: it may be cropped, and nothing in it counts.
"""

from __future__ import annotations

from functools import cache
from random import Random

from occe.kit.drawing.canvas import Point, number, numbers, place, polygon, svg
from occe.kit.drawing.stone import hill, meadow, rough

WIDTH, HEIGHT = 1440, 440

FAR = [(0, 226), (130, 204), (250, 220), (370, 176), (480, 206), (640, 190), (820, 210), (985, 172), (1100, 196),
       (1250, 158), (1345, 180), (1440, 166)]  # fmt: skip
NEARER = [(0, 284), (140, 260), (212, 216), (300, 250), (470, 262), (600, 238), (690, 206), (770, 216), (1010, 242),
          (1118, 214), (1180, 180), (1240, 216), (1330, 246), (1440, 226)]  # fmt: skip
FOREST = [(0, 318), (160, 294), (330, 308), (520, 284), (700, 302), (900, 278), (1080, 304), (1260, 282), (1440, 302)]
PASTURE = [(0, 368), (220, 342), (430, 364), (640, 338), (860, 366), (1090, 340), (1290, 358), (1440, 338)]
MEADOW = [(0, 408), (300, 394), (620, 416), (900, 392), (1180, 410), (1440, 390)]
FIRS = (
    26,
    48,
    60,
    112,
    131,
    143,
    155,
    232,
    247,
    262,
    318,
    946,
    958,
    990,
    1092,
    1104,
    1116,
    1131,
    1204,
    1236,
    1338,
    1352,
    1420,
)
STARS = ((96, 58), (178, 120), (306, 40), (398, 96), (512, 34), (604, 84), (868, 60), (946, 128), (1004, 40), (1240, 66),
         (1316, 34), (1392, 104))  # fmt: skip


COW = "M3-19q3-3 9-3h17q6 0 9-1l6 1v7q-3 3-5 8l-1 8h-3l-1-9q-6 3-15 1l-1 8h-3l-2-9-2 9h-3l-1-11-3-2-1 7h-2z"
COW_HEAD = "M38-23l5-5 4-1q5 1 5 5l2 6q-1 3-4 2l-6-1-3 4z"
COW_HORNS = "M44-28q-4-5 0-9M49-29q5-4 3-9"


def summit(apex: Point, left: Point, right: Point, seed: int, falls: int = 6) -> str:
    """A peak in two tones: the whole in shade, then the lit face, cut by a broken line that falls from the top."""
    rng = Random(seed)
    (ax, ay), (lx, ly), (rx, ry) = apex, left, right
    base = max(ly, ry)
    west = rough([left, ((lx + ax) / 2, (ly + ay) / 2 + 6), apex], rng, 5, 2)
    east = rough([apex, ((rx + ax) / 2, (ry + ay) / 2 + 8), right], rng, 5, 2)
    shade = polygon([*west, *east[1:], (rx, base), (lx, base)], "peak-shade")
    edge = [apex]
    for i in range(1, falls + 1):
        share = i / falls
        swing = (0.10 if i % 2 else -0.05) * (rx - lx) * (0.5 + share / 2)
        edge.append((ax + swing + share * 18, ay + (base - ay) * share))
    return shade + polygon([*west, *edge[1:], (lx, base)], "peak-light")


def fir(x: float, y: float, scale: float) -> str:
    """The path of one fir, in two tiers; many firs make one element."""
    s = scale
    return (
        f"M{numbers((x, y - 32 * s))}l{numbers((7 * s, 13 * s))}h{number(-3 * s)}l{numbers((7 * s, 13 * s))}h{number(-4 * s)}"
        f"l{numbers((5 * s, 10 * s))}h{number(-24 * s)}l{numbers((5 * s, -10 * s))}h{number(-4 * s)}l{numbers((7 * s, -13 * s))}"
        f"h{number(-3 * s)}z"
    )


def cow(x: float, y: float, scale: float = 1, mirror: bool = False, grazing: bool = False) -> str:
    """A Salers: mahogany, with horns like a lyre."""
    body = f'<path class="cow" d="{COW}"/>'
    if grazing:
        head = '<path class="cow" d="M38-23q7 2 9 9l3 9q1 4-3 5-4 0-5-4l-6-9z"/><path class="horn" d="M45-10q6-1 6-6M42-13q3-4 1-8"/>'
    else:
        head = f'<path class="cow" d="{COW_HEAD}"/><path class="horn" d="{COW_HORNS}"/>'
    return place(body + head, x, y, scale, mirror)


def hut(x: float, y: float, scale: float = 1) -> str:
    """A buron: the summer hut of the cheese makers, walls of basalt under a heavy roof of flat stones."""
    return place(
        '<path class="hut-wall" d="M4-17h64V2H4zM51-44h7v10h-7z"/><path class="hut-roof" d="M11-36h51l13 21H-3z"/>'
        '<path class="hut-line" d="M8-31h58M5-26h64M2-21h71"/><path class="hut-door" d="M31 2v-9q0-5 5-5t5 5v9z"/>',
        x,
        y,
        scale,
    )


def gentian(x: float, y: float, scale: float = 1) -> str:
    """A yellow gentian, as tall as a child: a stalk, pairs of leaves, a crown of flowers at each pair."""
    leaves, flowers = "", ""
    for i, height in enumerate((-7, -22, -36, -47)):
        reach = 16 - i * 3
        for side in (1, -1):
            leaves += f"M0{height}q{numbers((side * reach * 0.7, -9, side * reach, -4), 0)} {numbers((-side * reach * 0.5, 5, -side * reach, 4), 0)}"
        if i:
            flowers += "".join(f"M{dx} {height - 4 - lift}h.1" for dx, lift in ((-7, 0), (-3, 2), (3, 2), (7, 0)))
    return place(
        f'<path class="stem" d="M0 0v-53"/><path class="leaf" d="{leaves}"/><path class="bloom" d="{flowers}M0-56h.1"/>',
        x,
        y,
        scale,
    )


def kite(x: float, y: float, scale: float = 1) -> str:
    """A red kite gliding: two strokes."""
    return f'<path class="bird" d="M{numbers((x - 16 * scale, y - 4 * scale))}q{numbers((8 * scale, -4 * scale, 16 * scale, 4 * scale))} {numbers((8 * scale, -8 * scale, 16 * scale, -4 * scale))}"/>'


@cache
def landscape(css: str = "landscape") -> str:
    """The wide picture of the home page and of the report's cover. Cropped at the top and at the sides, never at the foot."""
    stars = "".join(f"M{x} {y}h.1" for x, y in STARS)
    firs = "".join(fir(x, 314 + (i * 7) % 16, 0.55 + (i * 5 % 7) / 14) for i, x in enumerate(FIRS))
    body = [
        f'<path class="stars" d="{stars}"/><circle class="sun" cx="1090" cy="120" r="58"/>',
        hill(FAR, WIDTH, HEIGHT, "ridge-1", 4, 7),
        hill(NEARER, WIDTH, HEIGHT, "ridge-2", 9, 6),
        summit((742, 76), (470, 330), (1080, 330), 8),
        summit((1186, 148), (1075, 330), (1330, 330), 21, 4),
        summit((214, 188), (60, 330), (420, 330), 5, 4),
        kite(420, 118),
        kite(468, 142, 0.7),
        meadow(FOREST, HEIGHT, "ridge-3"),
        f'<path class="firs" d="{firs}"/>',
        meadow(PASTURE, HEIGHT, "ridge-4"),
        '<path class="low-wall" d="M0 372Q60 352 214 352M430 372Q520 356 646 348M1144 352Q1220 366 1440 356"/>',
        hut(1010, 372),
        meadow(MEADOW, HEIGHT, "ridge-5"),
        '<path class="track" d="M880 442C990 424 930 384 1044 376"/>',
        cow(300, 390, 0.9),
        cow(392, 404, 1.05, mirror=True, grazing=True),
        cow(1216, 398, grazing=True),
        cow(826, 386, 0.75, mirror=True),
    ]
    body += [
        gentian(x, HEIGHT + 2, size) for x, size in ((96, 1.1), (134, 0.8), (1330, 1.15), (1368, 0.85), (560, 0.75))
    ]
    return svg("".join(body), WIDTH, HEIGHT, css, fit="xMidYMax slice")


@cache
def ridge(css: str = "ridge") -> str:
    """The ridgeline alone, in three bands: the foot of each page, the thin line of a report's inside pages."""
    far = [
        (0, 62),
        (180, 48),
        (330, 58),
        (520, 40),
        (640, 16),
        (700, 34),
        (900, 52),
        (1060, 44),
        (1150, 22),
        (1210, 42),
        (1440, 54),
    ]
    body = (
        hill(far, WIDTH, 110, "ridge-2", 7, 5, 3)
        + hill(
            [(0, 78), (240, 60), (460, 76), (720, 54), (960, 74), (1200, 58), (1440, 72)],
            WIDTH,
            110,
            "ridge-3",
            8,
            4,
            3,
        )
        + hill([(0, 92), (300, 80), (640, 96), (1000, 78), (1440, 94)], WIDTH, 110, "ridge-foot", 9, 2.5, 3)
    )
    return svg(body, WIDTH, 110, css, fit="none")


def pastures(width: float = 400, height: float = 240, *, far: bool = True, seed: int = 3) -> str:
    """Two hills and a meadow for small pictures: what stands in front is drawn over them. Gives shapes, not a picture."""
    rng = Random(seed)
    lift = [rng.uniform(-8, 8) for _ in range(12)]
    w, h = width, height
    back = [
        (0, h * 0.52 + lift[0]),
        (w * 0.3, h * 0.40 + lift[1]),
        (w * 0.62, h * 0.50 + lift[2]),
        (w, h * 0.40 + lift[3]),
    ]
    middle = [(0, h * 0.64), (w * 0.4, h * 0.56 + lift[4]), (w * 0.72, h * 0.65), (w, h * 0.57 + lift[5])]
    front = [(0, h * 0.78 + lift[6]), (w * 0.5, h * 0.74), (w, h * 0.80)]
    return (
        (hill(back, w, h, "ridge-1", seed, 5) if far else "")
        + meadow(middle, h, "ridge-4")
        + meadow(front, h, "ridge-5")
    )
