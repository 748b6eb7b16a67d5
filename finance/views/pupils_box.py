"""« Notre boîte »: the small book of the class's box, and its count by two pupils, each without the other's figures."""

from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cooperatives.models import Classroom
from finance.forms.pupils_deposit import CountQuestion, field_of
from finance.models import Book, CashCount
from finance.queries.boxes import class_box
from finance.queries.counts import Turn, count_of_class, turn_of
from finance.queries.pupils import practises
from finance.services.cash_counts import open_count, write_tally
from members.permissions_pupils import can_use_pupil_pages
from occe.kit.access import allow
from occe.kit.errors import DomainError

from .pupils import classroom_of, page
from .pupils_expense import form_key

SHOWN = 3  # as many as a screen of 1024 × 600 shows


@allow(can_use_pupil_pages, sign_in="pupil")
@require_safe
def box(request: HttpRequest) -> HttpResponse:
    """What was entrusted to the class, what went out, what is left."""
    classroom = classroom_of(request)
    if practises(classroom):
        return redirect("finance:pupil-money")
    ours = class_box(_book(classroom), classroom)
    going_on = count_of_class(classroom)
    may_count = going_on or ours.moves
    return page(request, "box", practice=False, ours=ours, moves=ours.moves[:SHOWN], may_count=bool(may_count))


@allow(can_use_pupil_pages, sign_in="pupil")
@require_http_methods(["GET", "HEAD", "POST"])
def count(request: HttpRequest) -> HttpResponse:
    """Count the box that an adult asked for, or the own one; then wait for the classmate, or count together."""
    classroom, actor = classroom_of(request), request.actor
    if practises(classroom):
        return redirect("finance:pupil-money")
    going_on = count_of_class(classroom)
    turn = turn_of(going_on, actor)
    if turn not in (Turn.COUNT, Turn.TOGETHER) or (turn == Turn.TOGETHER and "together" not in request.GET):
        return page(request, "box_turn", practice=False, count=going_on, turn=turn.value)
    question = CountQuestion(
        *([request.POST] if request.method == "POST" else []), about=None, classroom=classroom, by=actor
    )
    nothing = False
    if question.is_valid():
        if question.pressed():
            counts = {field_of(cents): number for cents, number in question.pieces().items()}
            question = CountQuestion(about=None, classroom=classroom, by=actor, initial=counts)
        elif not question.pieces() and "empty" not in request.POST:
            question.add_error(None, _("Rien n’est compté. Est-ce que la boîte est vide ?"))
            nothing = True
        elif _written(request, classroom, going_on, question, together=turn == Turn.TOGETHER):
            return redirect("finance:pupil-box-count")
    context: dict[str, Any] = {"question": question, "count": going_on, "key": form_key(request)} | question.extras()
    context |= {"together": turn == Turn.TOGETHER, "nothing": nothing}
    return page(request, "box_count", status=422 if question.errors else 200, practice=False, **context)


def _written(
    request: HttpRequest, classroom: Classroom, going_on: CashCount | None, question: CountQuestion, *, together: bool
) -> bool:
    try:
        if going_on is None:
            here = {"classroom": classroom, "counted_by_class": classroom}
            key = form_key(request) or uuid4()
            going_on = open_count(_book(classroom), by=request.actor, request_id=key, **here)
        write_tally(going_on, by=request.actor, pieces=question.pieces(), together=together)
    except DomainError as refused:
        question.add_error(None, str(refused))
        return False
    return True


def _book(classroom: Classroom) -> Book | None:
    books = Book.objects.filter(cooperative_id=classroom.cooperative_id, year_id=classroom.year_id)
    return books.select_related("year", "cooperative").first()
