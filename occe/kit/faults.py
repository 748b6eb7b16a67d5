"""What a reader gets when an answer could not be made, and above all when the database does not answer."""

import re
import sys
import time
from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.template.loader import render_to_string
from django.utils import translation
from psycopg_pool import PoolTimeout

from .context import chosen_theme

Handler = Callable[[HttpRequest], HttpResponse]
AGAIN_AFTER = 30
"""Seconds after which a reader whom the database did not answer may ask again."""
REST = 2.0
"""Seconds for which nobody waits for a database that has just let somebody wait in vain."""
_SECRET = re.compile("password|code|otp|token$|credential|picture|secret", re.IGNORECASE)
_away = {"until": 0.0}


def fault(request: HttpRequest) -> HttpResponse:
    """`handler500`. Django calls it wherever the fault was, in a view or in a middleware: the one place that sees all.

    A database that does not answer is told apart: 503, and when to ask again. Neither page needs a database, a session,
    or a context; the language is the address's.
    """
    error = sys.exc_info()[1]
    if not isinstance(error, OperationalError | InterfaceError):
        return _answer(request, "500.html", "fault", 500)
    if isinstance(error.__cause__, PoolTimeout):
        _away["until"] = time.monotonic() + REST
    return _unavailable(request)


def spare_threads(get_response: Handler) -> Handler:
    """While the database is away each reader would hold a thread as long as the pool waits, and all would stand still.

    So one waits, and those who come in the next seconds are told at once.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        return _unavailable(request) if time.monotonic() < _away["until"] else get_response(request)

    return middleware


def _unavailable(request: HttpRequest) -> HttpResponse:
    response = _answer(request, "errors/503.html", "unavailable", 503, {"typed": _typed(request)})
    response["Retry-After"] = str(AGAIN_AFTER)
    return response


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """The fields of a form that was sent, to be sent again with one button; none when one of them is a secret.

    What was sent once and arrived all the same is not done twice: the forms carry the number of their request.
    """
    if request.method != "POST":
        return []
    try:
        fields = [(name, value) for name, values in request.POST.lists() for value in values]
    except (OSError, RequestDataTooBig, TooManyFieldsSent, MultiPartParserError):  # it was cut, or is no form of ours
        return []
    return [] if any(_SECRET.search(name) for name, _value in fields) else fields


def _answer(
    request: HttpRequest, page: str, word: str, status: int, more: dict[str, object] | None = None
) -> HttpResponse:
    if _wants_json(request):
        response: HttpResponse = JsonResponse({"error": word}, status=status)
    else:
        with translation.override(_language(request)):
            context = {"language": translation.get_language(), "theme": chosen_theme(request)} | (more or {})
            response = HttpResponse(render_to_string(page, context), status=status)
    response["Cache-Control"] = "no-store"
    return response


def _wants_json(request: HttpRequest) -> bool:
    asked = request.get_preferred_type(["text/html", "application/json"])
    return request.path_info.endswith(".json") or asked == "application/json"


def _language(request: HttpRequest) -> str:
    """The one of the address, else the browser's: what the thread was left with may be another reader's."""
    path = request.path_info
    return translation.get_language_from_path(path) or translation.get_language_from_request(request)
