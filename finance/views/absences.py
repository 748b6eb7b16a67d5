"""Who stands in for a mandataire during an absence: named by the association, or proposed and confirmed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cooperatives.models import Cooperative
from finance import permissions
from finance.forms.absences import AbsenceForm
from finance.models import NeighbourMandate
from finance.permissions import can_name_neighbour
from finance.services.neighbours import confirm_stand_in, stand_in
from occe.kit.access import allow
from occe.kit.dates import today
from occe.kit.errors import DomainError
from occe.kit.forms import show_refusal


@allow(permissions.can_propose_stand_in, load=Cooperative.objects.visible_to)
def absences(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """Those to come and in force, and the form that names or proposes one more."""
    names = can_name_neighbour(request.actor, cooperative)
    verb = _("Nommer pour cette absence") if names else _("Proposer à l’association")
    form = AbsenceForm(request.POST if request.method == "POST" else None, cooperative=cooperative, verb=verb)
    if form.is_valid():
        try:
            found = stand_in(cooperative, by=request.actor, **form.cleaned_data)
        except DomainError as error:
            show_refusal(form, error)
        else:
            told = _("C’est noté.") if found.confirmed_at else _("C’est proposé : l’association confirme.")
            messages.success(request, told)
            return redirect("finance:absences", id=cooperative.public_id)
    listed = NeighbourMandate.objects.filter(cooperative=cooperative, ends_on__gt=today()).absences()
    context = {
        "cooperative": cooperative,
        "tab": "year",
        "form": form,
        "listed": listed.select_related("user", "absent").order_by("starts_on"),
        "names": names,
    }
    return render(request, "finance/absences.html", context, status=422 if form.errors else 200)


@allow(can_name_neighbour, load=Cooperative.objects.visible_to)
@require_POST
def confirm(request: HttpRequest, cooperative: Cooperative, stand_in_id: UUID) -> HttpResponse:
    """The association confirms what a mandataire proposed."""
    found = get_object_or_404(NeighbourMandate.objects.absences(), cooperative=cooperative, public_id=stand_in_id)
    confirm_stand_in(found, by=request.actor)
    messages.success(request, _("Le remplacement est confirmé."))
    return redirect("finance:absences", id=cooperative.public_id)
