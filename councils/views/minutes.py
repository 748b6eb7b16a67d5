"""The minutes of a sitting: on the page, in large type to be read by children, and as one page for the wall."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cooperatives.models import Cooperative
from councils import permissions
from councils.exports import pictogram
from councils.models import CouncilMeeting
from councils.poster import poster_of
from councils.queries.minutes import held_by, kept_by, minutes_of
from councils.services.signing import sign_as_adult, sign_as_president
from occe.kit.access import allow
from occe.kit.actors import Guest
from occe.kit.dates import format_day
from occe.kit.documents import pdf_response
from occe.kit.errors import DomainError

PAGE = 20
SIGNS = {"president": sign_as_president, "adult": sign_as_adult}


@allow(permissions.can_record_decisions, load=Cooperative.objects.visible_to)
@require_safe
def minutes_list(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """The sittings of the councils that one holds, the latest first."""
    met = held_by(request.actor).filter(council__cooperative=cooperative)
    page = Paginator(met, PAGE).get_page(request.GET.get("page"))
    context = {"cooperative": cooperative, "tab": "council", "drawer": "minutes", "page": page}
    return render(request, "councils/minutes/list.html", context)


@allow(permissions.can_hold_council, load=held_by, key="meeting")
def minutes(request: HttpRequest, meeting: CouncilMeeting, id: UUID) -> HttpResponse:
    """What was said and decided; its decisions are signed here in one go."""
    _check_place(meeting, id)
    told = minutes_of(meeting)
    if request.method == "POST":
        _sign(request, [one.decision for one in told.decided])
        return redirect("councils:minutes", id, meeting.public_id)
    rows = [one.decision for one in told.decided]
    context = _frame(meeting) | {
        "minutes": told,
        "kept": kept_by(meeting, request.actor),
        "is_guest": isinstance(request.actor, Guest),
        "to_sign": any(row.adult_signed_at is None for row in rows),
        "for_president": any(row.president_signed_at is None for row in rows),
    }
    return render(request, "councils/minutes/minutes.html", context)


@allow(permissions.can_hold_council, load=held_by, key="meeting")
@require_safe
def paper(request: HttpRequest, meeting: CouncilMeeting, id: UUID, kind: str) -> HttpResponse:
    """The minutes to print, or their decisions on one page."""
    _check_place(meeting, id)
    titles = {
        "minutes": _("Compte rendu du conseil, %(council)s, %(day)s"),
        "decisions_poster": _("Ce qu’on a décidé, %(council)s, %(day)s"),
    }
    title = titles[kind] % {"council": meeting.council, "day": format_day(meeting.held_on)}
    names = {"minutes": _("compte-rendu-%(day)s.pdf"), "decisions_poster": _("affiche-du-conseil-%(day)s.pdf")}
    name = names[kind] % {"day": meeting.held_on.isoformat()}
    told = minutes_of(meeting)
    context = _frame(meeting) | {"minutes": told, "poster": poster_of(told)}
    return pdf_response(
        request,
        f"councils/pdf/{kind}.html",
        title=title,
        name=name,
        context=context,
        pictures={one.icon: pictogram(one.icon) for one in told.items},
    )


def _check_place(meeting: CouncilMeeting, id: UUID) -> None:
    if meeting.council.cooperative.public_id != id:
        raise Http404


def _frame(meeting: CouncilMeeting) -> dict:
    cooperative = meeting.council.cooperative
    return {"cooperative": cooperative, "tab": "council", "drawer": "minutes", "meeting": meeting}


def _sign(request: HttpRequest, decisions: list) -> None:
    act = request.POST.get("act", "")
    if act not in SIGNS:
        raise Http404
    try:
        SIGNS[act](decisions, by=request.actor)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Les décisions sont signées."))
