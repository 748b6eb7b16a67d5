"""« Mon vendredi »: the few things that wait for a teacher, each with its minutes, on one page.

A room registers a function in its `apps.ready`; the page asks the functions in their order and stops at five lines.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from cooperatives.models import Cooperative
from occe.kit.actors import Actor

MOST_LINES = 5


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to do: a sentence, the minutes that it takes, its page.

    `primary` stands out (opening the class); `post` does the thing at once, where no question is left to ask.
    """

    sentence: str
    minutes: int
    url: str
    primary: bool = False
    post: bool = False


LineFunction = Callable[[Actor, Cooperative], Line | None]
_functions: list[tuple[int, LineFunction]] = []


def register_line(function: LineFunction, *, order: int) -> None:
    """Add a line to the page; the lower `order` comes first. `function` answers None when nothing waits."""
    _functions.append((order, function))
    _functions.sort(key=lambda pair: pair[0])


def lines_for(actor: Actor, cooperatives: Iterable[Cooperative]) -> list[Line]:
    """The first five lines, in the order of the functions, then of the cooperatives; and the doors, beside the five.

    Each function costs its own queries for each cooperative; nearly everybody has one.
    """
    places = list(cooperatives)
    lines: list[Line] = []
    for _, function in _functions:
        for cooperative in places:
            line = function(actor, cooperative)
            if line is not None:
                lines.append(line)
            if sum(not line.primary for line in lines) == MOST_LINES:
                return lines
    return lines


def page_of(actor: Actor, cooperatives: Iterable[Cooperative]) -> dict:
    """What the page shows: `doors` (the lines that stand out), `waiting` (the others), and the `minutes` of these."""
    lines = lines_for(actor, cooperatives)
    waiting = [line for line in lines if not line.primary]
    return {
        "doors": [line for line in lines if line.primary],
        "waiting": waiting,
        "minutes": sum(line.minutes for line in waiting),
    }
