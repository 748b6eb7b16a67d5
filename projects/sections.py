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

    from projects.models import Project


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page: its heading, its template, and what the template shows (as `it`).

    The template also gets `project`, `cooperative` (in whose room one reads), `leads` (whether acts are offered) and
    `csrf_token`. `action` is one link beside the heading, for who leads the project, to `page`: the name of an address
    whose arguments are `id` (the cooperative in whose room one reads, not always the project's) and `project_id`.
    """

    title: "StrOrPromise"
    template: str
    context: dict[str, Any] = field(default_factory=dict)
    action: "StrOrPromise" = ""
    page: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class NextAct:
    """The next useful thing to do with a project: a verb and its object, and a page (as in `Section`).

    `query` is what its address ends with, "" or from the question mark on.
    """

    words: "StrOrPromise"
    page: str
    icon: str = "next"
    query: str = ""


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


def sections_of(project: "Project", actor: Actor) -> list[Section]:
    """The parts of a project's page for this actor, in their order, each with its key."""
    found = []
    for key, (_order, function) in sorted(_sections.items(), key=lambda row: row[1][0]):
        section = function(project, actor)
        if section is not None:
            found.append(replace(section, key=key))
    return found


def next_acts_of(project: "Project", actor: Actor) -> list[NextAct]:
    """What is useful next, the most useful first; at most three."""
    acts = (function(project, actor) for _order, function in _acts)
    return [act for act in acts if act is not None][:3]


def register_pupil_door(function: DoorFunction) -> None:
    """Add a door to the pupils' page of a project."""
    _doors.append(function)


def pupil_doors_of(project: "Project", actor: PupilActor) -> list[Door]:
    """What a pupil can do in this project, in the doors' order."""
    found = [door for function in _doors if (door := function(project, actor)) is not None]
    return sorted(found, key=lambda door: door.order)
