"""What the other rooms show on a cooperative's front page: a title, a sentence, how far, and where it leads.

A room registers a function in its `apps.ready`; the page asks them in their order.
"""

from collections.abc import Callable
from dataclasses import dataclass

from cooperatives.models import Cooperative, SchoolYear
from occe.kit.actors import Actor


@dataclass(frozen=True, slots=True)
class Card:
    """A card of the front page; `done` of `total` stones are laid."""

    title: str
    sentence: str
    done: int
    total: int
    url: str
    link: str


CardFunction = Callable[[Actor, Cooperative, SchoolYear | None], Card | None]
_functions: list[CardFunction] = []


def register_card(function: CardFunction) -> None:
    """Add a card; `function` answers None where there is nothing to show. It costs its own queries."""
    _functions.append(function)


def cards_for(actor: Actor, cooperative: Cooperative, year: SchoolYear | None) -> list[Card]:
    """The cards of this cooperative's front page for the year that it shows."""
    found = (function(actor, cooperative, year) for function in _functions)
    return [card for card in found if card is not None]
