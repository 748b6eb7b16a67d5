"""What every page of the association's space is rendered with: whose space it is, its tabs."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from desk.tabs import tabs_for


def desk_page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Render a page that extends `desk/base.html`."""
    match = request.resolver_match
    frame = {
        "place": {"title": _("Espace AD"), "detail": request.federation.name},  # type: ignore[attr-defined]
        "tabs": tabs_for(request.actor, match.view_name if match else ""),  # type: ignore[attr-defined]
        "tabs_label": _("Espace AD"),
    }
    return render(request, template, {**frame, **context}, status=status)
