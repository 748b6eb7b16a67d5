"""What is counted: choices, papers, the rules told before the vote, the sums, and what comes out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

FACES = 5
"""Faces of a judgment, 0 (the worst) to 4 (the best)."""

Marks = Mapping[int, int]
"""One paper: a mark by the position of a choice. Nothing marked chooses nothing."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that may be chosen. `side` is "for" or "against" in a yes-or-no question; `cost` is in euros."""

    position: int
    side: str = ""
    cost: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """What is told before the vote.

    `threshold`: "most", "half" (more than half of the voices) or "two_thirds" (two voices of three, at least).
    `tie`: "again", "stays" or "lot". `lot` is the order in which positions were drawn. `first_of_two` asks an election
    for more than half of the papers.
    """

    threshold: str = "half"
    tie: str = "again"
    seats: int = 1
    first_of_two: bool = False
    budget: Decimal | None = None
    lot: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """Sums: papers, those that choose nothing, marks by position; for a judgment the five faces by position."""

    papers: int
    blank: int
    voices: Mapping[int, int] = field(default_factory=dict)
    faces: Mapping[int, tuple[int, ...]] = field(default_factory=dict)

    @property
    def choosing(self) -> int:
        """Papers that choose something."""
        return self.papers - self.blank


class Verdict(StrEnum):
    """What a count says: something is chosen, nothing changes, or one speaks of it and votes again."""

    CHOSEN = "chosen"
    STAYS = "stays"
    AGAIN = "again"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out. `chosen`: positions, the best first; `again`: those between which one may vote once more, for
    `seats_left` seats; `by_lot`: the lot settled a tie; `money_left`: what no choice took of the sum, in euros."""

    verdict: Verdict
    chosen: tuple[int, ...] = ()
    again: tuple[int, ...] = ()
    seats_left: int = 0
    by_lot: bool = False
    money_left: Decimal | None = None


def tally(way: str, choices: Iterable[Choice], papers: Iterable[Marks]) -> Tally:
    """The sums of papers; each has been looked at before it was taken (`marks.misfit`)."""
    positions = [choice.position for choice in choices]
    voices, total, blank = dict.fromkeys(positions, 0), 0, 0
    faces = {position: [0] * FACES for position in positions}
    for marks in papers:
        total += 1
        blank += not marks
        for position, mark in marks.items():
            voices[position] += 1
            faces[position][mark] += 1
    told = {position: tuple(row) for position, row in faces.items()} if way == "judgment" else {}
    return Tally(total, blank, {} if told else voices, told)
