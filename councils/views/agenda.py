"""The agenda from the adult's side: problems first and for the adult alone, then one list to put in order."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from councils import permissions
from councils.forms.agenda import AddItemForm, DayForm, ItemForm
from councils.models import AgendaItem, CouncilMeeting
from councils.queries.agenda import agenda_of
from councils.queries.box import faces_of
from councils.queries.sitting import items_held_by, meetings_held_by
from councils.services import agenda_order
from councils.services.agenda import add_item, prepare_meeting
from councils.templatetags.box import ICONS
from councils.views.box import council_page
from occe.kit.access import allow
from occe.kit.actors import Actor
from occe.kit.documents import pdf_response
from occe.kit.drawing.icons import icon
from occe.kit.drawing.paint import painted
from occe.kit.errors import DomainError
from occe.kit.forms import done, show_refusal

ACTS = {
    "up": partial(agenda_order.move, up=True),
    "down": partial(agenda_order.move, up=False),
    "later": agenda_order.leave_for_next_time,
    "again": agenda_order.take_up_again,
    "drop": agenda_order.drop_item,
    "part": agenda_order.part,
}


@allow(permissions.can_hold_council, load=meetings_held_by, key="meeting")
@require_http_methods(["GET", "HEAD", "POST"])
def agenda(request: HttpRequest, meeting: CouncilMeeting, id: UUID) -> HttpResponse:
    """Ready by itself. A POST adds one thing more."""
    context = council_page(request, meeting.council, id)
    form = AddItemForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, partial(add_item, meeting, by=request.actor, **form.cleaned_data)):
        return redirect("councils:agenda", id, meeting.public_id)
    shown = agenda_of(meeting)
    problems = [slip for one in shown.to_come for slip in one.slips if slip.kind == "problem"]
    faces = faces_of(meeting.council, problems) if meeting.state == CouncilMeeting.State.PREPARED else {}
    context |= {
        "meeting": meeting,
        "agenda": shown,
        "problems": [(slip, faces.get(slip.pupil_id)) for slip in problems] if not meeting.is_open else [],
        "form": form,
        "day_form": DayForm(initial={"on": meeting.held_on}),
    }
    return render(request, "councils/agenda/agenda.html", context, status=422 if form.errors else 200)


@allow(permissions.can_hold_council, load=meetings_held_by, key="meeting")
@require_http_methods(["GET", "HEAD", "POST"])
def agenda_day(request: HttpRequest, meeting: CouncilMeeting, id: UUID) -> HttpResponse:
    """Another day; what came in the box since is added."""
    context = council_page(request, meeting.council, id) | {"meeting": meeting}
    form = DayForm(request.POST if request.method == "POST" else None, initial={"on": meeting.held_on})
    if form.is_valid() and done(form, partial(prepare_meeting, meeting.council, by=request.actor, **form.cleaned_data)):
        return redirect("councils:agenda", id, meeting.public_id)
    return render(
        request, "councils/agenda/day.html", context | {"form": form}, status=422 if form.errors else 200
    )  # fmt: skip


@allow(permissions.can_hold_council, load=meetings_held_by, key="meeting")
@require_safe
def agenda_paper(request: HttpRequest, meeting: CouncilMeeting, id: UUID) -> HttpResponse:
    """The agenda for the door: what the class may read, and nobody's name."""
    council_page(request, meeting.council, id)
    title = _("De quoi on va parler, %(council)s") % {"council": meeting.council}
    context = {"meeting": meeting, "agenda": agenda_of(meeting, for_class=True)}
    pictures = {kind: painted(icon(name)) for kind, name in ICONS.items()}
    made = {"title": title, "name": "ordre-du-jour.pdf", "context": context, "pictures": pictures}
    return pdf_response(request, "councils/pdf/agenda.html", **made)


@allow(permissions.can_hold_council, load=items_held_by, key="item")
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, item: AgendaItem, id: UUID) -> HttpResponse:
    """Title, minutes, and the item that it is spoken of with."""
    context = council_page(request, item.council, id)
    shown = agenda_of(item.meeting)
    mine = next((one for one in shown.to_come if one.item.pk == item.pk), None)
    if mine is None:
        return redirect("councils:agenda", id, item.meeting.public_id)
    form = ItemForm(request.POST if request.method == "POST" else None, shown=mine, agenda=shown)
    if form.is_valid():
        try:
            _keep(item, form.cleaned_data, request.actor)
        except DomainError as refused:
            show_refusal(form, refused)
        else:
            return redirect("councils:agenda", id, item.meeting.public_id)
    context |= {"meeting": item.meeting, "shown": mine, "form": form}
    return render(request, "councils/agenda/item.html", context, status=422 if form.errors else 200)


def _keep(item: AgendaItem, said: dict, by: Actor) -> None:
    if said["title"] != item.title:
        agenda_order.retitle(item, title=said["title"], by=by)
    if said["minutes"] != item.minutes:
        agenda_order.set_minutes(item, minutes=said["minutes"], by=by)
    if said.get("into"):
        agenda_order.merge(item, into=said["into"], by=by)


@allow(permissions.can_hold_council, load=items_held_by, key="item")
@require_POST
def item_act(request: HttpRequest, item: AgendaItem, id: UUID) -> HttpResponse:
    """Up, down, next time, this time after all, off the agenda."""
    council_page(request, item.council, id)
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        raise Http404
    try:
        act(item, by=request.actor)
    except DomainError as refused:
        messages.error(request, str(refused))
    return redirect(reverse("councils:agenda", args=[id, item.meeting.public_id]) + f"#i{item.pk}")
