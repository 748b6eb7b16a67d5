"""The public pages: each in both languages, one heading, no cookie, nothing of another host, nothing private."""

import json
import re
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from cooperatives.models import Cooperative
from projects.models import Project
from tests.website.rows import STARTS, TODAY, accounts, make_decision, make_news, make_project, this_year
from tests.world import make_classroom, make_cooperative, make_mandate, make_school, make_user
from website.models import Page
from website.services.pages import ensure_pages, save_page
from website.views.machines import PAGE_NAMES

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def department(world):
    """A cooperative that opened its page, one that did not, each with a project; a stranger with all of it."""
    year = this_year(world.federation)
    make_classroom(world.cooperative, year, pupil_count=19)
    Cooperative.objects.filter(pk__in=[world.cooperative.pk, world.foreign_cooperative.pk]).update(public_page=True)
    make_mandate(world.cooperative, world.nina)
    make_mandate(world.other_cooperative, make_user("Paul"), starts_on=STARTS, approved_on=STARTS)
    make_mandate(world.foreign_cooperative, make_user("Luc"))
    world.garden = make_project(
        world.cooperative,
        "Un jardin pour les papillons",
        decision=make_decision(world.cooperative, year),
        launched=TODAY,
    )
    world.tale = make_project(world.other_cooperative, "Le châtaignier raconte", kind=Project.Kind.CULTURE)
    make_project(world.foreign_cooperative, "MARQUEUR du voisin", launched=TODAY)
    make_project(world.cooperative, "Secret", published_at=None)
    world.news = make_news(world.federation)
    make_news(world.other_federation, "MARQUEUR nouvelle")
    return world


def addresses(world) -> list[str]:
    """Every public page, once in each language."""
    pages = [(name, []) for name in PAGE_NAMES.values()]
    pages += [("website:project", [world.garden.public_id]), ("website:news-item", [world.news.slug])]
    pages += [("website:cooperative", [world.cooperative.public_id]), ("website:contact-sent", [])]
    found = []
    for code in ("fr", "en"):
        with translation.override(code):
            found += [reverse(name, args=args) for name, args in pages]
    return found


def text_of(response) -> str:
    return response.content.decode()


def get(path: str, **headers) -> str:
    response = Client().get(path, headers=headers)
    assert response.status_code == 200, path
    return text_of(response)


def test_each_page_has_one_heading_its_language_and_no_cookie(department):
    for path in addresses(department):
        response = Client().get(path)
        html = text_of(response)
        assert (response.status_code, html.count("<h1"), "Set-Cookie" in response.headers) == (200, 1, False), path
        assert not response.cookies, path
        assert f'<html lang="{path[1:3]}"' in html, path


def test_pages_call_no_other_host_and_hold_no_inline_code(department):
    for path in addresses(department):
        html = get(path)
        scripts = re.findall(r"<script(?![^>]*application/ld\+json)[^>]*>", html)
        assert [tag for tag in scripts if "src=" not in tag] == [], path
        assert re.findall(r'\s(?:style|on\w+)="', html) == [], path
        loaded = re.findall(r'<(?:script|img|iframe|source)[^>]+src="(https?:)?//', html)
        assert loaded + re.findall(r'<link rel="(?:stylesheet|icon)[^>]+href="https?://', html) == [], path


def test_nothing_of_another_federation_nor_unpublished_is_shown(department):
    for path in [*addresses(department), "/impact.json", "/feeds/news.atom", "/feeds/projects.atom", "/sitemap.xml"]:
        html = get(path)
        assert [word for word in ("MARQUEUR", "Mende", "Secret") if word in html] == [], path


def test_a_language_is_chosen_where_the_address_names_none(db, department):
    for asked, led in (("fr-FR,fr;q=0.9", "/fr/"), ("en-GB", "/en/"), ("de", "/fr/")):
        response = Client().get("/", headers={"accept-language": asked})
        assert (response.status_code, response.headers["Location"]) == (302, led)
        assert "Accept-Language" in response.headers["Vary"]


def test_a_host_without_a_federation_has_no_site(department, settings):
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "nowhere.example"]

    assert Client().get("/fr/", headers={"host": "nowhere.example"}).status_code == 404


def test_the_default_texts_name_the_department_of_the_federation(department, settings):
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "lozere.example"]
    html = text_of(Client().get("/fr/", headers={"host": "lozere.example"}))

    assert "les écoles publiques de la Lozère" in html
    assert "[[" not in "".join(get(path) for path in addresses(department))


def test_a_fresh_federation_has_a_whole_site_and_shows_no_figure(world):
    world.federation.founded_on = None
    world.federation.save()
    html = get("/fr/")

    assert "counter-link" not in html
    assert 'class="wall' not in html
    assert re.findall(r">0\s*(?:élève|projet|coopérative|€)", html + get("/fr/impact/")) == []
    assert "Il n’y a encore rien à compter." in get("/fr/impact/")
    assert json.loads(get("/impact.json"))["years"] == []


def test_home_lays_one_stone_a_cooperative_the_new_one_in_yellow(department):
    html = get("/fr/")
    wide = re.search(r'<svg class="wall wall-wide".*?</svg>', html, re.S)[0]
    drawn = {css: path.count("z") for css, path in re.findall(r'<path class="(stone-\w+)" d="([^"]*)"', wide)}

    assert (sum(drawn.values()), drawn["stone-new"]) == (2, 1)
    assert "2 pierres dans ce muret" in html


def test_home_finds_a_commune_without_a_script_or_accents(department):
    assert "Une commune trouvée." in get("/fr/?place=LEYNHAC")
    assert "Une commune trouvée." in get("/fr/?place=chataignier")
    nobody = get("/fr/?place=<b>Murat")
    assert "Pas encore de coopérative à «\u00a0&lt;b&gt;Murat\u00a0»." in nobody


def test_home_names_a_cooperative_and_links_to_the_page_that_it_opened(department):
    html = get("/fr/")
    opened = reverse("website:cooperative", args=[department.cooperative.public_id])
    closed = reverse("website:cooperative", args=[department.other_cooperative.public_id])

    assert (opened in html, closed in html) == (True, False)
    assert Client().get(closed).status_code == 404


def test_the_map_holds_as_many_stones_as_the_communes_it_can_place(department):
    type(department.school).objects.filter(pk=department.school.pk).update(latitude=44.96, longitude=2.58)
    html = get("/fr/")
    wide = re.search(r'<svg class="map map-wide".*?</svg>', html, re.S)[0]

    assert wide.count("map-stone") == 1
    assert 'href="#commune-polminhac"' in wide
    assert 'id="commune-polminhac"' in html
    assert 'id="commune-leynhac"' in html


def test_a_story_tells_the_decision_its_votes_and_no_more_than_its_sum(department):
    html = get(reverse("website:project", args=[department.garden.public_id]))

    assert "<strong>On a attendu.</strong>" in html
    assert "Acheter des graines" in html
    assert "Pas plus de 45,00\u00a0€." in html
    assert re.sub(r"<[^>]+>", "", html).count("15 pour, 1 contre, 2 ne choisissent pas") == 1


def test_votes_of_fewer_than_five_are_not_published(department):
    year = this_year(department.federation)
    four = make_decision(department.cooperative, year, present=4, pro=3, contra=1, blank=0)
    project = make_project(department.cooperative, "Petit conseil", decision=four)

    for path in (reverse("website:project", args=[project.public_id]), "/fr/projects/", "/fr/"):
        assert "<b>3</b> pour" not in get(path)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"garden", "tale"}),
        ("?kind=culture", {"tale"}),
        ("?place=Polminhac", {"garden"}),
        (f"?year={STARTS.year}-{STARTS.year + 1}", {"garden"}),
        ("?kind=culture&place=Polminhac", set()),
        ("?kind=nothing&place=Nowhere&year=1999-2000", {"garden", "tale"}),
    ],
)
def test_projects_are_filtered_by_the_address(department, query, shown):
    html = get(f"/fr/projects/{query}")

    assert {name for name in ("garden", "tale") if getattr(department, name).title in html} == shown


def test_projects_come_in_pages_with_a_constant_number_of_queries(department):
    year = this_year(department.federation)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            get("/fr/projects/")
            get("/fr/")
        return len(captured)

    for k in range(8):
        make_project(department.cooperative, f"Projet {k}", decision=make_decision(department.cooperative, year))
    few = queries()
    for k in range(190):
        make_project(department.cooperative, f"Encore {k}")
    for k in range(30):
        school = make_school(f"09{k:05d}A", f"École {k}", commune=f"Commune {k}")
        make_mandate(make_cooperative(department.federation, school, 100 + k), make_user(f"Personne{k}"))

    assert queries() == few
    assert "Page 1 sur 17" in get("/fr/projects/")


def test_news_to_come_out_later_are_not_shown_before(department):
    make_news(department.federation, "Demain", published_at=timezone.now() + timedelta(days=1))
    make_news(department.federation, "Brouillon", published_at=None)

    html = get("/fr/news/") + get("/feeds/news.atom")

    assert "La malle part" in html
    assert "Demain" not in html
    assert "Brouillon" not in html
    assert Client().get("/fr/news/demain/").status_code == 404


def test_news_speak_the_language_of_the_page(department):
    assert "The trunk leaves" in get("/en/news/la-malle-part/")
    assert "<strong>Murat</strong>" in get("/fr/news/la-malle-part/")


def test_workshops_to_come_stand_with_the_resources(department):
    make_news(department.federation, "Atelier", kind="workshop", happens_on=TODAY + timedelta(days=3), place="Murat")
    make_news(department.federation, "Atelier passé", kind="workshop", happens_on=TODAY - timedelta(days=3))

    html = get("/fr/resources/")

    assert "Atelier</a>" in html
    assert "Atelier passé" not in html


def test_what_staff_write_is_cleaned_and_replaces_our_words(department):
    save_page(
        department.federation,
        Page.Slug.VISION,
        title_fr="Nos <i>mots</i>",
        title_en="Our words",
        body_fr="Un [lien](javascript:alert(1)) et <script>alert(2)</script>\n\n## Une partie\n\n### Plus bas\n\nTexte",
        body_en="English.",
        by=department.actor(department.martine),
    )

    html = get("/fr/vision/")

    assert "Nos &lt;i&gt;mots&lt;/i&gt;" in html
    assert "alert(2)&lt;/script&gt;" in html
    assert 'href="javascript:' not in html
    assert re.findall(r"<h(\d)[^>]*>(?:Une partie|Plus bas)", html) == ["2", "3"]
    assert "Que coopérer devienne" not in html
    assert "English." in get("/en/vision/")


def test_ensure_pages_writes_each_page_once(world):
    ensure_pages(world.federation)
    ensure_pages(world.federation)

    pages = Page.objects.filter(federation=world.federation)
    assert sorted(pages.values_list("slug", flat=True)) == sorted(Page.Slug.values)
    assert set(pages.values_list("version", flat=True)) == {1}
    assert world.federation.timeline.count() == 3


def test_data_for_search_engines_is_json_and_names_no_child(department):
    for path in addresses(department):
        blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', get(path), re.S)
        for block in blocks:
            assert json.loads(block)["@context"] == "https://schema.org"
    organisation = json.loads(re.search(r'ld\+json">(.*?)</script>', get("/fr/"))[1])
    assert organisation["alternateName"] == "OCCE 15"
    assert organisation["areaServed"] == "Cantal"


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


def test_the_impact_page_shows_each_figure_with_its_table_and_definition(department):
    accounts(department.cooperative, this_year(department.federation)).receive("1234.56", on=TODAY)
    html = get("/fr/impact/")

    assert "19 élèves font vivre 2 coopératives." in html
    assert "1\u00a0234,56\u00a0€" in html
    for key in ("pupils", "projects", "cooperatives", "euros"):
        assert f'id="{key}"' in html
    assert "sans le report, les virements internes" in html


def test_reading_changes_nothing(department):
    for path in ("/fr/", "/fr/contact/", "/impact.json"):
        assert Client().post(path).status_code in (405, 422)


def test_demo_accounts_are_shown_in_demo_mode_only(department, settings):
    assert "cantal-demo-2026" not in get("/fr/")

    settings.DEMO = True
    html = get("/en/")

    for account in ("staff", "treasurer", "teacher", "solo", "new"):
        assert f"{account}@demo.example" in html
    assert "cantal-demo-2026" in html


def test_a_story_tells_what_came_in_and_what_it_cost(department):
    path = reverse("website:project", args=[department.garden.public_id])
    assert "L’argent du projet" not in get(path)

    ledger = accounts(department.cooperative, this_year(department.federation))
    ledger.receive("60.00", on=TODAY, project=department.garden)
    ledger.spend("38.40", on=TODAY, project=department.garden)
    ledger.receive("7.00", on=TODAY)

    html = get(path)
    assert "60,00\u00a0€" in html
    assert "38,40\u00a0€" in html
    assert "7,00\u00a0€" not in html
