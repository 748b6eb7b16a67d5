"""Ledger, journal and trial balance: each line once, sums that agree, text that stays text."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from finance import exports_ledgers
from finance.exports_ledgers import csv_pieces
from finance.models import Account, Entry
from finance.queries.ledgers import Reading, Scope
from finance.services.fec import fec_chunks
from tests.finance.ledger import CASH, EDUCATION, FAMILIES, ledger_of
from tests.world import make_year


@pytest.fixture
def ledger(world):
    ledger = ledger_of(world.cooperative, world.year)
    ledger.receive("90.00", on=date(2025, 9, 2))
    ledger.spend("12.34", on=date(2025, 10, 2))
    ledger.spend("1.00", on=date(2025, 9, 30))
    return ledger


def rows_of(reading, scope):
    text = b"".join(csv_pieces(reading, scope)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def address(world, reading, form="csv"):
    return reverse(f"finance:ledger-{form}", args=[world.cooperative.public_id, world.year.slug, reading])


def body(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_the_ledger_goes_by_account_and_day_with_what_there_is_after_each_line(world, ledger):
    header, *rows = rows_of(Reading.LEDGER, Scope(world.year, ledger.book))

    assert header == [
        "Compte", "Code du commissaire", "Nature", "Date", "Numéro", "Pièce", "Libellé", "Classe", "Débit", "Crédit",
        "Solde",
    ]  # fmt: skip
    assert [(row[0], row[3], row[8], row[9], row[10]) for row in rows] == [
        (CASH, "02/09/2025", "90,00", "0,00", "90,00"),
        (CASH, "30/09/2025", "0,00", "1,00", "89,00"),
        (CASH, "02/10/2025", "0,00", "12,34", "76,66"),
        (EDUCATION, "30/09/2025", "1,00", "0,00", "1,00"),
        (EDUCATION, "02/10/2025", "12,34", "0,00", "13,34"),
        (FAMILIES, "02/09/2025", "0,00", "90,00", "-90,00"),
    ]


def test_the_journal_goes_by_number(world, ledger):
    _header, *rows = rows_of(Reading.JOURNAL, Scope(world.year, ledger.book))

    assert [(row[0], row[4], row[8], row[9]) for row in rows][:2] == [
        ("1", CASH, "90,00", "0,00"),
        ("1", FAMILIES, "0,00", "90,00"),
    ]
    assert [row[0] for row in rows] == ["1", "1", "2", "2", "3", "3"]


def test_the_trial_balance_adds_up_and_its_sides_agree(world, ledger):
    Account.objects.filter(code=EDUCATION).update(auditor_code="6181")

    _header, *rows, last = rows_of(Reading.BALANCE, Scope(world.year, ledger.book))

    assert [(row[0], row[1], row[3], row[4], row[5], row[6]) for row in rows] == [
        (CASH, "", "90,00", "13,34", "76,66", "0,00"),
        (EDUCATION, "6181", "13,34", "0,00", "13,34", "0,00"),
        (FAMILIES, "", "0,00", "90,00", "0,00", "90,00"),
    ]
    assert last[3:] == ["103,34", "103,34", "90,00", "90,00"]


def test_all_the_books_of_an_association_name_the_cooperative_and_nobody_elses(world, ledger):
    ledger_of(world.other_cooperative, world.year).receive("3.50")
    ledger_of(world.foreign_cooperative, make_year(world.other_federation)).receive("9.99")

    _header, *rows = rows_of(Reading.JOURNAL, Scope(world.year))

    assert {row[0] for row in rows} == {str(world.cooperative.number), str(world.other_cooperative.number)}
    assert "9,99" not in {cell for row in rows for cell in row}


@pytest.mark.parametrize("reading", list(Reading))
def test_each_reading_is_a_download_in_three_forms(world, ledger, reading):
    client = world.client(world.claire)

    text, sheet, paper = (client.get(address(world, reading, form)) for form in ("csv", "xlsx", "pdf"))

    assert [answer.status_code for answer in (text, sheet, paper)] == [200, 200, 200]
    assert body(paper)[:5] == b"%PDF-"
    workbook = load_workbook(io.BytesIO(body(sheet))).worksheets[0]
    lines = body(text).decode("utf-8-sig").splitlines()
    assert workbook.max_row == len(lines)
    assert str(world.cooperative.number) in text["Content-Disposition"]
    year_page = client.get(reverse("finance:year", args=[world.cooperative.public_id])).content.decode()
    assert address(world, reading) in year_page


def test_a_book_that_is_too_long_for_paper_offers_the_other_forms(world, ledger, monkeypatch):
    monkeypatch.setattr(exports_ledgers, "PDF_ROWS", 5)

    answer = world.client(world.claire).get(address(world, "ledger", "pdf"), follow=True)

    assert "trop long pour un PDF" in answer.content.decode()
    assert world.client(world.claire).get(address(world, "nothing")).status_code == 404


def test_ten_lines_and_a_hundred_are_read_by_as_many_statements(world, ledger):
    with CaptureQueriesContext(connection) as few:
        rows_of(Reading.LEDGER, Scope(world.year, ledger.book))
    for _line in range(45):
        ledger.spend("0.01")
    with CaptureQueriesContext(connection) as many:
        rows_of(Reading.LEDGER, Scope(world.year, ledger.book))

    assert len(few) == len(many) <= 1


def test_the_auditors_file_is_written_in_both_encodings(world, ledger):
    utf8 = b"".join(fec_chunks(world.federation, world.year)).decode()
    latin = b"".join(fec_chunks(world.federation, world.year, encoding="iso-8859-15")).decode("iso-8859-15")

    assert "Activités éducatives" in utf8
    assert latin == utf8.replace("’", "'")
    assert sum(Decimal(line.split("\t")[11].replace(",", ".")) for line in latin.splitlines()[1:]) == Decimal("103.34")
    assert Entry.objects.count() == 3
