"""What only the public pages show: figures, data for search engines, addresses of the other language."""

import json
from decimal import Decimal

from django import template
from django.http import HttpRequest
from django.template.context import RequestContext
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext

from cooperatives.models import Cooperative, Federation
from occe.kit.euros import format_euros
from occe.kit.markdown import with_signs_held
from projects.models import Piece, Project
from projects.queries.story import Story
from website import social
from website.departments import department_name, of_department, postcode
from website.departments import town as town_of
from website.impact import EUROS, PROJECTS, PUPILS, YearFigures
from website.models import NewsItem
from website.queries import language
from website.reading import show

register = template.Library()

_JSON_IN_HTML = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


@register.filter
def count(value: int) -> str:
    """`{{ total|count }}`: `1 774`, in English `1,774`."""
    return f"{value:,}".replace(",", "," if language() == "en" else "\u00a0")


@register.simple_tag
def figure(figures: YearFigures, key: str) -> SafeString:
    """`{% figure year "euros" %}`: a total in large, its cents in small."""
    value = figures.totals[key]
    if not isinstance(value, Decimal):
        return SafeString(count(value))
    text = format_euros(value)
    cents = text.rfind("." if language() == "en" else ",")
    return format_html("{}<small>{}</small>{}", text[:cents], text[cents : cents + 3], text[cents + 3 :])


@register.simple_tag
def figure_words(figures: YearFigures, key: str) -> str:
    """`{% figure_words year "cooperatives" %}`: what the figure beside it counts."""
    total = int(figures.totals[key])
    if key == PUPILS:
        return ngettext("élève dans une coopérative", "élèves dans une coopérative", total)
    if key == PROJECTS:
        return ngettext("projet lancé en %(year)s", "projets lancés en %(year)s", total) % {"year": figures.year}
    if key == EUROS:
        # Translators: after an amount of money.
        return ngettext("réuni pour les projets en %(year)s", "réunis pour les projets en %(year)s", total) % {
            "year": figures.year
        }
    words = ngettext("coopérative", "coopératives", total)
    if figures.new:
        words += ngettext(", dont %(new)s nouvelle", ", dont %(new)s nouvelles", figures.new) % {"new": figures.new}
    return words


@register.simple_tag
def has(figures: YearFigures | None, key: str) -> bool:
    """`{% has year "projects" as shown %}`: whether a figure has something to say."""
    return bool(figures and figures.totals.get(key))


@register.simple_tag
def picture_of(project: Project) -> str:
    """`{% picture_of project as kind %}`: the drawing of a project, for `project_picture`."""
    return social.drawing_of(project)


@register.filter
def in_language(item, name: str) -> str:
    """`{{ item|in_language:"title" }}`: a column that has a French and an English text."""
    return with_signs_held(getattr(item, f"{name}_{language()}") or getattr(item, f"{name}_fr"))


@register.filter
def markdown(text: str) -> SafeString:
    """`{{ project.story|markdown }}`: what a class wrote, cleaned."""
    return show(text)


@register.simple_tag
def department(federation: Federation, form: str = "of") -> str:
    """`{% department federation %}`: du Cantal; `{% department federation "name" %}`: Cantal, or nothing."""
    return of_department(federation, language()) if form == "of" else department_name(federation)


@register.filter
def town(federation: Federation) -> str:
    """`{{ federation|town }}`: Aurillac, without its postcode."""
    return town_of(federation)


@register.simple_tag(takes_context=True)
def alternates(context: RequestContext) -> SafeString:
    """`{% alternates %}`: where this page stands in both languages, for search engines; without its query."""
    request: HttpRequest = context["request"]
    rest = request.path[3:]
    links = [
        format_html(
            '<link rel="alternate" hreflang="{}" href="{}">', code, request.build_absolute_uri(f"/{code}{rest}")
        )
        for code in ("fr", "en")
    ]
    default = request.build_absolute_uri(f"/fr{rest}")
    canonical = request.build_absolute_uri(request.path)
    links.append(format_html('<link rel="alternate" hreflang="x-default" href="{}">', default))
    links.append(format_html('<link rel="canonical" href="{}">', canonical))
    return mark_safe("".join(links))  # noqa: S308 - each is escaped


@register.simple_tag(takes_context=True)
def absolute(context: RequestContext, path: str = "") -> str:
    """`{% absolute path %}`: a path of ours as a whole address; this page's without one."""
    return context["request"].build_absolute_uri(path or context["request"].path)


def json_ld(data: dict) -> SafeString:
    """A block of data for search engines. It is no script: nothing of it runs."""
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False).translate(_JSON_IN_HTML)
    return SafeString(f'<script type="application/ld+json">{text}</script>')


@register.simple_tag(takes_context=True)
def organization_data(context: RequestContext, federation: Federation) -> SafeString:
    """Who publishes this site."""
    data = {
        "@type": "NGO",
        "name": federation.name,
        "alternateName": federation.short_name,
        "url": context["request"].build_absolute_uri(f"/{language()}/"),
        "email": federation.email,
        "telephone": federation.phone,
        "foundingDate": federation.founded_on.isoformat() if federation.founded_on else "",
        "areaServed": department_name(federation),
    }
    if federation.address or federation.city:
        address = {
            "streetAddress": federation.address,
            "postalCode": postcode(federation),
            "addressLocality": town_of(federation),
            "addressCountry": "FR",
        }
        data["address"] = {"@type": "PostalAddress", **{k: v for k, v in address.items() if v}}
    return json_ld({name: value for name, value in data.items() if value})


def _cover(context: RequestContext) -> Piece | None:
    """The cover of the story that the page shows, where it may be seen today."""
    story = context.get("story")
    return story.cover if isinstance(story, Story) else None


@register.simple_tag(takes_context=True)
def project_data(context: RequestContext, project: Project) -> SafeString:
    """A published project as an article; its author is the cooperative, never a person."""
    return json_ld(
        {
            "@type": "Article",
            "headline": project.title,
            "description": project.summary,
            "datePublished": project.published_at.isoformat(),  # type: ignore[union-attr]
            "inLanguage": "fr",
            "author": {"@type": "Organization", "name": project.cooperative.name},
            "publisher": {"@type": "NGO", "name": context["federation"].name},
            "mainEntityOfPage": context["request"].build_absolute_uri(),
            "image": context["request"].build_absolute_uri(social.of_project(project, _cover(context)).path),
        }
    )


@register.simple_tag(takes_context=True)
def cooperative_data(context: RequestContext, cooperative: Cooperative) -> SafeString:
    """A cooperative that opened its page: a section of the association, at a commune; nobody's name."""
    address = {"@type": "PostalAddress", "addressLocality": cooperative.school.commune, "addressCountry": "FR"}
    return json_ld(
        {
            "@type": "Organization",
            "name": cooperative.name,
            "url": context["request"].build_absolute_uri(),
            "address": address,
            "foundingDate": cooperative.approved_on.isoformat(),
            "parentOrganization": {"@type": "NGO", "name": context["federation"].name},
        }
    )


@register.simple_tag(takes_context=True)
def news_data(context: RequestContext, item: NewsItem) -> SafeString:
    """A piece of news."""
    published = item.published_at or item.updated_at
    data = {
        "@type": "NewsArticle",
        "headline": in_language(item, "title"),
        "datePublished": published.isoformat(),
        "dateModified": max(item.updated_at, published).isoformat(),
        "inLanguage": language(),
        "publisher": {"@type": "NGO", "name": context["federation"].name},
        "mainEntityOfPage": context["request"].build_absolute_uri(),
    }
    if item.picture:
        path = social.of_news(item, in_language(item, "picture_alt")).path
        data["image"] = context["request"].build_absolute_uri(path)
    return json_ld(data)


@register.simple_tag(takes_context=True)
def shared_picture(context: RequestContext, project: Project | None = None, item: NewsItem | None = None) -> SafeString:
    """`{% shared_picture project=project item=item %}`: the picture of this page where its link is shared."""
    if project:
        found = social.of_project(project, _cover(context))
    elif item:
        found = social.of_news(item, in_language(item, "picture_alt"))
    else:
        found = social.of_site()
    address = context["request"].build_absolute_uri(found.path)
    facts = {"og:image": address, "og:image:width": found.width, "og:image:height": found.height}
    tags = [("property", name, value) for name, value in {**facts, "og:image:alt": found.alt}.items()]
    tags.append(("name", "twitter:card", "summary_large_image"))
    return format_html_join("\n", '<meta {}="{}" content="{}">', tags)
