"""The agenda on the tablet: everybody reads it, the president builds it. Never what a problem says."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from councils.models import AgendaItem, CouncilMeeting
from councils.permissions import can_order_agenda
from councils.queries.agenda import Agenda, ShownItem, agenda_of
from councils.queries.box import council_of
from councils.services import agenda_order
from members.permissions_pupils import can_use_pupil_pages
from occe.kit.access import allow
from occe.kit.errors import DomainError

ACTS: dict[str, Callable] = {
    "up": partial(agenda_order.move, up=True),
    "down": partial(agenda_order.move, up=False),
    "more": lambda item, by: agenda_order.set_minutes(item, minutes=item.minutes + 1, by=by),
    "less": lambda item, by: agenda_order.set_minutes(item, minutes=item.minutes - 1, by=by),
    "part": agenda_order.part,
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
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, item: UUID) -> HttpResponse:
    """The president moves an item, gives it minutes and a title, and has two petits mots spoken of together."""
    meetings = CouncilMeeting.objects.visible_to(request.actor).in_hand()
    items = AgendaItem.objects.filter(meeting__in=meetings).select_related("meeting__council")
    found = get_object_or_404(items, public_id=item)
    if not can_order_agenda(request.actor, found.meeting):
        raise Http404
    shown = agenda_of(found.meeting, for_class=True)
    here = next((one for one in shown.to_come if one.item == found), None)
    if here is None:
        return redirect("councils:pupil-agenda")
    if request.method != "POST":
        return _page(request, shown, here)
    try:
        _act(request, shown, here)
    except DomainError as refused:
        if request.POST.get("act") == "title":
            return _page(request, shown, here, str(refused))
        messages.error(request, str(refused))
    if request.POST.get("act") in ("less", "more", "part"):
        return redirect("councils:pupil-agenda-item", found.public_id)
    seen = request.POST.get("into") or found.public_id
    return redirect(reverse("councils:pupil-agenda") + f"#i-{seen}")


def _act(request: HttpRequest, shown: Agenda, here: ShownItem) -> None:
    name = request.POST.get("act", "")
    if name == "title" and here.is_told:
        agenda_order.retitle(here.item, title=request.POST.get("title", ""), by=request.actor)
    elif name == "join" and here.joins:
        wanted = request.POST.get("into", "")
        into = next((one for one in _others(shown, here) if str(one.item.public_id) == wanted), None)
        if into is None:
            raise Http404
        agenda_order.merge(here.item, into=into.item, by=request.actor)
    elif act := ACTS.get(name):
        act(here.item, by=request.actor)
    else:
        raise Http404


def _others(shown: Agenda, here: ShownItem) -> list[ShownItem]:
    """Those that it may be spoken of with: the president can read what they are about."""
    waiting = [one for one in shown.to_come if one.item.state == AgendaItem.State.WAITING]
    return [one for one in waiting if one.is_told and one.item != here.item]


def _page(request: HttpRequest, shown: Agenda, here: ShownItem, refused: str = "") -> HttpResponse:
    context = {
        "shown": here,
        "others": _others(shown, here) if here.joins else [],
        "title": request.POST.get("title", here.item.title),
        "refused": refused,
    }
    return render(request, "councils/pupils/agenda_item.html", context, status=422 if refused else 200)
