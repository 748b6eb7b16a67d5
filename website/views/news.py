"""News, and the pictures that go with them."""

from django.core.files.storage import default_storage
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from cooperatives.models import StoredFile
from occe.kit.access import public
from website import queries, social
from website.cache import open_page
from website.models import Page
from website.reading import plain, read
from website.texts import Text
from website.views.pages import federation_of

A_PAGE = 10
A_YEAR = 365 * 24 * 3600


@open_page
def news_list(request):
    federation = federation_of(request)
    pages = Paginator(queries.published_news(federation), A_PAGE)
    text = queries.page_text(federation, Page.Slug.NEWS)
    return render(request, "website/news.html", {"page": read(text), "news": pages.get_page(request.GET.get("page"))})


@open_page
def news_item(request, slug):
    federation = federation_of(request)
    item = get_object_or_404(queries.published_news(federation), slug=slug)
    code = queries.language()
    text = Text(getattr(item, f"title_{code}"), getattr(item, f"body_{code}"))
    context = {
        "item": item,
        "page": read(text),
        "alt": getattr(item, f"picture_alt_{code}"),
        "summary": plain(text.body),
    }
    return render(request, "website/news_item.html", context)


@public
@require_safe
def picture(request, id):
    """A picture that the site shows: its address names its content, so browsers may keep it."""
    file = _shown_file(request, id)
    with default_storage.open(file.path) as stored:
        return _kept_by_browsers(stored.read(), file.content_type)


@public
@require_safe
def picture_as_jpeg(request, id):
    """The same, as the networks that show a shared link read it."""
    file = _shown_file(request, id)
    with default_storage.open(file.path) as stored:
        return _kept_by_browsers(social.as_jpeg(stored.read()), "image/jpeg")


def _shown_file(request, id) -> StoredFile:
    """A picture of published news or of a text, or a partner's logo; nobody sees another file here."""
    federation = federation_of(request)
    shown = (
        Q(pk__in=queries.published_news(federation).values("picture"))
        | Q(pk__in=federation.partners.values("logo"))
        | Q(pk__in=federation.site_pictures.values("file"))
    )
    file = get_object_or_404(StoredFile.objects.filter(shown, federation=federation), public_id=id)
    if not file.is_picture:
        raise Http404
    return file


def _kept_by_browsers(content: bytes, content_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response
