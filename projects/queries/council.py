"""An idea of a project and the council that may decide it."""

from collections.abc import Iterable
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from councils.models import AgendaItem, Council
from occe.kit.actors import Actor
from projects.models import Project
from projects.queries.life import lying_aside
from projects.sections import Section

COMES = (AgendaItem.State.WAITING, AgendaItem.State.NOW, AgendaItem.State.LATER)
MOST_TIMES = 20
"""How often an idea may come to a council; after that it is the last of them."""


def council_for(project: Project, actor: Actor) -> Council | None:
    """The council that an idea is brought to, of those that the adult holds: its class's, or the whole school's."""
    councils = Council.objects.run_by(actor).filter(cooperative=project.cooperative_id, year__closed_at__isnull=True)
    rooms = project.classrooms.values("pk")
    of_class = councils.filter(classroom__in=rooms).order_by("-year__starts").first()
    return of_class or councils.filter(classroom__isnull=True).order_by("-year__starts").first()


def item_of(project: Project) -> AgendaItem | None:
    """The latest item of an agenda on which the idea stands or stood, wherever it was carried over to; or none."""
    item = (
        AgendaItem.objects.filter(public_id__in=request_ids(project.public_id))
        .select_related("meeting")
        .order_by("-pk")
        .first()
    )
    while item is not None and (following := item.followed_by.order_by("-pk").first()):
        item = following
    return item


def next_request_id(project: Project) -> UUID:
    """Under which the idea is brought to a council: the item that waits already, or a new one."""
    known = request_ids(project.public_id)
    item = item_of(project)
    if item is not None and item.state in COMES:
        return item.public_id
    taken = set(AgendaItem.objects.filter(public_id__in=known).values_list("public_id", flat=True))
    return next((one for one in known if one not in taken), known[-1])


def not_brought(ideas: Iterable[UUID]) -> list[UUID]:
    """Of these ideas, by their public ids, those that never stood on an agenda or were taken off it. One query."""
    known = {request: idea for idea in ideas for request in request_ids(idea)}
    items = AgendaItem.objects.filter(public_id__in=known).exclude(state=AgendaItem.State.DROPPED)
    brought = {known[request] for request in items.values_list("public_id", flat=True)}
    return [idea for idea in dict.fromkeys(known.values()) if idea not in brought]


def request_ids(idea: UUID) -> list[UUID]:
    """Under which an idea, by its public id, may stand on an agenda: once under its own, then under one made of it."""
    return [idea, *(uuid5(idea, f"again {n}") for n in range(1, MOST_TIMES))]


def council_section(project: Project, actor: Actor) -> Section | None:
    """For an idea alone: bring it to the next council, read that it waits there, or that it was spoken of."""
    if project.state != Project.State.IDEA or lying_aside(project):
        return None
    item = item_of(project)
    waits = item is not None and item.state in COMES
    spoken = item if item is not None and item.state == AgendaItem.State.DONE else None
    council = None if waits else council_for(project, actor)
    if not waits and council is None and spoken is None:
        return None
    context = {"waits": waits, "spoken": spoken, "council": council}
    return Section(_("En parler au conseil"), "projects/sections/_council.html", context)
