"""Whether a paper, or sums that were counted by hand, are what the way asks for."""

from collections.abc import Sequence
from decimal import Decimal

from .papers import FACES, Choice, Marks, Rules, Tally


def misfit(way: str, choices: Sequence[Choice], marks: Marks, rules: Rules) -> str:
    """Why a paper cannot be taken: "unknown", "too_many", "incomplete", "too_dear"; "" when it can.

    A paper without a mark chooses nothing, and is always taken.
    """
    by_position = {choice.position: choice for choice in choices}
    highest = FACES - 1 if way == "judgment" else 1
    lowest = 0 if way == "judgment" else 1
    if any(position not in by_position or not lowest <= mark <= highest for position, mark in marks.items()):
        return "unknown"
    if (way in ("hands", "secret") and len(marks) > 1) or (way == "election" and len(marks) > rules.seats):
        return "too_many"
    if way == "judgment" and marks and len(marks) < len(choices):
        return "incomplete"
    if way == "budget" and sum((by_position[p].cost or Decimal(0) for p in marks), Decimal(0)) > (rules.budget or 0):
        return "too_dear"
    return ""


def misfit_of_sums(way: str, sums: Tally, voters: int, rules: Rules) -> int:
    """How many voices are missing (more than 0) or too many (less than 0) to make up those who are there; 0 if right.

    Where one may mark several choices only the limits can be told: no choice has more voices than there are people.
    """
    if sums.blank > voters:
        return voters - sums.blank
    choosing = voters - sums.blank
    if way == "judgment":
        return next((gap for row in sums.faces.values() if (gap := choosing - sum(row))), 0)
    total = sum(sums.voices.values())
    if way in ("hands", "secret") or (way == "election" and rules.seats == 1):
        return choosing - total
    most = max(sums.voices.values(), default=0)
    if most > choosing:
        return choosing - most
    if way == "election" and total > rules.seats * choosing:
        return rules.seats * choosing - total
    return max(choosing - total, 0)
