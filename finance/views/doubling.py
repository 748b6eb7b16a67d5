"""The page that shows what may be the same thing twice, and carries all that was typed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from finance.queries.doubles import Written, doubles_of

ANSWERS = ("csrfmiddlewaretoken", "another", "again", "kept")
GO_BACK = "again"


def same_twice(request: HttpRequest, context: dict[str, Any], written: Written, kept: str) -> HttpResponse | None:
    """The page that asks, when what is about to be written looks like something that stands; None when nothing does,
    or when the reader said already that it is another. `kept` is the signed id of the photo that came.
    """
    if "another" in request.POST:
        return None
    doubles = doubles_of(context["cooperative"], written)
    if not doubles:
        return None
    carried = [(name, value) for name in request.POST if name not in ANSWERS for value in request.POST.getlist(name)]
    context |= {"written": written, "doubles": doubles, "carried": [*carried, ("kept", kept)]}
    return render(request, "finance/double_check.html", context)
