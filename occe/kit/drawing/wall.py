"""The wall: a dry-stone wall with one stone a thing, the newest in gentian yellow on the top course.

It is a picture that counts: exactly `total` stones, of which `new` are yellow, whatever the width. So it is never cropped, it has
a variant for phones (more courses, the same stones), and the words of its title say the figures. A young association has a
short wall, not large stones.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

from occe.kit.drawing.canvas import number, svg
from occe.kit.drawing.stone import outline, pile

TONES = ("stone-1", "stone-2", "stone-3", "stone-4")
NEW = "stone-new"
JOINT = 5


@dataclass(frozen=True)
class Format:
    """A width in drawing units, the height that the wall should reach, the shape of a stone, the highest course."""

    width: int
    height: int
    length: float
    course: int


WIDE = Format(width=2880, height=168, length=3.1, course=84)
NARROW = Format(width=800, height=270, length=2.5, course=58)


def courses(total: int, form: Format) -> int:
    """How many courses: as many as bring stones of a good shape to the wanted height, and one at least."""
    return min(total, max(1, round(math.sqrt(form.height * total * form.length / form.width))))


def split(total: int, rows: int) -> list[int]:
    """How many stones lie in each course, from the lowest up: fewer and larger below, `total` in all."""
    base, rest = divmod(total, rows)
    counts = [base + (1 if row < rest else 0) for row in range(rows)]
    for low in range(rows // 2):
        moved = min(rows // 2 - low, base // 6)
        counts[low] -= moved
        counts[rows - 1 - low] += moved
    return counts


def wall(total: int, new: int = 0, *, narrow: bool = False, title: str = "", seed: int = 15) -> str:
    """The wall as a picture of its own; nothing at all for no stone (a wall of nought says nothing)."""
    if total < 1:
        return ""
    form = NARROW if narrow else WIDE
    rows = courses(total, form)
    counts = split(total, rows)
    long = form.width * rows / total  # an average stone
    height = min(form.course, long / form.length)
    short = max(counts) * form.course * form.length
    width = form.width if height < form.course or short > form.width * 0.9 else short
    depth = math.ceil(rows * height) + 8
    bed = f'<path class="wall-bed" d="M0 {number(16 + height / 4, 0)}h{number(width, 0)}V{depth}H0z"/>'
    css = "wall wall-narrow" if narrow else "wall wall-wide"
    return svg(bed + _stones(counts, new, width, height, Random(seed)), form.width, depth, css, title=title)


def _stones(counts: list[int], new: int, width: float, height: float, rng: Random) -> str:
    tones: dict[str, list[str]] = {css: [] for css in (*TONES, NEW)}
    left = max(0, new)
    for row in range(len(counts) - 1, -1, -1):  # from the top down: the newest stones lie highest
        count, top = counts[row], row == len(counts) - 1
        gold = _spread(min(left, count), count)
        left -= len(gold)
        weights = [rng.uniform(0.72, 1.32) for _ in range(count)]
        share = width / sum(weights)
        before, x, y = "", 0.0, 8 + (len(counts) - 1 - row) * height
        for i, weight in enumerate(weights):
            lift = rng.uniform(-6, 5) if top else 0.0
            box = (x + JOINT / 2, y + JOINT / 2 + lift, weight * share - JOINT, height - JOINT - lift)
            tone = NEW if i in gold else rng.choice([css for css in TONES if css != before])
            tones[tone].append(outline(*box, rng, wobble=0.05, radius=0.28, digits=0))
            x, before = x + weight * share, tone
    return pile(tones)


def _spread(wanted: int, places: int) -> set[int]:
    """`wanted` places among `places`, evenly apart."""
    return {int((k + 0.5) * places / wanted) for k in range(wanted)}
