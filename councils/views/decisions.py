"""The register of decisions of a cooperative."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from cooperatives.models import Cooperative
from councils import exports, permissions
from councils.forms.decisions import DecisionForm, RegisterFilterForm
from councils.queries.councils import councils_led_by, with_school
from councils.queries.register import Wanted, councils_of, last_year_of, register_of
from councils.services.decisions import record_decision
from occe.kit.access import allow
from occe.kit.errors import DomainError

PAGE = 30


@allow(permissions.can_read_decisions, load=with_school)
@require_safe
def register(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """What all the councils of the cooperative decided, looked up by year, council, state and words."""
    form, wanted = _asked(request, cooperative)
    kept = request.GET.copy()
    kept.pop("page", None)
    found = register_of(cooperative, request.actor, wanted)
    context = {
        "cooperative": cooperative,
        "tab": "council",
        "drawer": "register",
        "form": form,
        "year": last_year_of(found),
        "filtered": wanted != Wanted(),
        "query": f"{kept.urlencode()}&" if kept else "",
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "may_record": permissions.can_record_decisions(request.actor, cooperative),
    }
    return render(request, "councils/decisions/register.html", context)


@allow(permissions.can_read_decisions, load=with_school)
@require_safe
def register_file(request: HttpRequest, cooperative: Cooperative, form: str) -> HttpResponse:
    """The same decisions: those of a year (the chosen one, or the last) to sign and keep, or all as a workbook."""
    _form, wanted = _asked(request, cooperative)
    found = register_of(cooperative, request.actor, wanted).order_by("council__year__starts", "council_id", "number")
    if form == "xlsx":
        return exports.register_xlsx(cooperative, found)
    return exports.register_pdf(request, cooperative, found, last_year_of(found))


def _asked(request: HttpRequest, cooperative: Cooperative) -> tuple[RegisterFilterForm, Wanted]:
    form = RegisterFilterForm(request.GET, councils=list(councils_of(cooperative, request.actor)))
    return form, form.wanted()


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
