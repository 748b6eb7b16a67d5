"""The association's lists: nothing of another association, nobody else's files, and one cost at 10 and 1,000 rows."""

from datetime import date
from uuid import uuid4

from cooperatives.models import Cooperative, SchoolYear
from desk.models import StaffInvitation
from desk.queries.reports import own_reports
from desk.services.reports import order_report
from desk.services.staff import invite_staff
from finance.models import Book
from occe.kit.actors import Adult, Role
from tests.counting import MANY, costs
from tests.desk.report_rows import order
from tests.world import make_year
from website.bench.ground import Ground


def felix(world) -> Adult:
    """As his own association knows him."""
    return Adult(world.felix.pk, world.other_federation.pk, frozenset({Role.ADMINISTRATOR}))


def grow(world, last: int) -> None:
    """Cooperatives with school, class, mandataire and a request that waits, until there are `last`."""
    nobody = dict.fromkeys(("cooperative", "classroom", "book", "mandataire", "colleague", "staff"))
    Ground(federation=world.federation, year=world.year, accounts={}, **nobody).add_cooperatives(last)


def test_the_lists_cost_the_same_at_10_and_at_1000(world):
    pages = ["/fr/desk/", "/fr/desk/?show=elsewhere", "/fr/desk/cooperatives/", "/fr/desk/registrations/"]

    one, few, many = costs(world.client(world.martine), pages, lambda _first, last: grow(world, last))

    assert one == few == many
    assert Cooperative.objects.count() == MANY


def test_the_books_that_a_closing_leaves_cost_the_same_at_10_and_at_1000(world):
    world.year
    over = make_year(world.federation, date(2019, 9, 1))

    def books(first: int, last: int) -> None:
        grow(world, last)
        Book.objects.bulk_create(
            Book(federation=world.federation, year=over, cooperative=cooperative)
            for cooperative in Cooperative.objects.order_by("number")[first:last]
        )

    page = f"/fr/desk/settings/years/{over.slug}/closing/"
    one, few, many = costs(world.client(world.martine), [page], books)

    assert one == few == many
    assert Book.objects.count() == MANY


def test_the_books_that_a_closing_leaves_are_those_of_the_year_and_of_the_association(world):
    over, far = make_year(world.federation, date(2019, 9, 1)), make_year(world.other_federation, date(2019, 9, 1))
    own = [Book.objects.create(federation=world.federation, year=over, cooperative=one)
           for one in (world.cooperative, world.other_cooperative)]  # fmt: skip
    Book.objects.create(federation=world.federation, year=world.year, cooperative=world.cooperative)
    Book.objects.create(federation=world.other_federation, year=far, cooperative=world.foreign_cooperative)

    page = world.client(world.martine).get(f"/fr/desk/settings/years/{over.slug}/closing/")

    assert list(page.context["left"]) == own


def test_the_years_and_the_accounts_cost_the_same_for_2_years_and_for_30(world):
    """They are not paged: an association lives one year a year."""

    def years(first: int, last: int) -> None:
        for number in range(first, last):
            make_year(world.federation, date(1980 + number, 9, 1))

    pages = ["/fr/desk/settings/years/", "/fr/desk/settings/chart/"]
    few, many = costs(world.client(world.martine), pages, years, (2, 30))

    assert many == few


def test_the_staff_cost_the_same_for_2_and_for_40(world):
    """They are not paged: an association has some volunteers."""

    def letters(first: int, last: int) -> None:
        for number in range(first, last):
            address = f"n{number}@ecole.example"
            invite_staff(world.federation, email=address, role=Role.READER, by=world.actor(world.martine))

    few, many = costs(world.client(world.martine), ["/fr/desk/settings/staff/"], letters, (2, 40))

    assert (many, StaffInvitation.objects.count()) == (few, 40)


def test_years_and_invitations_are_the_association_s(world):
    far = make_year(world.other_federation)
    ours, _token = invite_staff(
        world.federation, email="nora@ecole.example", role=Role.READER, by=world.actor(world.martine)
    )
    invite_staff(world.other_federation, email="luc@ecole.example", role=Role.READER, by=felix(world))
    own = [world.next_year, world.year]
    client = world.client(world.martine)

    years = client.get("/fr/desk/settings/years/").context["years"]
    invitations = client.get("/fr/desk/settings/staff/").context["invitations"]

    assert (list(years), far in SchoolYear.objects.all()) == (own, True)
    assert list(invitations) == [ours]


def test_the_files_of_a_report_are_one_s_own(world):
    own = order(world, world.year)
    order(world, world.year, user=world.tristan)
    order(world, world.next_year)
    order_report(make_year(world.other_federation), shape="csv", language="fr", request_id=uuid4(), by=felix(world))

    page = world.client(world.martine).get(f"/fr/desk/reports/{world.year.slug}/").context

    assert page["files"].jobs == own_reports(world.actor(world.martine), world.year).jobs == [own]
