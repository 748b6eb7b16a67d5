"""The adults' council: three times a year at least, each with its convocation and its minutes."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cooperatives.models import Cooperative, SchoolYear
from councils import permissions
from councils.forms.adults import CallForm, HeldForm
from councils.models import AdultMeeting
from councils.queries.adults import held_in, missing_in
from councils.queries.councils import with_school
from councils.services.adults import call_adults, cancel_adults, hold_adults
from occe.kit.access import allow
from occe.kit.dates import format_day, today
from occe.kit.documents import pdf_response
from occe.kit.errors import DomainError
from occe.kit.forms import done

PAGE = 20


@allow(permissions.can_read_decisions, load=with_school)
@require_safe
def meetings(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """The year's meetings with their count, and those before."""
    day = today()
    year = SchoolYear.objects.filter(federation=cooperative.federation_id, starts__lte=day, ends__gte=day).first()
    listed = AdultMeeting.objects.filter(cooperative=cooperative).select_related("year")
    context = _room(request, cooperative) | {
        "page": Paginator(listed, PAGE).get_page(request.GET.get("page")),
        "year": year,
        "held": held_in(cooperative, year) if year else 0,
        "missing": missing_in(cooperative, year) if year else 0,
    }
    return render(request, "councils/adults/meetings.html", context)


@allow(permissions.can_keep_adult_council, load=with_school)
@require_http_methods(["GET", "HEAD", "POST"])
def call(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """Call a meeting; the convocation is printed from its page."""
    usual = _("Les comptes à ce jour\nLes projets des classes\nCe que demandent les délégués des élèves")
    form = CallForm(request.POST if request.method == "POST" else None, initial={"on": today(), "agenda": usual})
    if form.is_valid():
        try:
            meeting = call_adults(cooperative, by=request.actor, **form.cleaned_data)
        except DomainError as refused:
            form.add_error(refused.field, str(refused))
        else:
            return redirect("councils:adult-meeting", cooperative.public_id, meeting.public_id)
    context = _room(request, cooperative) | {"form": form}
    return render(request, "councils/adults/call.html", context, status=422 if form.errors else 200)


@allow(permissions.can_read_decisions, load=with_school)
@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request: HttpRequest, cooperative: Cooperative, meeting_id: UUID) -> HttpResponse:
    """One meeting: what it was called for; once its day has come, its minutes."""
    found = _meeting(request, cooperative, meeting_id)
    room = _room(request, cooperative)
    writes = room["may_keep"] and found.year.is_open and found.state != AdultMeeting.State.CANCELLED
    writes = writes and found.on <= today()
    said = {"present": found.present, "present_words": found.present_words, "minutes": found.minutes}
    form = HeldForm(request.POST if writes and request.method == "POST" else None, initial=said)
    if form.is_valid() and done(form, partial(hold_adults, found, by=request.actor, **form.cleaned_data)):
        messages.success(request, _("Le compte rendu est gardé."))
        return redirect(request.path)
    context = room | {"meeting": found, "form": form, "writes": writes}
    return render(request, "councils/adults/meeting.html", context, status=422 if form.errors else 200)


@allow(permissions.can_keep_adult_council, load=with_school)
@require_POST
def cancel(request: HttpRequest, cooperative: Cooperative, meeting_id: UUID) -> HttpResponse:
    """It will not take place; it stays on the list."""
    try:
        cancel_adults(_meeting(request, cooperative, meeting_id), by=request.actor)
    except DomainError as refused:
        messages.error(request, str(refused))
    return redirect("councils:adult-meetings", cooperative.public_id)


@allow(permissions.can_read_decisions, load=with_school)
@require_safe
def paper(request: HttpRequest, cooperative: Cooperative, meeting_id: UUID) -> HttpResponse:
    """The convocation; once it was held, the minutes to sign."""
    found = _meeting(request, cooperative, meeting_id)
    held = found.state == AdultMeeting.State.HELD
    words = _("Compte rendu du conseil des adultes, %(day)s") if held else _("Convocation, %(day)s")
    return pdf_response(
        request,
        "councils/pdf/adult_meeting.html",
        title=words % {"day": format_day(found.on)},
        name=f"conseil-adultes-{found.on}.pdf",
        context={"cooperative": cooperative, "meeting": found, "held": held},
    )


def _meeting(request: HttpRequest, cooperative: Cooperative, meeting_id: UUID) -> AdultMeeting:
    mine = AdultMeeting.objects.visible_to(request.actor).filter(cooperative=cooperative)
    return get_object_or_404(mine.select_related("year"), public_id=meeting_id)


def _room(request: HttpRequest, cooperative: Cooperative) -> dict:
    keeps = permissions.can_keep_adult_council(request.actor, cooperative)
    return {"cooperative": cooperative, "tab": "council", "drawer": "adults", "may_keep": keeps}
