"""The projects of the class on its tablet: their list, one of them, an idea of a new one."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from cooperatives.models import Classroom
from members.permissions_pupils import can_use_pupil_pages
from occe.kit.access import allow
from occe.kit.actors import PupilActor
from occe.kit.forms import done
from projects.drawings import with_drawings
from projects.forms.life import PupilIdeaForm
from projects.kinds import kinds_of, proposed
from projects.models import Project
from projects.queries.beats import beats_of
from projects.queries.life import dates_of, steps_of
from projects.queries.plan import budget_of
from projects.sections import pupil_doors_of
from projects.services.life import propose_project

PAGE = 6


@allow(can_use_pupil_pages, sign_in="pupil")
@require_safe
def projects(request: HttpRequest) -> HttpResponse:
    """The class's projects, the newest first."""
    found = Project.objects.of_class(request.actor).select_related("cooperative").order_by("-pk")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    with_drawings(page.object_list, request.actor)
    return render(request, "projects/pupils/projects.html", {"page": page})


@allow(can_use_pupil_pages, load=Project.objects.of_class, key="project_id", sign_in="pupil")
@require_safe
def project(request: HttpRequest, project: Project) -> HttpResponse:
    """Where the project is, and what one can do in it."""
    ours = project.cooperative_id == request.actor.cooperative_id  # another school's purse is not the class's to spend
    context = {
        "project": project, "beats": beats_of(project, steps_of(project), dates_of(project)),
        "spending": next(side for side in budget_of(project) if side.key == "out") if ours else None,
        "doors": pupil_doors_of(project, request.actor), "tells": project.state != Project.State.IDEA,
    }  # fmt: skip
    return render(request, "projects/pupils/project.html", context)


@allow(can_use_pupil_pages, sign_in="pupil")
def idea_new(request: HttpRequest) -> HttpResponse:
    """« J’ai une idée de projet »: it waits for the council, under its own picture."""
    kinds = proposed(kinds_of(request.actor.federation_id))
    form = PupilIdeaForm(request.POST if request.method == "POST" else None, kinds=kinds)
    kept: list[Project] = []
    if form.is_valid() and done(form, lambda: kept.append(_propose(request.actor, **form.cleaned_data))):
        return redirect("projects:pupil-project", project_id=kept[0].public_id)
    context = {"form": form, "kinds": kinds}
    return render(request, "projects/pupils/idea_new.html", context, status=422 if form.errors else 200)


def _propose(by: PupilActor, **told) -> Project:
    room = Classroom.objects.select_related("cooperative").get(pk=by.classroom_id)
    return propose_project(room.cooperative, classrooms=[room], by=by, **told)
