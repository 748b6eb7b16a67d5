"""What belongs to a published story beside its page: its pictures and sounds, and the form to report something.

Each address asks again, each time, whether the piece may be seen today; no browser and no cache keeps it.
"""

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from occe.kit.access import public
from occe.kit.forms import done
from projects.papers import leaflet_pdf, poster_pdf
from projects.queries.pieces import FULL, SMALL, file_response
from projects.queries.story import public_pieces, story_of
from website import queries, social
from website.cache import open_page
from website.forms import ReportForm
from website.services.contact import new_stamp, stamp_holds
from website.services.reports import receive_report
from website.views.contact import from_our_own_page
from website.views.pages import federation_of

UNLISTED = "noindex, noimageindex, noarchive"
"""Search engines keep no copy of a child's picture or voice."""


def _piece(request: HttpRequest, id):
    return get_object_or_404(public_pieces(federation_of(request).pk), public_id=id)


@public
@require_safe
def piece(request: HttpRequest, id, size: str) -> HttpResponseBase:
    """A picture or a sound of a published story, whole or small."""
    if size not in (FULL, SMALL):
        raise Http404
    response = file_response(_piece(request, id), size, asked_range=request.headers.get("Range", ""))
    response["X-Robots-Tag"] = UNLISTED
    return response


@public
@require_safe
def cover_as_jpeg(request: HttpRequest, id) -> HttpResponse:
    """A cover as the networks that show a shared link read it."""
    found = _piece(request, id)
    if not found.is_picture:
        raise Http404
    try:
        with default_storage.open(found.file.path) as stored:
            content = social.as_jpeg(stored.read())
    except FileNotFoundError as gone:
        raise Http404 from gone
    return HttpResponse(
        content, content_type="image/jpeg", headers={"Cache-Control": "no-store, private", "X-Robots-Tag": UNLISTED}
    )


@open_page
def leaflet(request: HttpRequest, id) -> HttpResponse:
    """The story on a folded sheet: what the site may show, as anybody prints it."""
    return leaflet_pdf(request, story_of(_published(request, id)))


@open_page
def poster(request: HttpRequest, id) -> HttpResponse:
    return poster_pdf(request, story_of(_published(request, id)))


def _published(request: HttpRequest, id):
    return get_object_or_404(queries.published_projects(federation_of(request)), public_id=id)


@public
@never_cache
@csrf_exempt  # the visitor has no cookie to check a token against: where the form comes from is checked instead
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, id) -> HttpResponse:
    """« Signaler un contenu »: what is wrong, and with which piece. Nothing about the reader is asked."""
    project = _published(request, id)
    if request.method == "POST" and not from_our_own_page(request):
        raise PermissionDenied
    shown = story_of(project)
    pieces = [piece for piece in (shown.cover, *shown.pieces) if piece]
    form = ReportForm(request.POST if request.method == "POST" else None, pieces=pieces)
    if form.is_valid() and (form.is_trapped or done(form, lambda: _received(form, project, request))):
        return redirect("website:project-reported")
    posted = request.POST.get("stamp", "")
    context = {"project": project, "form": form, "stamp": posted if stamp_holds(posted) else new_stamp()}
    return render(request, "website/project_report.html", context, status=422 if form.errors else 200)


@open_page
def reported(request: HttpRequest) -> HttpResponse:
    federation_of(request)
    return render(request, "website/project_reported.html")


def _received(form: ReportForm, project, request: HttpRequest) -> None:
    sender = get_adapter(request).get_client_ip(request) or ""
    receive_report(project, sender=sender, **form.report_values())
