"""What a fête, a sale or a trip brought and cost, in pictures, for the pupils."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from finance.models import Activity
from finance.queries.grants import activities_with_money
from finance.queries.pupils import practises
from members.permissions_pupils import can_use_pupil_pages
from occe.kit.access import allow

from .pupils import classroom_of, page

PER_PAGE = 3


@allow(can_use_pupil_pages, sign_in="pupil")
@require_safe
def activities(request: HttpRequest) -> HttpResponse:
    """Each activity of the year: what came in, what went out, what is left."""
    classroom = classroom_of(request)
    if practises(classroom):
        return redirect("finance:pupil-money")
    rows = Activity.objects.filter(cooperative_id=classroom.cooperative_id, year_id=classroom.year_id).select_related(
        "project"
    )
    shown = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return page(request, "activities", practice=False, shown=shown, found=activities_with_money(shown.object_list))
