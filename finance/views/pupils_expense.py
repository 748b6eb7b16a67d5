"""An expense, one question a screen. Each answer is saved as soon as it is sent: a line that breaks loses nothing."""

from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cooperatives.errors import FileQuotaReached
from cooperatives.services.files import store_file
from councils.queries.pebbles import kept_decision
from finance.errors import ClaimChanged
from finance.forms.pupils import QUESTIONS, STEPS, CategoryQuestion, Question, first_missing, next_step, step_before
from finance.models import ExpenseClaim
from finance.permissions import can_draft, can_go_on_writing
from finance.queries.advice import advices_for, beyond_decision
from finance.queries.pupils import claims_seen_by, same_receipt, unfinished_claims
from finance.services.asked_readings import ask_reading
from finance.services.claims import discard_draft, draft_claim, send_claim, update_claim
from members.models import ReadingAge
from members.permissions_pupils import can_use_pupil_pages
from members.plates import euros_laid
from occe.kit.access import allow
from occe.kit.actors import PupilActor
from occe.kit.errors import DomainError
from occe.kit.forms import show_refusal

from .pupils import age_of, classroom_of, is_on_paper, only_treasurers, page

STEP_OF_FIELD = {"amount": "amount", "issued_on": "day", "photo": "photo", "account": "category", "paid_with": "payer"}


@allow(can_use_pupil_pages, sign_in="pupil")
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """The first question. Its answer makes the draft; the form carries the draft's id, so that two clicks make one."""
    classroom, actor = classroom_of(request), request.actor
    if not can_draft(actor, classroom.cooperative, classroom):
        return only_treasurers(request)
    if is_on_paper(request):
        return page(request, "on_paper")
    begun = unfinished_claims(classroom, actor).first()
    if begun and request.method != "POST" and "another" not in request.GET:
        return page(request, "go_on", url=_where_to_go_on(begun), begun=begun)
    question = CategoryQuestion(request.POST or None, about=None, classroom=classroom, by=actor)
    if question.is_valid():
        try:
            claim = draft_claim(
                classroom.cooperative, by=actor, classroom=classroom, request_id=form_key(request),
                **question.facts(), **_laid_on_the_table(request),
            )  # fmt: skip
            return _onward(request, claim, question.step)
        except DomainError as refused:
            _refuse(question, refused)
    return _asked(request, question)


def _laid_on_the_table(request: HttpRequest) -> dict[str, Any]:
    """What the youngest laid in the shop's hand, and what they decided: they do not say it twice."""
    euros, decision = euros_laid(request.session), kept_decision(request.session, request.actor)
    return ({"amount": euros} if euros else {}) | ({"decision": decision} if decision else {})


@allow(can_go_on_writing, load=claims_seen_by, sign_in="pupil")
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, claim: ExpenseClaim, step: str) -> HttpResponse:
    """Any question of an expense that was begun."""
    if step not in QUESTIONS:
        raise Http404
    if not claim.is_editable:
        return redirect("finance:pupil-expense", claim.public_id)
    answers = (request.POST, request.FILES) if request.method == "POST" else ()
    month = request.GET.get("month", "")
    question = QUESTIONS[step](*answers, about=claim, classroom=claim.classroom, by=request.actor, month=month)
    if question.is_valid():
        try:
            _save(claim, _facts(question, claim, request.actor), by=request.actor)
            return _onward(request, claim, step)
        except DomainError as refused:
            _refuse(question, refused)
    return _asked(request, question)


@allow(can_go_on_writing, load=claims_seen_by, sign_in="pupil")
@require_safe
def read(request: HttpRequest, claim: ExpenseClaim) -> HttpResponse:
    """Everything once more, aloud, with a way back to each answer."""
    if not claim.is_editable:
        return redirect("finance:pupil-expense", claim.public_id)
    return _to_read(request, claim)


@allow(can_go_on_writing, load=claims_seen_by, sign_in="pupil")
@require_POST
def send(request: HttpRequest, claim: ExpenseClaim) -> HttpResponse:
    """To a classmate, or to the adult. Sent twice, it is sent once."""
    try:
        send_claim(claim, by=request.actor)
    except DomainError as refused:
        if not claim.is_editable:
            return redirect("finance:pupil-expense", claim.public_id)
        return _to_read(request, claim, refused=refused)
    return redirect("finance:pupil-expense", claim.public_id)


@allow(can_go_on_writing, load=claims_seen_by, sign_in="pupil")
@require_http_methods(["GET", "HEAD", "POST"])
def throw_away(request: HttpRequest, claim: ExpenseClaim) -> HttpResponse:
    """A draft that nobody wants any more. What was sent once stays."""
    if claim.sent_at:
        return redirect("finance:pupil-expense", claim.public_id)
    if request.method == "POST":
        discard_draft(claim, by=request.actor)
        return redirect("members:pupil-home")
    return page(request, "throw_away", back=reverse("finance:pupil-expense", args=[claim.public_id]), claim=claim)


# --- one question ----------------------------------------------------------------------------------------------------


def form_key(request: HttpRequest) -> UUID:
    """The id that the form gives to what it begins; one that is no id gets a new one."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid4()


def _asked(request: HttpRequest, question: Question) -> HttpResponse:
    """The page of a question, with its place among the step stones and the way back."""
    claim, step, age = question.about, question.step, age_of(request)
    changing = bool(claim) and (bool(claim.sent_at) or request.GET.get("from") == "read")
    order = STEPS[ReadingAge(age)]
    context: dict[str, Any] = {"question": question, "claim": claim, "back": _back(claim, step, age, changing)}
    context |= question.extras() | {"changing": changing}
    if not claim:
        context["key"] = form_key(request)
    else:
        context["practice"] = bool(claim.practice_id)
    if not changing and step in order:
        context |= {"steps_done": order.index(step), "steps_total": len(order) + 1}
    return page(request, f"ask_{step}", status=422 if question.errors else 200, **context)


def _back(claim: ExpenseClaim | None, step: str, age: int, changing: bool) -> str:
    if claim is None:
        return reverse("members:pupil-home")
    before = step_before(step, age)
    if changing or before is None:
        return reverse("finance:pupil-expense-read", args=[claim.public_id])
    return reverse("finance:pupil-expense-step", args=[claim.public_id, before])


def _onward(request: HttpRequest, claim: ExpenseClaim, step: str) -> HttpResponse:
    """The next question; after a change, what was written so far."""
    changing = bool(claim.sent_at) or request.GET.get("from") == "read"
    following = None if changing else next_step(step, age_of(request))
    if following:
        return redirect("finance:pupil-expense-step", claim.public_id, following)
    return redirect("finance:pupil-expense-read", claim.public_id)


def _where_to_go_on(claim: ExpenseClaim) -> str:
    """Where a draft that was left goes on."""
    if claim.sent_at:
        return reverse("finance:pupil-expense", args=[claim.public_id])
    missing = first_missing(claim)
    if missing:
        return reverse("finance:pupil-expense-step", args=[claim.public_id, missing])
    return reverse("finance:pupil-expense-read", args=[claim.public_id])


def _facts(question: Question, claim: ExpenseClaim, by: PupilActor) -> dict[str, Any]:
    """What the answer says; a photo is stored on the way."""
    if question.step != "photo":
        return question.facts()
    clean = question.cleaned_data["clean_file"]
    if not clean:
        return {"photo": None} if question.cleaned_data["without"] else {}
    try:
        photo = store_file(clean, federation=claim.cooperative.federation, by=by, cooperative=claim.cooperative)
    except FileQuotaReached as refused:
        raise FileQuotaReached(_("Il y a beaucoup de photos aujourd’hui. On continue demain.")) from refused
    ask_reading(photo)
    return {"photo": photo}


def _save(claim: ExpenseClaim, facts: dict[str, Any], *, by: PupilActor) -> None:
    """Save an answer. A double click saves the same answer twice: the second one is written over the first."""
    try:
        update_claim(claim, by=by, version=claim.version, **facts)
    except ClaimChanged:
        claim.refresh_from_db(fields=["version"])
        update_claim(claim, by=by, version=claim.version, **facts)


def _refuse(question: Question, refused: DomainError) -> None:
    """Put a refusal at its field, or above the form when the page has no such field."""
    show_refusal(question, refused)


def _to_read(request: HttpRequest, claim: ExpenseClaim, refused: DomainError | None = None) -> HttpResponse:
    """All that is written. `refused` says what is missing, beside the way to write it."""
    context = {
        "claim": claim,
        "refused": refused,
        "refused_step": STEP_OF_FIELD.get(refused.field or "", "") if refused else "",
        "back": _back(claim, "read", age_of(request), changing=False),
        "beyond": beyond_decision(claim),
        "advice": advices_for([claim]).get(claim.pk),
        "twice": same_receipt(claim),
        "to_classmate": claim.wants_check,  # type: ignore[attr-defined]
        "practice": bool(claim.practice_id),
    }
    order = STEPS[ReadingAge(age_of(request))]
    if not claim.sent_at:
        context |= {"steps_done": len(order), "steps_total": len(order) + 1}
        context["back"] = reverse("finance:pupil-expense-step", args=[claim.public_id, order[-1]])
    else:
        context["back"] = reverse("finance:pupil-expense", args=[claim.public_id])
    return page(request, "expense_read", status=422 if refused else 200, **context)
