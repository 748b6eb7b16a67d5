"""What a movement of the bank was last time: the words by which the next one is proposed likewise, to be mended."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cooperatives.models import Cooperative
from finance.addresses import in_year
from finance.forms.bank import RuleForm
from finance.models import BankRule
from finance.permissions import can_reconcile
from finance.services.bank_entries import forget_rule, mend_rule
from finance.views.bank import bank_room
from finance.views.money import book_in_hand, with_school
from occe.kit.access import allow
from occe.kit.errors import DomainError


@allow(can_reconcile, load=with_school)
def rules(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """All of them on one page, each a small form."""
    context, book, _account = bank_room(request, cooperative)
    asked = request.POST.get("rule", "")
    forms = []
    for rule in BankRule.objects.filter(cooperative=cooperative):
        mine = str(rule.public_id) == asked
        form = RuleForm(request.POST if mine else None, rule=rule, book=book)
        if mine and form.is_valid():
            try:
                mend_rule(rule, by=request.actor, **form.cleaned_data)
            except DomainError as error:
                form.add_error("words", str(error))
            else:
                messages.success(request, _("C’est noté."))
                return redirect(in_year("bank-rules", book))
        forms.append(form)
    refused = any(form.errors for form in forms)
    return render(request, "finance/bank_rules.html", context | {"forms": forms}, status=422 if refused else 200)


@allow(can_reconcile, load=Cooperative.objects.visible_to)
@require_POST
def forget(request: HttpRequest, cooperative: Cooperative, rule_id: UUID) -> HttpResponse:
    book, _books = book_in_hand(request, cooperative)
    seen = BankRule.objects.visible_to(request.actor).filter(cooperative=cooperative)
    forget_rule(get_object_or_404(seen, public_id=rule_id), by=request.actor)
    messages.success(request, _("Cette habitude est oubliée."))
    return redirect(in_year("bank-rules", book))
