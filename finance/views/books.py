"""The year's book goes to the association and comes back: sent by a mandataire, accepted or returned with a reason."""

from collections.abc import Callable
from functools import partial

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cooperatives.models import Cooperative
from finance import permissions
from finance.addresses import in_year
from finance.closing_steps import readiness
from finance.forms.books import BookForm, ReturnBookForm, SendBookForm, UnusedNumberForm
from finance.models import Book, YearEnd
from finance.queries import balances
from finance.queries.remarks import remarks_of
from finance.services import books
from finance.services.vouchers import declare_unused
from finance.views.money import book_of_year, room
from occe.kit.access import allow
from occe.kit.dates import today
from occe.kit.forms import done


def _frame(request: HttpRequest, cooperative: Cooperative, slug: str) -> dict:
    """What the pages of one book show; its `book` is the one of the year that the address names, else 404."""
    return room(request, cooperative, *book_of_year(request, cooperative, slug)) | {"tab": "year"}


def _answer(
    request: HttpRequest, frame: dict, form: forms.Form, service: Callable[..., object], template: str, told: str
) -> HttpResponse:
    """Show a form about the book; when it is whole, call the service, tell, and go back to the year."""
    book: Book = frame["book"]
    if form.is_valid() and done(form, partial(service, book, by=request.actor, **form.cleaned_data)):
        messages.success(request, told)
        return redirect(in_year("year", book))
    context = frame | {"form": form, "readiness": readiness(book), "money": balances.money(book)}
    context |= {"end": YearEnd.objects.filter(book=book).first(), "remarks": remarks_of(book)}
    context["is_over"] = book.year.ends < today()
    return render(request, template, context, status=422 if form.errors else 200)


@allow(permissions.can_record_money, load=Cooperative.objects.visible_to)
def send(request: HttpRequest, cooperative: Cooperative, slug: str) -> HttpResponse:
    frame = _frame(request, cooperative, slug)
    quitus = books.has_quitus(frame["book"])
    form = SendBookForm(request.POST if request.method == "POST" else None, quitus=quitus)
    return _answer(request, frame, form, books.send_book, "finance/book_send.html", _("Le cahier est chez l’AD."))


@allow(permissions.can_decide_books, load=Cooperative.objects.visible_to)
def accept(request: HttpRequest, cooperative: Cooperative, slug: str) -> HttpResponse:
    frame = _frame(request, cooperative, slug)
    form = BookForm(request.POST if request.method == "POST" else None, verb=_("Accepter le cahier"))
    return _answer(request, frame, form, books.accept_book, "finance/book_accept.html", _("Le cahier est accepté."))


@allow(permissions.can_decide_books, load=Cooperative.objects.visible_to)
def give_back(request: HttpRequest, cooperative: Cooperative, slug: str) -> HttpResponse:
    frame = _frame(request, cooperative, slug)
    form = ReturnBookForm(request.POST if request.method == "POST" else None)
    told = _("Le cahier est renvoyé, avec votre raison.")
    return _answer(request, frame, form, books.return_book, "finance/book_return.html", told)


@allow(permissions.can_record_money, load=Cooperative.objects.visible_to)
def unused_number(request: HttpRequest, cooperative: Cooperative, slug: str) -> HttpResponse:
    """Say why a number of the book is on no paper: a hole that is declared."""
    frame = _frame(request, cooperative, slug)
    if not frame["book"].takes_entries:
        raise PermissionDenied
    form = UnusedNumberForm(request.POST if request.method == "POST" else None, book=frame["book"])
    told = _("Le numéro est noté comme inutilisé, avec votre raison.")
    return _answer(request, frame, form, declare_unused, "finance/unused_number.html", told)
