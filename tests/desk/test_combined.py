"""The accounts of the association and its cooperatives added up: fees and aids out on both sides, insurance stays."""

import csv
import io
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from desk.queries.combined import combined_year
from finance.chart_of_accounts import ASSOCIATION_AID, BANK, CASH, INSURANCE, MEMBERSHIP
from finance.models import Entry
from finance.services.books import open_federation_book
from occe.kit.actors import System
from tests.desk.report_rows import make_many, make_small_year
from tests.finance.ledger import Ledger
from tests.website.rows import ENDED


@pytest.fixture
def year(world):
    return make_small_year(world)


def own_ledger(world, year):
    """The association's own book."""
    book = open_federation_book(world.federation, year, by=System(world.federation.pk))
    return Ledger(book, {account.code: account for account in year.accounts.all()})


def figures(year):
    found = combined_year(year)
    return found.opening, found.income, found.expense, found.closing, found.one_sided


def test_the_fee_and_the_aids_count_on_neither_side_and_the_insurance_stays(world, year):
    """Trap: the same payment is fee and insurance; eliminating both would be wrong."""
    own = own_ledger(world, year)
    own.post(BANK, MEMBERSHIP, "78.00", on=ENDED, kind=Entry.Kind.INCOME)
    own.post(ASSOCIATION_AID, BANK, "25.00", on=ENDED)

    assert figures(year) == (Decimal("100.00"), Decimal("100.00"), Decimal("9.75"), Decimal("190.25"), Decimal("0.00"))


def test_what_one_book_alone_has_written_is_told(world, year):
    """78.00 of fees left, 25.00 of aids arrived; the association has written neither."""
    assert figures(year) == (Decimal("100.00"), Decimal("100.00"), Decimal("9.75"), Decimal("137.25"), Decimal("53.00"))

    page = world.client(world.rita).get("/fr/desk/accounts/?year=" + year.slug).content.decode()
    assert "53,00\u00a0€<small>de cotisations ou d’aides écrites d’un seul côté" in page
    assert "L’assurance, payée avec la cotisation, est due à l’assureur\u00a0: elle reste." in page


def test_the_file_has_the_rows_of_the_page(world, year):
    own_ledger(world, year).post(CASH, MEMBERSHIP, "78.00", on=ENDED, kind=Entry.Kind.INCOME)
    client = world.client(world.rita)

    sheet = client.get(f"/fr/desk/accounts/{year.slug}/csv/")
    rows = list(csv.DictReader(io.StringIO(b"".join(sheet).decode("utf-8-sig")), delimiter=";"))
    book = load_workbook(io.BytesIO(b"".join(client.get(f"/fr/desk/accounts/{year.slug}/xlsx/"))))

    by_code = {row["Compte"]: row for row in rows}
    names = ("Coopératives", "Association", "Éliminé", "Ensemble")
    assert {code: tuple(by_code[code][name] for name in names) for code in (MEMBERSHIP, INSURANCE)} == {
        MEMBERSHIP: ("78,00", "-78,00", "0,00", "0,00"),
        INSURANCE: ("9,75", "0,00", "0,00", "9,75"),
    }
    assert book.active.max_row == len(rows) + 1


def test_more_books_ask_no_more(world, year):
    def asked():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            combined_year(year)
        return len(queries)

    few = asked()
    make_many(world, year, range(100, 110))
    assert asked() == few == 2


def test_another_association_counts_for_nothing(world, year):
    page = world.client(world.rita).get("/fr/desk/accounts/?year=" + year.slug).content.decode()

    assert "999,99" not in page
    assert world.client(world.rita).get(f"/fr/desk/accounts/{year.slug}/pdf/").status_code == 404


def test_a_year_without_entries_says_so(world):
    assert "Aucune écriture cette année" in world.client(world.rita).get("/fr/desk/accounts/").content.decode()
