"""The projects of a cooperative, seen by its adults."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from cooperatives.models import Cooperative
from councils.models import Decision
from councils.permissions import can_record_decisions
from occe.kit.access import allow
from occe.kit.forms import done
from projects import permissions
from projects.forms.life import StartForm
from projects.models import Project
from projects.services.life import start_project

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


@allow(can_record_decisions, load=Cooperative.objects.visible_to)
def project_new(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """A project that begins with a decision of a council that one holds."""
    decisions = Decision.objects.run_by(request.actor).filter(council__cooperative=cooperative).standing()
    sent = request.POST if request.method == "POST" else None
    form = StartForm(sent, decisions=decisions, initial={"decision": request.GET.get("decision", "")})
    kept: list[Project] = []
    if form.is_valid() and done(form, lambda: kept.append(start_project(by=request.actor, **form.cleaned_data))):
        return redirect("projects:detail", id=cooperative.public_id, project_id=kept[0].public_id)
    context = {"cooperative": cooperative, "tab": "projects", "form": form}
    return render(request, "projects/project_new.html", context, status=422 if form.errors else 200)
