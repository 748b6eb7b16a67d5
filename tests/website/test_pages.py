"""The public pages: each in both languages, one heading, no cookie, nothing of another host, nothing private."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from desk.models import PrivacyFacts
from tests.website.rows import STARTS, TODAY, accounts, make_decision, make_news, make_project, this_year
from tests.website.visitor import addresses, get, text_of
from tests.world import make_cooperative, make_mandate, make_school, make_user
from website.models import Page
from website.services.pages import ensure_pages, save_page


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


def test_no_line_of_a_french_page_begins_with_a_sign(department):
    texts = {"title_fr": "Nos mots : un essai", "body_fr": "Une idée : la vôtre.\n\n## Et puis ?\n\nDites « oui » !"}
    save_page(
        department.federation,
        Page.Slug.VISION,
        **texts,
        title_en="x",
        body_en="x",
        by=department.actor(department.martine),
    )
    make_news(department.federation, "Une date : lundi", body_fr="Un atelier : lundi.", slug="une-date")
    found = {}
    for path in [*addresses(department), "/fr/news/une-date/"]:
        if path.startswith("/fr/"):
            words = re.sub(r"<script.*?</script>|<[^>]+>", "", get(path), flags=re.S)
            found[path] = re.findall(r".{12}\w [:;?!»]|« .{12}", words)

    assert {path: signs for path, signs in found.items() if signs} == {}


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
        assert "3 pour" not in re.sub(r"<[^>]+>", "", get(path))


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


def test_the_legal_notice_names_the_host_as_soon_as_the_association_has_written_it(department):
    assert "Clermont Hébergement" not in get("/fr/legal/")

    PrivacyFacts.objects.create(
        federation=department.federation, host_name="Clermont Hébergement", host_address="1 rue du Port",
        host_country="France",
    )  # fmt: skip

    assert "Clermont Hébergement<br>1 rue du Port<br>France" in get("/fr/legal/")
