"""One decision and its thread: read by everybody of the cooperative, signed and followed by who holds the council."""

from functools import partial
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cooperatives.models import Cooperative
from councils import permissions
from councils.forms.decisions import CorrectionForm, FollowUpForm, RewordForm
from councils.models import Decision
from councils.offshoots import offshoots_of
from councils.queries.thread import owner_of, thread_of, votes_in_words
from councils.services.decisions import correct_decision, reword_decision
from councils.services.follow_ups import follow_up
from councils.services.signing import sign_as_adult, sign_as_president
from occe.kit.access import allow
from occe.kit.errors import DomainError
from occe.kit.forms import done

WITH = ("council__cooperative__school", "council__classroom", "council__year", "item__meeting", "ballot", "corrects")
SIGNS = {"president": sign_as_president, "adult": sign_as_adult}


@allow(permissions.can_read_decisions, load=Cooperative.objects.visible_to)
def decision(request: HttpRequest, cooperative: Cooperative, decision_id: UUID) -> HttpResponse:
    """The thread; beside it the signatures, what became of it, what it may start."""
    rows = Decision.objects.visible_to(request.actor).filter(council__cooperative=cooperative)
    found = get_object_or_404(rows.select_related(*WITH, "signed_by").with_state(), public_id=decision_id)
    may_hold = permissions.can_hold(request.actor, found.council)
    form = FollowUpForm()
    if request.method == "POST":
        form = FollowUpForm(request.POST) if request.POST.get("act") == "follow" else form
        if _acted(request, found, form, may_hold=may_hold):
            return redirect(found)
    context = frame(found) | {
        "events": thread_of(found, request.actor),
        "owner": owner_of(found, request.actor),
        "votes": votes_in_words(found),
        "corrected_by": found.corrected_by.first(),
        "offshoots": offshoots_of(found, request.actor),
        "may_hold": may_hold,
        "form": form,
    }
    return render(request, "councils/decisions/decision.html", context, status=422 if form.errors else 200)


def _acted(request: HttpRequest, found: Decision, form: FollowUpForm, *, may_hold: bool) -> bool:
    """Do what a button asks; False when the form says why not."""
    if not may_hold:
        raise Http404
    act = request.POST.get("act", "")
    if act == "follow":
        keep = partial(follow_up, found, by=request.actor)
        return form.is_valid() and done(form, lambda: keep(**form.cleaned_data))
    if act not in SIGNS:
        raise Http404
    try:
        SIGNS[act]([found], by=request.actor)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("La signature est gardée."))
    return True


@allow(permissions.can_keep_decision, load=Decision.objects.run_by, key="decision_id")
def reword(request: HttpRequest, found: Decision, id: UUID) -> HttpResponse:
    """The sentence, before anybody has signed it."""
    form = RewordForm(request.POST if request.method == "POST" else None, decision=found)
    return _written(request, found, id, form, partial(reword_decision, found), "reword")


@allow(permissions.can_keep_decision, load=Decision.objects.run_by, key="decision_id")
def correct(request: HttpRequest, found: Decision, id: UUID) -> HttpResponse:
    """A new decision in the place of this one, which stays."""
    form = CorrectionForm(request.POST if request.method == "POST" else None, decision=found)
    return _written(request, found, id, form, partial(correct_decision, found), "correct")


def _written(request: HttpRequest, found: Decision, id: UUID, form: forms.Form, keep, template: str) -> HttpResponse:
    if found.council.cooperative.public_id != id:
        raise Http404
    kept: list[Decision] = []
    if form.is_valid() and done(form, lambda: kept.append(keep(by=request.actor, **form.cleaned_data))):
        return redirect(kept[0])
    status = 422 if form.errors else 200
    return render(request, f"councils/decisions/{template}.html", frame(found) | {"form": form}, status=status)


def frame(found: Decision) -> dict:
    """What the council's room expects around one decision."""
    return {"cooperative": found.council.cooperative, "tab": "council", "drawer": "register", "decision": found}
