"""The annual report of the invented department is added up again from its files alone, and agrees to the cent with the
accounts done by hand, with the ledger, and with the public page. Another association's rows are there, and count for
nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import override

from cooperatives.models import SchoolYear
from desk.reports import pdf
from desk.reports.figures import Report, read_report
from desk.reports.files import csv_file, xlsx_file
from finance.chart_of_accounts import ASSOCIATION_AID, INSURANCE, MEMBERSHIP
from tests.desk.pdf_reader import read
from tests.desk.report_reader import from_csv, from_pdf, from_xlsx
from tests.finance.ledger import ledger_of
from tests.website.rows import accept, make_project
from tests.world import (
    make_classroom,
    make_cooperative,
    make_federation,
    make_mandate,
    make_school,
    make_user,
    make_year,
)
from website.demo.clock import Clock
from website.demo.cooperatives import raise_cooperatives, settle_states
from website.demo.money import raise_past_accounts, settle_books
from website.demo.people import raise_federation, raise_staff
from website.demo.stories import raise_stories
from website.impact import COOPERATIVES, EUROS, PROJECTS, PUPILS, YearFigures, count

BY_HAND = {
    "cooperatives": 22,
    "pupils": 1774,
    "adults": 125,
    "opening": Decimal("37206.15"),
    "income": Decimal("68277.00"),
    "expense": Decimal("66395.15"),
    "closing": Decimal("39088.00"),
    "fees": Decimal("3798.00"),
    "aids": Decimal("700.00"),
    "insurance": Decimal("474.75"),
    "income together": Decimal("67577.00"),  # without the aids
    "expense together": Decimal("62597.15"),  # without the fees
    "raised": Decimal("45513.00"),  # the accepted 15, without the aids
    "accepted": 15,
}
"""What the story says of the year that has just ended, and what follows from it."""


@dataclass(frozen=True)
class Told:
    """The report of the department's last year, and what the ledger and the public page say of it."""

    report: Report
    public: YearFigures
    ledger: tuple[Decimal, ...]


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker) -> Iterator[Told]:
    """The department's last year, beside a whole year of another association; read once for every test here."""
    with django_db_blocker.unblock(), override("fr"):
        atomic = transaction.atomic()
        atomic.__enter__()
        try:
            year, today = _raise_department(), timezone.localdate()
            yield Told(read_report(year, on=today), count(year, on=today), _ledger(year))
        finally:
            transaction.set_rollback(True)
            atomic.__exit__(None, None, None)
            connection.close()


@pytest.fixture
def report(told) -> Report:
    return told.report


def _raise_department() -> SchoolYear:
    clock = Clock(timezone.localdate())
    federation = raise_federation(clock)
    staff = raise_staff(federation)
    cooperatives = raise_cooperatives(federation, clock)
    raise_past_accounts(cooperatives, clock)
    settle_books(cooperatives, clock, staff["treasurer@demo.example"])
    raise_stories(cooperatives, clock)
    settle_states(cooperatives)
    _stranger(clock.year(1).start)
    return SchoolYear.objects.get(federation=federation, starts=clock.year(1).start)


def _stranger(starts: date) -> None:
    federation = make_federation("lozere", "048", hosts=["lozere.example"])
    school = make_school("0480001A", "École des Marqueurs", commune="Mende", department="048")
    cooperative, year = make_cooperative(federation, school, 1), make_year(federation, starts)
    make_classroom(cooperative, year, "CP", pupil_count=30)
    treasurer = make_user("Marqueur")
    make_mandate(cooperative, treasurer)
    make_project(cooperative, "Projet du dehors", launched=starts)
    ledger = ledger_of(cooperative, year)
    ledger.receive("999.99", on=starts)
    ledger.spend("111.11", on=starts)
    accept(ledger.book, treasurer)


def _ledger(year: SchoolYear) -> tuple[Decimal, ...]:
    """Opening, income, expense, closing, straight from the lines of the ledger."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT sum(l.credit - l.debit) FILTER (WHERE a.kind = 'carried_forward'),
                   sum(l.credit - l.debit) FILTER (WHERE a.kind = 'income'),
                   sum(l.debit - l.credit) FILTER (WHERE a.kind = 'expense'),
                   sum(l.debit - l.credit) FILTER (WHERE a.kind = 'treasury')
            FROM finance_entryline l JOIN finance_account a ON a.id = l.account_id
            WHERE a.year_id = %s
            """,
            [year.pk],
        )
        return cursor.fetchone()


def added_up(cooperatives: list[dict], accounts: list[dict]) -> dict:
    """The figures of `BY_HAND`, added up from two tables whose cells are whole numbers, `Decimal` and text."""

    def total(rows, column):
        return sum(row[column] for row in rows)

    by_code = {row["Compte"]: row for row in accounts}
    incomes = [row for row in accounts if row["Compte"].startswith("7")]
    expenses = [row for row in accounts if row["Compte"].startswith("6")]
    assert total(cooperatives, "Résultat") == total(cooperatives, "Recettes") - total(cooperatives, "Dépenses")
    assert total(incomes, "Coopératives") == total(cooperatives, "Recettes")
    assert total(expenses, "Coopératives") == total(cooperatives, "Dépenses")
    return {
        "cooperatives": len(cooperatives),
        "pupils": total(cooperatives, "Élèves"),
        "adults": total(cooperatives, "Adultes"),
        "opening": total(cooperatives, "Report"),
        "income": total(cooperatives, "Recettes"),
        "expense": total(cooperatives, "Dépenses"),
        "closing": total(cooperatives, "Solde"),
        "fees": by_code[MEMBERSHIP]["Éliminé"],
        "aids": by_code[ASSOCIATION_AID]["Éliminé"],
        "insurance": by_code[INSURANCE]["Ensemble"],
        "income together": total(incomes, "Ensemble"),
        "expense together": total(expenses, "Ensemble"),
        "raised": sum(row["dont comptes acceptés"] for row in accounts if row["Compte dans les euros réunis"] == "oui"),
        "accepted": sum(row["Comptes"] == "accepté" for row in cooperatives),
    }


def test_the_csv_alone_adds_up_to_what_was_counted_by_hand(report):
    files = from_csv(csv_file(report).data)

    assert added_up(files["cooperatives"], files["comptes"]) == BY_HAND


def test_the_workbook_alone_adds_up_to_what_was_counted_by_hand(report):
    sheets = from_xlsx(xlsx_file(report).data)

    assert added_up(sheets["Les coopératives, une par une"], sheets["Les comptes additionnés"]) == BY_HAND


def test_the_pdf_alone_adds_up_to_what_was_counted_by_hand(report):
    data = pdf.lay_out(report, pdf.draw(report)).data

    cooperatives, accounts = (
        from_pdf(data, "N°", "Coopérative", "Commune", "Forme"),
        from_pdf(data, "Compte", "Libellé"),
    )
    assert added_up(cooperatives, accounts) == BY_HAND
    assert "Projet du dehors" not in read(data)[1].text


def test_the_ledger_says_the_same(told):
    sums = told.report.sums

    assert (sums.opening, sums.income, sums.expense, sums.closing) == told.ledger
    assert told.ledger == tuple(BY_HAND[name] for name in ("opening", "income", "expense", "closing"))


def test_the_public_page_says_the_same(told):
    own, public = told.report.count, told.public

    assert {
        PUPILS: own.pupils,
        COOPERATIVES: own.cooperatives,
        PROJECTS: own.projects,
        EUROS: own.euros,
    } == public.totals
    assert (own.new, own.books, own.accepted) == (public.new, public.books, public.books_accepted)
    assert (own.euros, own.pupils, own.accepted) == (BY_HAND["raised"], BY_HAND["pupils"], BY_HAND["accepted"])
    for key, parts in public.details.items():
        assert told.report.kinds[key] == {part.key: part.value for part in parts}


def test_what_is_added_up_over_the_years_and_kinds_is_the_figure(report):
    files = from_csv(csv_file(report).data)
    kinds, this_year = files["sortes"], files["annees"][-1]

    assert this_year["Euros réunis"] == BY_HAND["raised"]
    assert sum(row["Montant"] for row in kinds if row["Chiffre"] == "Euros réunis") == BY_HAND["raised"]
    assert sum(row["Nombre"] for row in kinds if row["Chiffre"] == "Élèves") == BY_HAND["pupils"]
    assert len(files["projets"]) == this_year["Projets lancés"] == report.count.projects
    assert len({row["N°"] for row in files["mandats"]}) == this_year["Coopératives"]
    assert sum(row["Cotisation"] for row in files["adhesions"]) == BY_HAND["fees"]
    assert sum(row["Assurance"] for row in files["adhesions"]) == BY_HAND["insurance"]
