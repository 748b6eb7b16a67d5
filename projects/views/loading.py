"""How the pages of a project find it: by its number, in the room of a cooperative that takes part."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from cooperatives.models import Cooperative
from occe.kit.access import allow
from projects import permissions
from projects.models import Project


def project_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page that any adult of the cooperative, and staff, may read: `view(request, cooperative, project, …)`."""

    @wraps(view)
    def page(request: HttpRequest, cooperative: Cooperative, project_id, **kwargs) -> HttpResponse:
        projects = Project.objects.visible_to(request.actor).in_room(cooperative)
        project = get_object_or_404(projects.select_related("cooperative", "decision"), public_id=project_id)
        return view(request, cooperative, project, **kwargs)

    return allow(permissions.can_read_projects, load=Cooperative.objects.visible_to)(page)


def project_act(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page for who leads the project, and an unknown address to everybody else: `view(request, cooperative, project,
    …)`, in the room of the own cooperative."""

    @wraps(view)
    def page(request: HttpRequest, project: Project, id, **kwargs) -> HttpResponse:
        rooms = Cooperative.objects.visible_to(request.actor)
        cooperative = get_object_or_404(rooms, public_id=id)
        get_object_or_404(Project.objects.in_room(cooperative), pk=project.pk)
        return view(request, cooperative, project, **kwargs)

    return allow(permissions.can_lead_project, load=Project.objects.run_by, key="project_id")(page)


def project_host_act(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page for who leads the project in its own cooperative: `view(request, cooperative, project, …)`. Adults of a
    class that was invited find no such address."""

    @wraps(view)
    def page(request: HttpRequest, project: Project, id, **kwargs) -> HttpResponse:
        homes = Cooperative.objects.visible_to(request.actor).filter(pk=project.cooperative_id)
        return view(request, get_object_or_404(homes, public_id=id), project, **kwargs)

    return allow(permissions.can_lead_project, load=Project.objects.hosted_by, key="project_id")(page)
