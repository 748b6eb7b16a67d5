"""The rules, one function a way of deciding."""

from collections.abc import Callable, Iterable, Sequence

from . import budget, election, judgment
from .papers import Choice, Marks, Outcome, Rules, Tally, Verdict, tally
from .ties import Tied, reaches, settle


def count(way: str, choices: Sequence[Choice], papers: Iterable[Marks], rules: Rules) -> Outcome:
    """What these papers decide, by the rules told before."""
    return decide(way, choices, tally(way, choices, papers), rules)


def decide(way: str, choices: Sequence[Choice], sums: Tally, rules: Rules) -> Outcome:
    """What these sums decide."""
    return WAYS[way](choices, sums, rules)


def one_voice(choices: Sequence[Choice], sums: Tally, rules: Rules) -> Outcome:
    """Each one names one choice. With "for" and "against" a tie, or too few voices, changes nothing.

    Half and half is a tie; where nothing has enough voices without a tie, one may vote again between the two best.
    """
    favourable = next((choice.position for choice in choices if choice.side == "for"), None)
    best = _best(sums)
    if not best:
        return Outcome(Verdict.STAYS)
    top, given = sums.voices[best[0]], sum(sums.voices.values())
    tied = len(best) > 1 and (rules.threshold == "most" or (rules.threshold == "half" and 2 * top == given))
    if tied:
        return _unless_against(settle(Tied(best), rules), favourable)
    if len(best) == 1 and reaches(top, given, rules.threshold):
        return _unless_against(Outcome(Verdict.CHOSEN, chosen=best), favourable)
    return Outcome(Verdict.STAYS, again=() if favourable else _two_best(sums))


def _unless_against(found: Outcome, favourable: int | None) -> Outcome:
    """A proposal that more are against than for changes nothing."""
    if favourable is None or found.verdict != Verdict.CHOSEN or found.chosen == (favourable,):
        return found
    return Outcome(Verdict.STAYS, by_lot=found.by_lot)


def approval(choices: Sequence[Choice], sums: Tally, rules: Rules) -> Outcome:
    """Each one marks all that pleases; the most marks are chosen, if enough of those who choose have marked it."""
    best = _best(sums)
    if not best or not reaches(sums.voices[best[0]], sums.choosing, rules.threshold):
        return Outcome(Verdict.STAYS)
    return Outcome(Verdict.CHOSEN, chosen=best) if len(best) == 1 else settle(Tied(best), rules)


def _best(sums: Tally) -> tuple[int, ...]:
    """Those with the most voices; none where nobody chose."""
    top = max(sums.voices.values(), default=0)
    return tuple(sorted(position for position, voices in sums.voices.items() if voices == top)) if top else ()


def _two_best(sums: Tally) -> tuple[int, ...]:
    """The two with the most voices, and who has as many as the second."""
    second = sorted(sums.voices.values(), reverse=True)[1]
    return tuple(sorted(position for position, voices in sums.voices.items() if voices >= max(second, 1)))


WAYS: dict[str, Callable[[Sequence[Choice], Tally, Rules], Outcome]] = {
    "hands": one_voice,
    "secret": one_voice,
    "approval": approval,
    "judgment": judgment.decide,
    "election": election.decide,
    "budget": budget.decide,
}
