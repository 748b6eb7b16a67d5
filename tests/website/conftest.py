"""A department as its visitors find it."""

import pytest

from cooperatives.models import Cooperative
from tests.website import demo_urls
from tests.website.rows import STARTS, TODAY, make_decision, make_news, make_project, this_year
from tests.world import make_classroom, make_mandate, make_user


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
    world.tale = make_project(world.other_cooperative, "Le châtaignier raconte", kind="culture")
    make_project(world.foreign_cooperative, "MARQUEUR du voisin", launched=TODAY)
    make_project(world.cooperative, "Secret", published_at=None)
    world.news = make_news(world.federation)
    make_news(world.other_federation, "MARQUEUR nouvelle")
    return world


@pytest.fixture
def demonstration(settings, tmp_path):
    """The portal as `make demo` runs it: its panel, its mailbox, its style guide."""
    settings.DEMO, settings.ROOT_URLCONF = True, demo_urls.__name__
    settings.EMAIL_BACKEND = "website.demo.mailbox.MailboxBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mailbox"
