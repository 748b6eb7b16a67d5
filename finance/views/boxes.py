"""The box of a class for its adults: the small book, the advances, what goes back; and every box at the year's end."""

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
from finance.forms.advances import (
    AskAdvanceForm,
    EmptyBoxesForm,
    GiveBackForm,
    GrantAdvanceForm,
    RefuseAdvanceForm,
)
from finance.forms.cash import SheetForm
from finance.models import Account, Book, ClassAdvance, Entry
from finance.queries.boxes import boxes_of, class_box
from finance.services import advances
from finance.services.transfers import take_back_advance
from finance.views.cash import drawer
from finance.views.classes import seen_by
from finance.views.decided import decision_asked
from finance.views.money import book_in_hand, book_of_year, with_school
from finance.views.sheets import keep_sheet
from occe.kit.access import allow
from occe.kit.errors import DomainError
from occe.kit.forms import show_refusal

PER_PAGE = 20
State = ClassAdvance.State


@allow(permissions.can_lead_money_of_class, load=seen_by, key="classroom")
def box(request: HttpRequest, classroom: Classroom, id: UUID) -> HttpResponse:
    """What was entrusted, spent, given back, and what is left; the advances, each with the next thing to do."""
    cooperative = classroom.cooperative
    if cooperative.public_id != id:
        raise Http404
    book, books = book_of_year(request, cooperative, classroom.year.slug)
    decision = decision_asked(request, cooperative)
    ask = AskAdvanceForm(book=book, decision=decision)
    forms_shown = {"ask_form": ask, "ask_open": decision is not None, "back_form": GiveBackForm(book=book)}
    refused: tuple[ClassAdvance, str, forms.Form] | None = None
    if request.method == "POST":
        asked = _asked(request, book, classroom)
        if asked is None:
            return redirect(request.path)
        name, form, advance = asked
        if advance is None:
            forms_shown[f"{name}_form"] = form
        else:
            refused = (advance, name, form)
    ours = class_box(book, classroom)
    context = forms_shown | {
        "classroom": classroom,
        "ours": ours,
        "page": Paginator(ours.moves, PER_PAGE).get_page(request.GET.get("page")),
        "advances": _lines(request, book, classroom, refused),
        "may_ask": book.takes_entries,
    }
    context = drawer(request, cooperative, book, books, **context) | {"drawer": "classes"}
    return render(request, "finance/class_box.html", context, status=422 if request.method == "POST" else 200)


def _lines(request: HttpRequest, book: Book, classroom: Classroom, refused) -> list[dict]:
    rows = ClassAdvance.objects.filter(classroom=classroom).select_related(
        "entry__reversed_by", "decision", "asked_by", "answered_by", "received_by", "cooperative", "paper"
    )
    lines = []
    mandate = permissions.is_mandataire(request.actor, classroom.cooperative)
    for rank, row in enumerate(rows):
        row.classroom = classroom
        made = {"grant": GrantAdvanceForm(book=book, number=rank), "refuse": RefuseAdvanceForm(number=rank)}
        made["sheet"] = SheetForm(auto_id=f"id_sheet{rank}_%s")
        if refused and refused[0] == row:
            made[refused[1]] = refused[2]
        signs = row.state == State.GRANTED and request.actor.user_id != row.answered_by_id and not row.is_cancelled
        lines.append({"advance": row, "forms": made, "may_answer": mandate, "may_receive": signs})
    return lines


def _asked(
    request: HttpRequest, book: Book, classroom: Classroom
) -> tuple[str, forms.Form, ClassAdvance | None] | None:
    """Do what a button asks: None when it is done, else the act, its form that says why not, and its advance."""
    name = request.POST.get("act", "")
    if name == "ask":
        form = AskAdvanceForm(request.POST, book=book)
        ask = partial(advances.ask_advance, book, classroom)
        return None if _tried(request, form, ask, _("L’avance est demandée.")) else (name, form, None)
    if name == "back":
        form = GiveBackForm(request.POST, book=book)
        back = partial(_give_back, book, classroom)
        return None if _tried(request, form, back, _("Le retour est au cahier.")) else (name, form, None)
    advance = _advance(request, classroom)
    if name == "sheet":
        form = SheetForm(request.POST, request.FILES)
        keep = lambda paper: advances.keep_signed_slip(advance, paper=paper, by=request.actor)  # noqa: E731
        return None if keep_sheet(request, form, classroom.cooperative, keep) else (name, form, advance)
    acts = {
        "grant": (partial(GrantAdvanceForm, book=book), advances.grant_advance, _("L’avance est au cahier.")),
        "refuse": (RefuseAdvanceForm, advances.refuse_advance, _("L’avance est refusée.")),
        "receive": (forms.Form, advances.receive_advance, _("Votre signature est avec cette avance.")),
    }
    if name not in acts:
        raise Http404
    make, service, told = acts[name]
    form = make(request.POST)
    return None if _tried(request, form, partial(service, advance), told) else (name, form, advance)


def _tried(request: HttpRequest, form: forms.Form, service: Callable[..., object], told: str) -> bool:
    if not form.is_valid():
        return False
    try:
        service(by=request.actor, **form.cleaned_data)
    except DomainError as error:
        if not form.fields:
            messages.error(request, str(error))
            return True
        show_refusal(form, error)
        return False
    messages.success(request, told)
    return True


def _give_back(book: Book, classroom: Classroom, *, target: str, **values) -> Entry:
    place = Account.objects.treasury().get(year_id=book.year_id, treasury=target)
    return take_back_advance(book, classroom, target=place, **values)


def _advance(request: HttpRequest, classroom: Classroom) -> ClassAdvance:
    try:
        asked = UUID(request.POST.get("advance", ""))
    except ValueError as wrong:
        raise Http404 from wrong
    return get_object_or_404(ClassAdvance.objects.visible_to(request.actor), public_id=asked, classroom=classroom)


@allow(permissions.works_here, load=with_school)
@require_safe
def advance_pdf(request: HttpRequest, cooperative: Cooperative, advance_id: UUID) -> HttpResponse:
    """The slip that both sign."""
    rows = ClassAdvance.objects.visible_to(request.actor).filter(cooperative=cooperative)
    rows = rows.select_related("classroom__cooperative", "book__year", "decision", "answered_by", "entry")
    found = get_object_or_404(rows.exclude(state=State.REFUSED), public_id=advance_id)
    if not permissions.can_ask_advance(request.actor, found.classroom):
        raise Http404
    title = _("Avance à la classe %(name)s") % {"name": found.classroom.name}
    context = {"advance": found, "cooperative": cooperative, "book": found.book}
    return pdf_response(request, "advance", title=title, name="avance.pdf", context=context)


@allow(permissions.can_record_money, load=with_school)
def empty(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """Every class's box back into the cash box, each by its own entry."""
    book, books = book_in_hand(request, cooperative)
    form = EmptyBoxesForm(request.POST if request.method == "POST" else None, book=book)
    told = _("Les boîtes des classes sont vides : l’argent est dans la caisse.")
    if form.is_valid() and _tried(request, form, partial(advances.empty_class_boxes, book), told):
        return redirect(in_year("cash", book))
    boxes = [one for one in boxes_of(book) if one.classroom and one.held]
    context = {"form": form, "boxes": boxes, "total": sum((one.held for one in boxes), start=0)}
    context = drawer(request, cooperative, book, books, **context)
    return render(request, "finance/boxes_empty.html", context, status=422 if form.errors else 200)
