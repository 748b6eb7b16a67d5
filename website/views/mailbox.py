"""The mail of the demonstration, for whoever plays all the parts at once. No other mode has these pages."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from occe.kit.access import public
from website.demo import mailbox as kept

PAGE = 25


@public
@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    page = Paginator(kept.keys(), PAGE).get_page(request.GET.get("page"))
    letters = [letter for key in page if (letter := kept.letter(key))]
    return render(request, "website/mailbox.html", {"page": page, "letters": letters})


@public
@require_safe
def letter(request: HttpRequest, key: str) -> HttpResponse:
    found = kept.letter(key)
    if found is None:
        raise Http404
    return render(request, "website/letter.html", {"letter": found})
