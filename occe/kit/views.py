"""Pages that belong to no room: theme, refusals (faults: `occe.kit.faults`)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from .access import public
from .context import THEMES

YEAR = 365 * 24 * 3600


@public
@csrf_exempt  # it changes a colour on the reader's own screen; public pages carry no cookie to check a token against
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep the reader's choice of light or dark (a cookie of that choice alone), or forget it."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    response = redirect(back)
    choice = request.POST.get("theme", "")
    if choice in THEMES:
        response.set_cookie("theme", choice, max_age=YEAR, samesite="Lax", secure=request.is_secure(), httponly=True)
    else:
        response.delete_cookie("theme")
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form came back without its key: another tab signed out, or the page is old."""
    return render(request, "errors/csrf.html", status=403)
