"""Pages that belong to no room: theme, refusals, faults."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from .access import public
from .context import THEMES, chosen_theme

YEAR = 365 * 24 * 3600
AGAIN_AFTER = 30
"""Seconds after which a reader whom the database did not answer may ask again."""


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


def fault(request: HttpRequest) -> HttpResponse:
    """`handler500`: what a reader gets when an answer could not be made.

    Django calls it wherever the fault was, in a view or in a middleware, so that this is the one place that sees all of
    them. A database that does not answer is told apart: 503, and when to ask again. Neither page needs a database, a
    session, or a context; the language is the address's.
    """
    away = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    status = 503 if away else 500
    if _wants_json(request):
        response: HttpResponse = JsonResponse({"error": "unavailable" if away else "fault"}, status=status)
    else:
        with translation.override(_language(request)):
            context = {"language": translation.get_language(), "theme": chosen_theme(request)}
            response = HttpResponse(render_to_string("errors/503.html" if away else "500.html", context), status=status)
    response["Cache-Control"] = "no-store"
    if away:
        response["Retry-After"] = str(AGAIN_AFTER)
    return response


def _wants_json(request: HttpRequest) -> bool:
    asked = request.get_preferred_type(["text/html", "application/json"])
    return request.path_info.endswith(".json") or asked == "application/json"


def _language(request: HttpRequest) -> str:
    """The one of the address, else the browser's: what the thread was left with may be another reader's."""
    path = request.path_info
    return translation.get_language_from_path(path) or translation.get_language_from_request(request)
