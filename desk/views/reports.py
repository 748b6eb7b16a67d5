"""The annual report: what it says of a year, one's own files of it, their preparation."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from cooperatives.models import ExportJob
from cooperatives.views.files import deliver
from desk.forms.reports import ReportForm
from desk.frame import desk_page
from desk.permissions import can_enter
from desk.queries.reports import own_reports
from desk.reports.figures import read_report
from desk.reports.tables import tables_of
from desk.reports.words import figures_of, standing_sentence
from desk.services.reports import order_report, restart_report
from desk.views.acting import data_of
from desk.views.year import KEY, hold_year, years_of
from desk.views.years import year_or_404
from occe.kit.access import allow


@allow(can_enter)
@require_safe
def reports(request):
    """The report of the year in hand; else of the last one that is over, which is the one to write."""
    years, today = years_of(request), timezone.localdate()
    held = (year for year in years if year.slug == request.session.get(KEY))
    over = (year for year in years if year.ends < today)
    year = next(held, None) or next(over, None) or next(iter(years), None)
    return redirect("desk:report", year.slug) if year else desk_page(request, "desk/reports/none.html", {})


@allow(can_enter)
@never_cache
@vary_on_headers("HX-Request")
def report(request, slug):
    """A year: its figures, what the report holds, one's own files. The form asks for one more."""
    year, chosen = year_or_404(request, slug), request.GET.get("year", slug)
    if chosen != slug and chosen in {one.slug for one in years_of(request)}:
        return redirect("desk:report", chosen)
    if request.headers.get("HX-Request"):
        return _files(request, year)
    form = ReportForm(data_of(request))
    if form.is_valid():
        job = order_report(year, by=request.actor, language=get_language() or "fr", **form.cleaned_data)
        return redirect(_place(job))
    hold_year(request, year)
    return desk_page(request, "desk/reports/report.html", _page(request, year, form), 422 if form.errors else 200)


@allow(can_enter, load=ExportJob.objects.visible_to)
@require_safe
def report_export(request, job):
    """Where one's own file is shown, for links that know the file alone."""
    return redirect(_place(job))


@allow(can_enter, load=ExportJob.objects.visible_to)
@require_safe
def report_file(request, job):
    """One's own file, once it is there."""
    if job.file is None:
        raise Http404
    return deliver(request, job.file.path, job.file.content_type, name=job.file.shown_name, inline=False)


@allow(can_enter, load=ExportJob.objects.visible_to)
@require_POST
def report_restart(request, job):
    """Start a failed one again."""
    job = restart_report(job, by=request.actor)
    messages.success(request, _("La préparation recommence."))
    return redirect(_place(job))


def _place(job):
    return reverse("desk:report", args=[job.parameters["year"]]) + "#files"


def _page(request, year, form):
    found = read_report(year, on=timezone.localdate())
    return {
        "year": year,
        "report": found,
        "sentence": standing_sentence(found),
        "figures": figures_of(found),
        "tables": tables_of(found),
        "files": own_reports(request.actor, year),
        "form": form,
    }


def _files(request, year):
    """The part asked again every two seconds while a file is being prepared; unchanged, it answers 304 alone."""
    files = own_reports(request.actor, year)
    if request.headers.get("If-None-Match") == files.etag:
        return HttpResponseNotModified(headers={"ETag": files.etag})
    response: HttpResponse = render(request, "desk/reports/_files.html", {"files": files, "year": year})
    response["ETag"] = files.etag
    return response
