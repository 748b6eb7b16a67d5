"""What programs read: data for search engines, feeds, the site map, robots, security.txt, the figures as JSON."""

import json
import re
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from django.utils import translation

from tests.website.rows import TODAY, accounts, make_project, this_year
from tests.website.visitor import addresses, get

ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = ("/feeds/news.atom", "/feeds/projects.atom?language=en")


def test_data_for_search_engines_is_json_and_names_no_child(department):
    for path in addresses(department):
        blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', get(path), re.S)
        for block in blocks:
            assert json.loads(block)["@context"] == "https://schema.org"
    organisation = json.loads(re.search(r'ld\+json">(.*?)</script>', get("/fr/"))[1])
    assert organisation["alternateName"] == "OCCE 15"
    assert organisation["areaServed"] == "Cantal"


def test_the_address_in_the_data_has_its_postcode_apart(department):
    type(department.federation).objects.update(address="1, rue du Puy", city="15000 Aurillac")

    organisation = json.loads(re.search(r'ld\+json">(.*?)</script>', get("/fr/"))[1])

    assert organisation["address"] == {
        "@type": "PostalAddress",
        "streetAddress": "1, rue du Puy",
        "postalCode": "15000",
        "addressLocality": "Aurillac",
        "addressCountry": "FR",
    }


def test_a_title_cannot_break_out_of_the_data(department):
    project = make_project(department.cooperative, "</script><b>", slug="x")

    html = get(reverse("website:project", args=[project.public_id]))

    assert "</script><b>" not in html


def test_each_page_says_where_its_other_language_stands(department):
    html = get("/en/values/")

    assert '<link rel="alternate" hreflang="fr" href="http://testserver/fr/values/">' in html
    assert '<link rel="canonical" href="http://testserver/en/values/">' in html
    assert '<meta property="og:locale" content="en_GB">' in html


@pytest.mark.parametrize(
    ("path", "title"), [("/feeds/news.atom", "La malle part"), ("/feeds/projects.atom", "Le châtaignier raconte")]
)
def test_feeds_are_atom_in_the_language_asked_for(department, path, title):
    feed = ElementTree.fromstring(get(path))

    assert title in [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]
    assert all("/fr/" in entry.find(f"{ATOM}link").get("href") for entry in feed.iter(f"{ATOM}entry"))
    english = ElementTree.fromstring(get(f"{path}?language=en"))
    assert all("/en/" in entry.find(f"{ATOM}link").get("href") for entry in english.iter(f"{ATOM}entry"))


def test_a_feed_is_named_by_the_association_in_both_languages(department):
    named = {path: ElementTree.fromstring(get(path)).findtext(f"{ATOM}title") for path in FEEDS}

    assert named == {
        "/feeds/news.atom": "OCCE 15\u00a0: actualités",
        "/feeds/projects.atom?language=en": "OCCE 15: the projects of the classes",
    }


def test_the_site_map_lists_public_pages_only_and_each_answers(department):
    urls = re.findall(r"<loc>http://testserver(.*?)</loc>", get("/sitemap.xml"))

    expected = {path for path in addresses(department) if "/contact/sent/" not in path}
    with translation.override("en"):
        tale = reverse("website:project", args=[department.tale.public_id])
    assert set(urls) == expected | {tale, tale.replace("/en/", "/fr/")}
    ElementTree.fromstring(get("/sitemap.xml"))
    for path in urls:
        get(path)


def test_robots_and_security_txt_say_what_they_must(department):
    robots, security = get("/robots.txt"), get("/.well-known/security.txt")

    assert "Disallow: /fr/desk/" in robots
    assert "Sitemap: http://testserver/sitemap.xml" in robots
    assert "Contact: http://testserver/fr/contact/" in security
    assert re.search(rf"Expires: {TODAY.year + 1}-\d\d-\d\dT00:00:00Z", security)


def test_impact_json_has_both_languages_and_exact_amounts(department):
    accounts(department.cooperative, this_year(department.federation)).receive("122.10", on=TODAY)

    data = json.loads(get("/impact.json"))

    assert data["years"][-1]["totals"] == {"pupils": 19, "cooperatives": 2, "projects": 1, "euros": "122.10"}
    assert data["definitions"]["pupils"]["en"]["name"]
    assert data["definitions"]["pupils"]["fr"]["words"]
    assert "activity" not in data["years"][-1]
    assert data["definitions"]["activity-hours"]["fr"]["words"]
