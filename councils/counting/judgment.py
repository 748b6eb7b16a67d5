"""Majority judgment: the face in the middle decides; equal middles are taken away one at a time until they differ."""

from collections.abc import Sequence

from .papers import Choice, Outcome, Rules, Tally, Verdict
from .ties import Tied, settle


def decide(choices: Sequence[Choice], sums: Tally, rules: Rules) -> Outcome:
    """The choice whose middle face is the best. A tie is left only where two choices have the very same faces."""
    if not sums.choosing:
        return Outcome(Verdict.STAYS)
    keys = {choice.position: middles(sums.faces[choice.position]) for choice in choices}
    top = max(keys.values())
    best = tuple(sorted(position for position, key in keys.items() if key == top))
    return Outcome(Verdict.CHOSEN, chosen=best) if len(best) == 1 else settle(Tied(best), rules)


def middles(faces: Sequence[int]) -> tuple[int, ...]:
    """The middle face, then the middle of what is left without it, and so on: compares as the judgment asks.

    `faces` counts each face, the worst first. With an even number the lower of the two middles counts.
    """
    left, found = list(faces), []
    for total in range(sum(faces), 0, -1):
        found.append(_middle(left, (total - 1) // 2))
        left[found[-1]] -= 1
    return tuple(found)


def middle(faces: Sequence[int]) -> int | None:
    """The face in the middle; None where nobody judged."""
    total = sum(faces)
    return _middle(faces, (total - 1) // 2) if total else None


def _middle(faces: Sequence[int], rank: int) -> int:
    for face, how_many in enumerate(faces):
        if rank < how_many:
            return face
        rank -= how_many
    raise ValueError("rank beyond the faces")
