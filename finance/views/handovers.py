"""The accounts of a mandataire who leaves: stopped on an evening, taken over by the next one, printed for both."""

import datetime
from decimal import Decimal
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cooperatives.models import Cooperative
from finance import permissions
from finance.documents import pdf_response
from finance.forms.handovers import EveningForm, HandoverForm, TakenForm
from finance.models import AccountReview, Book, FirstLook, Handover, ReconciliationItem, YearEnd
from finance.queries.balances import class_box_balances
from finance.queries.handovers import Evening, changed_since, evening_of, month_address, months_left
from finance.services import handovers
from finance.views.money import book_of_year, kept_on_paper, room
from finance.views.year_end import year_frame
from finance.views.year_papers import file_name, with_places
from occe.kit.access import allow
from occe.kit.actors import Actor
from occe.kit.dates import today
from occe.kit.errors import DomainError
from occe.kit.forms import done

Side = ReconciliationItem.Side


def seen_by(actor: Actor):
    """The handovers that the actor sees, with what their pages name."""
    people = ("mandate__user", "taken_by_mandate__user", "count", "statement")
    places = ("book__year", "book__federation", "book__cooperative__school", "book__cooperative__federation")
    return Handover.objects.visible_to(actor).select_related(*people, *places)


@allow(permissions.can_hand_over, load=with_places)
def handover_new(request: HttpRequest, cooperative: Cooperative, slug: str) -> HttpResponse:
    """Choose the evening; see what must be there on it; say what is given."""
    frame = year_frame(request, cooperative, slug)
    book: Book = frame["book"]
    if book.is_on_paper:
        return kept_on_paper(request, cooperative, book, frame["books"])
    evening = evening_of(book, _day(request, book))
    form = HandoverForm(
        request.POST if request.method == "POST" else None, typed=evening.is_typed, initial={"day": evening.day}
    )
    if form.is_valid() and done(form, partial(_write, request, book, form)):
        messages.success(request, _("Les comptes sont arrêtés. Imprimez la feuille : vous la signez à deux."))
        return redirect("finance:handover", id=book.handovers.get(day=form.cleaned_data["day"]).public_id)
    context = frame | _evening(evening) | {"form": form, "day_form": EveningForm(initial={"day": evening.day})}
    return render(request, "finance/handover_new.html", context, status=422 if form.errors else 200)


def _write(request: HttpRequest, book: Book, form: HandoverForm) -> object:
    return handovers.hand_over(book, by=request.actor, **form.said)


def _day(request: HttpRequest, book: Book) -> datetime.date:
    """The evening that was asked for, within the book; today, or its last day, when none was."""
    latest = min(book.year.ends, today())
    form = EveningForm(request.POST if request.method == "POST" else request.GET)
    asked = form.cleaned_data["day"] if form.is_valid() else latest
    return max(book.year.starts, min(asked, latest))


def _evening(evening: Evening) -> dict:
    book = evening.book
    review = AccountReview.objects.filter(book=book).first()
    handovers_of_year = list(book.handovers.select_related("mandate__user"))
    return {
        "evening": evening,
        "handovers": handovers_of_year,
        "stopped": next((one for one in handovers_of_year if one.day == evening.day), None),
        "boxes": _boxes(evening) if evening.held.class_boxes else [],
        "end": YearEnd.objects.filter(book=book).first(),
        "review": review,
        "met": review is not None and (review.held_on is not None or review.first_looks.exists()),
    }


def _boxes(evening: Evening) -> list[tuple[str, Decimal]]:
    """What each class keeps on that evening, by its name."""
    sums = class_box_balances(evening.book, as_of=evening.day)
    rooms = dict(evening.book.cooperative.classrooms.filter(pk__in=sums).values_list("pk", "name"))
    return [(rooms[pk], amount) for pk, amount in sums.items() if amount]


@allow(permissions.can_read_handover, load=seen_by)
def handover(request: HttpRequest, handover: Handover) -> HttpResponse:
    """What was left; the taker's ticks and signature; the months that are left of the year."""
    may_take = permissions.can_take_over(request.actor, handover) and not handover.is_taken
    asked = request.POST.get("act", "") if request.method == "POST" else ""
    if asked == "look":
        return _look(request, handover)
    if request.method == "POST" and not may_take:
        raise PermissionDenied
    form = TakenForm(request.POST if request.method == "POST" else None, handover=handover)
    if form.is_valid() and done(form, partial(_take, request, handover, form, asked)):
        told = _("Vous tenez les comptes. Imprimez la feuille : vous la signez à deux.")
        messages.success(request, told if asked == "sign" else _("C’est gardé."))
        return redirect("finance:handover", id=handover.public_id)
    context = _frame(request, handover) | _left(handover) | {"form": form if may_take else None}
    context |= _after(request, handover)
    return render(request, "finance/handover.html", context, status=422 if form.errors else 200)


def _take(request: HttpRequest, handover: Handover, form: TakenForm, asked: str) -> object:
    door = handovers.take_over if asked == "sign" else handovers.tick_taken
    return door(handover, taken=form.cleaned_data["taken"], by=request.actor)


def _look(request: HttpRequest, handover: Handover) -> HttpResponse:
    try:
        handovers.keep_first_look(handover, by=request.actor)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Le premier regard est gardé avec la passation."))
    return redirect("finance:handover", id=handover.public_id)


def _frame(request: HttpRequest, handover: Handover) -> dict:
    """The room of the cooperative, for who sees it; a bare page for a successor whom the board has yet to name."""
    book, cooperative = handover.book, handover.book.cooperative
    found = {"cooperative": cooperative, "book": book, "handover": handover, "tab": "year"}
    if not Cooperative.objects.visible_to(request.actor).filter(pk=cooperative.pk).exists():
        return found | {"frame": "adult.html"}
    shelf = room(request, cooperative, *book_of_year(request, cooperative, book.year.slug))
    return shelf | found | {"frame": "finance/room.html"}


def _left(handover: Handover) -> dict:
    """What was written on that evening, for the page and for the paper."""
    items = list(handover.items.order_by("date", "pk"))
    things = list(handover.things.all())
    return {
        "going_out": [item for item in items if item.side == Side.BOOK and item.amount < 0],
        "coming_in": [item for item in items if item.side == Side.BOOK and item.amount > 0],
        "not_in_book": [item for item in items if item.side == Side.BANK],
        "things": things,
        "columns": [things[: (len(things) + 1) // 2], things[(len(things) + 1) // 2 :]],
        "given": sum(one.given for one in things),
        "taken": sum(one.taken for one in things),
        "look": FirstLook.objects.filter(handover=handover).first(),
        "end": YearEnd.objects.filter(book=handover.book).first(),
        "changed": changed_since(handover),
    }


def _after(request: HttpRequest, handover: Handover) -> dict:
    """What the page says beyond the paper: both mandates, the months to come, the reviewers' meeting."""
    review = AccountReview.objects.filter(book=handover.book).first()
    rows = months_left(handover) if handover.book.takes_entries else []
    return {
        "successors": [
            (one, (today() - one.approved_on).days if one.state == one.State.APPROVED else None)
            for one in permissions.successors(handover).select_related("user")
        ],
        "months": [(row, month_address(handover, row)) for row in rows],
        "review": review,
        "may_look": permissions.can_record_review(request.actor, handover.book) and handover.book.takes_entries,
        "may_reconcile": permissions.can_hand_over_book(request.actor, handover.book),
    }


@allow(permissions.can_read_handover, load=seen_by)
def handover_paper(request: HttpRequest, handover: Handover) -> HttpResponse:
    """The sheet that both sign."""
    book = handover.book
    review = AccountReview.objects.filter(book=book).first()
    context = _left(handover) | {
        "handover": handover, "book": book, "cooperative": book.cooperative, "day": today(),
        "reviewers": list(review.reviewers.filter(withdrawn_at__isnull=True)) if review else [],
    }  # fmt: skip
    title = _("Passation des comptes, %(name)s") % {"name": book.cooperative.name}
    return pdf_response(request, "handover", title=title, name=file_name("passation", book), context=context)
