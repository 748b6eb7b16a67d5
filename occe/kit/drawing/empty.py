"""Nothing yet: a meadow with one stone laid and the others dashed; and the pictures of the error pages."""

from __future__ import annotations

from functools import cache
from random import Random

from occe.kit.drawing.canvas import svg
from occe.kit.drawing.landscape import cow, hut, summit
from occe.kit.drawing.stone import hill, meadow, stone

FAR = [(0, 88), (60, 66), (150, 84), (230, 60), (330, 90), (420, 82)]
NEAR = [(0, 118), (120, 104), (260, 120), (420, 102)]


@cache
def first_stone(laid: int = 1, total: int = 5, seed: int = 6) -> str:
    """The picture of an empty list: `laid` stones lie, the others are dashed. It promises, it does not count."""
    rng = Random(seed)
    stones = "".join(
        stone(72 + i * 56, 130, 50, 30, rng, "stone-2" if i < laid else "to-lay", wobble=0.05, radius=0.26)
        for i in range(total)
    )
    body = hill(FAR, 420, 176, "ridge-1", 5, 4) + meadow(NEAR, 176, "ridge-4") + hut(300, 112, 0.82) + stones
    return svg(body, 420, 176, "empty-picture", fit="xMidYMax slice")


@cache
def lost() -> str:
    """No such page: the path stops at a wall, a cow looks over it."""
    rng, tone, wall = Random(44), "", ""
    for row in range(3):
        x = -30.0 - row * 17
        while x < 640:
            width = rng.uniform(44, 74)
            tone = rng.choice([t for t in ("stone-1", "stone-2", "stone-3", "stone-4") if t != tone])
            wall += stone(x + 1.5, 236 - row * 26 + 1.5, width - 3, 23, rng, tone, wobble=0.05)
            x += width
    body = (
        '<circle class="sun" cx="500" cy="64" r="34"/>'
        + hill([(0, 128), (110, 96), (230, 122), (360, 88), (480, 120), (640, 92)], 640, 262, "ridge-1", 3, 6)
        + summit((236, 34), (96, 190), (420, 190), 8)
        + meadow([(0, 178), (160, 158), (330, 180), (480, 154), (640, 172)], 262, "ridge-4")
        + cow(430, 206, 2.6, mirror=True)
        + wall
    )
    return svg(body, 640, 262, "error-picture", fit="xMidYMax slice")


@cache
def closed() -> str:
    """Not your door: a buron with its shutters closed, under the moon."""
    body = (
        '<circle class="sun" cx="120" cy="62" r="30"/>'
        + hill([(0, 120), (110, 92), (260, 118), (400, 84), (520, 112), (640, 90)], 640, 262, "ridge-1", 13, 6)
        + summit((476, 44), (360, 190), (610, 190), 21, 4)
        + meadow([(0, 176), (180, 158), (360, 178), (640, 156)], 262, "ridge-3")
        + meadow([(0, 220), (240, 200), (460, 224), (640, 204)], 262, "ridge-4")
        + hut(208, 214, 2.3)
        + '<path class="shutter" d="M270 206l46-18"/>'
    )
    return svg(body, 640, 262, "error-picture", fit="xMidYMax slice")


@cache
def fallen() -> str:
    """Something broke: a few stones have rolled off the wall. They will be laid again."""
    rng, tone, stones = Random(50), "", ""
    for x, y, width in ((40, 214, 66), (108, 214, 54), (164, 214, 72), (64, 188, 58), (124, 188, 66), (84, 162, 62), (470, 214, 60),
                        (532, 214, 70), (500, 188, 64), (566, 188, 52)):  # fmt: skip
        tone = rng.choice([t for t in ("stone-1", "stone-2", "stone-3", "stone-4") if t != tone])
        stones += stone(x, y, width - 3, 23, rng, tone, wobble=0.05)
    for x, y, turn in ((262, 214, 12), (318, 226, -22), (388, 216, 34)):
        stones += f'<g transform="rotate({turn} {x + 26} {y + 11})">{stone(x, y, 52, 23, rng, "stone-new" if x == 318 else "stone-3", wobble=0.05)}</g>'
    body = (
        '<circle class="sun" cx="330" cy="70" r="32"/>'
        + hill([(0, 132), (140, 104), (260, 128), (380, 92), (500, 124), (640, 100)], 640, 262, "ridge-1", 23, 6)
        + meadow([(0, 180), (200, 166), (400, 184), (640, 162)], 262, "ridge-4")
        + meadow([(0, 236), (240, 230), (460, 240), (640, 232)], 262, "ridge-5")
        + stones
    )
    return svg(body, 640, 262, "error-picture", fit="xMidYMax slice")
