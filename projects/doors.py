"""What the pupils' pages show of projects: on the home a card for each one that is going on, and « Nos projets »; on a
project's own page what one can do in it."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from councils.queries.box import council_of
from members.pupil_doors import Door
from occe.kit.actors import PupilActor
from projects.drawings import drawings_for
from projects.models import Project

MOST_CARDS = 3
"""Of projects on the home; the others stand behind « Nos projets »."""


def our_projects(actor: PupilActor) -> Door | None:
    """« Nos projets », on the home."""
    return Door(_("Nos projets"), reverse("projects:pupil-projects"), "map", order=30)


def project_cards(actor: PupilActor) -> list[Door]:
    """One card a project that is going on, the newest first, right after what happens today. Two queries."""
    going_on = [Project.State.DECIDED, Project.State.RUNNING, Project.State.FINISHED]
    projects = list(Project.objects.of_class(actor).filter(state__in=going_on).order_by("-pk")[:MOST_CARDS])
    if not projects:
        return []
    drawings = drawings_for(actor)
    return [
        Door(one.title, reverse("projects:pupil-project", args=[one.public_id]), f"project:{drawings[one.pk]}", order=4)
        for one in projects
    ]


def the_board(project: Project, actor: PupilActor) -> Door | None:
    """« Qui fait quoi », once the council has decided the project."""
    if project.state == Project.State.IDEA:
        return None
    address = reverse("projects:pupil-tasks", kwargs={"project_id": project.public_id})
    return Door(_("Qui fait quoi"), address, "clip", order=10)


def to_the_box(project: Project, actor: PupilActor) -> Door | None:
    """Something of the project goes to the council by a petit mot, which begins with the project's name. One query."""
    if council_of(actor) is None:
        return None
    # An idea is brought as one; of what goes on one may also be thankful, worried, or ask.
    idea = project.state == Project.State.IDEA
    address = reverse("councils:pupil-slip-new", args=["idea"]) if idea else reverse("councils:pupil-box")
    return Door(_("En parler au conseil"), f"{address}?{urlencode({'about': project.title})}", "council", order=40)
