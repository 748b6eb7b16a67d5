"""The paintbox of the pictures that keep their own colours in both themes: picture-names and secret pictures.

One grid of 48, no outline, the same eye for every animal. A picture is a sum of the shapes below.
"""

from __future__ import annotations

INK, CREAM, SLATE, GREY, MIST = "#1d2528", "#fffdf7", "#4c5558", "#8b938f", "#b9cfd3"
BROWN, TAN, SAND, OAT, BARK = "#6b4a2f", "#97724c", "#e0be8f", "#f0dfc2", "#4a3a2c"
RUST, RED, PINK, MAROON, HORN = "#c8642e", "#b2402a", "#e3a08a", "#8d3a20", "#756d5b"
GOLD, OCHRE, HONEY = "#f2bd2c", "#c98f3c", "#745000"
LEAF, MOSS, PINE, SAGE = "#5c9a56", "#2f6b45", "#17402f", "#8fb36a"
BLUE, RIVER, GENTIAN, LILAC = "#3f7f95", "#2c5f73", "#3a3a9c", "#8f91e6"


def path(colour: str, d: str) -> str:
    return f'<path fill="{colour}" d="{d}"/>'


def line(colour: str, width: float, d: str) -> str:
    return f'<path fill="none" stroke="{colour}" stroke-width="{width}" stroke-linecap="round" stroke-linejoin="round" d="{d}"/>'


def disc(colour: str, x: float, y: float, r: float) -> str:
    return f'<circle fill="{colour}" cx="{x}" cy="{y}" r="{r}"/>'


def discs(colour: str, r: float, *at: tuple[float, float]) -> str:
    return "".join(disc(colour, x, y, r) for x, y in at)


def oval(colour: str, x: float, y: float, rx: float, ry: float, turn: float = 0) -> str:
    turned = f' transform="rotate({turn} {x} {y})"' if turn else ""
    return f'<ellipse fill="{colour}" cx="{x}" cy="{y}" rx="{rx}" ry="{ry}"{turned}/>'


def around(colour: str, count: int, x: float, y: float, rx: float, ry: float, start: float = 0) -> str:
    """Petals: `count` ovals turned around the middle of the sheet."""
    return "".join(
        f'<ellipse fill="{colour}" cx="{x}" cy="{y}" rx="{rx}" ry="{ry}" transform="rotate({start + k * 360 / count:g} 24 24)"/>'
        for k in range(count)
    )


def eye(x: float, y: float, r: float = 2.4) -> str:
    return disc(INK, x, y, r) + disc(CREAM, x + r * 0.32, y - r * 0.36, r * 0.32)


def eyes(left: float, right: float, y: float, r: float = 2.4) -> str:
    return eye(left, y, r) + eye(right, y, r)
