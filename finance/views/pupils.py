"""The pupils' money: what there is, what became of what the class wrote, the papers to fill by hand.

`page` renders every page of a pupil's money; the questions of an expense are in `pupils_expense`, the second look in
`pupils_check`, deposits in `pupils_deposit`.
"""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cooperatives.models import Classroom
from finance.chart_of_accounts import FAMILIES
from finance.forms.pupils import first_missing
from finance.models import Book, ExpenseClaim
from finance.permissions import can_draft, can_read_as_pupil
from finance.queries.goods import things_of_class
from finance.queries.open_accounts import opened_by
from finance.queries.our_money import left_after, our_money
from finance.queries.pupils import adults_in_office, claims_of_class, claims_seen_by, incomes, practises
from finance.queries.stories import barred_of, corrections_of, found_together, latest_look
from members.permissions_pupils import can_use_pupil_pages
from members.presence import presence_of
from occe.kit.access import allow
from occe.kit.dates import today
from occe.kit.drawing.categories import CATEGORIES
from occe.kit.drawing.money import VALUES

PER_PAGE = 6


def classroom_of(request: HttpRequest) -> Classroom:
    """The class of the open session, with its cooperative."""
    return presence_of(request).session.classroom


def age_of(request: HttpRequest) -> int:
    """The reading age of the pupil whose turn it is."""
    return presence_of(request).turn.pupil.reading_age


def page(request: HttpRequest, name: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """A page of the pupils' money; it says when the money is false."""
    context.setdefault("practice", practises(classroom_of(request)))
    return render(request, f"finance/pupils/{name}.html", context, status=status)


def is_on_paper(request: HttpRequest) -> bool:
    """Whether the class's real money of this year is written in a paper book."""
    room = classroom_of(request)
    kept = Book.objects.filter(cooperative=room.cooperative_id, year=room.year_id, mode=Book.Mode.SUMMARY)
    return kept.exists() and not practises(room)


def only_treasurers(request: HttpRequest) -> HttpResponse:
    """In a class where the treasurers write: who to see."""
    return page(request, "only_treasurers", status=403)


@allow(can_use_pupil_pages, sign_in="pupil")
@require_safe
def money(request: HttpRequest) -> HttpResponse:
    """What came in, what went out, what is left; by project."""
    classroom = classroom_of(request)
    ours = our_money(classroom)
    may_write = can_draft(request.actor, classroom.cooperative, classroom)
    told = {
        "has_things": things_of_class(classroom.cooperative_id, today()).exists(),
        "accounts_open": opened_by(classroom.cooperative) is not None,
    }
    return page(request, "money", ours=ours, practice=ours.is_practice, may_write=may_write, **told)


@allow(can_use_pupil_pages, sign_in="pupil")
@require_safe
def expenses(request: HttpRequest) -> HttpResponse:
    """What the class bought, each with where it stands and who acts next."""
    classroom = classroom_of(request)
    found = Paginator(claims_of_class(classroom, request.actor), PER_PAGE)
    shown = found.get_page(request.GET.get("page"))
    adults = adults_in_office(classroom.cooperative_id)
    may_write = can_draft(request.actor, classroom.cooperative, classroom)
    return page(request, "expense_list", shown=shown, adults=adults, may_write=may_write)


@allow(can_read_as_pupil, load=claims_seen_by, sign_in="pupil")
@require_safe
def expense(request: HttpRequest, claim: ExpenseClaim) -> HttpResponse:
    """What became of one expense: where it stands, why, what an adult corrected, and our money after it."""
    context = {
        "claim": claim,
        "mine": claim.drafted_by_pupil_id == request.actor.pupil_id,
        "go_on": first_missing(claim),
        "corrections": corrections_of(claim),
        "barred": barred_of(claim),
        "look": latest_look(claim),
        "together": found_together(claim),
        "adults": adults_in_office(claim.cooperative_id),
        "around": left_after(claim.entry) if claim.entry else None,
    }
    return page(request, "expense", practice=bool(claim.practice_id), **context)


@allow(can_use_pupil_pages, sign_in="pupil")
@require_safe
def paper(request: HttpRequest, kind: str) -> HttpResponse:
    """The paper to fill by hand, for a class without a screen or a day without a line."""
    if kind not in ("expense", "deposit"):
        raise Http404
    offered = incomes(classroom_of(request)) if kind == "deposit" else []
    return page(
        request, f"paper_{kind}", categories=list(CATEGORIES), offered=offered, values=VALUES, families=FAMILIES
    )
