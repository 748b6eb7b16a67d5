"""« Nos objets qui durent »: what the class may use, in pictures. Pupils look, adults keep the inventory."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from finance.queries.goods import things_of_class
from finance.views.pupils import classroom_of, page
from members.permissions_pupils import can_use_pupil_pages
from occe.kit.access import allow
from occe.kit.dates import today

PER_PAGE = 8


@allow(can_use_pupil_pages, sign_in="pupil")
@require_safe
def things(request: HttpRequest) -> HttpResponse:
    """The cooperative's own things, each with its picture and its place."""
    found = Paginator(things_of_class(classroom_of(request).cooperative_id, today()), PER_PAGE)
    return page(request, "things", shown=found.get_page(request.GET.get("page")), practice=False)
