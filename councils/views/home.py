"""The council's home: which council, the next useful button, and what waits."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from cooperatives.models import Cooperative
from councils import permissions
from councils.models import Council
from councils.permissions_sitting import can_enter_council
from councils.queries.register import register_of
from councils.queries.today import councils_here, next_council_day, today_of
from councils.services.agenda import prepare_meeting
from occe.kit.access import allow
from occe.kit.actors import Guest
from occe.kit.dates import today
from occe.kit.errors import DomainError

SHOWN = 5


@allow(can_enter_council, load=Cooperative.objects.visible_to)
@require_safe
def home(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """For who holds a council; everybody else reads what was decided last."""
    councils = councils_here(request.actor, cooperative)
    asked = request.GET.get("council", "")
    chosen = next((one for one in councils if asked in _names_of(one)), councils[0] if councils else None)
    decided = register_of(cooperative, request.actor)
    if chosen:
        decided = decided.filter(Q(council=chosen) | Q(council__classroom__isnull=True))
    context = {
        "cooperative": cooperative,
        "tab": "council",
        "drawer": "today",
        "councils": councils,
        "today": today_of(chosen) if chosen else None,
        "decided": decided[:SHOWN],
        "is_guest": isinstance(request.actor, Guest),
    }
    return render(request, "councils/sitting/home.html", context)


def _names_of(council: Council) -> list[str]:
    """By what an address asks for a council: its own identifier, or its class's."""
    return [str(council.public_id), *([str(council.classroom.public_id)] if council.classroom else [])]


@allow(permissions.can_hold_council, load=Council.objects.run_by, key="council")
@require_POST
def prepare(request: HttpRequest, council: Council, id: UUID) -> HttpResponse:
    """Have the next council ready, on the class's day or today: the box is opened, the agenda makes itself."""
    try:
        on = next_council_day(council, today()) or today()
        meeting = prepare_meeting(council, on=on, by=request.actor)
    except DomainError as refused:
        messages.error(request, str(refused))
        return redirect("councils:home", id)
    return redirect("councils:agenda", id, meeting.public_id)
