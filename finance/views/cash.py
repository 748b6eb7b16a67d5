"""The cash drawer: the boxes, their counts, what is brought to the bank."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cooperatives.models import Classroom, Cooperative
from finance import permissions
from finance.addresses import in_year
from finance.documents import pdf_response
from finance.forms.cash import ConfirmCountForm, DirectCountForm, MendForm, PupilsCountForm, SheetForm
from finance.models import Book, CashCount
from finance.queries.boxes import boxes_of, cash_deposits, held_on, pieces_of
from finance.services import cash_counts
from finance.views.money import book_in_hand, room, with_school
from finance.views.sheets import keep_sheet
from occe.kit.access import allow
from occe.kit.errors import DomainError
from occe.kit.forms import done, show_refusal

PER_PAGE = 20


def drawer(request: HttpRequest, cooperative: Cooperative, book: Book, books, **context) -> dict:
    """What each page of the cash drawer shows."""
    return room(request, cooperative, book, books) | {"drawer": "cash"} | context


@allow(permissions.can_read_money_as_adult, load=with_school)
@require_safe
def cash(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """Each box with what it should hold and when it was counted, the deposits of the year, the counts."""
    book, books = book_in_hand(request, cooperative)
    counts = CashCount.objects.visible_to(request.actor).filter(book=book).confirmed().select_related("classroom")
    boxes = boxes_of(book)
    context = {
        "boxes": boxes,
        "over_ceiling": boxes[0].held > book.federation.cash_ceiling,
        "ceiling": book.federation.cash_ceiling,
        "deposits": cash_deposits(book),
        "page": Paginator(counts, PER_PAGE).get_page(request.GET.get("page")),
        "may_count": book.takes_entries and permissions.works_here(request.actor, cooperative),
    }
    return render(request, "finance/cash.html", drawer(request, cooperative, book, books, **context))


@allow(permissions.works_here, load=with_school)
def count_new(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """Count a box (`?box=`, the class's; the cooperative's without): oneself, or by two pupils of a class.

    `?end=1` counts the cooperative's for the year's end.
    """
    book, books = book_in_hand(request, cooperative)
    box = _box(request, book)
    led = permissions.counting_classes(request.actor, book)
    by_pupils = request.POST.get("act") == "pupils"
    data = request.POST if request.method == "POST" else None
    at_the_end = {"for_year_end": box is None and request.GET.get("end") == "1"}
    form = DirectCountForm(None if by_pupils else data, book=book, **at_the_end)
    pupils_form = PupilsCountForm(data if by_pupils else None, classrooms=led, **at_the_end)
    asked = pupils_form if by_pupils else form
    if asked.is_valid() and (count := _counted(request, book, box, asked)):
        return redirect("finance:cash-count", id=cooperative.public_id, count_id=count.public_id)
    context = {"box": box, "form": form, "pupils_form": pupils_form, "led": led.exists()} | at_the_end
    context["held"] = held_on(book, box, book.year.ends)
    status = 422 if asked.errors else 200
    return render(
        request, "finance/cash_count_new.html", drawer(request, cooperative, book, books, **context), status=status
    )


def _box(request: HttpRequest, book: Book) -> Classroom | None:
    asked = request.GET.get("box", "")
    if not asked:
        return None
    try:
        return get_object_or_404(Classroom, public_id=UUID(asked), cooperative=book.cooperative, year=book.year)
    except ValueError as wrong:
        raise Http404 from wrong


def _counted(request: HttpRequest, book: Book, box: Classroom | None, form) -> CashCount | None:
    try:
        if isinstance(form, PupilsCountForm):
            return cash_counts.open_count(book, by=request.actor, classroom=box, **form.cleaned_data)
        return cash_counts.count_alone(book, by=request.actor, classroom=box, **form.values())
    except DomainError as error:
        show_refusal(form, error)
        return None


@allow(permissions.can_read_money_as_adult, load=with_school)
def count(request: HttpRequest, cooperative: Cooperative, count_id: UUID) -> HttpResponse:
    """One count: where it stands, what was found beside the book, and what one may do with it."""
    found = _count(request, cooperative, count_id)
    shown = {"confirm_form": ConfirmCountForm(), "sheet_form": SheetForm(), "mend_form": MendForm()}
    if request.method == "POST":
        name = request.POST.get("act", "")
        if (act := ACTS.get(name)) is None:
            raise Http404
        refused = act(request, found)
        if refused is None:
            gone = name == "drop"
            return redirect(in_year("cash", found.book)) if gone else redirect(request.path)
        shown[f"{name}_form"] = refused
    status = 422 if request.method == "POST" else 200
    context = shown | _facts(request, found)
    books = book_in_hand(request, cooperative)[1]
    return render(
        request, "finance/cash_count.html", drawer(request, cooperative, found.book, books, **context), status=status
    )


def _count(request: HttpRequest, cooperative: Cooperative, count_id: UUID) -> CashCount:
    counts = CashCount.objects.visible_to(request.actor).filter(cooperative=cooperative)
    counts = counts.select_related("book__year", "book__federation", "classroom", "counted_by_class", "confirmed_by")
    found = get_object_or_404(counts.select_related("witness", "paper", "mended_by"), public_id=count_id)
    found.cooperative = found.book.cooperative = cooperative
    return found


def _facts(request: HttpRequest, count: CashCount) -> dict:
    pieces = pieces_of(count) if count.state != CashCount.State.COUNTING else []
    expected = count.expected if count.is_confirmed else held_on(count.book, count.classroom, count.counted_on)
    found = sum((piece.amount for piece in pieces), start=0)
    return {
        "count": count,
        "pieces": pieces,
        "found": found,
        "expected": expected,
        "difference": found - expected,
        "gap": abs(found - expected),
        "tallies": count.tallies.filter(together=False).count(),
        "may_confirm": permissions.can_confirm_count(request.actor, count),
        "may_sign": permissions.can_sign_count(request.actor, count),
        "may_mend": count.is_confirmed
        and count.mended_by_id is None
        and bool(count.difference)
        and count.book.takes_entries
        and permissions.can_record_money(request.actor, count.cooperative),
    }


def _done(
    request: HttpRequest, form: forms.Form, service: Callable[..., object], told: str, **values
) -> forms.Form | None:
    """Do it and tell; the form that says why not, when it is refused."""
    if form.is_valid() and done(form, partial(service, **values, by=request.actor, **form.cleaned_data)):
        messages.success(request, told)
        return None
    return form


def _confirm(request: HttpRequest, count: CashCount) -> forms.Form | None:
    form = ConfirmCountForm(request.POST, asked="explanation" in request.POST)
    return _done(request, form, cash_counts.confirm_count, _("La caisse est comptée et confirmée."), count=count)


def _sign(request: HttpRequest, count: CashCount) -> None:
    _plainly(request, cash_counts.sign_count, count, _("Votre signature est avec ce compte."))


def _drop(request: HttpRequest, count: CashCount) -> None:
    _plainly(request, cash_counts.drop_count, count, _("Le compte est arrêté, il ne reste rien de lui."))


def _plainly(request: HttpRequest, service: Callable[..., object], count: CashCount, told: str) -> None:
    try:
        service(count, by=request.actor)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, told)


def _mend(request: HttpRequest, count: CashCount) -> forms.Form | None:
    told = _("L’écart est au cahier, avec vos mots.")
    return _done(request, MendForm(request.POST), cash_counts.mend_difference, told, count=count)


def _sheet(request: HttpRequest, count: CashCount) -> forms.Form | None:
    form = SheetForm(request.POST, request.FILES)
    keep = lambda paper: cash_counts.keep_signed_sheet(count, paper=paper, by=request.actor)  # noqa: E731
    if not keep_sheet(request, form, count.cooperative, keep):
        return form
    messages.success(request, _("La feuille signée est gardée avec ce compte."))
    return None


ACTS = {"confirm": _confirm, "sign": _sign, "drop": _drop, "mend": _mend, "sheet": _sheet}


@allow(permissions.can_read_money_as_adult, load=with_school)
@require_safe
def count_pdf(request: HttpRequest, cooperative: Cooperative, count_id: UUID) -> HttpResponse:
    """The proof, for the insurer and for the signatures."""
    found = _count(request, cooperative, count_id)
    if not found.is_confirmed:
        raise Http404
    title = _("Arrêté de caisse, %(name)s") % {"name": cooperative.name}
    context = _facts(request, found) | {"cooperative": cooperative, "book": found.book}
    return pdf_response(request, "cash_count", title=title, name=f"caisse-{found.counted_on}.pdf", context=context)
