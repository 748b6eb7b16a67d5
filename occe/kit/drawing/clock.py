"""The clock of a talk: a disc that empties. Words beside it say the minutes; nothing on it turns red or flashes."""

from __future__ import annotations

from math import cos, pi, sin

from occe.kit.drawing.canvas import numbers, svg

SIZE, RADIUS = 200.0, 88.0


def clock(share_left: float, *, title: str) -> str:
    """A disc of which `share_left` (1 to 0) is filled, from noon backwards, with twelve marks around it."""
    middle = SIZE / 2
    marks = "".join(
        f'<path class="clock-mark" d="M{numbers(_at(turn / 12, RADIUS + 4))}L{numbers(_at(turn / 12, RADIUS + 10))}"/>'
        for turn in range(12)
    )
    body = f'<circle class="clock-face" cx="{middle:.0f}" cy="{middle:.0f}" r="{RADIUS:.0f}"/>'
    share = min(1.0, max(0.0, share_left))
    if share >= 1:
        body += f'<circle class="clock-left" cx="{middle:.0f}" cy="{middle:.0f}" r="{RADIUS:.0f}"/>'
    elif share > 0:
        wide = 1 if share > 0.5 else 0
        begin, end = _at(1 - share, RADIUS), _at(1, RADIUS)
        arc = f"A{numbers((RADIUS, RADIUS))} 0 {wide} 1 {numbers(end)}"
        body += f'<path class="clock-left" d="M{numbers((middle, middle))}L{numbers(begin)}{arc}z"/>'
    return svg(body + marks, SIZE, SIZE, "talk-clock", title=title)


def _at(turn: float, radius: float) -> tuple[float, float]:
    """The point at a part of the turn (0 and 1 are noon, clockwise)."""
    angle = 2 * pi * turn - pi / 2
    return SIZE / 2 + radius * cos(angle), SIZE / 2 + radius * sin(angle)
