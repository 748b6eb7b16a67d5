"""The home page and the pages of text."""

from django.http import Http404, HttpRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from cooperatives.models import Federation
from desk.queries.privacy import facts_of
from occe.kit.drawing.map import Place
from occe.kit.markdown import with_signs_held
from projects.kinds import kinds_of, named
from projects.models import Partner
from website import queries
from website.cache import open_page
from website.charts import blocks
from website.departments import department_code
from website.impact import ACTIVITY, DEFINITIONS, KEYS, Impact, impact
from website.models import Page
from website.places import Commune, communes, matching
from website.reading import read

ON_HOME = 3
ON_IMPACT = 3


def federation_of(request: HttpRequest) -> Federation:
    """The tenant of this address; without one there is no site here."""
    federation = request.federation  # type: ignore[attr-defined]
    if federation is None:
        raise Http404
    return federation


@open_page
def choose_language(request):
    """The address without a language leads to the reader's."""
    return redirect(f"/{(get_language() or 'fr')[:2]}/")


@open_page
def home(request):
    federation = federation_of(request)
    sought = request.GET.get("place", "").strip()[:60]
    found = communes(federation)
    whole_list = reverse("website:home") if sought else ""  # a search shows a part of it
    return render(
        request,
        "website/home.html",
        {
            "page": read(queries.page_text(federation, Page.Slug.HOME)),
            "impact": impact(federation),
            "keys": KEYS,
            "communes": found,
            "places": [
                _place(commune, whole_list)
                for commune in found
                if commune.is_drawn and department_code(federation) == "15"
            ],
            "sought": sought,
            "matches": matching(found, sought) if sought else None,
            "open_ids": set(queries.open_cooperatives(federation).values_list("pk", flat=True)),
            "projects": queries.published_projects(federation)[:ON_HOME],
            "news": queries.published_news(federation)[:ON_HOME],
            "partners": federation.partners.all(),
        },
    )


@open_page
def page(request, slug):
    """A page of text: its own template if it has one, else the plain one."""
    federation = federation_of(request)
    context = {
        "page": read(queries.page_text(federation, slug)),
        "slug": slug,
        "next": _next(federation, slug),
        "head_picture": HEAD_PICTURES.get(slug),
    }
    return render(request, TEMPLATES.get(slug, "website/page.html"), context | EXTRAS.get(slug, _nothing)(federation))


@open_page
def impact_page(request):
    federation = federation_of(request)
    figures = impact(federation)
    return render(
        request,
        "website/impact.html",
        {
            "page": read(queries.page_text(federation, Page.Slug.IMPACT)),
            "impact": figures,
            "blocks": blocks(figures, kinds_of(federation.pk)),
            "definitions": [d for d in DEFINITIONS if d.key == "service" or figures.past(d.key)],
            "activity_definitions": ACTIVITY,
            "story": queries.published_projects(federation).first(),
            "activity": activity_told(federation, figures),
        },
    )


def activity_told(federation: Federation, figures: Impact) -> dict | None:
    """What the activity reports of the last year that is over say together; nothing before the first was sent."""
    over = [year for year in figures.years if not year.live]
    found = over[-1].activity if over else None
    if found is None:
        return None
    kinds = kinds_of(federation.pk)
    return {
        "department": found,
        "kinds": [(named(kinds, key).label, count) for key, count in found.kinds.items()],
        "partners": [(Partner.Kind(key).label, count) for key, count in found.partners.items()],
        "pictures": list(queries.pictures_of_reports(federation, found.year)[:ON_IMPACT]),
    }


def _place(commune: Commune, whole_list: str) -> Place:
    return Place(
        name=commune.name,
        latitude=commune.latitude or 0,
        longitude=commune.longitude or 0,
        count=commune.count,
        new=commune.new,
        href=f"{whole_list}#{commune.anchor}",
        words=commune.words,
    )


def _next(federation: Federation, slug: str) -> dict | None:
    """The page that one reads after this one, when they follow each other."""
    if slug not in SERIES[:-1]:
        return None
    following = SERIES[SERIES.index(slug) + 1]
    title = with_signs_held(queries.page_text(federation, following).title)
    return {"title": title, "url": reverse(f"website:{ADDRESSES[following]}")}


def _nothing(federation: Federation) -> dict:
    return {}


def _mission(federation: Federation) -> dict:
    return {"timeline": queries.timeline(federation)}


def _start(federation: Federation) -> dict:
    """The yearly cost that the general assembly voted, and what it comes to for a class of 24 and an adult."""
    year = queries.current_year(federation)
    per_member = year.fee_per_member + year.insurance_per_member if year else 0
    return {"year": year, "per_member": per_member, "example": per_member * 25}


def _resources(federation: Federation) -> dict:
    return {"workshops": queries.published_news(federation).coming(timezone.localdate())}


def _partners(federation: Federation) -> dict:
    return {"partners": federation.partners.select_related("logo")}


def _legal(federation: Federation) -> dict:
    """Who hosts the site, as the association wrote it for its data-protection file."""
    return {"hosting": facts_of(federation)}


# Who we are, in the order of reading.
ADDRESSES: dict[str, str] = {
    Page.Slug.MISSION: "mission",
    Page.Slug.VISION: "vision",
    Page.Slug.VALUES: "values",
    Page.Slug.WHAT_WE_DO: "what-we-do",
    Page.Slug.WHY_IT_MATTERS: "why",
    Page.Slug.LOOKING_AHEAD: "looking-ahead",
}
SERIES: list[str] = list(ADDRESSES)
# The drawing beside a page's title, on screens that have room for it.
HEAD_PICTURES: dict[str, str] = {
    Page.Slug.MISSION: "garden",
    Page.Slug.VISION: "outing",
    Page.Slug.VALUES: "solidarity",
    Page.Slug.WHAT_WE_DO: "culture",
    Page.Slug.WHY_IT_MATTERS: "social",
    Page.Slug.LOOKING_AHEAD: "other",
    Page.Slug.RESOURCES: "books",
    Page.Slug.START: "school",
}
TEMPLATES = {
    Page.Slug.MISSION: "website/mission.html",
    Page.Slug.VALUES: "website/values.html",
    Page.Slug.WHAT_WE_DO: "website/what_we_do.html",
    Page.Slug.LOOKING_AHEAD: "website/looking_ahead.html",
    Page.Slug.START: "website/start.html",
    Page.Slug.RESOURCES: "website/resources.html",
    Page.Slug.LEGAL: "website/legal.html",
    Page.Slug.PRIVACY: "website/legal.html",
    Page.Slug.PRIVACY_CHILDREN: "website/children.html",
}
EXTRAS = {
    Page.Slug.LEGAL: _legal,
    Page.Slug.PRIVACY: _legal,
    Page.Slug.MISSION: _mission,
    Page.Slug.START: _start,
    Page.Slug.RESOURCES: _resources,
    Page.Slug.LOOKING_AHEAD: _partners,
}
