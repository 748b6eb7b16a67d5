"""The stylised map of the Cantal: one stone a cooperative, piled up at its commune, the newest in yellow.

The outline comes from the svg-maps map of departments (CC BY 4.0, named in the legal notice), simplified: it shows where
one is, it does not measure. Each commune is a link that the keyboard reaches; the same list always stands beside the map.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from django.utils.html import escape

from occe.kit.drawing.canvas import Point, number, numbers, svg
from occe.kit.drawing.landscape import summit
from occe.kit.drawing.stone import stone

OUTLINE = (
    (45.483, 2.510), (45.483, 2.545), (45.460, 2.538), (45.469, 2.567), (45.453, 2.589), (45.474, 2.619),
    (45.448, 2.626), (45.441, 2.690), (45.410, 2.682), (45.385, 2.716), (45.396, 2.743), (45.387, 2.786),
    (45.403, 2.814), (45.379, 2.869), (45.386, 2.885), (45.371, 2.924), (45.310, 2.950), (45.292, 3.001),
    (45.304, 3.053), (45.333, 3.061), (45.354, 3.113), (45.329, 3.114), (45.326, 3.092), (45.312, 3.115),
    (45.291, 3.083), (45.297, 3.161), (45.270, 3.165), (45.278, 3.224), (45.219, 3.238), (45.209, 3.274),
    (45.174, 3.262), (45.121, 3.290), (45.104, 3.362), (45.103, 3.284), (45.084, 3.313), (45.032, 3.300),
    (45.018, 3.314), (45.025, 3.338), (45.009, 3.328), (45.004, 3.371), (44.985, 3.345), (44.970, 3.362),
    (44.926, 3.287), (44.942, 3.268), (44.935, 3.243), (44.916, 3.251), (44.908, 3.225), (44.887, 3.237),
    (44.861, 3.193), (44.902, 3.143), (44.885, 3.105), (44.833, 3.100), (44.837, 3.074), (44.800, 3.048),
    (44.727, 3.028), (44.714, 3.040), (44.712, 3.018), (44.643, 2.983), (44.679, 2.938), (44.743, 2.936),
    (44.760, 2.913), (44.773, 2.938), (44.792, 2.922), (44.788, 2.890), (44.873, 2.861), (44.873, 2.806),
    (44.855, 2.774), (44.911, 2.776), (44.940, 2.738), (44.845, 2.606), (44.791, 2.602), (44.752, 2.551),
    (44.719, 2.562), (44.688, 2.501), (44.649, 2.485), (44.639, 2.354), (44.669, 2.328), (44.648, 2.217),
    (44.622, 2.226), (44.616, 2.209), (44.636, 2.173), (44.694, 2.160), (44.695, 2.131), (44.787, 2.173),
    (44.872, 2.093), (44.902, 2.086), (44.919, 2.104), (44.933, 2.078), (44.975, 2.063), (45.000, 2.144),
    (45.059, 2.100), (45.086, 2.144), (45.082, 2.174), (45.137, 2.181), (45.169, 2.235), (45.182, 2.202),
    (45.222, 2.195), (45.250, 2.242), (45.293, 2.270), (45.290, 2.290), (45.324, 2.317), (45.339, 2.361),
    (45.418, 2.356), (45.373, 2.482), (45.385, 2.525), (45.405, 2.523), (45.422, 2.489),
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
    border = f'<path class="department" d="{_border([sheet.point(*at) for at in OUTLINE])}"/>'
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


def _border(points: Sequence[Point]) -> str:
    """A closed line that turns softly at each point: from the middle of one side to the middle of the next."""
    middles = [
        ((ax + bx) / 2, (ay + by) / 2) for (ax, ay), (bx, by) in zip(points, (*points[1:], points[0]), strict=True)
    ]
    curves = "".join(f"Q{numbers((*point, *middle))}" for point, middle in zip(points, middles, strict=True))
    return f"M{numbers(middles[-1])}{curves}z"


def heap_rows(count: int) -> list[int]:
    """A heap of `count` stones as courses, the widest below: 6 is 3, 2, 1; 7 is 4, 3."""
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
