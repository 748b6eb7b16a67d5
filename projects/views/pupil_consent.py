"""« Je ne veux pas qu'on me voie »: the child's own no, in a project or everywhere, and taking it back."""

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from members.permissions_pupils import can_use_pupil_pages
from members.presence import turn_of
from occe.kit.access import allow
from projects.models import OwnNo, Project
from projects.services.consent import say_own_no, take_back_own_no

MOST = 6


def _alone(request: HttpRequest) -> None:
    """A class that acts as one has no face of its own."""
    if turn_of(request).pupil.is_whole_class:
        raise Http404


@allow(can_use_pupil_pages, sign_in="pupil")
@require_safe
def own_no(request: HttpRequest) -> HttpResponse:
    """The button for everywhere, and one a project; an idea shows nobody."""
    _alone(request)
    said = set(OwnNo.objects.filter(pupil_id=request.actor.pupil_id).values_list("project_id", flat=True))  # type: ignore[attr-defined]
    begun = Project.objects.of_class(request.actor).filter(~Q(state=Project.State.IDEA) | Q(pk__in=said - {None}))  # type: ignore[attr-defined]
    projects = [(project, project.pk in said) for project in begun[:MOST]]
    return render(request, "projects/pupils/own_no.html", {"everywhere": None in said, "projects": projects})


@allow(can_use_pupil_pages, sign_in="pupil")
@require_POST
def own_no_say(request: HttpRequest) -> HttpResponse:
    """Say no, or take it back; no reason is asked."""
    _alone(request)
    project = None
    if key := request.POST.get("project"):
        mine = Project.objects.of_class(request.actor)  # type: ignore[attr-defined]
        project = next((row for row in mine if str(row.public_id) == key), None) or get_object_or_404(mine.none())
    act = take_back_own_no if request.POST.get("back") else say_own_no
    act(by=request.actor, project=project)  # type: ignore[operator]
    return redirect("projects:pupil-own-no")
