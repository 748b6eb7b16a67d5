"""What the walks in a real browser begin with."""

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


@pytest.fixture
def open_page(chromium, classroom, site):
    """Opens a tablet in Claire's class (`screens.tablets`)."""
    with tablets(chromium, site) as open_one:
        yield open_one
