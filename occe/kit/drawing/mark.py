"""The mark: fifteen stones, 5 + 4 + 3 + 2 + 1, make a puy. Fifteen is the number of the department.

From 24 px up. Never tilted, never boxed, never a sixteenth stone; free space of two stones around it.
"""

from __future__ import annotations

from functools import cache
from random import Random

from occe.kit.drawing.canvas import svg
from occe.kit.drawing.stone import stone

ROWS = (5, 4, 3, 2, 1)


@cache
def mark(size: int = 48, css: str = "mark") -> str:
    """The mark as a square picture. Under 24 px the two lower rows would clot: the three upper ones stand alone."""
    rng = Random(3)
    rows = ROWS if size >= 24 else ROWS[2:]
    width, height, gap = 48 / rows[0], 48 / (len(rows) + 0.6), 1.05
    body = ""
    for row, count in enumerate(rows):
        left = (48 - count * width) / 2
        level = len(ROWS) - len(rows) + row + 1
        for i in range(count):
            body += stone(
                left + i * width + gap,
                45.6 - (row + 1) * height + gap,
                width - 2 * gap,
                height - 2 * gap,
                rng,
                f"mark-{level}",
                wobble=0.05,
            )
    return svg(body, size, size, css, box="0 0 48 48", sized=True)
