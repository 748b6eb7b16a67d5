"""A job begins with a decision."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from councils import permissions
from councils.models import Decision
from councils.services.decided_jobs import start_job
from councils.views.decision import frame
from members.forms_jobs import JobForm
from members.models import ClassJob
from members.permissions_pupils import can_lead_class
from occe.kit.access import allow
from occe.kit.forms import done


@allow(permissions.can_keep_decision, load=Decision.objects.run_by, key="decision_id")
def job_new(request: HttpRequest, found: Decision, id: UUID) -> HttpResponse:
    """Which job; who does it comes next, on its own page."""
    classroom = found.council.classroom
    if found.council.cooperative.public_id != id or classroom is None or not can_lead_class(request.actor, classroom):
        raise Http404
    form = JobForm(request.POST if request.method == "POST" else None)
    kept: list[ClassJob] = []
    if form.is_valid() and done(form, lambda: kept.append(start_job(found, by=request.actor, **form.cleaned_data))):
        return redirect("members:job", id, kept[0].public_id)
    status = 422 if form.errors else 200
    return render(request, "councils/decisions/job.html", frame(found) | {"form": form}, status=status)
