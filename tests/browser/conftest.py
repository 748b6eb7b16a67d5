"""What the walks in a real browser begin with."""

import sys
from decimal import Decimal

import pytest

from councils.models import Council, Decision
from occe.kit.dates import today
from projects.models import Project
from tests.access.places import Places
from tests.browser.screens import tablets
from tests.finance.pupil_walk import fill_the_boxes, this_year


@pytest.fixture
def places(clone) -> Places:
    return Places().build()


@pytest.fixture
def classroom(real_world):
    """Claire's class is open, has its money of the year, a running project and a decision."""
    world = real_world
    fill_the_boxes(world, this_year(world))
    project = Project.objects.create(
        cooperative=world.cooperative,
        kind="environment",
        title="Un jardin pour les papillons",
        slug="jardin",
        state="running",
    )
    project.classrooms.add(world.classroom)
    council = Council.objects.create(cooperative=world.cooperative, classroom=world.classroom, year=world.year)
    text = "Acheter des graines et de la terre, avant le 9 octobre"
    Decision.objects.create(council=council, number=3, date=today(), text=text, amount=Decimal(45))
    world.open_class
    return world.classroom


FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Remember on the test itself whether its walk failed."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture
def open_page(chromium, classroom, site, request):
    """Opens a tablet in Claire's class (`screens.tablets`). A walk that fails says on which pages it stood."""
    opened = []
    with tablets(chromium, site) as open_one:
        yield lambda **options: opened.append(open_one(**options)) or opened[-1]
        for page in opened if request.node.stash.get(FAILED, False) else ():
            sys.stdout.write(f"\n{page.url}: {' '.join(page.inner_text('body').split())[:400]}\n")
