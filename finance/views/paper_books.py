"""A year that the school keeps on paper: chosen, its totals typed in, its pages photographed."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cooperatives.models import Cooperative
from finance.forms.paper_books import TotalsForm
from finance.forms.year_end import PaperFileForm
from finance.models import Book, PaperPage
from finance.permissions import can_keep_paper_book
from finance.services import paper_books
from finance.views.year_end import sent_file, year_frame
from finance.views.year_papers import with_places
from occe.kit.access import allow
from occe.kit.errors import DomainError
from occe.kit.forms import done


@allow(can_keep_paper_book, load=with_places)
def paper_book(request: HttpRequest, cooperative: Cooperative, slug: str) -> HttpResponse:
    """The choice while nothing is written; then the totals, the bank and the pages on one page."""
    frame = year_frame(request, cooperative, slug)
    book: Book = frame["book"]
    asked = request.POST.get("form", "") if request.method == "POST" else ""
    if asked in Book.Mode.values:
        return _chosen(request, book, Book.Mode(asked))
    if not book.is_on_paper or not book.takes_entries:
        return render(request, "finance/paper_choice.html", frame)
    totals = TotalsForm(request.POST if asked == "totals" else None, book=book, wants_opening=book.wants_opening)
    sent = (request.POST, request.FILES) if asked == "page" else (None, None)
    pages = PaperFileForm(*sent, verb=_("Joindre cette page"))
    if totals.is_valid() and done(totals, partial(_record, request, book, totals)):
        messages.success(request, _("Les totaux sont inscrits : les comptes tombent juste."))
        return redirect(request.path)
    if pages.is_valid() and done(pages, partial(_add_page, request, book)):
        messages.success(request, _("C’est gardé."))
        return redirect(request.path)
    refused = bool(totals.errors or pages.errors)
    context = frame | {"form": totals, "page_form": pages, "refused": bool(totals.errors)}
    context |= {"pages": PaperPage.objects.filter(book=book).select_related("file")}
    return render(request, "finance/paper_book.html", context, status=422 if refused else 200)


def _record(request: HttpRequest, book: Book, form: TotalsForm) -> object:
    return paper_books.record_totals(book, by=request.actor, **form.said)


def _add_page(request: HttpRequest, book: Book) -> object:
    return paper_books.add_page(book, file=sent_file(request, book), by=request.actor)


def _chosen(request: HttpRequest, book: Book, mode: Book.Mode) -> HttpResponse:
    try:
        paper_books.choose_mode(book, mode=mode, by=request.actor)
    except DomainError as error:
        messages.error(request, str(error))
    return redirect(request.path)
