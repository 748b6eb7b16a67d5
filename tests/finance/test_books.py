"""Opening a year: the chart, the book, the share of each class."""

from finance.chart_of_accounts import CHART
from finance.models import Account, Book
from finance.services.books import open_book
from finance.services.charts import ensure_chart
from finance.services.class_funds import open_class_fund
from occe.kit.actors import System


def test_open_book_makes_the_years_chart_and_an_open_book(world):
    book = open_book(world.cooperative, world.year, by=System(world.federation.pk))

    assert book.state == Book.State.OPEN
    assert [account.code for account in Account.objects.of_year(world.year)] == [model.code for model in CHART]


def test_open_book_twice_gives_the_same_book_and_one_chart(world):
    first = open_book(world.cooperative, world.year, by=System(world.federation.pk))

    second = open_book(world.cooperative, world.year, by=System(world.federation.pk))

    assert second == first
    assert Account.objects.of_year(world.year).count() == len(CHART)


def test_a_new_year_begins_with_a_copy_of_the_chart_as_it_was_edited(world):
    ensure_chart(world.federation, world.year)
    Account.objects.filter(code="61810008").update(label_fr="Sorties et projets", to_confirm=False)

    ensure_chart(world.federation, world.next_year)

    copied = Account.objects.of_year(world.next_year).get(code="61810008")
    assert (copied.label_fr, copied.to_confirm) == ("Sorties et projets", False)
    assert Account.objects.of_year(world.next_year).count() == len(CHART)


def test_each_federation_has_a_chart_of_its_own(world):
    other_year = type(world.year).objects.create(
        federation=world.other_federation, starts=world.year.starts, ends=world.year.ends
    )

    ensure_chart(world.federation, world.year)
    ensure_chart(world.other_federation, other_year)

    assert set(Account.objects.of_year(world.year).values_list("federation", flat=True)) == {world.federation.pk}
    assert Account.objects.of_year(other_year).count() == len(CHART)


def test_open_class_fund_twice_gives_the_same_share(world):
    first = open_class_fund(world.classroom, by=System(world.federation.pk))

    assert open_class_fund(world.classroom, by=System(world.federation.pk)) == first
