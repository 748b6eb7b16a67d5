"""The year in pictures, read by the pupils in their own room, at each of the three reading ages."""

from datetime import date

import pytest

from finance.chart_of_accounts import CASH, EDUCATION, FAMILIES
from finance.models import Entry
from finance.services.practice import start_practice
from members.models import Pupil
from tests.finance.ledger import ledger_of
from tests.finance.pupil_walk import Tablet, this_year, words
from tests.world import make_year

SPENT = ("60700008", EDUCATION, "62810008", "67000008")


@pytest.fixture
def ledgers(world):
    """Last year and this one: 100 € came last year, four purposes of 10 € to 13 € went; 30 € came this year."""
    now = this_year(world)
    last = now.book.year.starts.replace(year=now.book.year.starts.year - 1)
    before = ledger_of(world.cooperative, make_year(world.federation, last))
    day = date(last.year, 10, 2)
    before.post(CASH, FAMILIES, "100.00", on=day, kind=Entry.Kind.INCOME)
    for rank, code in enumerate(SPENT):
        before.post(code, CASH, f"{10 + rank}.00", on=day)
    now.post(CASH, FAMILIES, "30.00", on=now.book.year.starts, kind=Entry.Kind.INCOME)
    return before, now


@pytest.fixture
def tablet(world, ledgers):
    return Tablet(world, world.lina)


def read_at(world, tablet, age, name="pupil-year", *args):
    Pupil.objects.filter(pk=world.lina.pk).update(reading_age=age)
    return words(tablet.get(name, *args))


@pytest.mark.parametrize(
    ("age", "heading", "rest", "checked"),
    [
        (6, "Notre argent de l’an dernier", True, False),
        (9, "Notre argent en", False, True),
        (12, "Notre argent en", False, True),
    ],
)
def test_pupils_read_last_year_in_pictures_at_their_age(world, tablet, age, heading, rest, checked):
    said = read_at(world, tablet, age)

    assert heading in said
    assert "100,00" in said
    assert "54,00" in said  # what was left
    assert all(f"{10 + rank},00 €" in said for rank in range(4))
    assert ("Et encore" in said) is rest  # who reads little is told three purposes, and what the others make
    assert ("100,00 € − 46,00 € = 54,00 €" in said) is checked
    assert ("Le compte tombe juste" in said) is (age == 12)


def test_the_running_year_is_read_too_and_no_other(world, tablet, ledgers):
    _before, now = ledgers

    said = read_at(world, tablet, 9, "pupil-year-of", now.book.year.slug)

    assert "30,00" in said
    assert "L’an dernier" in said
    assert tablet.get("pupil-year-of", "1999-2000").status_code == 404


def test_a_class_that_practises_reads_its_false_money_instead(world, tablet, claire):
    start_practice(world.classroom, by=claire)

    assert tablet.get("pupil-year").url.endswith("/pupil/money/")


def test_no_surname_nor_any_account_stands_in_it(world, tablet):
    said = read_at(world, tablet, 12)

    assert world.claire.last_name not in said
    assert EDUCATION not in said
