"""The months of the bank: compared with the book, closed, printed. A closed one is read from what was written then."""

import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cooperatives.models import Cooperative
from finance.addresses import in_year
from finance.documents import pdf_response
from finance.models import BankAccount, Book, Reconciliation, ReconciliationItem
from finance.permissions import can_read_bank, can_reconcile
from finance.queries.bank import BankSide, book_lines
from finance.queries.reconciling import is_compared, month_state, months_of
from finance.services.reconciling import close_month
from finance.views.bank import bank_room
from finance.views.money import with_school
from occe.kit.access import allow
from occe.kit.errors import DomainError

Side = ReconciliationItem.Side


@allow(can_read_bank, load=with_school)
def months(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    context, book, account = bank_room(request, cooperative)
    if account is None:
        return redirect(in_year("bank", book))
    return render(request, "finance/bank_months.html", context | {"months": months_of(account, book)})


@allow(can_read_bank, load=with_school)
def month(request: HttpRequest, cooperative: Cooperative, year: int, month: int) -> HttpResponse:
    """One month: what was written when it was closed, or how it stands now, with the button that closes it."""
    context, book, account, first = _month_room(request, cooperative, year, month)
    refusal = ""
    if request.method == "POST" and can_reconcile(request.actor, cooperative):
        try:
            close_month(
                account, book, month=first, by=request.actor, without_movement="without_movement" in request.POST
            )
        except DomainError as error:
            refusal = str(error)
        else:
            messages.success(request, _("Le mois est clos. Son état ne change plus."))
            return redirect(_address(cooperative, book, first))
    closed = Reconciliation.objects.filter(account=account, month=first).select_related("closed_by").first()
    if closed:
        return render(request, "finance/bank_month_closed.html", context | _written(closed))
    side = BankSide(account)
    context |= {
        "state": month_state(account, book, first, side),
        "refusal": refusal,
        "any_closed": is_compared(account, book.year.starts),
        "earlier": (since := side.since()) and book_lines(account).filter(entry__date__lt=since).exists(),
    }
    return render(request, "finance/bank_month.html", context, status=422 if refusal else 200)


@allow(can_read_bank, load=with_school)
def month_pdf(request: HttpRequest, cooperative: Cooperative, year: int, month: int) -> HttpResponse:
    """The reconciliation of a closed month, to be signed and filed with the statement."""
    context, _book, account, first = _month_room(request, cooperative, year, month)
    found = (
        Reconciliation.objects.filter(account=account, month=first).select_related("closed_by", "book__year").first()
    )
    if found is None:
        raise Http404
    name = _("rapprochement")
    return pdf_response(
        request,
        "reconciliation",
        title=_("Rapprochement bancaire, %(month)s") % {"month": context["month_name"]},
        name=f"{name}-{first:%Y-%m}.pdf",
        context=context | _written(found),
    )


def _month_room(
    request: HttpRequest, cooperative: Cooperative, year: int, month: int
) -> tuple[dict, Book, BankAccount, datetime.date]:
    """The room of a month, in the book that holds it; 404 for a month of no book here."""
    context, _book, account = bank_room(request, cooperative)
    try:
        first = datetime.date(year, month, 1)
    except ValueError:
        raise Http404 from None
    books = [one for one in context["books"] if one.year.starts <= first <= one.year.ends]
    if account is None or not books:
        raise Http404
    context |= {"book": books[0], "month": first, "month_name": date_format(first, "F Y")}
    return context, books[0], account, first


def _written(closed: Reconciliation) -> dict:
    items = list(closed.items.order_by("date", "pk"))
    return {
        "closed": closed,
        "going_out": [item for item in items if item.side == Side.BOOK and item.amount < 0],
        "coming_in": [item for item in items if item.side == Side.BOOK and item.amount > 0],
        "not_in_book": [item for item in items if item.side == Side.BANK],
    }


def _address(cooperative: Cooperative, book: Book, first: datetime.date) -> str:
    where = {"id": cooperative.public_id, "year": first.year, "month": first.month}
    return f"{reverse('finance:bank-month', kwargs=where)}?year={book.year.slug}"
