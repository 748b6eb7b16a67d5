"""The drawing of a project, where its story shows no cover."""

from occe.kit.drawing.projects import SCENES
from projects.models import Project

DRAWINGS: dict[str, str] = {"social_life": "social"}


def drawing_of(project: Project) -> str:
    """The name of a project's drawing: what its class chose, else that of its kind."""
    name = project.picture or project.kind
    name = DRAWINGS.get(name, name)
    return name if name in SCENES else "other"
