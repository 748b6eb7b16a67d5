"""Who may do what with the projects of a cooperative.

What leads to a person is loaded through `run_by` (the adults who lead a class that takes part) or `of_class` (a pupil
of it); staff of the association read projects, and see neither who is on a picture nor what a family answered.
"""

from cooperatives.models import Cooperative
from members.permissions_pupils import can_see_roster
from occe.kit.actors import Actor, Adult, PupilActor
from projects.models import Project


def can_read_projects(actor: Actor, cooperative: Cooperative) -> bool:
    """Adults of the cooperative, and the association's staff."""
    return isinstance(actor, Adult)


def can_propose_projects(actor: Actor, cooperative: Cooperative) -> bool:
    """Write down an idea of a project: whoever leads a class of the cooperative."""
    return can_see_roster(actor, cooperative)


def can_lead_project(actor: Actor, subject: object) -> bool:
    """Do anything with what is of a project that one leads.

    `run_by`, through which the subject was loaded, has asked whose project it is; here only the kind of actor is left.
    """
    return isinstance(actor, Adult)


def can_write_in_project(actor: Actor, subject: object) -> bool:
    """Take a task, write in the journal: a pupil of a class that takes part (`of_class` has asked that)."""
    return isinstance(actor, PupilActor)


def leads(actor: Actor, project: Project) -> bool:
    """Whether an adult leads this project. One query."""
    return Project.objects.run_by(actor).filter(pk=project.pk).exists()
