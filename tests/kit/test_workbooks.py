import datetime
import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.utils import translation

from occe.kit import workbooks
from occe.kit.workbooks import Column, Sheet, SheetTooLong, workbook_response, write_workbook

COLUMNS = [
    Column("Libellé"),
    Column("Montant", "euros"),
    Column("Élèves", "whole"),
    Column("Date", "day"),
    Column("Inscrit le", "moment"),
    Column("Acquitté", "yes_no"),
]
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "{=1+1}", "https://evil.example", "0150687", "1e3"]


def reload(*sheets, title="Bilan", language="fr"):
    out = io.BytesIO()
    with translation.override(language):
        write_workbook(out, sheets, title=title, language=language)
    out.seek(0)
    return openpyxl.load_workbook(out)


def test_numbers_and_dates_are_real():
    moment = datetime.datetime(2026, 7, 31, 22, 5, tzinfo=datetime.UTC)
    book = reload(Sheet("Journal", COLUMNS, [("Graines", Decimal("12.50"), 19, date(2026, 10, 14), moment, True)]))

    cells = book["Journal"][2]
    assert [cell.value for cell in cells] == [
        "Graines", 12.5, 19, datetime.datetime(2026, 10, 14), datetime.datetime(2026, 8, 1, 0, 5), "oui",
    ]  # fmt: skip
    assert [cell.data_type for cell in cells] == ["s", "n", "n", "d", "d", "s"]
    assert [cell.number_format for cell in cells[1:5]] == [
        '#,##0.00\u00a0"€"', "#,##0", "dd/mm/yyyy", "dd/mm/yyyy hh:mm",
    ]  # fmt: skip


def test_formats_follow_the_language():
    book = reload(
        Sheet("Ledger", COLUMNS, [("Seeds", Decimal("12.50"), 19, date(2026, 10, 14), None, False)]), language="en"
    )

    assert [cell.number_format for cell in book["Ledger"][2][1:4]] == ['"€"#,##0.00', "#,##0", "d mmm yyyy"]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_stays_text(text):
    book = reload(Sheet("A", [Column(text)], [(text,)]))

    header, cell = (row[0] for row in book["A"].rows)
    assert (header.data_type, cell.data_type) == ("s", "s")
    assert cell.hyperlink is None
    assert cell.value.strip() == text.strip()


@pytest.mark.parametrize("kind", ["euros", "whole", "day", "moment", "yes_no"])
@pytest.mark.parametrize("value", ["=1+1", 12.5, object()])
def test_what_is_not_of_its_column_s_kind_is_refused(kind, value):
    with pytest.raises(TypeError):
        reload(Sheet("A", [Column("a", kind)], [(value,)]))


def test_yes_is_no_number():
    with pytest.raises(TypeError):
        reload(Sheet("A", [Column("a", "whole")], [(True,)]))


def test_missing_values_are_empty_cells():
    book = reload(Sheet("A", COLUMNS, [(None,) * 6]))

    assert book["A"].max_row == 1


def test_the_header_is_frozen_filtered_and_printed_on_each_page():
    sheet = reload(Sheet("Journal", COLUMNS[:2], [("a", Decimal(1)), ("b" * 100, Decimal(2))]))["Journal"]

    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("A2", "A1:B3", "$1:$1")
    assert sheet["A1"].font.bold
    assert (sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width > 9) == (
        pytest.approx(60, abs=1),
        True,
    )


def test_the_document_says_its_title_and_language():
    book = reload(Sheet("A", COLUMNS, []), title="Bilan 2025-2026")

    assert book.properties.title == "Bilan 2025-2026"
    assert book.custom_doc_props["Language"].value == "fr"


def test_sheets_keep_titles_that_spreadsheets_accept():
    titles = ["Année 2025/2026 : [bilan]", "x" * 40, "x" * 40, "X" * 31, "", "History", "'école'"]
    book = reload(*(Sheet(title, [Column("a")], []) for title in titles))

    assert book.sheetnames == [
        "Année 2025 2026 bilan", "x" * 31, "x" * 29 + " 2", "X" * 29 + " 3", "Feuille", "History 2", "école",
    ]  # fmt: skip


def test_a_text_too_long_for_a_cell_says_that_it_goes_on():
    cell = reload(Sheet("A", [Column("a")], [("é" * 40_000,)]))["A"]["A2"]

    assert (len(cell.value), cell.value[-2:]) == (32_767, "é…")


def test_days_before_the_calendar_of_spreadsheets_are_text():
    cell = reload(Sheet("A", [Column("a", "day")], [(date(1899, 12, 31),)]))["A"]["A2"]

    assert cell.value == "31/12/1899"


def test_a_sheet_that_is_too_long_is_not_cut_in_silence(monkeypatch):
    monkeypatch.setattr(workbooks, "MOST_ROWS", 2)

    with pytest.raises(SheetTooLong):
        reload(Sheet("A", [Column("a")], [("1",), ("2",), ("3",)]))


def test_a_row_that_misses_a_value_is_refused():
    with pytest.raises(ValueError, match="shorter"):
        reload(Sheet("A", COLUMNS, [("a",)]))


@pytest.mark.django_db  # to close a response is to finish a request, and that looks at the connections
def test_the_response_is_a_download_with_a_harmless_name():
    response = workbook_response("bilan/2025.xlsx", [Sheet("A", [Column("a")], [("b",)])], title="Bilan", language="fr")

    assert response["Content-Type"] == workbooks.CONTENT_TYPE
    assert response["Content-Disposition"] == 'attachment; filename="2025.xlsx"'
    assert openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))["A"]["A2"].value == "b"
    response.close()
