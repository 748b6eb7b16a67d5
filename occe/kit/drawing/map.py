"""The stylised map of the Cantal: one stone a cooperative, piled up at its commune, the newest in yellow.

The outline is a hand-simplified one of forty points: it shows where one is, it does not measure. Each commune is a link that the
keyboard reaches; the same list always stands beside the map.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from django.utils.html import escape

from occe.kit.drawing.canvas import Point, number, numbers, svg
from occe.kit.drawing.landscape import summit
from occe.kit.drawing.stone import rough, stone

OUTLINE = (
    (45.475, 2.51), (45.43, 2.47), (45.40, 2.38), (45.35, 2.32), (45.28, 2.24), (45.21, 2.21), (45.15, 2.16), (45.09, 2.10),
    (45.03, 2.09), (44.97, 2.12), (44.92, 2.09), (44.85, 2.09), (44.79, 2.15), (44.70, 2.16), (44.64, 2.20), (44.65, 2.30),
    (44.63, 2.42), (44.645, 2.54), (44.68, 2.62), (44.74, 2.69), (44.82, 2.76), (44.86, 2.85), (44.79, 2.92), (44.76, 2.98),
    (44.71, 3.01), (44.78, 3.08), (44.83, 3.10), (44.87, 3.12), (44.93, 3.22), (44.99, 3.29), (45.07, 3.36), (45.15, 3.28),
    (45.22, 3.29), (45.29, 3.22), (45.35, 3.18), (45.36, 3.08), (45.31, 3.00), (45.37, 2.93), (45.38, 2.83), (45.41, 2.72),
    (45.39, 2.64), (45.45, 2.58),
)  # fmt: skip
SOUTH, NORTH, WEST, EAST = 44.60, 45.50, 2.06, 3.39


@dataclass(frozen=True)
class Place:
    """A commune: where it lies, how many cooperatives it has, how many of them are new, where its link leads, its spoken words."""

    name: str
    latitude: float
    longitude: float
    count: int = 1
    new: int = 0
    href: str = ""
    words: str = ""


@dataclass(frozen=True)
class Sheet:
    """The size of a map: width and height of the sheet, a stone, and the figures of the labels."""

    width: int
    height: int
    stone_width: float
    stone_height: float
    letter: float
    css: str

    def point(self, latitude: float, longitude: float) -> Point:
        """Where a position falls on the sheet."""
        x = 30 + (longitude - WEST) / (EAST - WEST) * (self.width - 60)
        return x, 20 + (NORTH - latitude) / (NORTH - SOUTH) * (self.height - 44)


WIDE = Sheet(560, 520, 13, 10.5, 7.6, "map map-wide")
NARROW = Sheet(340, 330, 11, 9, 7.4, "map map-narrow")


def _sized(sheet: Sheet, total: int) -> Sheet:
    """Larger stones for a young association, smaller ones for a full department: the heaps keep room for their names."""
    size = min(1.5, max(0.8, math.sqrt(70 / max(1, total))))
    return replace(sheet, stone_width=sheet.stone_width * size, stone_height=sheet.stone_height * size)


def inside(place: Place) -> bool:
    """Whether a position may be shown: a school with a position outside the department is listed, not drawn."""
    return SOUTH <= place.latitude <= NORTH and WEST <= place.longitude <= EAST


def department_map(places: Sequence[Place], *, title: str, narrow: bool = False) -> str:
    """The map with a heap of stones a commune: exactly as many stones as there are cooperatives in the communes that are inside."""
    sheet = _sized(NARROW if narrow else WIDE, sum(place.count for place in places))
    rng = Random(15)
    edge = rough([sheet.point(*at) for at in (*OUTLINE, OUTLINE[0])], rng, 3 * sheet.width / 560, 2)
    border = f'<path class="department" d="M{"L".join(numbers(p, 0) for p in edge)}z"/>'
    apex, left, right = sheet.point(45.20, 2.69), sheet.point(45.0, 2.50), sheet.point(45.0, 2.92)
    body = border + f'<g class="massif">{summit(apex, left, right, 8)}</g>'
    shown = sorted((place for place in places if inside(place)), key=lambda place: (-place.count, place.name))
    taken: list[tuple[float, float, float, float]] = [_box(place, sheet) for place in shown]
    # from north to south, so that a nearer heap stands before a farther one; labels last, over all heaps
    for place in sorted(shown, key=lambda place: -place.latitude):
        body += _heap(place, sheet)
    body += "".join(_label(place, sheet, taken) for place in shown)
    picture = svg(body, sheet.width, sheet.height, sheet.css, title=title)
    return picture.replace('role="img"', 'role="group"', 1) if any(place.href for place in shown) else picture


def heap_rows(count: int) -> list[int]:
    """A heap of `count` stones as courses, the widest below: 6 is 3, 2, 1; 7 is 4, 2, 1."""
    rows: list[int] = []
    base = math.ceil((math.sqrt(8 * count + 1) - 1) / 2)
    while count > 0:
        row = min(count, max(1, base))
        rows.append(row)
        count, base = count - row, base - 1
    return rows


def _heap(place: Place, sheet: Sheet) -> str:
    x, y = sheet.point(place.latitude, place.longitude)
    rng, rows = Random(place.name), heap_rows(place.count)
    plain, drawn = place.count - place.new, ""
    for level, row in enumerate(rows):
        for k in range(row):
            css = "map-stone" if plain > 0 else "map-stone map-new"
            plain -= 1
            left, top = x + (k - row / 2) * sheet.stone_width, y - (level + 1) * sheet.stone_height
            drawn += stone(left + 0.7, top + 0.7, sheet.stone_width - 1.4, sheet.stone_height - 1.4, rng, css)
    if not place.href:
        return drawn
    half = max(13.0, rows[0] * sheet.stone_width / 2 + 3)
    tall = max(26.0, len(rows) * sheet.stone_height + 6)
    target = f'<rect class="map-target" x="{number(x - half)}" y="{number(y + 3 - tall)}" width="{number(half * 2)}" height="{number(tall)}" rx="7"/>'
    words = escape(place.words or place.name)
    return f'<a href="{escape(place.href)}" aria-label="{words}"><title>{words}</title>{target}{drawn}</a>'


def _box(place: Place, sheet: Sheet) -> tuple[float, float, float, float]:
    x, y = sheet.point(place.latitude, place.longitude)
    rows = heap_rows(place.count)
    half = rows[0] * sheet.stone_width / 2
    return x - half, y - len(rows) * sheet.stone_height, x + half, y


def _label(place: Place, sheet: Sheet, taken: list[tuple[float, float, float, float]]) -> str:
    """The name beside its heap, where it covers neither a heap nor a name: the largest communes are served first."""
    left, top, right, foot = _box(place, sheet)
    half, middle = len(place.name) * sheet.letter / 2, (left + right) / 2
    beside = (top + foot) / 2 + 5
    for x, y in (
        (middle, foot + 16),
        (right + half + 6, beside),
        (left - half - 6, beside),
        (middle, top - 6),
        (right + half - 4, top - 4),
        (left - half + 4, top - 4),
        (right + half - 4, foot + 14),
        (left - half + 4, foot + 14),
    ):
        box = (x - half, y - 12, x + half, y + 4)
        near = (box[0] - 2, box[1] - 6, box[2] + 2, box[3] + 3)  # nearer to its own heap than to any other
        others = (other for other in taken if other != (left, top, right, foot))
        if box[0] < 2 or box[2] > sheet.width - 2 or any(_meet(near, other) for other in others):
            continue
        taken.append(box)
        return f'<text class="town" x="{number(x)}" y="{number(y)}" text-anchor="middle">{escape(place.name)}</text>'
    return ""


def _meet(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
