"""What most tests of the money begin with; a module that needs money in the book has a `ledger` of its own."""

import pytest
from django.db import connection

from finance.models import Entry
from tests.finance.ledger import Ledger, entrust, ledger_of
from tests.finance.pupil_walk import Tablet, fill_the_boxes, this_year


@pytest.fixture
def ledger(world) -> Ledger:
    """Claire's book of the year, empty."""
    return ledger_of(world.cooperative, world.year)


@pytest.fixture
def entrusted(world) -> Ledger:
    """The same with money at the bank, in the cash box and in the box of the class (`ledger.entrust`)."""
    return entrust(world)


@pytest.fixture
def claire(world):
    """Claire as the pages know her."""
    return world.actor(world.claire)


@pytest.fixture
def entry(ledger) -> Entry:
    """A posted entry whose checks at commit have been made."""
    posted = ledger.spend("38.40")
    connection.check_constraints()
    return posted


@pytest.fixture
def at_work(world) -> Ledger:
    """The book of the year in which the class of Lina and Noé works today, its boxes filled."""
    ledger = this_year(world)
    fill_the_boxes(world, ledger)
    return ledger


@pytest.fixture
def lina(world, at_work) -> Tablet:
    """Lina's tablet in the open class."""
    return Tablet(world, world.lina)


@pytest.fixture
def noe(world, at_work) -> Tablet:
    """Noé's tablet in the open class."""
    return Tablet(world, world.noe)
