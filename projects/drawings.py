"""The drawing of a project, where its story shows no cover; on a class's tablet no two projects wear the same."""

from collections.abc import Iterable

from occe.kit.actors import PupilActor
from occe.kit.drawing.projects import SCENES
from projects.models import Project

DRAWINGS: dict[str, str] = {"social_life": "social"}


def drawing_of(project: Project) -> str:
    """The name of a project's drawing: what its class chose, else that of its kind."""
    name = project.picture or project.kind
    name = DRAWINGS.get(name, name)
    return name if name in SCENES else "other"


def drawings_for(actor: PupilActor) -> dict[int, str]:
    """The drawing of each project of a pupil's class, by the project's key: who cannot read knows it by that.

    The older project keeps its own; a younger one that would wear the same takes the next that is free, on every page
    of the tablet. One query.
    """
    worn: dict[int, str] = {}
    for project in Project.objects.of_class(actor).only("kind", "picture").order_by("pk"):
        name = drawing_of(project)
        if name in worn.values():
            name = next((free for free in SCENES if free not in worn.values()), name)
        worn[project.pk] = name
    return worn


def with_drawings(projects: Iterable[Project], actor: PupilActor) -> list[Project]:
    """The projects, each with its drawing as `drawn`."""
    shown, worn = list(projects), drawings_for(actor)
    for project in shown:
        project.drawn = worn.get(project.pk, drawing_of(project))  # type: ignore[attr-defined]
    return shown
