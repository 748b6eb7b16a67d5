"""What a decision may start, one tap away: rooms above add theirs in their `apps.ready`.

`register_offshoot(key, title, function)`: `function(decision, actor) -> str`, the address of a form that opens with the
decision chosen, or "" when this actor may not or there is nothing to start. What was started then shows its decision.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from councils.models import Council, Decision
from members.permissions_pupils import can_lead_class
from occe.kit.actors import Actor, Adult

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


_offshoots: list[tuple[int, str, "StrOrPromise", str, Address]] = []


def register_offshoot(
    key: str, title: "StrOrPromise", address: Address, *, icon: str = "plus", order: int = 50
) -> None:
    """Add something that a decision may start; the lower `order` comes first."""
    _offshoots.append((order, key, title, icon, address))
    _offshoots.sort(key=lambda row: row[0])


def offshoots_of(decision: Decision, actor: Actor) -> list[Offshoot]:
    """What this actor may start from the decision, in their order."""
    return [
        Offshoot(key, title, url, icon)
        for _order, key, title, icon, address in _offshoots
        if (url := address(decision, actor))
    ]


def job_address(decision: Decision, actor: Actor) -> str:
    """The form of a job that the decision gives its class, for who holds the council and leads the class."""
    council = decision.council
    if council.classroom is None or not isinstance(actor, Adult) or not can_lead_class(actor, council.classroom):
        return ""
    if not Council.objects.run_by(actor).filter(pk=council.pk).exists():
        return ""
    place = {"id": council.cooperative.public_id, "decision_id": decision.public_id}
    return reverse("councils:decision-job", kwargs=place)
