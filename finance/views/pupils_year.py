"""« L'année en images », for the pupils themselves: what there was, what came, what it was for, what was left."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from finance.models import Book
from finance.queries.pupils import practises
from finance.views.pupils import age_of, classroom_of, page
from finance.views.year_papers import in_pictures
from members.models import ReadingAge
from members.permissions_pupils import can_use_pupil_pages
from occe.kit.access import allow

YEARS = 2  # the class's own and the one before: more is an adult's archive
FEW_PURPOSES = 3  # for who reads little


@allow(can_use_pupil_pages, sign_in="pupil")
@require_safe
def year(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Last year's story, or the running year's where the cooperative had no book before."""
    classroom = classroom_of(request)
    if practises(classroom):
        return redirect("finance:pupil-money")
    books = Book.objects.filter(cooperative=classroom.cooperative_id, year__starts__lte=classroom.year.starts)
    books = list(books.select_related("year", "federation").order_by("-year__starts")[:YEARS])
    found = next((book for book in books if book.year.slug == slug), books[-1] if books and not slug else None)
    if found is None:
        raise Http404
    told = in_pictures({"book": found})
    if age_of(request) < ReadingAge.NINE:
        for name in ("came", "went"):
            told |= {
                name: told[name][:FEW_PURPOSES],
                f"{name}_rest": sum(one.amount for one in told[name][FEW_PURPOSES:]),
            }
    others = [book.year for book in books if book != found]
    return page(request, "year", practice=False, is_over=found != books[0], others=others, **told)
