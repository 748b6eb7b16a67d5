"""A small year for the annual report, counted by hand in the tests: two cooperatives of ours, one of a stranger's."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

from cooperatives.models import Classroom, Cooperative, ExportJob, Mandate, SchoolYear
from desk.services.reports import order_report
from finance.chart_of_accounts import ASSOCIATION_AID, BANK, CARRIED_FORWARD, CASH, FAMILIES, INSURANCE, MEMBERSHIP
from finance.models import Book, Entry
from tests.finance.ledger import ledger_of
from tests.website.rows import ENDED, accept, last_year, make_project
from tests.world import make_classroom, make_mandate, make_school

INCOME = Entry.Kind.INCOME


def make_small_year(world) -> SchoolYear:
    """Last year: n° 18 with 36 pupils in two classes and accepted accounts, n° 20 with 13 and an open book.

    n° 18 begins with 100.00, receives 60.00 from families and 25.00 from the association, pays 78.00 of fee and 9.75
    of insurance; n° 20 receives 40.00 from families.
    """
    year = last_year(world.federation)
    year.refresh_from_db()
    make_classroom(world.cooperative, year, "CP-CE1-CE2", pupil_count=19)
    make_classroom(world.cooperative, year, "CM1-CM2", pupil_count=17, adult_count=2)
    make_classroom(world.other_cooperative, year, "PS-CM2", levels=["PS", "CM2"], pupil_count=13)
    make_mandate(world.cooperative, world.nina, starts_on=date(2018, 10, 1))
    make_mandate(world.other_cooperative, world.rita, starts_on=year.starts)
    make_project(world.cooperative, "Un jardin pour les papillons", launched=ENDED)
    first, second = ledger_of(world.cooperative, year), ledger_of(world.other_cooperative, year)
    first.post(BANK, CARRIED_FORWARD, "100.00", on=year.starts, kind=Entry.Kind.OPENING)
    first.receive("60.00", on=ENDED)
    first.post(BANK, ASSOCIATION_AID, "25.00", on=ENDED, kind=INCOME)
    first.post(MEMBERSHIP, BANK, "78.00", on=ENDED)
    first.post(INSURANCE, BANK, "9.75", on=ENDED)
    second.post(CASH, FAMILIES, "40.00", on=ENDED, kind=INCOME)
    accept(first.book, world.tristan)
    make_foreign_year(world)
    return year


def make_foreign_year(world) -> SchoolYear:
    """The same weeks in the other association, under words that must never be found in ours."""
    year = last_year(world.other_federation)
    stranger = world.foreign_cooperative
    make_classroom(stranger, year, "CP", pupil_count=31)
    make_mandate(stranger, world.felix)
    make_project(stranger, "Projet du dehors", launched=ENDED)
    ledger_of(stranger, year).receive("999.99", on=ENDED)
    return year


def make_many(world, year: SchoolYear, numbers: range) -> None:
    """More cooperatives, each with a class, a mandate and a book that holds one income of as many euros."""
    uai, name = f"01599{numbers[0] % 100:02d}F", "École des Trois-Lunes"
    school = make_school(uai, name, commune="Aurillac")
    for number in numbers:
        cooperative = Cooperative.objects.create(
            federation=world.federation,
            school=school,
            number=number,
            name=f"École de la Borne-{number}",
            approved_on=date(2019, 9, 1),
            account_opened_on=date(2019, 10, 1),
        )
        Classroom.objects.create(
            cooperative=cooperative, school=school, year=year, name="CP", levels=["CP"], pupil_count=20
        )
        Mandate.objects.create(
            cooperative=cooperative,
            user=world.nina,
            state=Mandate.State.ACTIVE,
            starts_on=date(2019, 9, 1),
            approved_on=date(2019, 9, 1),
        )
        ledger_of(cooperative, year).receive(Decimal(number), on=ENDED)


def accept_all(year: SchoolYear, treasurer) -> None:
    for book in Book.objects.filter(year=year, cooperative__isnull=False).exclude(state=Book.State.ACCEPTED):
        accept(book, treasurer)


def order(world, year: SchoolYear, shape: str = "csv", user=None, **options) -> ExportJob:
    """Martine asks for a report, or `user`."""
    by = world.actor(user or world.martine)
    return order_report(
        year, shape=shape, language=options.get("language", "fr"), request_id=options.get("request_id", uuid4()), by=by
    )
