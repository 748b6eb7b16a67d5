"""Votes: a stone is a voice. For is solid green, against is gentian and hatched, no opinion is an empty outline.

Towers stand on one axis, have one width and a wider joint every fifth stone, so that a child counts by fives. Before the end of a
ballot only grey stones are shown, laid in a row: that one has voted, never how.
"""

from __future__ import annotations

from random import Random

from django.utils.html import escape

from occe.kit.drawing.canvas import number, svg
from occe.kit.drawing.stone import stone

FOR, AGAINST, BLANK = "for", "against", "blank"
JOINT, FIVE = 3.0, 6.6


def tower_height(count: int, block: float) -> float:
    """How high `count` stones stand, joints included."""
    return count * (block + JOINT) + (count - 1) // 5 * FIVE if count else 0


def tower(count: int, kind: str, width: float, block: float, seed: int) -> str:
    """`count` stones one on another, from 0 upwards; each against-stone carries its hatch, so the kind never rests on colour."""
    rng, out = Random(seed), ""
    for i in range(count):
        y = -tower_height(i + 1, block)
        shift = rng.uniform(-2, 2)
        out += stone(shift, y, width, block, rng, f"vote-{kind}", wobble=0.05, radius=0.28)
        if kind == AGAINST:
            h = block * 0.44
            out += (
                f'<path class="vote-hatch" d="M{number(shift + width * 0.38)} {number(y + block * 0.72)}l{number(h)} {number(-h)}'
                f'M{number(shift + width * 0.54)} {number(y + block * 0.72)}l{number(h)} {number(-h)}"/>'
            )
    return out


def towers(counts: tuple[int, int, int], labels: tuple[str, str, str], *, title: str) -> str:
    """The result of a ballot: for, against, no opinion, with the figure on top and lines at 5, 10, 15 …"""
    width, block, column = 560.0, 20.0, 104.0
    most = max(counts)
    if most > 20:  # a school's ballot: thinner stones, the same sheet
        block = max(3.0, (330 - (most - 1) // 5 * FIVE) / most - JOINT)
    high = max(150.0, tower_height(most, block))
    base = high + 46
    body = ""
    for five in range(5, most + 1, 5 if most <= 30 else 10):
        y = base - tower_height(five, block) - JOINT
        body += f'<path class="guide-line" d="M34 {number(y)}H{number(width)}"/><text class="guide-figure" x="24" y="{number(y + 5)}" text-anchor="end">{five}</text>'
    for k, (count, kind, label) in enumerate(zip(counts, (FOR, AGAINST, BLANK), labels, strict=True)):
        x = 62 + k * (column + 62)
        body += f'<g transform="translate({number(x)} {number(base)})">{tower(count, kind, column, block, k + 3)}</g>'
        body += f'<text class="figure" x="{number(x + column / 2)}" y="{number(base - tower_height(count, block) - 12)}" text-anchor="middle">{count}</text>'
        body += f'<text class="label" x="{number(x + column / 2)}" y="{number(base + 34)}" text-anchor="middle">{escape(label)}</text>'
    body += f'<path class="axis" d="M34 {number(base + 2)}H{number(width)}"/>'
    return svg(body, width, base + 48, "towers", title=title)


def turnout(voted: int, total: int, *, title: str, width: float = 600) -> str:
    """Who has voted, not how: grey stones laid in a row, the others dashed, a wider gap every five."""
    if total < 1:
        return ""
    rng, gap = Random(4), 10.0
    step = min(56.0, (width - gap * ((total - 1) // 5)) / total)
    body = "".join(
        stone(
            k * step + k // 5 * gap + 1.5,
            3,
            step - 3,
            34,
            rng,
            "laid" if k < voted else "to-lay",
            wobble=0.05,
            radius=0.26,
        )
        for k in range(total)
    )
    return svg(body, width, 40, "turnout", title=title)


def tally(pro: int, contra: int) -> str:
    """A vote in the small, beside its words: one stone a voice, nothing for those without opinion."""
    total = pro + contra
    width = total * 9 + max(0, total - 1) // 5 * 3 + 1
    body = "".join(
        stone(
            k * 9 + k // 5 * 3 + 0.5,
            2,
            7.8,
            13,
            Random(k + pro),
            "vote-for" if k < pro else "vote-against",
            wobble=0.05,
            radius=0.3,
        )
        for k in range(total)
    )
    return svg(body, width, 18, "tally", sized=True)


def vote_stone(kind: str) -> str:
    """One stone of a kind, for legends."""
    return svg(f'<g transform="translate(3 27)">{tower(1, kind, 74, 22, 2)}</g>', 80, 30, "vote-stone", sized=True)


def column(count: int, kind: str, *, most: int) -> str:
    """One tower by itself, for a choice among several whose highest has `most` stones; the ground alone for none."""
    width = 96.0
    block = 18.0 if most <= 20 else max(3.0, (330 - (most - 1) // 5 * FIVE) / most - JOINT)
    high = tower_height(count, block) + 6
    ground = f'<path class="axis" d="M2 {number(high + 2)}H{number(width + 4)}"/>'
    drawn = tower(count, kind, width - 8, block, count + 5)
    body = f'<g transform="translate(6 {number(high)})">{drawn}</g>{ground}'
    return svg(body, width + 6, high + 5, "column")


FACES = (
    ("M15 35q9-11 18 0", "M12 17l7 3M36 17l-7 3"),
    ("M16 34q8-6 16 0", ""),
    ("M16 32h16", ""),
    ("M15 30q9 8 18 0", ""),
    ("M13 28q11 15 22 0z", "M12 16q3-4 7 0M29 16q4-4 7 0"),
)


def face(mark: int) -> str:
    """The face of a mark from 0 (not at all) to 4 (very much): the mouth says it, colour only repeats it."""
    mouth, brows = FACES[mark]
    eyes = '<circle class="vote-ink" cx="17" cy="21" r="2.6"/><circle class="vote-ink" cx="31" cy="21" r="2.6"/>'
    if mark == 4:
        eyes = ""
    lines = f'<path class="vote-line-of-face" d="{mouth}"/>' + (
        f'<path class="vote-line-of-face" d="{brows}"/>' if brows else ""
    )
    body = f'<circle class="vote-skin vote-skin-{mark}" cx="24" cy="24" r="21"/>{eyes}{lines}'
    return svg(body, 48, 48, "vote-face")
