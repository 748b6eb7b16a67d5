"""What programs read: figures, feeds, site map, robots, whom to tell of a weakness."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.feedgenerator import Atom1Feed, Enclosure
from django.utils.translation import gettext as _
from django.utils.translation import override

from projects.kinds import kinds_of, named
from website import queries
from website.cache import open_page
from website.impact import ACTIVITY, DEFINITIONS, DEFINITIONS_VERSION, impact, words
from website.models import Page
from website.reading import plain
from website.views.pages import federation_of

IN_A_FEED = 30
PAGE_NAMES = {
    Page.Slug.HOME: "website:home", Page.Slug.MISSION: "website:mission", Page.Slug.VISION: "website:vision",
    Page.Slug.VALUES: "website:values", Page.Slug.WHAT_WE_DO: "website:what-we-do", Page.Slug.IMPACT: "website:impact",
    Page.Slug.WHY_IT_MATTERS: "website:why", Page.Slug.LOOKING_AHEAD: "website:looking-ahead",
    Page.Slug.PROJECTS: "website:projects", Page.Slug.NEWS: "website:news", Page.Slug.RESOURCES: "website:resources",
    Page.Slug.START: "website:start", Page.Slug.CONTACT: "website:contact", Page.Slug.PRIVACY: "website:privacy",
    Page.Slug.PRIVACY_CHILDREN: "website:privacy-children", Page.Slug.LEGAL: "website:legal",
    Page.Slug.ACCESSIBILITY: "website:accessibility",
}  # fmt: skip
"""The address name of each page that the staff write."""


@open_page
def impact_json(request):
    """The figures as data, with their definitions in both languages. What has nothing to say is left out."""
    federation = federation_of(request)
    found = impact(federation)
    definitions = {
        d.key: {code: {"name": words(d.name, code), "words": words(d.words, code)} for code in ("fr", "en")}
        for d in (*DEFINITIONS, *ACTIVITY)
    }
    years = []
    for figures in found.years:
        data = figures.as_json()
        data["totals"] = {key: value for key, value in data["totals"].items() if figures.totals[key]}
        if data["activity"] is None:
            del data["activity"]
        if data["totals"] or "activity" in data:
            years.append(data | {"live": figures.live, "frozen": figures.frozen})
    answer = {
        "federation": federation.short_name,
        "definitions_version": DEFINITIONS_VERSION,
        "definitions": definitions,
        "years": years,
    }
    if found.service:
        answer["years_of_service"] = found.service
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False, "indent": 1})


@open_page
def news_feed(request):
    federation = federation_of(request)
    with override(_asked_language(request)):
        code = queries.language()
        feed = _feed(
            request, federation, _("%(name)s\u00a0: actualités") % {"name": federation.short_name}, "website:news"
        )
        for item in queries.published_news(federation)[:IN_A_FEED]:
            pictures = []
            if item.picture:
                address = request.build_absolute_uri(reverse("website-picture", args=[item.picture.public_id]))
                pictures = [Enclosure(address, str(item.picture.size), item.picture.content_type)]
            feed.add_item(
                title=getattr(item, f"title_{code}"),
                link=request.build_absolute_uri(reverse("website:news-item", args=[item.slug])),
                description=plain(getattr(item, f"body_{code}")),
                pubdate=item.published_at,
                updateddate=max(item.updated_at, item.published_at),
                enclosures=pictures,
            )
        return _atom(feed)


@open_page
def project_feed(request):
    federation = federation_of(request)
    with override(_asked_language(request)):
        title = _("%(name)s\u00a0: les projets des classes") % {"name": federation.short_name}
        feed = _feed(request, federation, title, "website:projects")
        kinds = kinds_of(federation.pk)
        for project in queries.published_projects(federation)[:IN_A_FEED]:
            pictures = []
            if cover := project.shown_cover:
                address = request.build_absolute_uri(reverse("story-piece", args=[cover.public_id, "full"]))
                pictures = [Enclosure(address, str(cover.file.size), cover.file.content_type)]
            feed.add_item(
                title=project.title,
                link=request.build_absolute_uri(reverse("website:project", args=[project.public_id])),
                description=project.summary or plain(project.story),
                pubdate=project.published_at,
                updateddate=project.published_at,
                categories=[named(kinds, project.kind).label],
                enclosures=pictures,
            )
        return _atom(feed)


@open_page
def sitemap(request):
    """Every public page, in both languages; nothing that asks to sign in."""
    federation = federation_of(request)
    names = [(name, []) for name in PAGE_NAMES.values()]
    names += [("website:project", [p.public_id]) for p in queries.published_projects(federation).prefetch_related(None)]
    names += [("website:news-item", [n.slug]) for n in queries.published_news(federation)]
    names += [("website:cooperative", [c.public_id]) for c in queries.open_cooperatives(federation)]
    base = request.build_absolute_uri("/").rstrip("/")
    pages = [{code: base + _address(name, args, code) for code in ("fr", "en")} for name, args in names]
    return render(request, "website/sitemap.xml", {"pages": pages}, content_type="application/xml")


@open_page
def robots(request):
    federation_of(request)
    closed = [
        f"/{code}/{part}/"
        for code in ("fr", "en")
        for part in ("accounts", "class", "cooperatives", "desk", "my", "pupil")
    ]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in [*closed, "/guest/", "/verify/", "/class/", "/theme/"])]
    if settings.DEMO:
        lines = ["User-agent: *", "Disallow: /"]
    lines += ["", f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@open_page
def security_txt(request):
    """Whom to tell of a weakness (RFC 9116)."""
    federation = federation_of(request)
    with override("fr"):
        form = request.build_absolute_uri(reverse("website:contact"))
    expires = (timezone.now() + timedelta(days=365)).strftime("%Y-%m-%dT00:00:00Z")
    contacts = ([f"Contact: mailto:{federation.email}"] if federation.email else []) + [f"Contact: {form}"]
    lines = [*contacts, f"Expires: {expires}", "Preferred-Languages: fr, en", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _asked_language(request) -> str:
    return "en" if request.GET.get("language") == "en" else "fr"


def _feed(request, federation, title: str, page_name: str) -> Atom1Feed:
    address = request.build_absolute_uri()
    return Atom1Feed(
        title=title,
        link=request.build_absolute_uri(reverse(page_name)),
        description=federation.name,
        language=translation.get_language(),
        feed_url=address,
        feed_guid=address,
        author_name=federation.short_name,
    )


def _atom(feed: Atom1Feed) -> HttpResponse:
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _address(name: str, args: list, code: str) -> str:
    with override(code):
        return reverse(name, args=args)
