"""The projects of a cooperative, seen by its adults."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cooperatives.models import Cooperative
from councils.models import Decision
from councils.permissions import can_record_decisions
from occe.kit.access import allow
from occe.kit.forms import done
from projects import permissions
from projects.forms.life import StartForm
from projects.kinds import kinds_of, proposed
from projects.models import Project
from projects.queries.beats import beats_of
from projects.queries.life import classes_taking_part, dates_of, steps_of
from projects.sections import next_acts_of, sections_of
from projects.services.life import start_project
from projects.views.loading import project_page

PAGE = 24


@allow(permissions.can_read_projects, load=Cooperative.objects.visible_to)
def project_list(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    projects = Project.objects.visible_to(request.actor).filter(cooperative=cooperative).select_related("decision")
    page = Paginator(projects.prefetch_related("classrooms"), PAGE).get_page(request.GET.get("page"))
    return render(request, "projects/project_list.html", {"cooperative": cooperative, "tab": "projects", "page": page})


@project_page
def project_detail(request: HttpRequest, cooperative: Cooperative, project: Project) -> HttpResponse:
    """The whole project on one page: where it is, what is next, and its sections."""
    actor = request.actor
    leads = permissions.leads(actor, project)
    context = {
        "cooperative": cooperative, "tab": "projects", "project": project, "leads": leads,
        "beats": beats_of(project, steps_of(project), dates_of(project)),
        "acts": next_acts_of(project, actor) if leads else [],
        "sections": sections_of(project, actor),
        "classrooms": classes_taking_part(project),
    }  # fmt: skip
    return render(request, "projects/project_detail.html", context)


@allow(can_record_decisions, load=Cooperative.objects.visible_to)
def project_new(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """A project that begins with a decision of a council that one holds."""
    decisions = Decision.objects.run_by(request.actor).filter(council__cooperative=cooperative).standing()
    sent = request.POST if request.method == "POST" else None
    kinds = proposed(kinds_of(cooperative.federation_id))
    form = StartForm(sent, decisions=decisions, kinds=kinds, initial={"decision": request.GET.get("decision", "")})
    kept: list[Project] = []
    if form.is_valid() and done(form, lambda: kept.append(start_project(by=request.actor, **form.cleaned_data))):
        return redirect("projects:detail", id=cooperative.public_id, project_id=kept[0].public_id)
    context = {"cooperative": cooperative, "tab": "projects", "form": form}
    return render(request, "projects/project_new.html", context, status=422 if form.errors else 200)
