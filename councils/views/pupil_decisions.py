"""What the class decided, on its tablet: the list, the thread of one, the president's signature, « C’est fait »."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from councils.models import Decision, FollowUp
from councils.queries.register import to_sign_by
from councils.queries.thread import owner_of, thread_of, votes_in_words
from councils.services.follow_ups import follow_up
from councils.services.signing import sign_as_president
from councils.thread import DECIDED, untold
from members.permissions_pupils import can_use_pupil_pages
from occe.kit.access import allow
from occe.kit.errors import DomainError

PAGE = 4
ENDED = (FollowUp.State.DONE, FollowUp.State.DROPPED)


@allow(can_use_pupil_pages, sign_in="pupil")
@require_safe
def decisions(request: HttpRequest) -> HttpResponse:
    """The latest first; or, for a president, what waits for the signature."""
    signing = "sign" in request.GET
    waiting = to_sign_by(request.actor)
    found = waiting if signing else Decision.objects.visible_to(request.actor)
    found = found.with_state().select_related("council__classroom").order_by("-date", "-pk")
    context = {
        "shown": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "query": "sign=1&" if signing else "",
        "signing": signing,
        "waiting": 0 if signing else waiting.count(),
    }
    return render(request, "councils/pupils/decisions.html", context)


@allow(can_use_pupil_pages, sign_in="pupil")
@require_safe
def decision(request: HttpRequest, decision: UUID) -> HttpResponse:
    """One decision, large, and its whole story."""
    found = _found(request, decision)
    events = thread_of(found, request.actor)
    story = [event for event in events if event.rank != DECIDED]
    context = {
        "decision": found,
        "events": story,
        "gaps": untold(events),
        "votes": votes_in_words(found),
        "owner": owner_of(found, request.actor),
        "may_sign": to_sign_by(request.actor).filter(pk=found.pk).exists(),
        "may_tell": found.owner_id == request.actor.pupil_id and found.state_now not in ENDED,
    }
    return render(request, "councils/pupils/decision.html", context)


@allow(can_use_pupil_pages, sign_in="pupil")
@require_POST
def sign(request: HttpRequest, decision: UUID) -> HttpResponse:
    """The president signs, with the own turn."""
    found = _found(request, decision)
    try:
        sign_as_president([found], by=request.actor)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("C’est signé."))
    return redirect("councils:pupil-decision", found.public_id)


@allow(can_use_pupil_pages, sign_in="pupil")
@require_POST
def done(request: HttpRequest, decision: UUID) -> HttpResponse:
    """Who does it says that it is done."""
    found = _found(request, decision)
    if found.owner_id != request.actor.pupil_id:
        raise Http404
    try:
        follow_up(found, state=FollowUp.State.DONE, by=request.actor)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("C’est noté. Bravo !"))
    return redirect("councils:pupil-decision", found.public_id)


def _found(request: HttpRequest, public_id: UUID) -> Decision:
    rows = Decision.objects.visible_to(request.actor).with_state()
    rows = rows.select_related("council__classroom", "council__cooperative", "council__year", "item__meeting", "ballot")
    return get_object_or_404(rows, public_id=public_id)
