"""Coins and notes: a school drawing, no facsimile. They keep their own colours in both themes.

Coins keep their true relative sizes; notes are schematic arches in the right family of colour. Values are in cents.
"""

from __future__ import annotations

from functools import cache

from occe.kit.drawing.canvas import number, svg

COINS = {200: 25.75, 100: 23.25, 50: 24.25, 20: 22.25, 10: 19.75, 5: 21.25, 2: 18.75, 1: 16.25}
"""Diameter in millimetres, by value."""

NOTES = {5000: 140, 2000: 133, 1000: 127, 500: 120}
"""Width in millimetres, by value. Larger notes do not pass through a school's cash box."""

VALUES = (*NOTES, *COINS)

PIXELS = 2.15  # pixels for a millimetre of coin: the 2 euro coin is 55 px wide


def change(cents: int) -> list[int]:
    """The fewest notes and coins that make an amount, largest first: 2340 is 2000, 200, 100, 20, 20."""
    out = []
    for value in VALUES:
        count, cents = divmod(cents, value)
        out += [value] * count
    return out


@cache
def coin(value: int, css: str = "coin") -> str:
    """One coin. The metal is told by classes: copper, brass, and the two of the euro coins."""
    ring, heart = _metal(value)
    size = COINS[value] * PIXELS
    figure, unit = (str(value // 100), "€") if value >= 100 else (str(value), "c")
    body = (
        f'<circle class="{ring}" cx="28" cy="28" r="27"/><circle class="{heart}" cx="28" cy="28" r="20"/>'
        f'<path class="coin-shine" d="M14 20a16 16 0 0 1 12-9"/>'
        f'<text x="28" y="36" text-anchor="middle">{figure}<tspan class="unit">{unit}</tspan></text>'
    )
    return _sized(body, 56, 56, size, size, css)


@cache
def note(value: int, css: str = "note") -> str:
    """One note: its figure, its unit, an arch and a bridge."""
    width = NOTES[value] * 0.88
    figure = value // 100
    body = (
        '<rect class="note-paper" x="1.5" y="1.5" width="129" height="67" rx="6"/>'
        '<path class="note-arch" d="M66 58V36a15 15 0 0 1 30 0v22M72 58V37a9 9 0 0 1 18 0v21M100 58V46a9 9 0 0 1 18 0v12M58 58h64"/>'
        '<circle class="note-seal" cx="116" cy="16" r="6"/>'
        f'<text x="10" y="40">{figure}</text><text class="unit" x="11" y="58">euros</text>'
    )
    return _sized(body, 132, 70, width, width * 70 / 132, f"{css} note-{figure}")


def piece(value: int) -> str:
    """A coin or a note, by its value in cents. KeyError for a value that does not exist."""
    return coin(value) if value in COINS else note(value)


def coins(cents: int) -> str:
    """An amount laid on the table: notes first, then coins. The words beside it say the amount, so it is scenery."""
    return "".join(piece(value) for value in change(cents))


def _metal(value: int) -> tuple[str, str]:
    if value < 10:
        return "copper", "copper-light"
    if value < 100:
        return "brass", "brass-light"
    return ("brass", "silver") if value == 100 else ("silver", "brass-light")


def _sized(body: str, width: float, height: float, shown_width: float, shown_height: float, css: str) -> str:
    drawn = svg(body, width, height, css)
    return drawn.replace("<svg ", f'<svg width="{number(shown_width, 0)}" height="{number(shown_height, 0)}" ', 1)
