"""Which movement of the bank is which line of the book: proposals, each with its reason, the surest first.

Nothing here reads or writes the database. Each step looks things up by sum or by number, or walks one sorted list, so
two thousand movements take a moment.
"""

import datetime
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from occe.kit.dates import format_day

EARLY = datetime.timedelta(days=5)  # a card that the bank books before the receipt is written
USUAL = datetime.timedelta(days=45)
LONGEST = datetime.timedelta(days=400)  # a cheque lives a year and eight days
AROUND = 5  # of equal sums, so many before and after the day are looked at
RUN = 60  # of so many lines at most one deposit is made
Thing = Any
"""A movement or a book line: it has `pk`, `date`, a signed `amount`, and may have a `cheque_number`."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Movements and book lines that seem to be the same money. `certain` ones are accepted all at once."""

    movements: tuple[Thing, ...]
    lines: tuple[Thing, ...]
    certain: bool
    reason: str

    @property
    def token(self) -> str:
        """What a form sends back: `12,13:45`, movements before the colon."""
        return ":".join(",".join(str(one.pk) for one in side) for side in (self.movements, self.lines))


def propose(movements: Iterable[Thing], lines: Iterable[Thing]) -> list[Proposal]:
    """What may be accepted, the certain ones first; no movement and no line is in two proposals."""
    table = _Table(movements, lines)
    steps: tuple[Callable[[_Table], Iterator[Proposal]], ...] = (
        _cancelled, _by_cheque, _alone, _nearest, _days_deposit, _run_of_lines, _run_of_movements, _replaced,
    )  # fmt: skip
    found = [table.take(proposal) for step in steps for proposal in step(table)]
    return sorted(found, key=lambda proposal: not proposal.certain)


class _Table:
    """What is still free on both sides, by day."""

    def __init__(self, movements: Iterable[Thing], lines: Iterable[Thing]) -> None:
        def by_day(one: Thing) -> tuple:
            return one.date, one.pk

        self.movements = {one.pk: one for one in sorted(movements, key=by_day)}
        self.lines = {one.pk: one for one in sorted(lines, key=by_day)}

    def take(self, proposal: Proposal) -> Proposal:
        for one in proposal.movements:
            del self.movements[one.pk]
        for one in proposal.lines:
            del self.lines[one.pk]
        return proposal


def _grouped(things: Iterable[Thing], key: Callable[[Thing], Any]) -> dict[Any, list[Thing]]:
    groups = defaultdict(list)
    for thing in things:
        groups[key(thing)].append(thing)
    return groups


def _amount(one: Thing) -> Decimal:
    return one.amount


def _day(one: Thing) -> datetime.date:
    return one.date


def _near(movement: Thing, line: Thing, longest: datetime.timedelta) -> bool:
    return -EARLY <= movement.date - line.date <= longest


def _cancelled(table: _Table) -> Iterator[Proposal]:
    """A line and the correction that cancels it: the bank sees neither."""
    by_entry = _grouped(table.lines.values(), lambda line: (line.entry_id, line.amount))
    for line in list(table.lines.values()):
        if line.cancels is None:
            continue
        pair = by_entry.get((line.cancels, -line.amount))
        if pair and line.pk in table.lines and pair[0].pk in table.lines:
            yield Proposal(
                (), (pair[0], line), True, _("Une écriture et sa correction : la banque ne voit ni l’une ni l’autre.")
            )


def _replaced(table: _Table) -> Iterator[Proposal]:
    """A correction of a line that had passed already, and the line that was written in its place."""
    free = _grouped((line for line in table.lines.values() if line.cancels is None), _amount)
    for line in list(table.lines.values()):
        if line.cancels is None or not free.get(-line.amount):
            continue
        other = min(free[-line.amount], key=lambda one: abs(one.number - line.number))
        free[-line.amount].remove(other)
        reason = _("Une correction et ce qui la remplace\u00a0: à la banque, rien ne change.")
        yield Proposal((), (line, other), False, reason)


def _by_cheque(table: _Table) -> Iterator[Proposal]:
    """The same cheque and the same sum."""

    def cheque(one: Thing) -> tuple:
        return one.cheque_number.lstrip("0"), one.amount

    lines = _grouped((line for line in table.lines.values() if line.cheque_number), cheque)
    for key, movements in _grouped((one for one in table.movements.values() if one.cheque_number), cheque).items():
        if len(movements) == len(lines.get(key, ())) == 1:
            reason = _("Le chèque n°\u00a0%(number)s, pour la même somme.") % {"number": lines[key][0].cheque_number}
            yield Proposal((movements[0],), (lines[key][0],), True, reason)


def _alone(table: _Table) -> Iterator[Proposal]:
    """The only line and the only movement of that sum, at days that go together."""
    lines = _grouped(table.lines.values(), _amount)
    for amount, movements in _grouped(table.movements.values(), _amount).items():
        if len(movements) != 1 or len(lines.get(amount, ())) != 1:
            continue
        movement, line = movements[0], lines[amount][0]
        if _near(movement, line, LONGEST) and not _other_cheque(movement, line):
            yield Proposal((movement,), (line,), _near(movement, line, USUAL), _same_sum(movement, line))


def _nearest(table: _Table) -> Iterator[Proposal]:
    """Several of one sum: each with the nearest day, in their order."""
    lines = _grouped(table.lines.values(), _amount)
    for amount, movements in _grouped(table.movements.values(), _amount).items():
        free = lines.get(amount, [])
        for movement in movements:
            place = bisect_left(free, movement.date, key=_day)
            around = free[max(0, place - AROUND) : place + AROUND]
            near = [line for line in around if _near(movement, line, LONGEST) and not _other_cheque(movement, line)]
            if near:
                line = min(near, key=lambda one: abs(movement.date - one.date))
                free.remove(line)
                reason = _("Plusieurs lignes ont cette somme\u00a0: celle-ci est la plus proche.")
                yield Proposal((movement,), (line,), False, reason)


def _other_cheque(movement: Thing, line: Thing) -> bool:
    numbers = [one.cheque_number.lstrip("0") for one in (movement, line)]
    return all(numbers) and numbers[0] != numbers[1]


def _same_sum(movement: Thing, line: Thing) -> str:
    days = (movement.date - line.date).days
    if days == 0:
        return _("La même somme, le même jour.")
    if days < 0:
        return _("La même somme, la banque un peu plus tôt.")
    return ngettext(
        "La même somme, un jour après.", "La même somme, %(count)s jours après.", days
    ) % {"count": days}  # fmt: skip


def _days_deposit(table: _Table) -> Iterator[Proposal]:
    """All that the book says of one day is one movement: a deposit of several slips."""
    sums = defaultdict(list)
    for (day, _way), lines in _grouped(table.lines.values(), lambda line: (line.date, line.amount > 0)).items():
        if 2 <= len(lines) <= RUN:
            sums[sum(line.amount for line in lines)].append((day, tuple(lines)))
    for movement in list(table.movements.values()):
        near = [(day, lines) for day, lines in sums.get(movement.amount, ()) if _near(movement, lines[0], USUAL)]
        if len(near) == 1 and all(line.pk in table.lines for line in near[0][1]):
            day, lines = near[0]
            reason = _("La somme des %(count)s lignes du %(day)s.") % {"count": len(lines), "day": format_day(day)}
            yield Proposal((movement,), lines, movement.amount > 0, reason)


def _run_of_lines(table: _Table) -> Iterator[Proposal]:
    """Some lines in a row add up to one movement."""
    ways = _by_way(table.lines)
    for movement in list(table.movements.values()):
        if run := _run(movement, ways[movement.amount > 0], movement.date - USUAL, movement.date + EARLY):
            reason = _("La somme de %(count)s lignes qui se suivent.") % {"count": len(run)}
            yield Proposal((movement,), run, False, reason)
            ways = _by_way(table.lines)


def _run_of_movements(table: _Table) -> Iterator[Proposal]:
    """Some movements in a row add up to one line."""
    ways = _by_way(table.movements)
    for line in list(table.lines.values()):
        if run := _run(line, ways[line.amount > 0], line.date - EARLY, line.date + USUAL):
            reason = _("La somme de %(count)s lignes de la banque qui se suivent.") % {"count": len(run)}
            yield Proposal(run, (line,), False, reason)
            ways = _by_way(table.movements)


def _by_way(side: dict[int, Thing]) -> dict[bool, list[Thing]]:
    """What comes in and what goes out, each by day."""
    return {way: [one for one in side.values() if (one.amount > 0) == way] for way in (True, False)}


def _run(wanted: Thing, things: Sequence[Thing], first: datetime.date, last: datetime.date) -> tuple[Thing, ...]:
    """Two things or more, in a row and within these days, whose sum is that of `wanted`; () when there are none."""
    start = bisect_left(things, first, key=_day)
    end = bisect_right(things, last, key=_day)
    left, total = start, Decimal(0)
    for right in range(start, end):
        total += things[right].amount
        while left < right and abs(total) > abs(wanted.amount):
            total -= things[left].amount
            left += 1
        if total == wanted.amount and 2 <= right - left + 1 <= RUN:
            return tuple(things[left : right + 1])
    return ()
