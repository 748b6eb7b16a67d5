"""How a posted sum was paid, said afterwards."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cooperatives.models import Cooperative
from finance import permissions
from finance.forms.means import HowForm
from finance.models import Entry
from finance.queries.cheques import doubts_about_entry
from finance.queries.shelf import shelf
from finance.services.payments import say_how_paid
from finance.views.money import room
from occe.kit.access import allow
from occe.kit.forms import done


@allow(permissions.can_record_money, load=Cooperative.objects.visible_to)
def how_paid(request: HttpRequest, cooperative: Cooperative, entry_id: UUID) -> HttpResponse:
    """By cheque (and which), card, transfer or direct debit: written once."""
    entries = Entry.objects.visible_to(request.actor).filter(book__cooperative=cooperative)
    entry = get_object_or_404(entries.select_related("book__year", "book__cooperative"), public_id=entry_id)
    form = HowForm(request.POST if request.method == "POST" else None, book=entry.book)
    if form.is_valid() and done(form, partial(say_how_paid, entry, by=request.actor, **form.cleaned_data)):
        messages.success(request, _("C’est noté à côté de l’écriture."))
        for doubt in doubts_about_entry(entry):
            messages.warning(request, doubt)
        return redirect("finance:entry", id=cooperative.public_id, entry_id=entry.public_id)
    context = room(request, cooperative, entry.book, shelf(cooperative, request.actor))
    context |= {"entry": entry, "form": form}
    return render(request, "finance/entry_payment.html", context, status=422 if form.errors else 200)
