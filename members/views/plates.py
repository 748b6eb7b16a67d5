"""A council in seven pictures, for a class that acts as one. Every touch is a form: it works without a script."""

from dataclasses import asdict

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from members import presence
from members.permissions_pupils import can_use_pupil_pages
from members.plates import KEPT, PLATES, Table, table_of
from members.pupil_doors import doors_on
from members.queries_pupils import board
from occe.kit.access import allow


@allow(can_use_pupil_pages, sign_in="pupil")
@require_safe
def strip(request: HttpRequest) -> HttpResponse:
    """The seven plates side by side; printed, the strip that goes home, without a name."""
    _only_as_one(request)
    return render(request, "members/pupils/plates.html", {"plates": PLATES})


@allow(can_use_pupil_pages, sign_in="pupil")
@require_http_methods(["GET", "HEAD", "POST"])
def plate(request: HttpRequest, number: int) -> HttpResponse:
    """One plate; printed, a card to pin up."""
    _only_as_one(request)
    if not 1 <= number <= len(PLATES):
        raise Http404
    here, table = PLATES[number - 1], table_of(request.session)
    if request.method == "POST":
        if "again" in request.POST:
            fresh = asdict(Table())
            table = Table(**asdict(table) | {key: fresh[key] for key in here.keys})
        else:
            here.touch(table, request.POST.get("touch", ""))
        request.session[KEPT] = asdict(table)
        return redirect(reverse("members:pupil-plate", args=[number]) + "#said")  # what the voice says next
    context = {
        "plate": here,
        "plates": PLATES,
        "tiles": here.tiles(table, board(presence.turn_of(request).session.classroom)),
        "said": here.said(table),
        "following": number + 1 if number < len(PLATES) else None,
        "doors": doors_on(number, request.actor),
    }
    return render(request, "members/pupils/plate.html", context)


def _only_as_one(request: HttpRequest) -> None:
    if not presence.turn_of(request).pupil.is_whole_class:
        raise Http404
