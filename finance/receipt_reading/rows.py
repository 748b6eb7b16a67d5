"""Texts found on a picture, put back into the rows of the paper.

A recogniser gives boxes: a label at the left and its amount at the right are two of them, and on a photo that was held
askew they stand at different heights. The paper is turned straight by the slope of its longer texts.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

LONG = 3.0
"""Boxes so many times as wide as high show the slope; short ones show little but noise."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its place on the straightened paper: left edge, middle height, letters' height, all in pixels."""

    text: str
    score: float
    left: float
    middle: float
    height: float


@dataclass(frozen=True, slots=True)
class Row:
    """The texts that stand at one height, from left to right."""

    texts: tuple[Text, ...]

    @property
    def text(self) -> str:
        return " ".join(one.text for one in self.texts)

    @property
    def height(self) -> float:
        return max(one.height for one in self.texts)

    @property
    def score(self) -> float:
        return min(one.score for one in self.texts)


def rows_of(lines: Iterable[dict[str, Any]]) -> list[Row]:
    """The rows, from the top of the paper down. `lines` are as `engine` gives them."""
    lines = [line for line in lines if line["text"].strip()]
    slope = _slope([line["box"] for line in lines])
    texts = sorted((_placed(line, slope) for line in lines), key=lambda one: one.middle)
    rows: list[list[Text]] = []
    for one in texts:
        if rows and _same_row(rows[-1], one):
            rows[-1].append(one)
        else:
            rows.append([one])
    return [Row(tuple(sorted(row, key=lambda one: one.left))) for row in rows]


def _slope(boxes: Sequence[list[list[float]]]) -> float:
    """The angle of the paper, in radians."""
    angles = []
    for upper_left, upper_right, lower_right, _lower_left in boxes:
        width, height = math.dist(upper_left, upper_right), math.dist(upper_right, lower_right)
        if width > LONG * height:
            angles.append(math.atan2(upper_right[1] - upper_left[1], upper_right[0] - upper_left[0]))
    return median(angles) if angles else 0.0


def _placed(line: dict[str, Any], slope: float) -> Text:
    box = line["box"]
    across, down = sum(x for x, _y in box) / 4, sum(y for _x, y in box) / 4
    cosine, sine = math.cos(-slope), math.sin(-slope)
    width = math.dist(box[0], box[1])
    return Text(
        text=line["text"].strip(),
        score=line["score"],
        left=across * cosine - down * sine - width / 2,
        middle=across * sine + down * cosine,
        height=math.dist(box[1], box[2]),
    )


def _same_row(row: list[Text], one: Text) -> bool:
    """Whether a text stands beside those of the row: half a letter higher or lower at most, never one over another."""
    middle = sum(other.middle for other in row) / len(row)
    return abs(one.middle - middle) < 0.5 * min(one.height, *(other.height for other in row))
