"""The projects of a cooperative, seen by its adults: their list, a new one, the page of one, where it is."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cooperatives.models import Cooperative, SchoolYear, classrooms_led_by
from councils.models import Decision
from councils.services.agenda import suggest_item
from occe.kit.access import allow
from occe.kit.actors import Actor
from occe.kit.dates import today
from occe.kit.errors import DomainError
from occe.kit.forms import done
from projects import permissions
from projects.forms.life import AsideForm, ListFilterForm, MoveForm, StartForm, StepDayForm
from projects.kinds import kinds_of, proposed
from projects.models import Invitation, Project
from projects.queries.beats import beats_of
from projects.queries.council import council_for, next_request_id
from projects.queries.life import FORWARD, classes_taking_part, dates_of, lying_aside, room_list, steps_of
from projects.queries.plan import current_rooms
from projects.queries.reports import year_to_tell
from projects.sections import next_acts_of, sections_of
from projects.services.aside import set_aside, take_up_again
from projects.services.life import correct_day, decide_project, move_project, propose_project, start_project
from projects.views.loading import project_host_act, project_page

PAGE = 24


@allow(permissions.can_read_projects, load=Cooperative.objects.visible_to)
def project_list(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """All projects of the room, by state and year, and the invitations that wait."""
    years = list(SchoolYear.objects.filter(federation=cooperative.federation_id).order_by("-starts"))
    form = ListFilterForm(request.GET, years=years)
    wanted = form.wanted()
    year = next((one for one in years if one.slug == wanted.get("year")), None)
    found = room_list(request.actor, cooperative, state=wanted.get("state", ""), year=year)
    kept = request.GET.copy()
    kept.pop("page", None)
    invitations = Invitation.objects.answered_by(request.actor).filter(classroom__cooperative=cooperative)
    context = {
        "cooperative": cooperative, "tab": "projects", "form": form, "filtered": bool(wanted),
        "query": f"{kept.urlencode()}&" if kept else "",
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "report_year": year_to_tell(cooperative),
        "may_propose": permissions.can_propose_projects(request.actor, cooperative),
        "invitations": invitations.filter(state=Invitation.State.WAITING).select_related("project", "classroom"),
    }  # fmt: skip
    return render(request, "projects/project_list.html", context)


@project_page
def project_detail(request: HttpRequest, cooperative: Cooperative, project: Project) -> HttpResponse:
    """The whole project on one page: where it is, what is next, and its sections."""
    actor = request.actor
    leads = permissions.leads(actor, project)
    context = {
        "cooperative": cooperative, "tab": "projects", "project": project, "leads": leads,
        "beats": beats_of(project, steps_of(project), dates_of(project)),
        "acts": next_acts_of(project, actor, cooperative) if leads else [],
        "sections": sections_of(project, actor, cooperative),
        "classrooms": classes_taking_part(project), "aside": lying_aside(project),
        "hosts": leads and Project.objects.hosted_by(actor).filter(pk=project.pk).exists(),
    }  # fmt: skip
    return render(request, "projects/project_detail.html", context)


@allow(permissions.can_propose_projects, load=Cooperative.objects.visible_to)
def project_new(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """An idea of a project, or one that begins with a decision of a council that one holds."""
    sent = request.POST if request.method == "POST" else None
    now = current_rooms(cooperative.federation_id).filter(cooperative=cooperative).values("pk")
    rooms = classrooms_led_by(request.actor).filter(pk__in=now)
    form = StartForm(
        sent, decisions=_decisions(request.actor, cooperative), classrooms=rooms.order_by("name"),
        kinds=proposed(kinds_of(cooperative.federation_id)), initial={"decision": request.GET.get("decision", "")},
    )  # fmt: skip
    kept: list[Project] = []
    if form.is_valid() and done(form, lambda: kept.append(_begin(cooperative, request.actor, **form.cleaned_data))):
        return redirect("projects:detail", id=cooperative.public_id, project_id=kept[0].public_id)
    context = {"cooperative": cooperative, "tab": "projects", "form": form}
    return render(request, "projects/project_new.html", context, status=422 if form.errors else 200)


def _begin(cooperative: Cooperative, by: Actor, *, decision: Decision | None, classrooms, **told) -> Project:
    if decision:
        return start_project(decision, by=by, **told)
    return propose_project(cooperative, classrooms=classrooms, by=by, **told)


def _decisions(actor: Actor, cooperative: Cooperative):
    return Decision.objects.run_by(actor).filter(council__cooperative=cooperative).standing()


@project_host_act
def project_move(request: HttpRequest, cooperative: Cooperative, project: Project) -> HttpResponse:
    """On to a later state, or back with a reason; a decision of the council decides an idea."""
    own = project.decision_id is None
    asked = request.GET.get("state")
    initial = {
        "state": asked if asked in FORWARD.values() else FORWARD.get(project.state, project.state),
        "on": today(),
    }
    decisions = _decisions(request.actor, cooperative) if own else None
    form = MoveForm(request.POST if request.method == "POST" else None, initial=initial, decisions=decisions)
    if form.is_valid() and done(form, lambda: _move(project, request.actor, **form.cleaned_data)):
        messages.success(request, _("C’est noté."))
        return redirect("projects:detail", id=cooperative.public_id, project_id=project.public_id)
    context = {"cooperative": cooperative, "tab": "projects", "project": project, "form": form}
    context["steps"] = steps_of(project)
    return render(request, "projects/project_move.html", context, status=422 if form.errors else 200)


@transaction.atomic
def _move(project: Project, by: Actor, *, decision: Decision | None = None, **told) -> None:
    if decision:
        decide_project(project, decision=decision, by=by)
    if not decision or told["state"] != Project.State.DECIDED:
        move_project(project, by=by, **told)


@project_host_act
@require_POST
def to_council(request: HttpRequest, cooperative: Cooperative, project: Project) -> HttpResponse:
    """An idea waits for the next council; asked again, it waits there once."""
    council = council_for(project, request.actor)
    if council is None or project.state != Project.State.IDEA or lying_aside(project):
        raise Http404
    try:
        suggest_item(council, kind="idea", title=project.title, by=request.actor, request_id=next_request_id(project))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("projects:detail", id=cooperative.public_id, project_id=project.public_id)


@project_host_act
def aside(request: HttpRequest, cooperative: Cooperative, project: Project) -> HttpResponse:
    """An idea that was a mistake is set aside, and says why."""
    form = AsideForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, lambda: set_aside(project, by=request.actor, **form.cleaned_data)):
        messages.success(request, _("L’idée est mise de côté."))
        return redirect("projects:list", id=cooperative.public_id)
    context = {"cooperative": cooperative, "tab": "projects", "project": project, "form": form}
    return render(request, "projects/aside.html", context, status=422 if form.errors else 200)


@project_host_act
@require_POST
def aside_back(request: HttpRequest, cooperative: Cooperative, project: Project) -> HttpResponse:
    """It is an idea again."""
    take_up_again(project, by=request.actor)
    messages.success(request, _("L’idée est reprise. La classe la voit de nouveau."))
    return redirect("projects:detail", id=cooperative.public_id, project_id=project.public_id)


@project_host_act
def step_day(request: HttpRequest, cooperative: Cooperative, project: Project, number: int) -> HttpResponse:
    """A step of the story, by its number in it, gets the day that it should have had."""
    steps = list(project.steps.order_by("pk")[:number])
    if len(steps) < number or not number:
        raise Http404
    form = StepDayForm(request.POST if request.method == "POST" else None, initial={"on": steps[-1].on})
    if form.is_valid() and done(form, lambda: correct_day(steps[-1], by=request.actor, **form.cleaned_data)):
        messages.success(request, _("La date est corrigée."))
        return redirect("projects:move", id=cooperative.public_id, project_id=project.public_id)
    context = {"cooperative": cooperative, "tab": "projects", "project": project, "form": form, "step": steps[-1]}
    return render(request, "projects/step_day.html", context, status=422 if form.errors else 200)
