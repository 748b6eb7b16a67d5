"""What most tests of the association's space begin with."""

import pytest

from tests.desk.rows import make_request
from tests.world import make_school


@pytest.fixture
def sonnailles(world):
    """A school of the department without a cooperative."""
    return make_school("0159921C", "École des Sonnailles", commune="Valuéjols", postcode="15300", pupil_count=38)


@pytest.fixture
def request_sent(world, sonnailles):
    """Nina's request for the school of the Sonnailles."""
    return make_request(world.federation, world.year, world.nina, sonnailles)
