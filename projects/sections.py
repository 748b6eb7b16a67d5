"""The adult's page of a project is made of sections, and its one main button of next acts: each subject of the room
registers its own in `apps.ready`.

- `register_section(key, function, order)`: `function(project, actor) -> Section | None`, None when there is nothing to
  show to this actor;
- `register_next_act(function, order)`: `function(project, actor) -> NextAct | None`, the next useful thing to do for
  who leads the project; the first that answers is the main button, the others are named beside it.
- `register_pupil_door(function)`: `function(project, actor) -> Door | None`, what a pupil can do in this project.

Every function costs its own queries at each view of the page: keep them to one or two, whatever the number of rows.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from members.pupil_doors import Door
from occe.kit.actors import Actor, PupilActor

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from cooperatives.models import Cooperative
    from projects.models import Project


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page: its heading, its template, and what the template shows (as `it`).

    The template also gets `project`, `cooperative` (in whose room one reads), `leads` (whether acts are offered) and
    `csrf_token`. `url` and `action` are one link beside the heading, for who leads the project: the address in the room
    of the project's own cooperative; who reads in the room of an invited class gets it there, or not at all when it is
    `by_host`: the own cooperative's alone to do.
    """

    title: "StrOrPromise"
    template: str
    context: dict[str, Any] = field(default_factory=dict)
    action: "StrOrPromise" = ""
    url: str = ""
    key: str = ""
    by_host: bool = False


@dataclass(frozen=True, slots=True)
class NextAct:
    """The next useful thing to do with a project: a verb and its object, and an address (as in `Section`)."""

    words: "StrOrPromise"
    url: str
    icon: str = "next"
    by_host: bool = False


SectionFunction = Callable[["Project", Actor], Section | None]
ActFunction = Callable[["Project", Actor], NextAct | None]
DoorFunction = Callable[["Project", PupilActor], Door | None]
_sections: dict[str, tuple[int, SectionFunction]] = {}
_acts: list[tuple[int, ActFunction]] = []
_doors: list[DoorFunction] = []


def register_section(key: str, function: SectionFunction, order: int = 50) -> None:
    """Add a part to the page of a project; the lower `order` comes first. The key is also its place on the page."""
    _sections[key] = (order, function)


def register_next_act(function: ActFunction, order: int = 50) -> None:
    """Add something that may be next; the lower `order` is asked first."""
    _acts.append((order, function))
    _acts.sort(key=lambda row: row[0])


def sections_of(project: "Project", actor: Actor, room: "Cooperative") -> list[Section]:
    """The parts of a project's page for this actor, in their order, each with its key; addresses are of the `room`."""
    found = []
    for key, (_order, function) in sorted(_sections.items(), key=lambda row: row[1][0]):
        section = function(project, actor)
        if section is not None:
            url = "" if section.by_host and room.pk != project.cooperative_id else section.url
            found.append(replace(section, key=key, url=_in_room(url, project, room)))
    return found


def next_acts_of(project: "Project", actor: Actor, room: "Cooperative") -> list[NextAct]:
    """What is useful next, the most useful first; at most three. Addresses are of the `room`."""
    acts = [act for _order, function in _acts if (act := function(project, actor)) is not None]
    if room.pk != project.cooperative_id:
        acts = [act for act in acts if not act.by_host]
    return [replace(act, url=_in_room(act.url, project, room)) for act in acts[:3]]


def _in_room(url: str, project: "Project", room: "Cooperative") -> str:
    return url.replace(f"/{project.cooperative.public_id}/", f"/{room.public_id}/")


def register_pupil_door(function: DoorFunction) -> None:
    """Add a door to the pupils' page of a project."""
    _doors.append(function)


def pupil_doors_of(project: "Project", actor: PupilActor) -> list[Door]:
    """What a pupil can do in this project, in the doors' order."""
    found = [door for function in _doors if (door := function(project, actor)) is not None]
    return sorted(found, key=lambda door: door.order)
