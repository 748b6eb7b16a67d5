"""Stored files, for those who may see the object that they belong to."""

from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from cooperatives.models import StoredFile
from cooperatives.permissions import can_read_file
from cooperatives.services.files import files_visible_to
from occe.kit.access import allow
from occe.kit.uploads.names import safe_disposition


@allow(can_read_file, load=files_visible_to)
@require_safe
def file(request, file: StoredFile):
    return deliver(request, file.path, file.content_type, name=file.shown_name, inline=file.is_picture)


@allow(can_read_file, load=files_visible_to)
@require_safe
def thumbnail(request, file: StoredFile):
    if not file.thumbnail_path:
        raise Http404
    return deliver(request, file.thumbnail_path, "image/webp", name=file.shown_name, inline=True)


def deliver(request: HttpRequest, path: str, content_type: str, *, name: str, inline: bool) -> HttpResponseBase:
    """A stored content for a page of ours: not for other sites."""
    if request.headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none"):
        raise PermissionDenied
    return stored_response(path, content_type, name=name, inline=inline)


def stored_response(path: str, content_type: str, *, name: str, inline: bool) -> FileResponse:
    """Exact type, no sniffing, nothing that could run, never stored; a PDF is saved, not shown. Raises Http404."""
    try:
        content = default_storage.open(path)
    except FileNotFoundError as gone:
        raise Http404 from gone
    response = FileResponse(content, content_type=content_type)
    response["Content-Disposition"] = safe_disposition(name, inline=inline)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "no-store, private"
    return response
