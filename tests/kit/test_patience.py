"""Files of a whole year are not cut by the time that a page has."""

from contextlib import suppress

import pytest
from django.db import connection
from django.db.utils import OperationalError

from occe.kit.patience import as_long_as_it_takes

pytestmark = pytest.mark.django_db
SLOW = "SELECT count(*) FROM generate_series(1, 3000000)"


@pytest.fixture(autouse=True)
def hurried():
    """A connection that gives a statement one hundredth of a second, as its own default does for a page."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '10ms'")


def limit() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        return cursor.fetchone()[0]


def test_a_long_statement_is_cut_on_a_page_and_not_in_here():
    with as_long_as_it_takes(), connection.cursor() as cursor:
        cursor.execute(SLOW)
        assert cursor.fetchone() == (3000000,)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '10ms'")
        with pytest.raises(OperationalError, match="statement timeout"):
            cursor.execute(SLOW)


def test_afterwards_the_connection_has_its_own_limit_again(settings):
    with suppress(LookupError), as_long_as_it_takes():
        assert limit() == "0"
        raise LookupError
    assert limit() == settings.STATEMENT_TIMEOUT
