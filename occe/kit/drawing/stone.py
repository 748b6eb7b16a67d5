"""A stone: a slightly uneven block, no two alike, none that looks broken. And the hills, made rough in the same spirit."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from random import Random

from occe.kit.drawing.canvas import Point, number, numbers, polygon


def outline(
    x: float,
    y: float,
    width: float,
    height: float,
    rng: Random,
    *,
    wobble: float = 0.06,
    radius: float = 0.25,
    digits: int = 1,
) -> str:
    """The path of one stone: each corner moved by ± `wobble` of the short side, then cut by a curve of its own.

    Written with relative moves: a wall of 143 stones then weighs a few kilobytes. Starts with `M`, ends with `z`, so that the
    stones of a path can be counted.
    """
    short = min(width, height)

    def move() -> float:
        return rng.uniform(-wobble, wobble) * short

    corners = [
        (x + move(), y + move()),
        (x + width + move(), y + move()),
        (x + width + move(), y + height + move()),
        (x + move(), y + height + move()),
    ]
    path, at = "", (0.0, 0.0)
    for i, corner in enumerate(corners):
        cut = short * radius * rng.uniform(0.8, 1.2)
        start = _towards(corner, corners[i - 1], cut, digits)
        end = _towards(corner, corners[(i + 1) % 4], cut, digits)
        corner = (round(corner[0], digits), round(corner[1], digits))
        if i == 0:
            path = f"M{numbers(start, digits)}"
        else:
            path += f"l{numbers(_step(at, start), digits)}"
        path += f"q{numbers((*_step(start, corner), *_step(start, end)), digits)}"
        at = end
    return path + "z"


def stone(
    x: float,
    y: float,
    width: float,
    height: float,
    rng: Random,
    css: str,
    *,
    wobble: float = 0.06,
    radius: float = 0.25,
) -> str:
    """One stone as an element of its own, to be painted by its class."""
    return f'<path class="{css}" d="{outline(x, y, width, height, rng, wobble=wobble, radius=radius)}"/>'


def pile(stones: dict[str, list[str]]) -> str:
    """Many stones as one element a tone: the same picture, a third of the weight."""
    return "".join(f'<path class="{css}" d="{"".join(paths)}"/>' for css, paths in stones.items() if paths)


def rough(points: Sequence[Point], rng: Random, amount: float, passes: int = 3) -> list[Point]:
    """Midpoint displacement: each pass cuts every segment in two and moves the middle, by half as much as the pass before."""
    points = list(points)
    for _ in range(passes):
        out = [points[0]]
        for (x1, y1), (x2, y2) in itertools.pairwise(points):
            out.append(((x1 + x2) / 2, (y1 + y2) / 2 + rng.uniform(-amount, amount)))
            out.append((x2, y2))
        points, amount = out, amount / 2
    return points


def hill(
    points: Sequence[Point], width: float, height: float, css: str, seed: int, amount: float, passes: int = 2
) -> str:
    """A band of land from its ridge line down to the foot of the picture."""
    ridge = rough(points, Random(seed), amount, passes)
    return polygon([(0, height), *ridge, (width, height)], css)


def meadow(points: Sequence[Point], height: float, css: str) -> str:
    """A soft near hill: a smooth curve through the points, closed at the foot of the picture."""
    (x, y), *rest = points
    path = f"M{numbers((x, height), 0)}V{number(y, 0)}"
    for (x1, y1), (x2, y2) in zip(points, rest, strict=False):
        middle = (x1 + x2) / 2
        path += f"C{numbers((middle, y1, middle, y2, x2, y2), 0)}"
    return f'<path class="{css}" d="{path}V{number(height, 0)}z"/>'


def _towards(corner: Point, other: Point, cut: float, digits: int) -> Point:
    share = cut / math.dist(corner, other)
    return (
        round(corner[0] + (other[0] - corner[0]) * share, digits),
        round(corner[1] + (other[1] - corner[1]) * share, digits),
    )


def _step(start: Point, end: Point) -> Point:
    return end[0] - start[0], end[1] - start[1]
