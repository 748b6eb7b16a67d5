"""The second look: a classmate holds the receipt beside what was written, one value at a time."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from finance.forms.pupils import AgreeForm, LookAgainForm
from finance.models import ClaimCheck, ExpenseClaim
from finance.permissions import can_check_claim, can_look_again
from finance.queries.pupils import claims_seen_by, waiting_for_my_count, waiting_for_my_look
from finance.queries.stories import faces_of, found_together
from finance.services.claims import check_claim
from members.permissions_pupils import can_use_pupil_pages
from members.queries_pupils import called
from occe.kit.access import allow
from occe.kit.dates import format_long_day
from occe.kit.drawing.categories import CATEGORIES
from occe.kit.errors import DomainError
from occe.kit.euros import format_euros, in_words
from occe.kit.forms import show_refusal

from .pupils import classroom_of, page

Verdict = ClaimCheck.Verdict


@dataclass(frozen=True, slots=True)
class Value:
    """Something that was written, and what is different when it is not the same (`ClaimCheck.Aspect`)."""

    aspect: str
    label: str
    shown: str
    said: str = ""


def values_of(claim: ExpenseClaim, language: str) -> list[Value]:
    """What a classmate compares with the receipt, in the order in which one looks at it."""
    bought = claim.what or (CATEGORIES[claim.category].name(language) if claim.category in CATEGORIES else "")
    found = [
        Value("amount", _("Combien"), format_euros(claim.amount), in_words(claim.amount)),
        Value("other", _("Où"), claim.shop),
        Value("date", _("Quel jour"), format_long_day(claim.issued_on)),
        Value("purpose", _("Ce qu’on a acheté"), bought),
    ]
    return [value for value in found if value.shown]


@allow(can_use_pupil_pages, sign_in="pupil")
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits for a second look or count that this pupil may give. One alone opens by itself."""
    found = list(waiting_for_my_look(classroom_of(request), request.actor)[:12])
    counts = list(waiting_for_my_count(classroom_of(request), request.actor)[:6])
    if len(found) == 1 and not counts:
        return redirect("finance:pupil-check", found[0].public_id)
    if len(counts) == 1 and not found:
        return redirect("finance:pupil-recount", counts[0].public_id)
    return page(request, "check_list", found=found, counts=counts)


@allow(can_look_again, load=claims_seen_by, sign_in="pupil")
@require_safe
def check(request: HttpRequest, claim: ExpenseClaim) -> HttpResponse:
    """Is it the same? `same` counts the values that were found the same so far; nothing is written before the end."""
    if not _open_to(request, claim):
        return redirect("finance:pupil-expense", claim.public_id)
    values = values_of(claim, request.LANGUAGE_CODE)
    asked = request.GET.get("same", "")
    same = min(int(asked), len(values)) if asked.isdecimal() and len(asked) < 3 else 0
    return page(request, "check", **_beside(claim), values=values, same=same, steps_done=same, steps_total=len(values))


@allow(can_check_claim, load=claims_seen_by, sign_in="pupil")
@require_POST
def agree(request: HttpRequest, claim: ExpenseClaim) -> HttpResponse:
    """« I agree ». What changed since the page was opened is looked at afresh."""
    form = AgreeForm(request.POST)
    if not form.is_valid() or form.cleaned_data["version"] != claim.version:
        return redirect("finance:pupil-check", claim.public_id)
    try:
        check_claim(claim, by=request.actor, verdict=Verdict.AGREE)
    except DomainError:
        return redirect("finance:pupil-expense", claim.public_id)
    return redirect("finance:pupil-check-thanks", claim.public_id)


@allow(can_check_claim, load=claims_seen_by, sign_in="pupil")
@require_http_methods(["GET", "HEAD", "POST"])
def again(request: HttpRequest, claim: ExpenseClaim) -> HttpResponse:
    """« Look again »: what is different. The expense goes back to its author, who sees it and why."""
    if not _open_to(request, claim):
        return redirect("finance:pupil-expense", claim.public_id)
    aspect = request.GET.get("aspect", "")
    form = LookAgainForm(request.POST if request.method == "POST" else None, initial={"aspect": aspect})
    if form.is_valid():
        answer = {name: form.cleaned_data[name] for name in ("aspect", "words")}
        try:
            check_claim(claim, by=request.actor, verdict=Verdict.LOOK_AGAIN, **answer)
            return redirect("finance:pupil-check-thanks", claim.public_id)
        except DomainError as refused:
            show_refusal(form, refused)
    chosen = form.data.get("aspect", aspect) if form.is_bound else aspect
    return page(request, "check_again", status=422 if form.errors else 200, **_beside(claim), form=form, chosen=chosen)


@allow(can_check_claim, load=claims_seen_by, sign_in="pupil")
@require_safe
def thanks(request: HttpRequest, claim: ExpenseClaim) -> HttpResponse:
    """After the look: Bravo, or what happens now; and the next one."""
    following = waiting_for_my_look(classroom_of(request), request.actor).first()
    context = {"sent_back": claim.is_editable, "together": found_together(claim), "following": following}
    context["faces"] = faces_of([claim.drafted_by_pupil_id, request.actor.pupil_id])
    return page(request, "check_thanks", **_beside(claim), **context)


def _open_to(request: HttpRequest, claim: ExpenseClaim) -> bool:
    """Whether this pupil may give the second look now: at another pupil's, and the first look counts."""
    waits = claim.state == ExpenseClaim.State.SENT and not claim.checked and not claim.agreed_by_id
    return bool(waits and claim.drafted_by_pupil_id) and can_check_claim(request.actor, claim)


def _beside(claim: ExpenseClaim) -> dict:
    author = called(claim.drafted_by_pupil) if claim.drafted_by_pupil else ""
    return {"claim": claim, "author": author, "practice": bool(claim.practice_id)}
