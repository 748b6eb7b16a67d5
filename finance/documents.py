"""Printed money: proofs, slips to sign and reports, as tagged PDF files."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from occe.kit import documents


def pdf_response(request: HttpRequest, template: str, **said: Any) -> HttpResponse:
    """`finance/pdf/<template>.html` as a download: see `occe.kit.documents.pdf_response`."""
    return documents.pdf_response(request, f"finance/pdf/{template}.html", **said)
