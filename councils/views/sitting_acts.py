"""What the adult does at a sitting with one tap. What cannot be done now is told on the page that one comes back to."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from councils import permissions
from councils.models import AgendaItem, CouncilMeeting
from councils.queries.comings import told_of
from councils.queries.sitting import items_held_by, meetings_held_by
from councils.services import guarantor, meetings, rolls, speaking
from councils.views.sitting import back_to, meeting_of, of_cooperative, to_roll
from members.models import Pupil
from occe.kit.access import allow
from occe.kit.errors import DomainError


@allow(permissions.can_hold_council, load=meetings_held_by, key="meeting")
@require_POST
def open_meeting(request: HttpRequest, meeting: CouncilMeeting, id: UUID) -> HttpResponse:
    """Then the roll, unless it is opened from the wall."""
    answer = _act(request, meeting, id, lambda: meetings.open_meeting(meeting, by=request.actor))
    return answer if request.POST.get("back") else to_roll(meeting)


@allow(permissions.can_hold_council, load=meetings_held_by, key="meeting")
@require_POST
def next_item(request: HttpRequest, meeting: CouncilMeeting, id: UUID) -> HttpResponse:
    return _act(request, meeting, id, lambda: meetings.next_item(meeting, by=request.actor))


@allow(permissions.can_hold_council, load=meetings_held_by, key="meeting")
@require_POST
def floor(request: HttpRequest, meeting: CouncilMeeting, id: UUID) -> HttpResponse:
    """To the child who is named, or to the next hand; "end" takes it back."""
    if "end" in request.POST:
        return _act(request, meeting, id, lambda: speaking.end_speech(meeting, by=request.actor))
    pupil = named_pupil(request, meeting) if request.POST.get("pupil") else None
    return _act(request, meeting, id, lambda: speaking.give_floor(meeting, pupil=pupil, by=request.actor))


@allow(permissions.can_hold_council, load=meetings_held_by, key="meeting")
@require_POST
def presence(request: HttpRequest, meeting: CouncilMeeting, id: UUID) -> HttpResponse:
    """A child comes late, or goes early: what it means is told on the page that one comes back to."""
    pupil, here = named_pupil(request, meeting), request.POST.get("here") == "yes"
    had = [role for role, held_by in meeting.roles.values_list("role", "pupil_id") if held_by == pupil.pk]

    def mark() -> None:
        roll = (rolls.arrive_late if here else rolls.leave_early)(meeting, pupil, by=request.actor)
        messages.success(request, told_of(roll, pupil, here=here, lost=[] if here else had))

    return _act(request, meeting, id, mark)


@allow(permissions.can_hold_council, load=meetings_held_by, key="meeting")
@require_POST
def resume(request: HttpRequest, meeting: CouncilMeeting, id: UUID) -> HttpResponse:
    return _act(request, meeting, id, lambda: guarantor.resume(meeting, by=request.actor))


@allow(permissions.can_hold_council, load=items_held_by, key="item")
@require_POST
def begin_item(request: HttpRequest, item: AgendaItem, id: UUID, meeting: UUID) -> HttpResponse:
    held = meeting_of(item, id, meeting)
    return _act(request, held, id, lambda: meetings.begin_item(item, by=request.actor))


@allow(permissions.can_hold_council, load=items_held_by, key="item")
@require_POST
def later(request: HttpRequest, item: AgendaItem, id: UUID, meeting: UUID) -> HttpResponse:
    held = meeting_of(item, id, meeting)
    return _act(request, held, id, lambda: meetings.put_off(item, by=request.actor))


def named_pupil(request: HttpRequest, meeting: CouncilMeeting) -> Pupil:
    """The child whose picture was touched; Http404 for one of no class of this council."""
    classrooms = meeting.rolls.values("classroom_id")
    pupils = Pupil.objects.here().filter(enrolments__classroom__in=classrooms).distinct()
    return get_object_or_404(pupils, public_id=uuid_or_none(request.POST.get("pupil", "")))


def uuid_or_none(text: str) -> UUID | None:
    """The identifier in a form, None for anything else."""
    try:
        return UUID(text)
    except ValueError:
        return None


def _act(request: HttpRequest, meeting: CouncilMeeting, id: UUID, act: Callable[[], object]) -> HttpResponse:
    of_cooperative(meeting, id)
    try:
        act()
    except DomainError as refused:
        messages.error(request, str(refused))
    return back_to(request, meeting)
