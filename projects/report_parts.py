"""What other rooms know for the activity report: events with money, later trainings and loans.

A room registers a function in its `apps.ready`; the report shows its lines under its title, and freezes them when sent.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from cooperatives.models import Cooperative, SchoolYear

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class PartLine:
    """One line: what it was, and its day if it has one. It names nobody."""

    words: str
    on: date | None = None


PartFunction = Callable[[Cooperative, SchoolYear], Iterable[PartLine]]
_parts: dict[str, tuple["StrOrPromise", PartFunction]] = {}


def register_report_part(key: str, title: "StrOrPromise", function: PartFunction) -> None:
    """Add a part to every activity report; `key` names it in the structured data."""
    _parts[key] = (title, function)


def parts_of(cooperative: Cooperative, year: SchoolYear) -> dict[str, list[dict]]:
    """The lines of each part that has some, fit to be frozen."""
    found = {key: list(function(cooperative, year)) for key, (_title, function) in _parts.items()}
    return {
        key: [{"on": line.on.isoformat() if line.on else None, "words": line.words} for line in lines]
        for key, lines in found.items()
        if lines
    }


def part_title(key: str) -> str:
    """The title of a part; its key, where its room has gone."""
    return str(_parts[key][0]) if key in _parts else key
