"""The plan of a project: each list is added to at once, so that one stops and goes on whenever one likes; what one
typed is corrected in the same small form (`?change=` and the row's number)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

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
from projects.views.loading import project_act, project_host_act


@dataclass(frozen=True, slots=True)
class Part:
    """A list of the plan: its rows, the form of one, and the doors by which a row comes and is changed."""

    rows: str
    form: type
    add: Callable[..., Any]
    change: Callable[..., Any]


PARTS = {
    "date": Part("dates", DateForm, doors.add_date, doors.change_date),
    "partner": Part("partners", PartnerForm, doors.add_partner, doors.change_partner),
    "place": Part("places", PlaceForm, doors.add_place, doors.change_place),
}
LINES = {"line": Part("planned_lines", LineForm, doors.plan_line, doors.change_line)}


@project_act
def plan(request: HttpRequest, cooperative: Cooperative, project: Project) -> HttpResponse:
    """When, with whom, where; what one adds is there at once."""
    forms = {key: part.form(prefix=key) for key, part in PARTS.items()}
    if request.method == "POST":
        act, answer = _act(request, project, PARTS, prefixed=True)
        if answer is None:
            return _back(cooperative, project, "plan", act)
        forms[act] = answer
    changing = _row_to_change(request, project, PARTS)
    if changing and not forms[changing[0]].is_bound:
        forms[changing[0]] = PARTS[changing[0]].form.of(changing[1], prefix=changing[0])
    status = 422 if any(form.errors for form in forms.values()) else 200
    context = {"cooperative": cooperative, "tab": "projects", "project": project, "forms": forms,
               "changing": changing, "hosts": cooperative.pk == project.cooperative_id}  # fmt: skip
    return render(request, "projects/plan.html", context, status=status)


@project_host_act
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


@project_host_act
def budget(request: HttpRequest, cooperative: Cooperative, project: Project) -> HttpResponse:
    """What is planned to come in and go out, beside what the book says."""
    changing = _row_to_change(request, project, LINES)
    form = LineForm.of(changing[1]) if changing else LineForm(initial={"side": "out"})
    if request.method == "POST":
        _part, answer = _act(request, project, LINES)
        if answer is None:
            return _back(cooperative, project, "budget")
        form = answer
    context = {"cooperative": cooperative, "tab": "projects", "project": project, "form": form, "changing": changing}
    context["sides"] = budget_of(project)
    return render(request, "projects/budget.html", context, status=422 if form.errors else 200)


def _act(request: HttpRequest, project: Project, parts: dict[str, Part], *, prefixed: bool = False) -> tuple[str, Any]:
    """Add a row, change it or take it off, as the form says: its part, and the form when it was refused."""
    verb, _dash, key = request.POST.get("act", "").rpartition("-")
    if key not in parts or verb not in ("", "change", "remove"):
        raise Http404
    part = parts[key]
    row = None
    if verb:
        row = get_object_or_404(getattr(project, part.rows), public_id=_number(request.POST.get("which")))
    if verb == "remove":
        doors.remove_row(row, by=request.actor)
        messages.success(request, _("C’est retiré."))
        return key, None
    form = part.form(request.POST, prefix=key if prefixed else None)
    door = part.change if row else part.add
    if form.is_valid() and done(form, lambda: door(row or project, by=request.actor, **form.cleaned_data)):
        return key, None
    return key, form


def _row_to_change(request: HttpRequest, project: Project, parts: dict[str, Part]) -> tuple[str, Any] | None:
    """The row that the address asks to correct, with its part; one that is gone is not corrected."""
    asked = request.GET.get("change") or (request.POST.get("which") if request.method == "POST" else "")
    if not asked:
        return None
    number = _number(asked)
    found = ((key, getattr(project, part.rows).filter(public_id=number).first()) for key, part in parts.items())
    return next(((key, row) for key, row in found if row), None)


def _number(written: str | None) -> UUID:
    try:
        return UUID(written or "")
    except ValueError as wrong:
        raise Http404 from wrong


def _back(cooperative: Cooperative, project: Project, page: str, part: str = "") -> HttpResponse:
    answer = redirect(f"projects:{page}", id=cooperative.public_id, project_id=project.public_id)
    if part:
        answer["Location"] += f"#{part}"
    return answer
