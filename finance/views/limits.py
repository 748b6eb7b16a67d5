"""The limits of persons in one cooperative, set by the association's treasury."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cooperatives.models import Cooperative
from finance import permissions
from finance.forms.absences import LimitForm
from finance.models import PersonLimit, rules_on
from finance.services.limits import set_limit
from occe.kit.access import allow
from occe.kit.errors import DomainError
from occe.kit.forms import show_refusal


@allow(permissions.can_set_limits, load=Cooperative.objects.visible_to)
def limits(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """The association's rule, what was set for persons (the latest counts), and the form that sets one more."""
    form = LimitForm(request.POST if request.method == "POST" else None, cooperative=cooperative)
    if form.is_valid():
        try:
            kept = set_limit(cooperative, by=request.actor, **form.cleaned_data)
        except DomainError as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("Le plafond de %(name)s est fixé.") % {"name": kept.user.get_full_name()})
            return redirect("finance:limits", id=cooperative.public_id)
    context = {
        "cooperative": cooperative,
        "tab": "year",
        "form": form,
        "rules": rules_on(cooperative.federation),
        "listed": PersonLimit.objects.filter(cooperative=cooperative).select_related("user", "set_by")[:50],
    }
    return render(request, "finance/limits.html", context, status=422 if form.errors else 200)
