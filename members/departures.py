"""What else has to forget a child who leaves: rooms above register a function in their `apps.ready`.

The function runs inside the departure's transaction and erases or blanks what the room keeps of that child's own words
(a petit mot, the text of a claim). Rows that count stay.
"""

from collections.abc import Callable

from members.models import Pupil

Forget = Callable[[Pupil], None]
_functions: list[Forget] = []


def register_departure(function: Forget) -> None:
    """Have `function(pupil)` called when a pupil leaves, before the name is emptied."""
    _functions.append(function)


def forget_elsewhere(pupil: Pupil) -> None:
    """Let every room forget this child."""
    for function in _functions:
        function(pupil)
