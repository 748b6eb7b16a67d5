"""What the paper book left on its way to the bank: listed when the book begins here, so that the first statement finds
its cheques.
"""

from decimal import Decimal
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cooperatives.models import Cooperative
from finance.addresses import in_year
from finance.forms.paper_items import DAY, PaperItemForm
from finance.models import PaperBook, PaperItem
from finance.permissions import can_reconcile
from finance.queries.bank import kept_since, paper_items
from finance.queries.reconciling import is_compared
from finance.services.paper_items import say_paper_item, take_back_paper_item
from finance.views.bank import bank_room
from finance.views.money import book_in_hand, with_school
from occe.kit.access import allow
from occe.kit.errors import DomainError
from occe.kit.forms import done

ZERO = Decimal(0)


@allow(can_reconcile, load=with_school)
def items(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """The list, and the form that adds to it as long as no month is closed."""
    context, book, account = bank_room(request, cooperative)
    first = kept_since(account) if account else None
    if account is None or first is None:
        return redirect(in_year("bank", book))
    form = PaperItemForm(request.POST if request.method == "POST" else None, first=first)
    if form.is_valid() and done(form, partial(say_paper_item, account, by=request.actor, **form.said)):
        messages.success(request, _("C’est dans la liste."))
        return redirect(in_year("bank-paper", book))
    found = list(paper_items(account).select_related("matched"))
    year_before = PaperBook.objects.filter(book__cooperative=account.cooperative_id, book__year__ends=first - DAY)
    context |= {
        "form": form,
        "first": first,
        "items": found,
        "going_out": -sum((item.amount for item in found if item.amount < 0), ZERO),
        "coming_in": sum((item.amount for item in found if item.amount > 0), ZERO),
        "paper": year_before.select_related("book__year").first(),
        "may_still": not is_compared(account, first),
    }
    return render(request, "finance/bank_paper.html", context, status=422 if form.errors else 200)


@allow(can_reconcile, load=Cooperative.objects.visible_to)
@require_POST
def take_back(request: HttpRequest, cooperative: Cooperative, item_id: UUID) -> HttpResponse:
    book, _books = book_in_hand(request, cooperative)
    seen = PaperItem.objects.visible_to(request.actor).filter(account__cooperative=cooperative)
    try:
        take_back_paper_item(get_object_or_404(seen, public_id=item_id), by=request.actor)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("La ligne est retirée de la liste."))
    return redirect(in_year("bank-paper", book))
