"""The home page: the wall, the figures, the map and its search."""

import json
import re

from django.test import Client
from django.urls import reverse

from tests.website.visitor import get


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


def test_no_demo_account_is_shown_in_earnest(department):
    assert "cantal-demo-2026" not in get("/fr/")


def test_demo_accounts_are_shown_in_demo_mode(department, demonstration):
    html = get("/en/")

    for account in ("staff", "treasurer", "teacher", "solo", "new"):
        assert f"{account}@demo.example" in html
    assert "cantal-demo-2026" in html


def test_each_stone_of_the_map_leads_to_its_line_of_the_list_during_a_search_too(department):
    type(department.school).objects.update(latitude=44.96, longitude=2.58)

    for path, lines in (("/fr/", ""), ("/fr/?place=leynhac", "/fr/")):
        led = re.findall(r'<a href="([^"]*)" aria-label="(?:Polminhac|Leynhac)', get(path))
        assert sorted(set(led)) == [f"{lines}#commune-leynhac", f"{lines}#commune-polminhac"], path


def test_home_says_where_the_cooperatives_are_in_words_that_agree(department):
    def title(code: str) -> str:
        return re.search(r'<h2 id="map-title">(.*?)</h2>', get(f"/{code}/"))[1]

    assert title("fr") == "2 coopératives, dans 2 communes."

    type(department.school).objects.update(commune="Polminhac")

    assert title("fr") == "2 coopératives, dans une commune."
    assert title("en") == "2 cooperatives, in one town."
