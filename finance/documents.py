"""Printed money: proofs, slips to sign and reports, as tagged PDF files."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language

from occe.kit.pdf import PdfUnavailable, render_pdf
from occe.kit.uploads.names import safe_disposition


def pdf_response(
    request: HttpRequest,
    template: str,
    *,
    title: str,
    name: str,
    context: dict[str, Any],
    pictures: Mapping[str, bytes] | None = None,
) -> HttpResponse:
    """`finance/pdf/<template>.html` as a download called `name` (with its .pdf).

    `pictures` are what its page shows as `picture:NAME`. Where documents cannot be made here, a page says why.
    """
    language = (get_language() or "fr")[:2]
    html = render_to_string(f"finance/pdf/{template}.html", context | {"title": title, "language": language}, request)
    try:
        content = render_pdf(html, title=title, language=language, pictures=pictures)
    except PdfUnavailable as missing:
        return HttpResponse(str(missing), status=503, content_type="text/plain; charset=utf-8")
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = safe_disposition(name)
    return response
