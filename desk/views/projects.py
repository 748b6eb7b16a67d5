"""What the association decides for the projects of its cooperatives: kinds, skills, how many parents sign."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desk.forms.projects import KindForm, RulesForm, SkillForm
from desk.frame import desk_page
from desk.permissions import can_change_settings, can_enter
from desk.views.acting import act, data_of
from occe.kit.access import allow
from occe.kit.errors import DomainError
from projects.kinds import kinds_of
from projects.models import ProjectRules, Skill
from projects.queries.plan import words_of
from projects.services.kinds import add_kind, change_rules, raise_kind, retire_kind, write_kind
from projects.services.skills import add_skill, retire_skill, reword_skill


@allow(can_enter)
def overview(request: HttpRequest) -> HttpResponse:
    """All three on one page."""
    federation = request.federation
    skills = [(skill, words_of(skill)) for skill in Skill.objects.filter(federation=federation)]
    cycles = sorted({skill.cycle for skill, _words in skills}, key=lambda cycle: cycle or 0)
    context = {
        "kinds": list(kinds_of(federation.pk).values()),
        "cycles": [(cycle, [row for row in skills if row[0].cycle == cycle]) for cycle in cycles],
        "rules": ProjectRules.objects.filter(federation=federation).first() or ProjectRules(federation=federation),
        "may_change": can_change_settings(request.actor),
    }
    return desk_page(request, "desk/projects.html", context)


@allow(can_change_settings)
def kind_add(request: HttpRequest) -> HttpResponse:
    return _form(request, KindForm(data_of(request)), _("Ajouter un domaine"), add_kind)


@allow(can_change_settings)
def kind_edit(request: HttpRequest, key: str) -> HttpResponse:
    kind = kinds_of(request.federation.pk).get(key)
    if kind is None:
        raise Http404
    given = {name: getattr(kind, name) for name in ("label_fr", "label_en", "icon")}
    form = KindForm(data_of(request), initial=given)
    return _form(request, form, _("Changer un domaine"), lambda *args, **told: write_kind(*args, key=key, **told))


@allow(can_change_settings)
@require_POST
def kind_act(request: HttpRequest, key: str) -> HttpResponse:
    """One place higher, proposed no more, or again."""
    asked = request.POST.get("act")
    return _act(request, {
        "up": lambda: raise_kind(request.federation, key=key, by=request.actor),
        "retire": lambda: retire_kind(request.federation, key=key, by=request.actor),
        "again": lambda: retire_kind(request.federation, key=key, by=request.actor, retired=False),
    }.get(asked))  # fmt: skip


@allow(can_change_settings)
def skill_add(request: HttpRequest) -> HttpResponse:
    return _form(request, SkillForm(data_of(request)), _("Ajouter une compétence"), add_skill)


@allow(can_change_settings)
def skill_edit(request: HttpRequest, number: int) -> HttpResponse:
    skill = get_object_or_404(Skill, federation=request.federation, pk=number)
    given = {name: getattr(skill, name) for name in ("words_fr", "words_en", "cycle")}
    form = SkillForm(data_of(request), initial=given)
    return _form(request, form, _("Changer une compétence"), lambda _place, **told: reword_skill(skill, **told))


@allow(can_change_settings)
@require_POST
def skill_act(request: HttpRequest, number: int) -> HttpResponse:
    """Proposed no more, or again."""
    skill = get_object_or_404(Skill, federation=request.federation, pk=number)
    return _act(request, lambda: retire_skill(skill, by=request.actor, retired=not skill.retired))


@allow(can_change_settings)
def rules(request: HttpRequest) -> HttpResponse:
    kept = ProjectRules.objects.filter(federation=request.federation).first()
    given = {"one_parent_is_enough": bool(kept and kept.one_parent_is_enough)}
    return _form(request, RulesForm(data_of(request), initial=given), _("Combien de parents signent ?"), change_rules)


def _form(request: HttpRequest, form, title: str, perform: Callable) -> HttpResponse:
    return act(
        request, form, lambda **values: perform(request.federation, by=request.actor, **values),
        template="desk/project_form.html", context={"title": title},
        done=lambda kept: (_("C’est enregistré."), reverse("desk:projects")),
    )  # fmt: skip


def _act(request: HttpRequest, perform: Callable | None) -> HttpResponse:
    if perform is None:
        raise Http404
    try:
        perform()
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("desk:projects")
