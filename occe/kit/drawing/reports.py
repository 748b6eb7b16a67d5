"""The wall of reports on the desk: one stone a cooperative, in the state of its report. Each stone is a link; a list says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from random import Random

from django.utils.html import escape

from occe.kit.drawing.canvas import number, svg
from occe.kit.drawing.stone import stone

STATES = ("accepted", "received", "returned", "due")


@dataclass(frozen=True)
class Report:
    """A cooperative's stone: its name for the tooltip and the link, the state of its report, where it leads."""

    name: str
    state: str
    href: str = ""


def report_stone(state: str, x: float, y: float, width: float, height: float, rng: Random) -> str:
    """Solid when accepted, dotted when received, crossed when it went back, dashed when it is still to come."""
    out = stone(x, y, width, height, rng, f"report-{state}", wobble=0.05, radius=0.26)
    cx, cy = x + width / 2, y + height / 2
    if state == "returned":
        out += f'<path class="report-cross" d="M{number(cx - 4)} {number(cy + 4)}l8-8M{number(cx - 4)} {number(cy - 4)}l8 8"/>'
    if state == "received":
        out += f'<circle class="report-dot" cx="{number(cx)}" cy="{number(cy)}" r="3.4"/>'
    return out


def report_wall(
    reports: Sequence[Report], *, title: str, width: int = 380, stone_width: int = 29, course: int = 26
) -> str:
    """The wall, accepted stones below, so that it grows: exactly one stone a report. Stones are 24 px at least."""
    across = width // stone_width
    ordered = sorted(reports, key=lambda report: STATES.index(report.state))
    rows = max(1, -(-len(ordered) // across))
    body = ""
    for k, report in enumerate(ordered):
        row, place = divmod(k, across)
        drawn = _placed_stone(report.state, k, place * stone_width, (rows - 1 - row) * course, stone_width, course)
        words = f"<title>{escape(report.name)}</title>"
        body += f'<a href="{escape(report.href)}">{words}{drawn}</a>' if report.href else f"<g>{words}{drawn}</g>"
    picture = svg(body, width, rows * course, "report-wall", title=title)
    return picture.replace('role="img"', 'role="group"', 1) if any(report.href for report in ordered) else picture


@lru_cache(maxsize=4096)
def _placed_stone(state: str, k: int, x: int, y: int, width: int, height: int) -> str:
    """The k-th stone of a wall: each has its own shape, and the same one each time that the wall is drawn."""
    return report_stone(state, x + 1.4, y + 1.4, width - 2.8, height - 2.8, Random(k))


def report_key(state: str) -> str:
    """One stone of a state, for the key beside the counts."""
    return svg(report_stone(state, 2, 2, 24, 18, Random(state)), 28, 22, "report-key", sized=True)
