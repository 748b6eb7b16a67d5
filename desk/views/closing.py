"""The end of a school year: closed, opened again. Both ask first."""

from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.forms.settings import ClosingForm, ReopeningForm
from desk.permissions import can_change_settings, can_reopen_year
from desk.services.closing import books_left, close_year, reopen_year
from desk.views.acting import act, data_of
from desk.views.years import year_or_404
from occe.kit.access import allow

MOST_BOOKS = 20


@allow(can_change_settings)
def year_close(request, slug):
    """Close a year that is over; the books that are missing are named, and a reason is asked."""
    year = year_or_404(request, slug)
    if not year.is_open or year.ends >= timezone.localdate():
        return redirect("desk:years")
    left = Paginator(books_left(year), MOST_BOOKS).get_page(request.GET.get("page"))
    return act(
        request,
        ClosingForm(data_of(request), asks=bool(left.paginator.count)),
        lambda **values: close_year(year, by=request.actor, **values),
        template="desk/year_close.html",
        context={"year": year, "left": left},
        done=lambda closed: (_("L’année %(year)s est close.") % {"year": closed}, reverse("desk:years")),
    )


@allow(can_reopen_year)
def year_reopen(request, slug):
    """Open a closed year again, with a reason."""
    year = year_or_404(request, slug)
    if year.is_open:
        return redirect("desk:years")
    return act(
        request,
        ReopeningForm(data_of(request)),
        lambda **values: reopen_year(year, by=request.actor, **values),
        template="desk/year_reopen.html",
        context={"year": year},
        done=lambda opened: (_("L’année %(year)s est rouverte.") % {"year": opened}, reverse("desk:years")),
    )
