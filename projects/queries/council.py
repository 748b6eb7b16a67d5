"""An idea of a project and the council that may decide it."""

from django.utils.translation import gettext as _

from councils.models import AgendaItem, Council
from occe.kit.actors import Actor
from projects.models import Project
from projects.sections import Section


def council_for(project: Project, actor: Actor) -> Council | None:
    """The council that an idea is brought to, of those that the adult holds: its class's, or the whole school's."""
    councils = Council.objects.run_by(actor).filter(cooperative=project.cooperative_id, year__closed_at__isnull=True)
    rooms = project.classrooms.values("pk")
    of_class = councils.filter(classroom__in=rooms).order_by("-year__starts").first()
    return of_class or councils.filter(classroom__isnull=True).order_by("-year__starts").first()


def council_section(project: Project, actor: Actor) -> Section | None:
    """For an idea alone: bring it to the next council, or read that it waits there. Three queries at most."""
    if project.state != Project.State.IDEA:
        return None
    waits = AgendaItem.objects.filter(public_id=project.public_id).exists()
    council = None if waits else council_for(project, actor)
    if not waits and council is None:
        return None
    context = {"waits": waits, "council": council}
    return Section(_("En parler au conseil"), "projects/sections/_council.html", context)
