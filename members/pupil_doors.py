"""What a pupil can do, and what waits for a pupil: rooms above register it in their `apps.ready`.

- `register_door(function)`: `function(actor) -> Door | None`, a door of the home page, None when it is closed;
- `register_doors(function)`: `function(actor) -> list[Door]`, several doors of the home at once;
- `register_plate_door(function)`: the same for a door of its plate alone, which the home does not ask for;
- `register_wait(function)`: `function(actor) -> Wait | None`, one thing that waits for this pupil, None when none does;
- `register_today(kind, function)`: `function(actor) -> list[Today]`, what a job has to do today, on that job's page;
- `register_gathering(function)`: `function(session, pupil_id) -> Gathering | None`, what the whole class does now, one
  child after the other: the board says it, and a tap on one's picture leads straight there (`pupil_id`: unless that
  child has done it).

Every function is called at each view of the page and costs its own queries: keep them to one.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from occe.kit.actors import PupilActor

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from members.models import ClassSession
    from members.queries_pupils import Face


@dataclass(frozen=True, slots=True)
class Door:
    """Something that a pupil can do: a few words, a picture, a page. The lower `order` comes first.

    `picture` is the name of an icon (`occe/kit/drawing/icons.py`), of a category picture with `category:` before it, or
    of the drawing of a project with `project:` before it.
    `plate` is the plate of the council in pictures (`members/plates.py`) that leads there too.
    """

    title: "StrOrPromise"
    url: str
    picture: str
    order: int = 50
    plate: int = 0


@dataclass(frozen=True, slots=True)
class Wait:
    """Something that waits for this pupil: a sentence of eight words at most, and its page."""

    sentence: "StrOrPromise"
    url: str
    picture: str = "hand"


@dataclass(frozen=True, slots=True)
class Today:
    """One thing to do today for a job; without an address it is done in the class, not here."""

    sentence: "StrOrPromise"
    url: str = ""


@dataclass(frozen=True, slots=True)
class Gathering:
    """What the class does now, one child after the other: the template of its part of the board, what that shows, and
    the page (its address under `pupil/`) of which each child has a turn.

    `only` are the pupils who take part (None: the whole class); `visitors` those of them who are of other classes, and
    have a turn of this page, and of no other, at the shared tablet of this class.
    """

    template: str
    url: str
    context: dict[str, Any] = field(default_factory=dict)
    only: frozenset[int] | None = None
    visitors: "tuple[Face, ...]" = ()

    def is_for(self, pupil_id: int) -> bool:
        """Whether a pupil takes part."""
        return self.only is None or pupil_id in self.only


DoorFunction = Callable[[PupilActor], Door | None]
DoorsFunction = Callable[[PupilActor], list[Door]]
WaitFunction = Callable[[PupilActor], Wait | None]
TodayFunction = Callable[[PupilActor], list[Today]]
GatheringFunction = Callable[["ClassSession", int | None], Gathering | None]
_doors: list[DoorFunction] = []
_many_doors: list[DoorsFunction] = []
_plate_doors: list[DoorFunction] = []
_waits: list[WaitFunction] = []
_todays: dict[str, list[TodayFunction]] = {}
_gatherings: list[GatheringFunction] = []


def register_door(function: DoorFunction) -> None:
    """Add a door to the pupils' home."""
    _doors.append(function)


def register_doors(function: DoorsFunction) -> None:
    """Add doors to the pupils' home, as many as the function gives."""
    _many_doors.append(function)


def register_plate_door(function: DoorFunction) -> None:
    """Add a door that stands on its plate alone: the home does not ask for it."""
    _plate_doors.append(function)


def register_wait(function: WaitFunction) -> None:
    """Add something that may wait for a pupil."""
    _waits.append(function)


def register_today(kind: str, function: TodayFunction) -> None:
    """Add what a job (`ClassJob.Kind`) may have to do today."""
    _todays.setdefault(kind, []).append(function)


def register_gathering(function: GatheringFunction) -> None:
    """Add something that a whole class may do together."""
    _gatherings.append(function)


def doors_for(actor: PupilActor) -> list[Door]:
    """The doors that are open to this pupil now, in their order."""
    many = [door for function in _many_doors for door in function(actor)]
    return sorted([*_open(_doors, actor), *many], key=lambda door: door.order)


def doors_on(plate: int, actor: PupilActor) -> list[Door]:
    """The doors of a plate that are open to this class now, in their order."""
    return [door for door in _open([*_doors, *_plate_doors], actor) if door.plate == plate]


def _open(functions: list[DoorFunction], actor: PupilActor) -> list[Door]:
    found = [door for function in functions if (door := function(actor)) is not None]
    return sorted(found, key=lambda door: door.order)


def waits_for(actor: PupilActor) -> list[Wait]:
    """What waits for this pupil now."""
    return [wait for function in _waits if (wait := function(actor)) is not None]


def todays_for(kind: str, actor: PupilActor) -> list[Today]:
    """What the rooms say that this job has to do today."""
    return [today for function in _todays.get(kind, []) for today in function(actor)]


def gathering_of(session: "ClassSession", pupil_id: int | None = None) -> Gathering | None:
    """What the class does now, one child after the other; None at any other time, and for a child who has done it."""
    return next((found for function in _gatherings if (found := function(session, pupil_id)) is not None), None)
