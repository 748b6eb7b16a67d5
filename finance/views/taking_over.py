"""Last year's accounts, kept in a spreadsheet or another tool, enter an empty book: file, columns, reading, writing."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from cooperatives.models import Cooperative
from finance.addresses import in_year
from finance.forms.taking_over import FileForm, MappingForm
from finance.models import Account, Book, BookImport, Entry
from finance.permissions import can_begin_book, can_import_year
from finance.queries.shelf import shelf
from finance.services.taking_over import begin_import, change_mapping, drop_import, post_import, read_import
from finance.taking_over.columns import mapping_of
from finance.taking_over.sheets import LARGEST
from finance.taking_over.understanding import Chart, Understood
from finance.views.money import book_in_hand, room, with_school
from occe.kit.access import allow
from occe.kit.actors import Actor
from occe.kit.errors import DomainError
from occe.kit.forms import show_refusal

SHOWN, PAGE = 50, 50


@allow(can_begin_book, load=with_school)
def import_new(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """Choose the file."""
    book, books = book_in_hand(request, cooperative)
    if not book.takes_entries or Entry.objects.filter(book=book).exists():
        messages.error(request, _("Un fichier ne se reprend que dans un cahier ouvert et vide."))
        return redirect(in_year("money", book))
    form = FileForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid():
        upload = form.cleaned_data["file"]
        begun = _tried(
            form,
            lambda: begin_import(book, data=upload.read(LARGEST + 1), name=upload.name or "", by=request.actor),
        )
        if begun:
            return redirect("finance:import-read", id=cooperative.public_id, import_id=begun.public_id)
    waiting = BookImport.objects.filter(book=book).waiting().order_by("-made_at")
    context = room(request, cooperative, book, books) | {"form": form, "waiting": waiting}
    return render(request, "finance/import_new.html", context, status=422 if form.errors else 200)


def _tried(form, service: Callable[[], Any]) -> Any:
    try:
        return service()
    except DomainError as error:
        show_refusal(form, error)
        return None


def _imports_seen_by(actor: Actor) -> QuerySet[BookImport]:
    return BookImport.objects.visible_to(actor).select_related("book__year", "book__cooperative__school")


@allow(can_import_year, load=_imports_seen_by, key="import_id")
def import_read(request: HttpRequest, found: BookImport, id: UUID) -> HttpResponse:
    """What was understood of the file, line by line; the columns may be said otherwise."""
    cooperative, book = _place(found, id)
    if found.posted_at:
        return redirect(in_year("money", book))
    understood = read_import(found)
    form = _mapping_form(request, found, understood)
    if form.is_valid() and _tried(form, lambda: change_mapping(found, mapping=form.chosen(), by=request.actor)):
        return redirect("finance:import-read", id=id, import_id=found.public_id)
    context = room(request, cooperative, book, shelf(cooperative, request.actor)) | _read(request, found, understood)
    status = 422 if form.errors else 200
    return render(request, "finance/import_read.html", context | {"form": form}, status=status)


def _read(request: HttpRequest, found: BookImport, understood: Understood) -> dict[str, Any]:
    page = Paginator(understood.entries, PAGE).get_page(request.GET.get("page"))
    treasury = Account.Treasury
    return {
        "found": found,
        "understood": understood,
        "problems": understood.problems[:SHOWN],
        "page": page,
        "at_bank": understood.at(treasury.BANK),
        "in_cash": understood.at(treasury.CASH),
    }


def _mapping_form(request: HttpRequest, found: BookImport, understood: Understood) -> MappingForm:
    mapping = mapping_of(found.mapping)
    return MappingForm(
        request.POST if request.method == "POST" else None,
        rows=[(line, cells) for line, cells in found.rows],
        mapping=mapping,
        unknown=understood.unknown,
        accounts=Chart(found.book, mapping.accounts).all,
    )


@allow(can_import_year, load=_imports_seen_by, key="import_id")
@require_POST
def import_post(request: HttpRequest, found: BookImport, id: UUID) -> HttpResponse:
    """Write all of it."""
    _cooperative, book = _place(found, id)
    try:
        posted = post_import(found, by=request.actor)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("finance:import-read", id=id, import_id=found.public_id)
    count = posted.entry_count
    told = ngettext("%(count)s écriture est au cahier.", "%(count)s écritures sont au cahier.", count)
    messages.success(request, told % {"count": count})
    return redirect(in_year("money", book))


@allow(can_import_year, load=_imports_seen_by, key="import_id")
@require_POST
def import_drop(request: HttpRequest, found: BookImport, id: UUID) -> HttpResponse:
    """Throw away what was read."""
    _cooperative, book = _place(found, id)
    try:
        drop_import(found, by=request.actor)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Le fichier est oublié. Le cahier n’a pas changé."))
    return redirect(in_year("money", book))


def _place(found: BookImport, cooperative_id: UUID) -> tuple[Cooperative, Book]:
    cooperative = found.book.cooperative
    if cooperative is None or cooperative.public_id != cooperative_id:
        raise Http404
    return cooperative, found.book
