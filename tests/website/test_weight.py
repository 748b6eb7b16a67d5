"""A first visit on a poor line: every public page stays light, with 143 cooperatives and five years."""

import re
from datetime import date, timedelta
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils import timezone

from projects.kinds import STANDARD_KEYS
from projects.models import Project, ProjectStep
from tests.website.rows import STARTS, TODAY, make_decision, make_news, make_project, this_year
from tests.world import make_classroom, make_cooperative, make_mandate, make_school, make_user, make_year

KINDS = list(STANDARD_KEYS)
PAGES = [
    "", "mission/", "values/", "what-we-do/", "impact/", "projects/", "news/", "start/", "resources/", "contact/",
    "privacy/", "accessibility/",
]  # fmt: skip
FIRST_VISIT = 60_000
FONTS = 65_000
REQUESTS = 10


@pytest.fixture
def department(world):
    """143 cooperatives in 60 communes, six of them new; figures of five years."""
    federation, user = world.federation, make_user("Mandataire")
    years = [this_year(federation)] + [make_year(federation, date(STARTS.year - back, 9, 1)) for back in range(1, 5)]
    for k in range(143):
        school = make_school(
            f"015{k:04d}Z", f"École des Sources numéro {k}", commune=f"Saint-Commune-{k % 60}",
            latitude=44.7 + (k % 10) * 0.06, longitude=2.2 + (k // 10) * 0.07,
        )  # fmt: skip
        cooperative = make_cooperative(federation, school, k + 100)
        make_mandate(cooperative, user, starts_on=STARTS if k < 6 else date(2015, 9, 1))
        for year in years:
            make_classroom(cooperative, year, "CP", pupil_count=48)
            project = make_project(cooperative, f"Projet {year.starts.year}", kind=KINDS[k % 6], published_at=None)
            on = min(year.starts + timedelta(days=40), TODAY)
            ProjectStep.objects.create(project=project, state=Project.State.RUNNING, on=on)
    for k in range(12):
        decision = make_decision(cooperative, years[0], text=f"Décision {k}", present=24, pro=20, contra=3, blank=1)
        make_project(cooperative, f"Publié {k}", kind=KINDS[k % 6], decision=decision)
        make_news(federation, f"Nouvelle {k}", published_at=timezone.now() - timedelta(days=k))
    return world


def compressed(path: str) -> int:
    found = finders.find(path.removeprefix("/static/"))
    assert found, path
    return len(brotli.compress(Path(found).read_bytes()))


def fonts() -> list[int]:
    names = re.findall(r'url\("\.\./(fonts/[^"]+)"\)', Path(finders.find("css/tokens.css")).read_text(encoding="utf-8"))
    return [Path(finders.find(name)).stat().st_size for name in names]


def test_fonts_are_three_files_and_light():
    assert len(fonts()) <= 3
    assert sum(fonts()) <= FONTS


def test_a_first_visit_of_each_page_is_light_and_asks_for_little(department):
    weights = {}
    for page in PAGES:
        html = Client().get(f"/fr/{page}", headers={"accept-encoding": "br"})
        text = brotli.decompress(html.content).decode() if "Content-Encoding" in html else html.content.decode()
        asked = set(re.findall(r'<link rel="(?:stylesheet|icon)"[^>]*href="([^"]+)"', text))
        asked |= set(re.findall(r'<(?:script|img)[^>]+src="([^"]+)"', text))
        weights[page] = len(brotli.compress(text.encode(), quality=5)) + sum(compressed(path) for path in asked)
        assert 1 + len(asked) + len(fonts()) <= REQUESTS, page

    assert {page: weight for page, weight in weights.items() if weight > FIRST_VISIT} == {}


def test_a_repeat_visit_costs_a_few_hundred_bytes(department):
    first = Client().get("/fr/impact/")
    second = Client().get("/fr/impact/", headers={"if-none-match": first.headers["ETag"]})

    assert (second.status_code, second.content) == (304, b"")


def test_the_wall_has_143_stones_and_six_are_yellow(department):
    html = Client().get("/fr/").content.decode()
    for css in ("wall-wide", "wall-narrow"):
        drawn = re.search(rf'<svg class="wall {css}".*?</svg>', html, re.S)[0]
        stones = {tone: path.count("z") for tone, path in re.findall(r'<path class="(stone-\w+)" d="([^"]*)"', drawn)}
        assert (sum(stones.values()), stones["stone-new"]) == (143, 6)
    assert re.search(r'<svg class="map map-wide".*?</svg>', html, re.S)[0].count("map-stone") == 143
