"""School years: their list, the next one opened, the fees of one."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperatives.models import SchoolYear
from desk.forms.cooperatives import ConfirmForm
from desk.forms.settings import FeesForm
from desk.frame import desk_page
from desk.permissions import can_change_money_rules, can_change_settings, can_enter, can_reopen_year
from desk.queries.years import years_with_counts
from desk.services.years import AHEAD, next_start, open_year, set_fees
from desk.views.acting import act, data_of
from occe.kit.access import allow
from occe.kit.dates import parse_school_year, school_year_of

FEES = ("fee_per_member", "insurance_per_member", "affiliation_due_on", "report_due_on")


def year_or_404(request, slug: str) -> SchoolYear:
    """The association's year of that name."""
    try:
        bounds = parse_school_year(slug)
    except ValueError as unknown:
        raise Http404 from unknown
    return get_object_or_404(SchoolYear.objects.visible_to(request.actor), starts=bounds.start)


@allow(can_enter)
def years(request):
    """The list, and which one comes next."""
    starts = next_start(request.federation)
    context = {
        "years": years_with_counts(request.actor),
        "upcoming": school_year_of(starts).slug,
        "opens_on": starts - AHEAD,
        "may_open": _may_open(starts),
        "may_reopen": can_reopen_year(request.actor),
        "today": timezone.localdate(),
        "may_change": can_change_settings(request.actor),
        "may_change_money": can_change_money_rules(request.actor),
    }
    return desk_page(request, "desk/years.html", context)


@allow(can_change_settings)
def year_open(request):
    """Open the next year, after a page that says what that makes."""
    starts = next_start(request.federation)
    if not _may_open(starts):
        return redirect("desk:years")  # its lead says from which day
    slug = school_year_of(starts).slug
    return act(
        request,
        ConfirmForm(data_of(request)),
        lambda: open_year(request.federation, starts=starts, by=request.actor),
        template="desk/year_open.html",
        context={"slug": slug},
        done=lambda year: (_("L’année %(year)s est ouverte.") % {"year": year}, f"{reverse('desk:years')}?year={year}"),
    )


@allow(can_change_money_rules)
def year_fees(request, slug):
    """The fees that the general assembly voted, and the year's two deadlines."""
    year = year_or_404(request, slug)
    form = FeesForm(data_of(request), initial={name: getattr(year, name) for name in FEES})
    return act(
        request,
        form,
        lambda **values: set_fees(year, by=request.actor, **values),
        template="desk/year_fees.html",
        context={"year": year},
        done=lambda _year: (_("Les cotisations de %(year)s sont à jour.") % {"year": year}, reverse("desk:years")),
    )


def _may_open(starts) -> bool:
    return starts - AHEAD <= timezone.localdate()
