"""From the tables of a ballot to what `councils.counting` counts, and from an outcome to what the ballot keeps."""

from collections.abc import Iterable, Sequence
from typing import Any

from councils.counting import Choice, Outcome, Rules, Tally, tally
from councils.models import Ballot, BallotOption, HandCount

HEARD = (Ballot.Way.CONSENSUS, Ballot.Way.CONSENT)
"""Ways without a count: one listens."""
FEW = 5
"""With so few voters, arithmetic tells who voted what."""


def choices_of(options: Iterable[BallotOption]) -> list[Choice]:
    return [Choice(option.position, option.side, option.cost) for option in options]


def rules_of(ballot: Ballot, lot: Sequence[int] = ()) -> Rules:
    """What was told before the vote; `lot` is the order in which positions were drawn."""
    return Rules(
        threshold=ballot.threshold,
        tie=ballot.tie,
        seats=ballot.seats,
        first_of_two=ballot.rounds == 2 and ballot.round == 1,
        budget=ballot.budget,
        lot=tuple(lot),
    )


def marks_of(stored: dict[str, int]) -> dict[int, int]:
    """A stored paper as it is counted: JSON knows no keys but text."""
    return {int(position): mark for position, mark in stored.items()}


def sums_of(ballot: Ballot, options: Iterable[BallotOption]) -> Tally | None:
    """The sums of this ballot as they stand: of the papers in the box, or of the hand counts that agree.

    None while nothing is counted yet, where one only listens, or once the papers are erased.
    """
    if ballot.collected == Ballot.Collected.TABLET:
        papers = [marks_of(stored) for stored in ballot.papers.values_list("marks", flat=True)]
        return tally(ballot.way, choices_of(options), papers) if papers else None
    counts = list(ballot.hand_counts.all()) if ballot.is_counted else []
    told = [sums_of_count(ballot, count) for count in counts]
    if not told or len(told) < counters_of(ballot) or any(one != told[0] for one in told):
        return None
    return told[0]


def counters_of(ballot: Ballot) -> int:
    """How many count: two look at raised hands, one reads papers that stay to be read again."""
    return 2 if ballot.collected == Ballot.Collected.HANDS else 1


def sums_of_count(ballot: Ballot, count: HandCount) -> Tally:
    """What one counter counted."""
    if ballot.way == Ballot.Way.JUDGMENT:
        return sums_by_hand(ballot, {int(key): tuple(row) for key, row in count.counts.items()}, count.blank)
    return sums_by_hand(ballot, marks_of(count.counts), count.blank)


def sums_by_hand(ballot: Ballot, counts: dict[int, Any], blank: int) -> Tally:
    """Sums from figures by position (five of them with faces), and who chose nothing: all who are there."""
    if ballot.way == Ballot.Way.JUDGMENT:
        return Tally(ballot.voters or 0, blank, {}, counts)
    return Tally(ballot.voters or 0, blank, counts)


def kept(ballot: Ballot, outcome: Outcome, sums: Tally) -> dict[str, Any]:
    """What the ballot keeps of its outcome. Of an election: who is elected, who stands again, and no figure."""
    told: dict[str, Any] = {
        "verdict": outcome.verdict.value,
        "chosen": list(outcome.chosen),
        "again": list(outcome.again),
        "seats_left": outcome.seats_left,
    }
    if ballot.is_election:
        return told
    told |= {"papers": sums.papers, "blank": sums.blank, "by_lot": outcome.by_lot}
    if sums.faces:
        return told | {"faces": {str(position): list(row) for position, row in sums.faces.items()}}
    told["voices"] = {str(position): voices for position, voices in sums.voices.items()}
    if outcome.money_left is not None:
        told["money_left"] = str(outcome.money_left)
    return told


def is_unanimous(ballot: Ballot, sums: Tally) -> bool:
    """Whether everybody voted the same, so that everybody knows how everybody voted."""
    if not sums.papers:
        return False
    if sums.blank:
        return sums.blank == sums.papers
    if ballot.way == Ballot.Way.JUDGMENT:
        return all(max(row) == sums.papers for row in sums.faces.values())
    return all(voices in (0, sums.papers) for voices in sums.voices.values())
