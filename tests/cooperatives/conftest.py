"""What the pages of a request begin with."""

import pytest

from tests.cooperatives.drafts import year_of_today


@pytest.fixture
def visitor(world):
    year_of_today(world)
    return world.client()
