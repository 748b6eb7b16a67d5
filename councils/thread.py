"""The thread of a decision: what came before it and what followed, told in order. Rooms above add what they know.

`register_events(function)` in a room's `apps.ready`: `function(decision, actor) -> list[Event]`. Each function asks
what this actor may see (an `Anonymous` one reads a published project: no name, no label, nothing of who did it) and
costs a fixed number of queries.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from councils.models import Decision
from occe.kit.actors import Actor

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PROPOSED, SPOKEN_OF, VOTED, DECIDED, SIGNED, BEGUN, MONEY, TOLD = range(10, 90, 10)
"""Ranks: what comes first on one day."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, or (`is_to_come`) is to happen: a few words that a child and an adult both read.

    `words` are what somebody said, quoted when `is_said`; `note` what else is worth knowing.
    `amount` is in euros, with the way they went (`goes`: "in", "out", "still" when they only change place; "" for a sum
    not to exceed). `url` leads on, for those who may go there. `about` is the project (its public id) that it
    tells of, if it tells of one: another project of the same decision has its own public page.
    """

    on: date
    title: "StrOrPromise"
    rank: int = TOLD
    icon: str = "sprout"
    words: "StrOrPromise" = ""
    note: "StrOrPromise" = ""
    is_said: bool = False
    amount: Decimal | None = None
    goes: str = ""
    url: str = ""
    is_to_come: bool = False
    about: UUID | None = None


EventsFunction = Callable[[Decision, Actor], list[Event]]
_functions: list[EventsFunction] = []


def register_events(function: EventsFunction) -> None:
    """Add what a room knows of a decision to its thread."""
    _functions.append(function)


def events_elsewhere(decision: Decision, actor: Actor) -> list[Event]:
    """What the rooms above tell this actor."""
    return [event for function in _functions for event in function(decision, actor)]


def untold(events: list[Event]) -> list[str]:
    """What this story does not tell, said honestly: how the idea came, the vote; what has not followed yet."""
    told = {event.rank for event in events if not event.is_to_come}
    said = []
    if not told & {PROPOSED, SPOKEN_OF}:
        said.append(_("D’où vient l’idée ? Ce n’est pas écrit."))
    if VOTED not in told:
        said.append(_("On n’a pas compté les voix."))
    if not any(BEGUN <= rank < TOLD for rank in told):
        said.append(_("Ni projet ni dépense pour l’instant."))
    if TOLD not in told:
        said.append(_("Personne n’a encore raconté la suite."))
    return said
