"""The sheet: numbers, polygons and the `<svg>` element itself."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import escape

Point = tuple[float, float]


def number(value: float, digits: int = 1) -> str:
    """A number as short as a path allows: 12.0 is 12, -0.0 is 0, 0.5 is .5."""
    text = f"{value:.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if text in ("-0", ""):
        return "0"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def numbers(values: Iterable[float], digits: int = 1) -> str:
    """Numbers side by side, with a space only where two would run into each other (a minus sign separates by itself)."""
    out = ""
    for value in values:
        text = number(value, digits)
        out += text if not out or text.startswith("-") else f" {text}"
    return out


def polygon(points: list[Point], css: str, digits: int = 0) -> str:
    """A closed shape through the points, written from one point to the next, which compresses well."""
    (x, y), rest = points[0], points[1:]
    ax, ay = round(x, digits), round(y, digits)
    steps = []
    for px, py in rest:
        bx, by = round(px, digits), round(py, digits)
        steps.append(numbers((bx - ax, by - ay), digits))
        ax, ay = bx, by
    joined = steps[0] + "".join(s if s.startswith("-") else f" {s}" for s in steps[1:])
    return f'<path class="{css}" d="M{numbers((x, y), digits)}l{joined}z"/>'


def place(body: str, x: float, y: float, scale: float = 1, mirror: bool = False) -> str:
    """A shape drawn around 0,0, set down at x,y; mirrored when it should look the other way."""
    size = number(scale, 2) if not mirror else f"{number(-scale, 2)} {number(scale, 2)}"
    resize = f" scale({size})" if mirror or scale != 1 else ""
    return f'<g transform="translate({numbers((x, y))}){resize}">{body}</g>'


def svg(
    body: str,
    width: float,
    height: float,
    css: str,
    *,
    title: str = "",
    box: str = "",
    fit: str = "",
    sized: bool = False,
) -> str:
    """The element. With a title the picture speaks (`role="img"`); without one it is scenery and hidden from readers.

    `box` replaces the view box, `fit` is preserveAspectRatio, `sized` writes width and height (for pictures that must have
    a size before the style sheet comes, and in PDFs).
    """
    voice = 'role="img"' if title else 'aria-hidden="true" focusable="false"'
    words = f"<title>{escape(title)}</title>" if title else ""
    view = box or f"0 0 {numbers((width, height))}"
    size = f' width="{number(width)}" height="{number(height)}"' if sized else ""
    ratio = f' preserveAspectRatio="{fit}"' if fit else ""
    return f'<svg class="{css}" viewBox="{view}"{size}{ratio} {voice}>{words}{body}</svg>'
