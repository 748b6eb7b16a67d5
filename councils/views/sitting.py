"""The sitting on the adult's phone, and on the wall: one page each that stays true."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from councils import permissions
from councils.models import AgendaItem, CouncilMeeting
from councils.queries.ballots import votes_of
from councils.queries.comings import comings_of
from councils.queries.rules import poster_of
from councils.queries.sitting import etag_of, meetings_held_by, sitting_of
from occe.kit.access import allow
from occe.kit.actors import Guest


@allow(permissions.can_hold_council, load=meetings_held_by, key="meeting")
@never_cache
@vary_on_headers("HX-Request")
@require_safe
def meeting(request: HttpRequest, meeting: CouncilMeeting, id: UUID) -> HttpResponse:
    """Everything that the adult may do while the children hold their council."""
    return _live(request, meeting, id, "live", for_class=False)


@allow(permissions.can_hold_council, load=meetings_held_by, key="meeting")
@never_cache
@vary_on_headers("HX-Request")
@require_safe
def projector(request: HttpRequest, meeting: CouncilMeeting, id: UUID) -> HttpResponse:
    """The wall: what the whole class reads at six metres. Its strip of controls lets it work alone."""
    return _live(request, meeting, id, "projector", for_class=True)


def _live(request: HttpRequest, meeting: CouncilMeeting, id: UUID, name: str, *, for_class: bool) -> HttpResponse:
    """The page, or its live part when htmx asks; nothing but 304 while nothing changed."""
    of_cooperative(meeting, id)
    asked = bool(request.headers.get("HX-Request"))
    etag = etag_of(meeting)
    if asked and request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified(headers={"ETag": etag})
    sitting = sitting_of(meeting, for_class=for_class)
    context = frame(request, meeting) | {
        "sitting": sitting,
        "poster": poster_of(meeting.council),
        "votes": votes_of(sitting.now.item) if sitting.now and not for_class else [],
        "comings": None if for_class else comings_of(sitting),
    }
    template = f"councils/sitting/_{name}.html" if asked else f"councils/sitting/{name}.html"
    response = render(request, template, context)
    response["ETag"] = sitting.etag
    return response


def frame(request: HttpRequest, meeting: CouncilMeeting) -> dict:
    """What every page of a sitting says: whose it is, and where it stands."""
    return {
        "cooperative": meeting.council.cooperative,
        "council": meeting.council,
        "meeting": meeting,
        "tab": "council",
        "drawer": "today",
        "is_guest": isinstance(request.actor, Guest),
    }


def of_cooperative(meeting: CouncilMeeting, id: UUID) -> None:
    """Raise Http404 for an address that names another cooperative."""
    if meeting.council.cooperative.public_id != id:
        raise Http404


def meeting_of(item: AgendaItem, id: UUID, meeting: UUID) -> CouncilMeeting:
    """The meeting of an item. Raises Http404 for an address that names another one."""
    if item.meeting is None or item.meeting.public_id != meeting:
        raise Http404
    of_cooperative(item.meeting, id)
    return item.meeting


def back_to(request: HttpRequest, meeting: CouncilMeeting) -> HttpResponse:
    """To the screen on which the act was done: the wall, or the adult's page."""
    name = "councils:meeting-projector" if request.POST.get("back") == "projector" else "councils:meeting"
    return redirect(name, meeting.council.cooperative.public_id, meeting.public_id)


def to_roll(meeting: CouncilMeeting) -> HttpResponse:
    """To the roll that was not called yet (two sites have two); when all were, to the sitting."""
    place = meeting.council.cooperative.public_id, meeting.public_id
    waiting = meeting.rolls.filter(called=False).select_related("classroom").first()
    if waiting:
        return redirect("councils:meeting-roll", *place, waiting.classroom.public_id)
    return redirect("councils:meeting", *place)
