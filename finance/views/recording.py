"""Money that changes place, and what there was on the first day: neither is income or expense."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cooperatives.models import Cooperative
from finance import permissions
from finance.addresses import in_year
from finance.forms.money import OpeningForm, TransferForm
from finance.models import Book
from finance.queries.boxes import cash_deposits
from finance.services.openings import book_before, comes_from, record_opening
from finance.services.posting import takes_none
from finance.services.transfers import make_move
from finance.views.money import book_in_hand, kept_on_paper, room
from finance.views.receipts import posted_words
from occe.kit.access import allow
from occe.kit.errors import DomainError
from occe.kit.forms import show_refusal


@allow(permissions.can_record_money, load=Cooperative.objects.visible_to)
def transfer_new(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """Money that changes place is neither income nor expense."""
    book, books = book_in_hand(request, cooperative)
    if book.is_on_paper:
        return kept_on_paper(request, cooperative, book, books)
    sent = request.POST if request.method == "POST" else None
    form = TransferForm(sent, book=book, way=request.GET.get("way", ""))
    if form.is_valid():
        try:
            entry = make_move(book, form.move(), request_id=form.cleaned_data["request_id"], by=request.actor)
        except DomainError as error:
            show_refusal(form, error)
        else:
            messages.success(request, posted_words(entry))
            return redirect(in_year("money", book))
    context = room(request, cooperative, book, books) | {"form": form, "deposits": cash_deposits(book)}
    return render(request, "finance/transfer_new.html", context, status=422 if form.errors else 200)


def _why_no_opening(book: Book) -> str:
    before = book_before(book)
    if before:
        return comes_from(before)
    if not book.takes_entries:
        return takes_none(book.year.slug, book.state)
    return _("Le report de ce cahier est déjà inscrit. S’il est faux, corrigez-le comme une écriture.")


@allow(permissions.can_begin_book, load=Cooperative.objects.visible_to)
def opening(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """What the statement and the cash box showed on the first day, for a book in which nothing is written yet."""
    book, books = book_in_hand(request, cooperative)
    if not book.wants_opening:
        messages.error(request, _why_no_opening(book))
        return redirect(in_year("money", book))
    form = OpeningForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            entry = record_opening(book, by=request.actor, **form.cleaned_data)
        except DomainError as error:
            show_refusal(form, error)
        else:
            messages.success(request, posted_words(entry))
            return redirect(in_year("money", book))
    context = room(request, cooperative, book, books) | {"form": form}
    return render(request, "finance/opening.html", context, status=422 if form.errors else 200)
