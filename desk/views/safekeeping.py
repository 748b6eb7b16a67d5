"""The nights of the backup: what was proved, and what was not."""

from django.core.paginator import Paginator

from desk.frame import desk_page
from desk.models import SafekeepingDrill
from desk.permissions import can_enter
from desk.queries.safekeeping import safekeeping
from occe.kit.access import allow

PAGE = 30


@allow(can_enter)
def nights(request):
    """The last nights, the latest first."""
    page = Paginator(SafekeepingDrill.objects.all(), PAGE).get_page(request.GET.get("page"))
    return desk_page(request, "desk/safekeeping.html", {"page": page, "safekeeping": safekeeping()})
