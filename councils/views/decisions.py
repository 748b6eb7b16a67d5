"""The register of decisions of a cooperative."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cooperatives.models import Cooperative
from councils import permissions
from councils.forms.decisions import DecisionForm
from councils.models import Decision
from councils.queries.councils import councils_led_by
from councils.services.decisions import record_decision
from occe.kit.access import allow
from occe.kit.errors import DomainError

PAGE = 30


@allow(permissions.can_read_decisions, load=Cooperative.objects.visible_to)
def register(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    decisions = Decision.objects.visible_to(request.actor).filter(council__cooperative=cooperative)
    decisions = decisions.select_related("council__classroom", "council__year").order_by("-date", "-pk")
    context = {
        "cooperative": cooperative,
        "tab": "council",
        "drawer": "register",
        "page": Paginator(decisions, PAGE).get_page(request.GET.get("page")),
        "may_record": permissions.can_record_decisions(request.actor, cooperative),
    }
    return render(request, "councils/decisions/register.html", context)


@allow(permissions.can_record_decisions, load=Cooperative.objects.visible_to)
def decision_new(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    councils = councils_led_by(request.actor, cooperative)
    form = DecisionForm(request.POST if request.method == "POST" else None, councils=councils)
    if form.is_valid():
        try:
            record_decision(form.cleaned_data.pop("council"), by=request.actor, **form.cleaned_data)
        except DomainError as error:
            form.add_error(error.field, str(error))
        else:
            return redirect("councils:decisions", id=cooperative.public_id)
    context = {"cooperative": cooperative, "tab": "council", "drawer": "register", "form": form}
    return render(request, "councils/decisions/new.html", context, status=422 if form.errors else 200)
