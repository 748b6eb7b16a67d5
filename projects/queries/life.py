"""What the page of a project says of its life: the story of its states, its days, its classes."""

from django.utils.translation import gettext as _

from cooperatives.models import Classroom
from occe.kit.actors import Actor
from projects.models import Project, ProjectDate, ProjectStep
from projects.sections import Section


def steps_of(project: Project) -> list[ProjectStep]:
    """The story of the states, oldest first, with who wrote each. One query."""
    return list(project.steps.select_related("by_user"))


def dates_of(project: Project) -> list[ProjectDate]:
    """The days of the plan, in order. One query."""
    return list(project.dates.all())


def classes_taking_part(project: Project) -> list[Classroom]:
    """The classes that take part, with their cooperatives; none: the whole school. One query."""
    return list(project.classrooms.select_related("cooperative__school").order_by("cooperative_id", "name"))


def path_section(project: Project, actor: Actor) -> Section:
    """The story of the states, and the decision that it began with. One query."""
    context = {"steps": steps_of(project), "decision": project.decision, "room": project.cooperative}
    return Section(_("Le chemin du projet"), "projects/sections/_path.html", context)
