"""The plan of a project: each list is added to at once, so that one stops and goes on whenever one likes."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cooperatives.models import Cooperative
from occe.kit.forms import done
from projects.forms.plan import DateForm, EditForm, LineForm, PartnerForm, PlaceForm, SkillsForm
from projects.kinds import kinds_of, proposed
from projects.models import Project
from projects.queries.plan import budget_of, skills_by_cycle, skills_offered
from projects.services import plan as doors
from projects.views.loading import project_act

ADDS: dict[str, tuple[type, Callable[..., Any]]] = {
    "date": (DateForm, doors.add_date),
    "partner": (PartnerForm, doors.add_partner),
    "place": (PlaceForm, doors.add_place),
}
REMOVES: dict[str, tuple[str, Callable[..., None]]] = {
    "date": ("dates", doors.remove_date),
    "partner": ("partners", doors.remove_partner),
    "place": ("places", doors.remove_place),
}


@project_act
def plan(request: HttpRequest, cooperative: Cooperative, project: Project) -> HttpResponse:
    """When, with whom, where; what one adds is there at once."""
    forms = {key: form(prefix=key) for key, (form, _door) in ADDS.items()}
    if request.method == "POST":
        act = request.POST.get("act", "")
        if act.startswith("remove-"):
            _remove(request, project, act.removeprefix("remove-"), REMOVES)
            return _back(cooperative, project, "plan")
        if act not in ADDS:
            raise Http404
        form_class, door = ADDS[act]
        form = forms[act] = form_class(request.POST, prefix=act)
        if form.is_valid() and done(form, lambda: door(project, by=request.actor, **form.cleaned_data)):
            return _back(cooperative, project, "plan", act)
    status = 422 if any(form.errors for form in forms.values()) else 200
    context = {"cooperative": cooperative, "tab": "projects", "project": project, "forms": forms}
    return render(request, "projects/plan.html", context, status=status)


@project_act
def edit(request: HttpRequest, cooperative: Cooperative, project: Project) -> HttpResponse:
    """What the project is, what the class wants, in which words of the programme."""
    kinds = proposed(kinds_of(project.cooperative.federation_id), keep=project.kind)
    offered = skills_offered(project)
    chosen = set(project.skills.values_list("pk", flat=True))
    initial = {name: getattr(project, name) for name in ("title", "summary", "aims", "hours", "kind")}
    form, picked = EditForm(initial=initial, kinds=kinds), None
    if request.method == "POST":
        form = EditForm(request.POST, kinds=kinds)
        picked = SkillsForm(request.POST, skills=offered)
        chosen = {int(pk) for pk in request.POST.getlist("skills") if pk.isdigit()}
        if form.is_valid() and picked.is_valid() and done(form, lambda: _edit(request, project, form, picked)):
            messages.success(request, _("C’est enregistré."))
            return redirect("projects:detail", id=cooperative.public_id, project_id=project.public_id)
    context = {"cooperative": cooperative, "tab": "projects", "project": project, "form": form}
    context["cycles"] = skills_by_cycle(project, offered, chosen)
    return render(request, "projects/edit.html", context, status=200 if picked is None else 422)


def _edit(request: HttpRequest, project: Project, form: EditForm, picked: SkillsForm) -> None:
    doors.edit_project(project, by=request.actor, **form.cleaned_data)
    doors.choose_skills(project, skills=picked.cleaned_data["skills"], by=request.actor)


@project_act
def budget(request: HttpRequest, cooperative: Cooperative, project: Project) -> HttpResponse:
    """What is planned to come in and go out, beside what the book says."""
    form = LineForm(initial={"side": "out"})
    if request.method == "POST":
        if request.POST.get("act") == "remove-line":
            _remove(request, project, "line", {"line": ("planned_lines", doors.remove_line)})
            return _back(cooperative, project, "budget")
        form = LineForm(request.POST)
        if form.is_valid() and done(form, lambda: doors.plan_line(project, by=request.actor, **form.cleaned_data)):
            return _back(cooperative, project, "budget")
    context = {"cooperative": cooperative, "tab": "projects", "project": project, "form": form}
    context["sides"] = budget_of(project)
    return render(request, "projects/budget.html", context, status=422 if form.errors else 200)


def _remove(request: HttpRequest, project: Project, what: str, removes: dict[str, tuple[str, Callable]]) -> None:
    if what not in removes:
        raise Http404
    rows, door = removes[what]
    door(get_object_or_404(getattr(project, rows), public_id=request.POST.get("which")), by=request.actor)
    messages.success(request, _("C’est retiré."))


def _back(cooperative: Cooperative, project: Project, page: str, part: str = "") -> HttpResponse:
    answer = redirect(f"projects:{page}", id=cooperative.public_id, project_id=project.public_id)
    if part:
        answer["Location"] += f"#{part}"
    return answer
