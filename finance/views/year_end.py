"""The end of a year in small steps, in any order; whoever finishes later finds everything as it was left."""

from collections.abc import Callable
from functools import partial

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cooperatives.models import Cooperative, StoredFile
from finance import permissions
from finance.closing_steps import StepStanding, readiness
from finance.forms.year_end import OriginalsForm, PaperFileForm, ReadForm
from finance.models import Book, YearEnd
from finance.queries.closing import step_address
from finance.queries.report import financial_report
from finance.services import year_ends
from finance.views.money import book_of_year, room
from finance.views.sending import stored_upload
from occe.kit.access import allow
from occe.kit.dates import today
from occe.kit.forms import done


def year_frame(request: HttpRequest, cooperative: Cooperative, slug: str) -> dict:
    """What the pages of a year's end show; `may_prepare` is whether the reader holds the mandate."""
    frame = room(request, cooperative, *book_of_year(request, cooperative, slug))
    return frame | {"tab": "year", "may_prepare": frame["books"][0].mine_to_record}


@allow(permissions.can_read_year_end, load=Cooperative.objects.visible_to)
def steps(request: HttpRequest, cooperative: Cooperative, slug: str) -> HttpResponse:
    frame = year_frame(request, cooperative, slug)
    book: Book = frame["book"]
    context = {"readiness": readiness(book), "is_over": book.year.ends < today()}
    return render(request, "finance/year_steps.html", frame | context)


@allow(permissions.can_read_year_end, load=Cooperative.objects.visible_to)
def step(request: HttpRequest, cooperative: Cooperative, slug: str, key: str) -> HttpResponse:
    """One step: why it is there, what it misses, and its form where it has one."""
    frame = year_frame(request, cooperative, slug)
    book: Book = frame["book"]
    found = _step(book, key)
    end = YearEnd.objects.select_related("activity_report").filter(book=book).first()
    form = _form(request, frame, key, end)
    if request.method == "POST" and form is None:
        raise PermissionDenied
    if form is not None and form.is_valid() and done(form, _act(request, book, key, form)):
        messages.success(request, _("C’est gardé."))
        return redirect(step_address(book, key))
    context = frame | {"found": found, "form": form, "end": end, "here": step_address(book, key)}
    context["report"] = financial_report(book) if key == "report" else None
    return render(request, "finance/year_step.html", context, status=422 if form and form.errors else 200)


def _step(book: Book, key: str) -> StepStanding:
    for found in readiness(book):
        if found.step.key == key:
            return found
    raise Http404


def _form(request: HttpRequest, frame: dict, key: str, end: YearEnd | None) -> forms.Form | None:
    """The step's form, for the mandate; none where there is nothing to say here, or not any more."""
    if not frame["may_prepare"]:
        return None
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    if key == "papers":
        return OriginalsForm(data, end=end)
    if not frame["book"].takes_entries:
        return None
    if key == "activity":
        return PaperFileForm(data, files, verb=_("Joindre le compte rendu"))
    return ReadForm(data) if key == "report" else None


def _act(request: HttpRequest, book: Book, key: str, form: forms.Form) -> Callable[[], object]:
    by = request.actor
    if key == "papers":
        return partial(year_ends.say_where_originals_are, book, place=form.cleaned_data["place"], by=by)
    if key == "report":
        return partial(year_ends.read_report, book, by=by)
    return lambda: year_ends.keep_activity_report(book, file=sent_file(request, book), by=by)


def sent_file(request: HttpRequest, book: Book) -> StoredFile:
    """The file of this sending, stored. Raises what the upload refuses."""
    return stored_upload(request, book.cooperative, request.FILES["file"])
