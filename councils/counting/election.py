"""Elections to a job: one round, or two; several seats."""

from collections.abc import Sequence

from .papers import Choice, Outcome, Rules, Tally, Verdict
from .ties import drawn


def decide(choices: Sequence[Choice], sums: Tally, rules: Rules) -> Outcome:
    """Who is elected. In the first of two rounds more than half of the papers that choose is needed.

    Seats go to the most voices. Equals for the last seats: the lot, a new vote between them, or the seat stays empty.
    After the first of two rounds, seats that are left are voted for again between the best of those not elected, two a
    seat, and who has as many voices as the last of these.
    """
    needed = sums.choosing // 2 + 1 if rules.first_of_two else 1
    ranked = sorted((position for position, voices in sums.voices.items() if voices >= needed), key=_by_voices(sums))
    elected, tied = _fill(ranked, sums, rules.seats)
    open_seats = rules.seats - len(elected)
    if tied and rules.tie == "lot":
        by_lot = drawn(tied, rules)[:open_seats]
        return _with_a_second(elected + by_lot, sums, rules, by_lot=True)
    if tied and rules.tie == "again":
        return Outcome(Verdict.AGAIN, chosen=elected, again=tuple(sorted(tied)), seats_left=open_seats)
    return _with_a_second(elected, sums, rules, left_empty=bool(tied))


def _by_voices(sums: Tally):
    return lambda position: (-sums.voices[position], position)


def _fill(ranked: Sequence[int], sums: Tally, seats: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Who has a seat without question, and who stand equal for the last ones."""
    if len(ranked) <= seats:
        return tuple(ranked), ()
    edge = sums.voices[ranked[seats - 1]]
    if sums.voices[ranked[seats]] < edge:
        return tuple(ranked[:seats]), ()
    above = tuple(position for position in ranked if sums.voices[position] > edge)
    return above, tuple(position for position in ranked if sums.voices[position] == edge)


def _with_a_second(
    elected: tuple[int, ...], sums: Tally, rules: Rules, *, by_lot: bool = False, left_empty: bool = False
) -> Outcome:
    open_seats = rules.seats - len(elected)
    again: tuple[int, ...] = ()
    if rules.first_of_two and open_seats and not left_empty:
        rest = sorted((position for position in sums.voices if position not in elected), key=_by_voices(sums))
        last = sums.voices[rest[min(2 * open_seats, len(rest)) - 1]] if rest else 0
        again = tuple(sorted(position for position in rest if sums.voices[position] >= last))
    if again:
        return Outcome(Verdict.AGAIN, chosen=elected, again=again, seats_left=open_seats, by_lot=by_lot)
    verdict = Verdict.CHOSEN if elected else Verdict.STAYS
    return Outcome(verdict, chosen=elected, seats_left=open_seats, by_lot=by_lot)
