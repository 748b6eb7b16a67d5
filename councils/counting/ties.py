"""Ties are settled by the rule that was told before; a share is reached or not."""

from dataclasses import dataclass

from .papers import Outcome, Rules, Verdict


@dataclass(frozen=True, slots=True)
class Tied:
    """Choices that stand equal, for one place."""

    positions: tuple[int, ...]


def reaches(voices: int, given: int, threshold: str) -> bool:
    """Whether `voices` of `given` are enough; no voice never is."""
    if threshold == "half":
        return 2 * voices > given
    if threshold == "two_thirds":
        return voices > 0 and 3 * voices >= 2 * given
    return voices > 0


def settle(tied: Tied, rules: Rules) -> Outcome:
    """What the rule makes of a tie for one place."""
    if rules.tie == "lot":
        return Outcome(Verdict.CHOSEN, chosen=drawn(tied.positions, rules)[:1], by_lot=True)
    if rules.tie == "again":
        return Outcome(Verdict.AGAIN, again=tuple(sorted(tied.positions)), seats_left=1)
    return Outcome(Verdict.STAYS)


def drawn(positions: tuple[int, ...], rules: Rules) -> tuple[int, ...]:
    """Positions in the order of the lot."""
    return tuple(sorted(positions, key=rules.lot.index))
