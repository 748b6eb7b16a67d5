"""Which school year is in hand: two are open each September, and every page says which one it shows."""

from django.http import HttpRequest
from django.utils import timezone

from cooperatives.models import SchoolYear

KEY = "desk_year"


def years_of(request: HttpRequest) -> list[SchoolYear]:
    """The association's years, the newest first. Asked once a request."""
    if not hasattr(request, "desk_years"):
        request.desk_years = list(SchoolYear.objects.visible_to(request.actor))
    return request.desk_years


def hold_year(request: HttpRequest, year: SchoolYear) -> None:
    """Take a year in hand because the page's own address names it."""
    if request.session.get(KEY) != year.slug:
        request.session[KEY] = year.slug


def year_in_hand(request: HttpRequest) -> SchoolYear | None:
    """The year named by `?year=2025-2026`, which the session then keeps; else the session's; else today's; else the
    last one; None while the association has none. An unknown year is as if none was named."""
    years = {year.slug: year for year in years_of(request)}
    named = years.get(request.GET.get("year", ""))
    if named is not None and request.session.get(KEY) != named.slug:
        request.session[KEY] = named.slug
    today = timezone.localdate()
    current = (year for year in years.values() if year.starts <= today <= year.ends)
    last = next(iter(years.values()), None)
    return named or years.get(request.session.get(KEY, "")) or next(current, last)
