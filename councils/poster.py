"""One page for the wall, whatever was decided: the type size follows the words, and what is left out is counted.

Lengths are estimates on the wide side (millimetres of A4, letters in a line), so that nothing runs onto a second page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from councils.queries.minutes import Decided, Minutes

PAGE = 267
"""Height between the margins."""
FOR_LATER = 0.2
"""The share of the page that what waits for the next council may take."""


@dataclass(frozen=True, slots=True)
class Size:
    """A type size of `poster-paper.css`: heights of its head, of a section's frame, of a line and of a gap."""

    name: str
    letters: int
    head: float
    frame: float
    line: float
    gap: float

    def height(self, words: str, more: str = "") -> float:
        """Of one entry of a list, with a line in small letters under it."""
        lines = -(-len(words) // self.letters) + -(-len(more) // self.letters)
        return max(lines, 1) * self.line + self.gap


SIZES = (
    Size("few", letters=30, head=42, frame=26, line=12.2, gap=4),
    Size("", letters=48, head=34, frame=21, line=8, gap=2.6),
    Size("many", letters=74, head=27, frame=15.5, line=5.7, gap=1.7),
    Size("most", letters=98, head=24, frame=12, line=4.4, gap=1.2),
)


@dataclass(frozen=True, slots=True)
class Poster:
    """What hangs on the wall: `left_out` and `later_left_out` are how many more there are in the register."""

    size: str
    decided: list[Decided]
    left_out: int
    later: list[str]
    later_left_out: int


def poster_of(minutes: Minutes) -> Poster:
    """The decisions of a sitting on one page: in the largest type that holds all, else as many as the smallest does."""
    decided, later = minutes.decided, [told.title for told in minutes.later]
    for size in SIZES:
        waiting = _fitting([size.height(title) for title in later], PAGE * FOR_LATER)
        taken = sum(size.height(title) for title in later[:waiting]) + 1.5 * size.frame if later else 0
        room = PAGE - size.head - size.frame - size.line - taken
        shown = _fitting([_height(size, one) for one in decided], room)
        if shown == len(decided) and waiting == len(later):
            break
    return Poster(size.name, decided[:shown], len(decided) - shown, later[:waiting], len(later) - waiting)


def _height(size: Size, one: Decided) -> float:
    return size.height(one.standing.text, one.standing.owner_words + ("x" * 24 if one.standing.due_on else ""))


def _fitting(heights: Sequence[float], room: float) -> int:
    """How many of them, from the first, lie in so much room; the first one always does."""
    return max(sum(1 for total in accumulate(heights) if total <= room), min(len(heights), 1))
