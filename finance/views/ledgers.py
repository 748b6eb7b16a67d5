"""A book as the profession reads it: ledger, journal, trial balance, each as CSV, XLSX and PDF."""

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cooperatives.models import Cooperative
from finance import permissions
from finance.addresses import in_year
from finance.exports_ledgers import ledger_file
from finance.queries.ledgers import Reading, Scope
from finance.views.money import book_of_year
from occe.kit.access import allow


@allow(permissions.can_read_money_as_adult, load=Cooperative.objects.visible_to)
@require_safe
def ledger(request: HttpRequest, cooperative: Cooperative, slug: str, reading: str, form: str) -> HttpResponseBase:
    """One reading of the book of a year, as a download."""
    if reading not in list(Reading):
        raise Http404
    book, _books = book_of_year(request, cooperative, slug)
    written = ledger_file(request, Reading(reading), Scope(book.year, book), form)
    if written is None:
        messages.info(request, _("Ce cahier est trop long pour un PDF : prenez le tableur ou le CSV."))
        return redirect(in_year("year", book))
    return written
