"""The three doors of the home page: a dry-stone doorway each; what one sees through it tells the reader.

The yellow keystone is the stone that holds the others: the person who enters.
"""

from __future__ import annotations

import math
from random import Random

from occe.kit.drawing.canvas import Point, polygon, svg
from occe.kit.drawing.landscape import summit
from occe.kit.drawing.people import person
from occe.kit.drawing.stone import meadow, stone

INSIDE = "M52 178V86Q52 40 100 40T148 86V178Z"
TONES = ("stone-1", "stone-2", "stone-3", "stone-4")


def _teacher() -> str:
    return (
        f'<path class="c-night" d="{INSIDE}"/><path class="chalk" d="M68 78h40M68 93h56M68 108h30"/>'
        '<circle class="chalk" cx="126" cy="75" r="7"/><path class="chalk" d="M111 116l6 6 12-14"/>'
        '<path class="c-wood" d="M52 146h96v10H52zM60 156h8v22h-8zM132 156h8v22h-8z"/>'
        '<path class="c-red" d="M66 138h30v8H66z"/><path class="c-gold" d="M69 131h26v7H69z"/><path class="c-lilac" d="M67 124h24v7H67z"/>'
        '<path class="c-red" d="M119 132h14l-2 14h-10z"/><path class="c-leaf" d="M126 132q-9-4-9-13 9 2 9 13zM126 132q9-3 10-12-10 1-10 12zM126 132q-3-9 0-17 4 8 0 17z"/>'
    )


def _pupil() -> str:
    rng = Random(11)
    pile = "".join(
        stone(x, y, 22, 14, rng, css)
        for x, y, css in (
            (62, 162, "fill-done"), (85, 162, "fill-press"), (108, 162, "fill-done"),
            (73, 147, "fill-press"), (96, 147, "fill-done"), (85, 132, "fill-new"),
        )
    )  # fmt: skip
    land = meadow([(52, 132), (84, 120), (120, 128), (148, 118)], 178, "ridge-3") + meadow(
        [(52, 158), (100, 150), (148, 160)], 178, "ridge-4"
    )
    children = person(68, 163, 0.62, "c-gold", 2, "hair-1") + person(130, 166, 0.7, "c-lilac", 0, "hair-2")
    top = person(96, 133, 0.8, "c-red", 1, "hair-3", arm="up")
    return f'<path class="c-sky" d="{INSIDE}"/><circle class="sun" cx="124" cy="76" r="9"/>{land}{children}{pile}{top}'


def _visitor() -> str:
    return (
        f'<path class="c-sky" d="{INSIDE}"/><circle class="sun" cx="127" cy="78" r="10"/>'
        + summit((93, 74), (53, 152), (147, 152), 8)
        + meadow([(52, 142), (92, 132), (148, 144)], 178, "ridge-4")
        + meadow([(52, 162), (104, 154), (148, 164)], 178, "ridge-5")
        + '<path class="c-cream" d="M88 178Q120 164 98 154T104 138l3 0Q100 146 112 154T118 178z"/>'
        '<path class="c-wood" d="M70 132h5v40h-5zM62 137h26l6 5-6 5H62z"/>'
    )


INSIDES = {"teacher": _teacher, "pupil": _pupil, "visitor": _visitor}


def door(kind: str) -> str:
    """The doorway of `teacher`, `pupil` or `visitor`. KeyError for another one."""
    rng = Random(kind)
    body = INSIDES[kind]() + _jambs(rng) + _arch(rng) + '<path class="ridge-5" d="M8 177q92-8 184 0v9H8z"/>'
    return svg(body, 184, 178, "door-picture", box="8 8 184 178")


def _jambs(rng: Random) -> str:
    out = ""
    for left in (True, False):
        y, before = 180.0, ""
        while y > 96:
            height, width = rng.uniform(16, 21), rng.uniform(22, 32)
            y -= height
            before = rng.choice([tone for tone in TONES if tone != before])
            out += stone(54 - width if left else 146, y + 1, width, height - 2, rng, before)
    return out


def _arch(rng: Random) -> str:
    """Nine wedge stones around a round arch; the fifth is the keystone."""
    out, before = "", ""
    for k in range(9):
        start, end = (math.pi * (1 - (k + edge) / 9) for edge in (0.06, 0.94))
        reach = 72 + rng.uniform(-4, 3) + (5 if k == 4 else 0)
        points: list[Point] = [
            (100 + r * math.cos(a), 88 - r * math.sin(a) * 0.98)
            for r, a in ((47, start), (reach, start), (reach, end), (47, end))
        ]
        before = rng.choice([tone for tone in TONES if tone != before])
        out += polygon(points, "stone-new" if k == 4 else before, 1)
    return out
