"""The projects of a cooperative, seen by its adults."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from cooperatives.models import Cooperative
from occe.kit.access import allow
from projects import permissions
from projects.models import Project

PAGE = 24


@allow(permissions.can_read_projects, load=Cooperative.objects.visible_to)
def project_list(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    projects = Project.objects.visible_to(request.actor).filter(cooperative=cooperative).select_related("decision")
    page = Paginator(projects.prefetch_related("classrooms"), PAGE).get_page(request.GET.get("page"))
    return render(request, "projects/project_list.html", {"cooperative": cooperative, "tab": "projects", "page": page})


@allow(permissions.can_read_projects, load=Cooperative.objects.visible_to)
def project_detail(request: HttpRequest, cooperative: Cooperative, project_id) -> HttpResponse:
    projects = Project.objects.visible_to(request.actor).filter(cooperative=cooperative).select_related("decision")
    project = get_object_or_404(projects, public_id=project_id)
    context = {"cooperative": cooperative, "tab": "projects", "project": project, "steps": project.steps.all()}
    return render(request, "projects/project_detail.html", context)
