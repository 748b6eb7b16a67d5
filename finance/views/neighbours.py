"""The second adult of a school that has one: the association names a mandataire of another cooperative."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cooperatives.models import Cooperative
from finance import permissions
from finance.forms.neighbours import NeighbourForm
from finance.models import NeighbourMandate
from finance.services.neighbours import end_neighbour, name_neighbour
from occe.kit.access import allow
from occe.kit.dates import today
from occe.kit.errors import DomainError
from occe.kit.forms import show_refusal


@allow(permissions.can_name_neighbour, load=Cooperative.objects.visible_to)
def neighbours(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """Who is named now, and the form that names somebody."""
    form = NeighbourForm(request.POST if request.method == "POST" else None, cooperative=cooperative)
    if form.is_valid():
        try:
            named = name_neighbour(cooperative, starts_on=today(), by=request.actor, **form.cleaned_data)
        except DomainError as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("%(name)s est le mandataire voisin.") % {"name": named.user.get_full_name()})
            return redirect("finance:neighbours", id=cooperative.public_id)
    standing = NeighbourMandate.objects.filter(cooperative=cooperative).in_force(today()).select_related("user")
    context = {"cooperative": cooperative, "tab": "year", "form": form, "standing": standing}
    return render(request, "finance/neighbours.html", context, status=422 if form.errors else 200)


@allow(permissions.can_name_neighbour, load=Cooperative.objects.visible_to)
@require_POST
def neighbour_end(request: HttpRequest, cooperative: Cooperative, neighbour_id: UUID) -> HttpResponse:
    found = get_object_or_404(NeighbourMandate, cooperative=cooperative, public_id=neighbour_id)
    end_neighbour(found, ends_on=today(), by=request.actor)
    messages.success(request, _("%(name)s n’est plus le mandataire voisin.") % {"name": found.user.get_full_name()})
    return redirect("finance:neighbours", id=cooperative.public_id)
