"""What a decision may start, one tap away: rooms above add theirs in their `apps.ready`.

`register_offshoot(key, title, function)`: `function(decision, actor) -> str`, the address of a form that opens with the
decision chosen, or "" when this actor may not or there is nothing to start. What was started then shows its decision.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from councils.models import Decision
from occe.kit.actors import Actor

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Address = Callable[[Decision, Actor], str]


@dataclass(frozen=True, slots=True)
class Offshoot:
    """One thing that a decision may start: its words, its icon, and where its form is."""

    key: str
    title: "StrOrPromise"
    url: str
    icon: str = "plus"


_offshoots: list[tuple[str, "StrOrPromise", str, Address]] = []


def register_offshoot(key: str, title: "StrOrPromise", address: Address, *, icon: str = "plus") -> None:
    """Add something that a decision may start."""
    _offshoots.append((key, title, icon, address))


def offshoots_of(decision: Decision, actor: Actor) -> list[Offshoot]:
    """What this actor may start from the decision, in the order of the rooms."""
    return [
        Offshoot(key, title, url, icon) for key, title, icon, address in _offshoots if (url := address(decision, actor))
    ]
