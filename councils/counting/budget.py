"""Sharing a sum: the most marked first, then what still fits."""

from collections.abc import Sequence
from decimal import Decimal

from .papers import Choice, Outcome, Rules, Tally, Verdict
from .ties import drawn


def decide(choices: Sequence[Choice], sums: Tally, rules: Rules) -> Outcome:
    """What is taken out of the sum, in the order of the marks; what nobody marked never is.

    Choices with as many marks are taken together if the money is enough for all of those that still fit. If it is not,
    the lot says which come first; otherwise none of them is taken and the sharing stops: one votes again between them,
    or what is left stays in the purse.
    """
    assert rules.budget is not None
    cost = {choice.position: choice.cost or Decimal(0) for choice in choices}
    left, taken, by_lot = rules.budget, [], False
    for voices in sorted({v for v in sums.voices.values() if v}, reverse=True):
        equal = [p for p in sorted(sums.voices) if sums.voices[p] == voices and cost[p] <= left]
        if sum(cost[p] for p in equal) > left:
            if rules.tie != "lot":
                return _stopped(taken, left, equal, rules)
            by_lot, equal = True, list(drawn(tuple(equal), rules))
        for position in equal:
            if cost[position] <= left:
                taken.append(position)
                left -= cost[position]
    verdict = Verdict.CHOSEN if taken else Verdict.STAYS
    return Outcome(verdict, chosen=tuple(taken), by_lot=by_lot, money_left=left)


def _stopped(taken: list[int], left: Decimal, equal: list[int], rules: Rules) -> Outcome:
    if rules.tie == "again":
        return Outcome(Verdict.AGAIN, chosen=tuple(taken), again=tuple(equal), money_left=left)
    return Outcome(Verdict.CHOSEN if taken else Verdict.STAYS, chosen=tuple(taken), money_left=left)
