"""Money that comes in, counted by a class: where from, which coins and notes, read again, sent. Never who gave it."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from finance.errors import ClaimChanged, NameWritten
from finance.forms.pupils import Question
from finance.forms.pupils_deposit import QUESTIONS, STEPS, OriginQuestion, first_missing
from finance.models import DepositSlip
from finance.permissions import can_draft, can_go_on_writing, can_read_as_pupil
from finance.queries.our_money import left_after
from finance.queries.pupils import adults_in_office, slips_of_class, slips_seen_by, unfinished_slips
from finance.queries.stories import barred_of, latest_look
from finance.services.slips import discard_slip, draft_slip, send_slip, update_slip
from members.permissions_pupils import can_use_pupil_pages
from occe.kit.access import allow
from occe.kit.actors import PupilActor
from occe.kit.dates import today
from occe.kit.errors import DomainError

from .pupils import PER_PAGE, classroom_of, is_on_paper, only_treasurers, page
from .pupils_expense import form_key

STEP_OF_FIELD = {"account": "origin", "pieces": "count", "collected_on": "day", "label": "origin"}


@allow(can_use_pupil_pages, sign_in="pupil")
@require_safe
def deposits(request: HttpRequest) -> HttpResponse:
    """What the class brought, each with where it stands."""
    classroom = classroom_of(request)
    found = Paginator(slips_of_class(classroom, request.actor), PER_PAGE)
    shown = found.get_page(request.GET.get("page"))
    may_write = can_draft(request.actor, classroom.cooperative, classroom)
    adults = adults_in_office(classroom.cooperative_id)
    return page(request, "deposit_list", shown=shown, adults=adults, may_write=may_write)


@allow(can_read_as_pupil, load=slips_seen_by, sign_in="pupil")
@require_safe
def deposit(request: HttpRequest, slip: DepositSlip) -> HttpResponse:
    """What became of one deposit."""
    context = {
        "slip": slip,
        "mine": slip.drafted_by_pupil_id == request.actor.pupil_id,
        "go_on": first_missing(slip),
        "pieces": slip.pieces.all(),
        "barred": barred_of(slip),
        "look": latest_look(slip),
        "adults": adults_in_office(slip.cooperative_id),
        "around": left_after(slip.entry) if slip.entry else None,
    }
    return page(request, "deposit", practice=bool(slip.practice_id), **context)


@allow(can_use_pupil_pages, sign_in="pupil")
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Where does the money come from? The first answer makes the draft."""
    classroom, actor = classroom_of(request), request.actor
    if not can_draft(actor, classroom.cooperative, classroom):
        return only_treasurers(request)
    if is_on_paper(request):
        return page(request, "on_paper")
    begun = unfinished_slips(classroom, actor).first()
    if begun and request.method != "POST" and "another" not in request.GET:
        url = reverse("finance:pupil-deposit", args=[begun.public_id])
        return page(request, "go_on_deposit", url=url, begun=begun)
    question = OriginQuestion(request.POST or None, about=None, classroom=classroom, by=actor)
    if question.is_valid():
        facts = question.facts() | {"collected_on": today()}
        try:
            slip = draft_slip(
                classroom.cooperative, by=actor, classroom=classroom, request_id=form_key(request), **facts
            )
            return _onward(request, slip, question.step)
        except DomainError as refused:
            _refuse(question, refused)
    return _asked(request, question)


@allow(can_go_on_writing, load=slips_seen_by, sign_in="pupil")
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, slip: DepositSlip, step: str) -> HttpResponse:
    """Any question of a deposit that was begun. A button beside a coin saves, and comes back to that coin."""
    if step not in QUESTIONS:
        raise Http404
    if not slip.is_editable:
        return redirect("finance:pupil-deposit", slip.public_id)
    answers = (request.POST,) if request.method == "POST" else ()
    month = request.GET.get("month", "")
    question = QUESTIONS[step](*answers, about=slip, classroom=slip.classroom, by=request.actor, month=month)
    if question.is_valid():
        try:
            _save(slip, question.facts(), by=request.actor)
            pressed = question.pressed() if step == "count" else None
            return HttpResponseRedirect(f"{request.path}#piece-{pressed}") if pressed else _onward(request, slip, step)
        except DomainError as refused:
            _refuse(question, refused)
    return _asked(request, question)


@allow(can_go_on_writing, load=slips_seen_by, sign_in="pupil")
@require_safe
def read(request: HttpRequest, slip: DepositSlip) -> HttpResponse:
    """Everything once more, aloud."""
    if not slip.is_editable:
        return redirect("finance:pupil-deposit", slip.public_id)
    return _to_read(request, slip)


@allow(can_go_on_writing, load=slips_seen_by, sign_in="pupil")
@require_POST
def send(request: HttpRequest, slip: DepositSlip) -> HttpResponse:
    """To the adult. Sent twice, it is sent once."""
    try:
        send_slip(slip, by=request.actor)
    except DomainError as refused:
        if slip.is_editable:
            return _to_read(request, slip, refused=refused)
    return redirect("finance:pupil-deposit", slip.public_id)


@allow(can_go_on_writing, load=slips_seen_by, sign_in="pupil")
@require_http_methods(["GET", "HEAD", "POST"])
def throw_away(request: HttpRequest, slip: DepositSlip) -> HttpResponse:
    """A draft that nobody wants any more. What was sent once stays."""
    if slip.sent_at:
        return redirect("finance:pupil-deposit", slip.public_id)
    if request.method == "POST":
        discard_slip(slip, by=request.actor)
        return redirect("members:pupil-home")
    return page(request, "throw_away", back=reverse("finance:pupil-deposit", args=[slip.public_id]), slip=slip)


# --- one question ----------------------------------------------------------------------------------------------------


def _asked(request: HttpRequest, question: Question) -> HttpResponse:
    slip, step = question.about, question.step
    changing = bool(slip) and (bool(slip.sent_at) or request.GET.get("from") == "read" or step not in STEPS)
    context: dict[str, Any] = {"question": question, "slip": slip, "changing": changing} | question.extras()
    if slip is None:
        context |= {"key": form_key(request), "back": reverse("members:pupil-home")}
    else:
        context |= {"practice": bool(slip.practice_id), "back": _back(slip, step, changing)}
    if not changing:
        context |= {"steps_done": STEPS.index(step), "steps_total": len(STEPS) + 1}
    return page(request, f"ask_{step}", status=422 if question.errors else 200, **context)


def _back(slip: DepositSlip, step: str, changing: bool) -> str:
    if step == "count" and not changing:
        return reverse("finance:pupil-deposit-step", args=[slip.public_id, "origin"])
    return reverse("finance:pupil-deposit-read", args=[slip.public_id])


def _onward(request: HttpRequest, slip: DepositSlip, step: str) -> HttpResponse:
    if step == "origin" and not slip.sent_at and request.GET.get("from") != "read":
        return redirect("finance:pupil-deposit-step", slip.public_id, "count")
    return redirect("finance:pupil-deposit-read", slip.public_id)


def _save(slip: DepositSlip, facts: dict[str, Any], *, by: PupilActor) -> None:
    try:
        update_slip(slip, by=by, version=slip.version, **facts)
    except ClaimChanged:
        slip.refresh_from_db(fields=["version"])
        update_slip(slip, by=by, version=slip.version, **facts)


def _refuse(question: Question, refused: DomainError) -> None:
    named = isinstance(refused, NameWritten)
    said = _("Tu as écrit un nom. Raconte sans le nom.") if named else str(refused)
    question.add_error(refused.field if refused.field in question.fields else None, said)


def _to_read(request: HttpRequest, slip: DepositSlip, refused: DomainError | None = None) -> HttpResponse:
    context: dict[str, Any] = {
        "slip": slip,
        "pieces": slip.pieces.all(),
        "refused": refused,
        "refused_step": STEP_OF_FIELD.get(refused.field or "", "") if refused else "",
        "practice": bool(slip.practice_id),
    }
    if slip.sent_at:
        context["back"] = reverse("finance:pupil-deposit", args=[slip.public_id])
    else:
        context |= {"steps_done": len(STEPS), "steps_total": len(STEPS) + 1}
        context["back"] = reverse("finance:pupil-deposit-step", args=[slip.public_id, STEPS[-1]])
    return page(request, "deposit_read", status=422 if refused else 200, **context)
