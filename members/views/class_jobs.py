"""The jobs of a class, from the adult's side: the list, who does what until when."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cooperatives.models import Classroom
from members.errors_pupils import JobRefused
from members.forms_jobs import JobForm, RotaForm, TermForm
from members.job_pages import PAGES
from members.models import ClassJob
from members.permissions_pupils import can_give_job, can_lead_class
from members.queries_pupils import called, jobs_of, next_in_rota, roll
from members.services import jobs as services
from members.services.rota import pass_on, set_rota
from occe.kit.access import allow
from occe.kit.dates import today


@allow(can_lead_class, load=Classroom.objects.visible_to, key="classroom")
@require_http_methods(["GET", "HEAD", "POST"])
def jobs(request: HttpRequest, classroom: Classroom, id: UUID) -> HttpResponse:
    """The class's jobs and who does them; another one is added below."""
    _of_cooperative(classroom, id)
    form = JobForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_job(classroom, by=request.actor, **form.cleaned_data)
        except JobRefused as refused:
            form.add_error(refused.field, str(refused))
        else:
            return redirect("members:jobs", id, classroom.public_id)
    held = [(row, PAGES[row.job.kind].picture) for row in jobs_of(classroom, on=today())]
    context = _page(classroom) | {"form": form, "held": held}
    return render(request, "members/roster/jobs.html", context, status=422 if form.errors else 200)


@allow(can_give_job, load=ClassJob.objects.visible_to, key="job")
@require_http_methods(["GET", "HEAD", "POST"])
def job(request: HttpRequest, job: ClassJob, id: UUID) -> HttpResponse:
    """Hand a job over; who did it before stays below, as long as the child is in the class."""
    _of_cooperative(job.classroom, id)
    rows = roll(job.classroom)
    held = next((row for row in jobs_of(job.classroom, on=today()) if row.job == job), None)
    holders = [str(face.public_id) for face in held.holders] if held else []
    initial = {"pupils": holders, "ends_on": job.classroom.year.ends}
    form = TermForm(request.POST if request.method == "POST" else None, initial=initial, rows=rows)
    if request.method == "POST" and form.is_valid():
        try:
            services.give_job(job, by=request.actor, **form.cleaned_data)
        except JobRefused as refused:
            form.add_error(refused.field, str(refused))
        else:
            messages.success(request, _("C’est noté."))
            return redirect("members:jobs", id, job.classroom.public_id)
    names = {row.pupil_id: called(row.pupil, row.guest_number) for row in rows}
    past = [(term, names.get(term.pupil_id, _("Un ancien élève"))) for term in job.terms.all()]
    following = next_in_rota(job) if job.rota_weeks else None
    context = _page(job.classroom) | {
        "form": form,
        "job": job,
        "terms": past,
        "picture": PAGES[job.kind].picture,
        "rota": RotaForm(initial={"weeks": job.rota_weeks}),
        "following": called(following) if following else "",
    }
    return render(request, "members/roster/job.html", context, status=422 if form.errors else 200)


@allow(can_give_job, load=ClassJob.objects.visible_to, key="job")
@require_POST
def rota(request: HttpRequest, job: ClassJob, id: UUID) -> HttpResponse:
    """Say how the job goes round; or, with `next`, give it to the next child now."""
    _of_cooperative(job.classroom, id)
    form = RotaForm(request.POST)
    try:
        if "next" in request.POST:
            if pass_on(job, on=today(), by=request.actor) is None:
                messages.error(request, _("Personne à qui passer ce métier : la classe est vide, ou son année finie."))
        elif form.is_valid():
            set_rota(job, weeks=form.cleaned_data["weeks"], by=request.actor)
        else:
            messages.error(request, _("De une à dix semaines chacun, ou rien."))
    except JobRefused as refused:
        messages.error(request, str(refused))
    return redirect("members:job", id, job.public_id)


@allow(can_give_job, load=ClassJob.objects.visible_to, key="job")
@require_http_methods(["GET", "HEAD", "POST"])
def retire(request: HttpRequest, job: ClassJob, id: UUID) -> HttpResponse:
    """Asks first: a job that was taken off does not come back."""
    _of_cooperative(job.classroom, id)
    if request.method != "POST":
        held = next((row for row in jobs_of(job.classroom, on=today()) if row.job == job), None)
        holders = [face.first_name for face in held.holders] if held else []
        return render(
            request, "members/roster/job_retire.html", _page(job.classroom) | {"job": job, "holders": holders}
        )
    services.retire_job(job, on=today(), by=request.actor)
    messages.success(request, _("Ce métier n’est plus sur la liste. Ce qui a été fait reste."))
    return redirect("members:jobs", id, job.classroom.public_id)


def _page(classroom: Classroom) -> dict:
    return {"cooperative": classroom.cooperative, "tab": "roster", "classroom": classroom}


def _of_cooperative(classroom: Classroom, id: UUID) -> None:
    if classroom.cooperative.public_id != id:
        raise Http404
