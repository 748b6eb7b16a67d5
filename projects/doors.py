"""What the pupils' pages show of projects: the home's door, and the doors of one project."""

from django.urls import reverse
from django.utils.translation import gettext as _

from members.pupil_doors import Door
from occe.kit.actors import PupilActor
from projects.models import Project


def our_projects(actor: PupilActor) -> Door:
    """« Nos projets », on the home."""
    return Door(_("Nos projets"), reverse("projects:pupil-projects"), "map", order=30)


def the_board(project: Project, actor: PupilActor) -> Door | None:
    """« Qui fait quoi », once the council has decided the project."""
    if project.state == Project.State.IDEA:
        return None
    address = reverse("projects:pupil-tasks", kwargs={"project_id": project.public_id})
    return Door(_("Qui fait quoi"), address, "clip", order=10)


def to_the_box(project: Project, actor: PupilActor) -> Door | None:
    """An idea goes to the council by a petit mot in its box."""
    if project.state != Project.State.IDEA:
        return None
    return Door(_("En parler au conseil"), reverse("councils:pupil-slip-new", args=["idea"]), "council", order=10)
