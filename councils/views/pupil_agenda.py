"""The agenda on the tablet: everybody reads it, the president puts it in order. Never what a problem says."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from councils.models import AgendaItem, CouncilMeeting
from councils.permissions import can_order_agenda
from councils.queries.agenda import agenda_of
from councils.queries.box import council_of
from councils.services import agenda_order
from members.permissions_pupils import can_use_pupil_pages
from occe.kit.access import allow
from occe.kit.errors import DomainError

ACTS = {
    "up": partial(agenda_order.move, up=True),
    "down": partial(agenda_order.move, up=False),
    "more": lambda item, by: agenda_order.set_minutes(item, minutes=item.minutes + 1, by=by),
    "less": lambda item, by: agenda_order.set_minutes(item, minutes=item.minutes - 1, by=by),
}


@allow(can_use_pupil_pages, sign_in="pupil")
@require_safe
def agenda(request: HttpRequest) -> HttpResponse:
    """What the class will speak of; a class with nothing prepared is told so."""
    council = council_of(request.actor)
    meeting = council.meetings.in_hand().first() if council else None
    context = {
        "meeting": meeting,
        "agenda": agenda_of(meeting, for_class=True) if meeting else None,
        "presides": bool(meeting) and can_order_agenda(request.actor, meeting),
    }
    return render(request, "councils/pupils/agenda.html", context)


@allow(can_use_pupil_pages, sign_in="pupil")
@require_POST
def item(request: HttpRequest, item) -> HttpResponse:
    """The president moves an item up or down, and gives it a minute more or less."""
    meetings = CouncilMeeting.objects.visible_to(request.actor).in_hand()
    found = get_object_or_404(AgendaItem.objects.select_related("meeting"), public_id=item, meeting__in=meetings)
    if not can_order_agenda(request.actor, found.meeting):
        raise Http404
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        raise Http404
    try:
        act(found, by=request.actor)
    except DomainError as refused:
        messages.error(request, str(refused))
    return redirect("councils:pupil-agenda")
