"""A template as a PDF that the browser downloads."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language

from .pdf import PdfUnavailable, render_pdf
from .uploads.names import safe_disposition


def pdf_response(
    request: HttpRequest,
    template: str,
    *,
    title: str,
    name: str,
    context: dict[str, Any],
    pictures: Mapping[str, bytes] | None = None,
) -> HttpResponse:
    """The template as a tagged PDF, in the language of the page: a download called `name` (with its .pdf).

    `pictures` are what its page shows as `picture:NAME`. Where documents cannot be made here, a page says why.
    """
    language = (get_language() or "fr")[:2]
    html = render_to_string(template, context | {"title": title, "language": language}, request)
    try:
        content = render_pdf(html, title=title, language=language, pictures=pictures)
    except PdfUnavailable as missing:
        return HttpResponse(str(missing), status=503, content_type="text/plain; charset=utf-8")
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = safe_disposition(name)
    return response
