"""Charts made of stones. Each says its unit, carries its figures, and comes with the rows of the table that stands under it.

One stone is `unit` things; what does not fill a stone is a stone cut to its share, so that no column looks fuller than it is.
A chart has a wide picture and a narrow one with larger figures; the style sheet shows one of the two.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from django.utils.html import escape

from occe.kit.drawing.canvas import number, svg
from occe.kit.drawing.stone import stone

Amount = int | float | Decimal


@dataclass(frozen=True)
class Bar:
    """One column or row: its label, its value (a count or euros), the class that paints it, the shorter label of the narrow picture."""

    label: str
    value: Amount
    css: str = "fill-done"
    short: str = ""


@dataclass(frozen=True)
class Chart:
    """Both pictures, the unit that one stone stands for, and the rows of the data table as (label, figure)."""

    wide: str
    narrow: str
    unit: int
    rows: list[tuple[str, str]]


@dataclass(frozen=True)
class Sheet:
    """Sizes of a drawing of columns: the sheet, the widest column, stones side by side in a column."""

    width: float
    height: float
    column: float
    css: str


WIDE = Sheet(640, 330, 84, "chart chart-wide")
NARROW = Sheet(340, 320, 52, "chart chart-narrow")


def unit_for(values: Sequence[Amount], most: int = 60) -> int:
    """How many things one stone should stand for, so that no column has more than `most` stones: 1, 2, 5, 10, 20, 50, 100 …"""
    top, unit = max((float(v) for v in values), default=0), 1
    while top / unit > most:
        unit = unit * 5 // 2 if str(unit)[0] == "2" else unit * 2
    return unit


def columns(
    bars: Sequence[Bar],
    *,
    title: str,
    unit: int = 0,
    show: Callable[[Amount], str] = str,
    figure: Callable[[Amount], str] | None = None,
) -> Chart:
    """Columns of stones, like the basalt organs of Saint-Flour.

    `show` writes a value for people, in the table; `figure` writes it shorter above a column (euros without cents). The
    narrow picture keeps the five last columns at most; the table keeps them all.
    """
    unit = unit or unit_for([bar.value for bar in bars])
    figure = figure or show
    return Chart(
        wide=_columns(bars, WIDE, unit, title, figure),
        narrow=_columns(bars[-5:], NARROW, unit, title, figure),
        unit=unit,
        rows=[(bar.label, show(bar.value)) for bar in bars],
    )


def _columns(bars: Sequence[Bar], sheet: Sheet, unit: int, title: str, show: Callable[[Amount], str]) -> str:
    top = max((float(bar.value) / unit for bar in bars), default=0)
    across = 1 if top <= 8 else 2 if top <= 28 else 3
    levels = max(1, math.ceil(top / across))
    step = sheet.width / max(1, len(bars))
    width = min(step * 0.66, sheet.column) / across
    height = min((sheet.height - 78) / levels, width * 0.82, 34)
    base = 38 + levels * height  # a low heap makes a low picture: nothing is left empty above it
    body = f'<path class="axis" d="M0 {number(base + 1)}h{number(sheet.width)}"/>'
    for k, bar in enumerate(bars):
        middle = step * (k + 0.5)
        stones = float(bar.value) / unit
        body += _heap(stones, middle - width * across / 2, base, width, height, across, bar.css, Random(k + 5))
        tip = base - math.ceil(math.ceil(stones) / across) * height - 10
        body += _text("figure", middle, tip, show(bar.value))
        label = bar.short or bar.label if sheet is NARROW else bar.label
        body += _text("label", middle, base + 27, label)
    return svg(body, sheet.width, math.ceil(base + 40), sheet.css, title=title)


def _heap(stones: float, x: float, base: float, width: float, height: float, across: int, css: str, rng: Random) -> str:
    out = ""
    for i in range(math.ceil(stones)):
        level, place = divmod(i, across)
        share = min(1.0, stones - i)
        out += stone(
            x + place * width + 1.2, base - (level + 1) * height + 1.2, (width - 2.4) * share, height - 2.4, rng, css
        )
    return out


def kinds(
    bars: Sequence[Bar], *, title: Callable[[Bar], str], unit: int = 0, show: Callable[[Amount], str] = str
) -> list[Chart]:
    """One row of stones a kind; all rows on one scale. Few stones stand in one line, more of them two high (three on a phone).

    Gives a chart a bar, in the order given: the page sets the label on its left and the figure on its right.
    """
    unit = unit or unit_for([bar.value for bar in bars], 100)
    most = max((math.ceil(float(bar.value) / unit) for bar in bars), default=1)
    return [
        Chart(
            wide=_kind(bar, unit, 2, most, 32, title(bar), "kind kind-wide", k),
            narrow=_kind(bar, unit, 3, most, 15, title(bar), "kind kind-narrow", k),
            unit=unit,
            rows=[(bar.label, show(bar.value))],
        )
        for k, bar in enumerate(bars)
    ]


def _kind(bar: Bar, unit: int, highest: int, most: int, least: int, title: str, css: str, seed: int) -> str:
    """`most` stones in the longest row, `least` columns on the sheet; a wider joint every five columns (four of three)."""
    rng, stones, body = Random(seed + 9), float(bar.value) / unit, ""
    high = 1 if most <= least else highest
    joint = 4 if high == 3 else 5
    for i in range(math.ceil(stones)):
        column, row = divmod(i, high)
        share = min(1.0, stones - i)
        body += stone(column * 19 + column // joint * 5 + 1, row * 19 + 1, 17 * share, 17, rng, bar.css)
    wide = max(least, math.ceil(most / high))
    return svg(body, wide * 19 + wide // joint * 5, high * 19 + 1, css, title=title)


def _text(css: str, x: float, y: float, words: str) -> str:
    return f'<text class="{css}" x="{number(x)}" y="{number(y)}" text-anchor="middle">{escape(words)}</text>'
