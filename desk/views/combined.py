"""The accounts of the association and all its cooperatives, added up: one page, and the same as a file."""

from django.http import Http404
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from desk.exports_combined import combined_file as written
from desk.frame import desk_page
from desk.permissions import can_enter
from desk.queries.combined import combined_year
from desk.views.year import year_in_hand
from desk.views.years import year_or_404
from finance.models import Book
from finance.queries.combined import ELIMINATED
from occe.kit.access import allow

FORMATS = ("csv", "xlsx")


@allow(can_enter)
@require_safe
def combined(request):
    """The year in hand, by nature; how many books were accepted."""
    year = year_in_hand(request)
    books = Book.objects.filter(year=year, cooperative__isnull=False).values_list("state", "mode")
    states, modes = ([found[rank] for found in books] for rank in (0, 1))
    context = {
        "year": year,
        "combined": combined_year(year) if year else None,
        "rule": ELIMINATED,
        "books": len(states),
        "accepted": states.count(Book.State.ACCEPTED),
        "on_paper": modes.count(Book.Mode.SUMMARY),
        "formats": FORMATS,
    }
    return desk_page(request, "desk/combined.html", context)


@allow(can_enter)
@require_safe
def combined_file(request, slug, kind):
    """The same of the year that the address names."""
    if kind not in FORMATS:
        raise Http404
    return written(year_or_404(request, slug), kind=kind, language=get_language() or "fr")
