"""A class cooperative that ends, beside its school's: both books of the present year, and the act."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

from cooperatives.models import Cooperative
from desk.services.merging import merge_cooperative
from finance.models import Entry, Merger
from tests.finance.ledger import BANK, CASH, CLASS_BOX, Ledger, ledger_of
from tests.finance.pupil_walk import this_year
from tests.world import make_classroom, make_cooperative

MAY = "conseil d’administration du 12 mai"
DAY = date.today


def make_school(world) -> Ledger:
    """Claire's book of the present year: 500 € at the bank, 40 € in the cash box."""
    ledger = this_year(world)
    fill(ledger, "500.00", "40.00")
    return ledger


def make_ending(world) -> Cooperative:
    """The class cooperative of the same school, n° 3."""
    return make_cooperative(world.federation, world.school, 3, name="Classe CM1-CM2", kind="class")


def fill_ending(ends: Cooperative, world) -> Ledger:
    """Its book: 120 € at the bank, 30 € in the cash box, 20 € with its class."""
    ledger = ledger_of(ends, world.year)
    fill(ledger, "120.00", "50.00")
    room = make_classroom(ends, world.year, "CM1-CM2")
    ledger.post(CLASS_BOX, CASH, "20.00", on=DAY(), kind=Entry.Kind.ADVANCE, classroom=room)
    return ledger


def fill(ledger, bank: str, cash: str) -> None:
    for place, amount in ((BANK, bank), (CASH, cash)):
        ledger.post(place, "74100008", amount, on=DAY(), kind=Entry.Kind.INCOME)


def merge(source, target, by, expected: str = "170.00", **facts) -> Merger:
    facts = {"reason": MAY, "request_id": uuid4()} | facts
    return merge_cooperative(source, target, expected=Decimal(expected), by=by, **facts)
