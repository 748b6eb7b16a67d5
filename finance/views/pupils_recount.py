"""The second count: a classmate counts the coins and notes of a deposit again, and says whether it is the same."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from finance.errors import ClaimChanged
from finance.forms.pupils_deposit import RecountForm
from finance.models import DepositSlip
from finance.permissions import can_count_again, can_look_again
from finance.queries.pupils import slips_seen_by, waiting_for_my_count
from finance.queries.stories import faces_of
from finance.services.recounts import check_slip
from members.queries_pupils import called
from occe.kit.access import allow
from occe.kit.errors import DomainError

from .pupils import classroom_of, page


@allow(can_look_again, load=slips_seen_by, sign_in="pupil")
@require_safe
def recount(request: HttpRequest, slip: DepositSlip) -> HttpResponse:
    """How many did you find? What the first one counted lies beside the two answers."""
    waits = slip.state == DepositSlip.State.SENT and not slip.checked  # type: ignore[attr-defined]
    if not (waits and slip.drafted_by_pupil_id and can_count_again(request.actor, slip)):
        return redirect("finance:pupil-deposit", slip.public_id)
    return page(request, "recount", **_beside(slip), pieces=slip.pieces.all())


@allow(can_count_again, load=slips_seen_by, sign_in="pupil")
@require_POST
def answer(request: HttpRequest, slip: DepositSlip) -> HttpResponse:
    """« I counted again »: the same, or not the same. What changed since the page was opened is counted afresh."""
    form = RecountForm(request.POST)
    if not form.is_valid():
        return redirect("finance:pupil-recount", slip.public_id)
    try:
        check_slip(slip, by=request.actor, **form.cleaned_data)
    except ClaimChanged:
        return redirect("finance:pupil-recount", slip.public_id)
    except DomainError:
        return redirect("finance:pupil-deposit", slip.public_id)
    return redirect("finance:pupil-recount-thanks", slip.public_id)


@allow(can_count_again, load=slips_seen_by, sign_in="pupil")
@require_safe
def thanks(request: HttpRequest, slip: DepositSlip) -> HttpResponse:
    """After the count: thank you, or what happens now; and the next one."""
    context = {"sent_back": slip.is_editable, "following": None}
    context["next_count"] = waiting_for_my_count(classroom_of(request), request.actor).first()
    context["faces"] = faces_of([slip.drafted_by_pupil_id, request.actor.pupil_id])
    return page(request, "recount_thanks", **_beside(slip), **context)


def _beside(slip: DepositSlip) -> dict:
    author = called(slip.drafted_by_pupil) if slip.drafted_by_pupil else ""
    return {"slip": slip, "author": author, "practice": bool(slip.practice_id)}
