"""The annual report as files: what people typed stays harmless in each format; the same data give the same bytes."""

import csv
import io
import sys
import time
import zipfile
from dataclasses import replace

import openpyxl
import pikepdf
import pytest
from django.utils.translation import override

from cooperatives.models import Cooperative
from desk.reports import pdf
from desk.reports.figures import read_report
from desk.reports.files import csv_file, xlsx_file
from projects.models import Project
from tests.desk.pdf_reader import read, tables
from tests.desk.report_rows import make_many, make_small_year
from tests.website.rows import TODAY, last_year

FORMULA = '=HYPERLINK("https://evil.example";"Bilan")'
TURNED = "École \u202eecal-ua al\u202c des\u200b Lilas"
LONG = "Coopérative" + "x" * 139
MARKUP = "<script>alert(1)</script> & <b>École</b>"


@pytest.fixture
def year(world):
    return make_small_year(world)


@pytest.fixture
def report(world, year):
    return read_report(year, on=TODAY)


def pdf_of(report) -> bytes:
    return pdf.lay_out(report, pdf.draw(report)).data


def rows_of_csv(report, name: str) -> list[list[str]]:
    with zipfile.ZipFile(io.BytesIO(csv_file(report).data)) as archive:
        return list(csv.reader(io.StringIO(archive.read(f"{name}.csv").decode("utf-8-sig")), delimiter=";"))


def test_the_folder_of_csv_holds_a_file_a_table_under_names_of_ours(report):
    with zipfile.ZipFile(io.BytesIO(csv_file(report).data)) as archive:
        names, dates = archive.namelist(), {entry.date_time[:3] for entry in archive.infolist()}

    assert names == [
        "chiffres.csv",
        "annees.csv",
        "sortes.csv",
        "cooperatives.csv",
        "comptes.csv",
        "projets.csv",
        "adhesions.csv",
        "mandats.csv",
    ]
    assert dates == {(TODAY.year, TODAY.month, TODAY.day)}


def test_the_workbook_has_a_sheet_a_table_with_heads_that_stay_and_filter_and_real_values(report):
    book = openpyxl.load_workbook(io.BytesIO(xlsx_file(report).data))

    assert len(book.sheetnames) == 8
    assert {sheet.freeze_panes for sheet in book} == {"A2"}
    assert all(sheet.auto_filter.ref.startswith("A1:") for sheet in book)
    sheet = book["Les coopératives, une par une"]
    assert [(cell.value, cell.data_type) for cell in sheet[2]][:2] == [(18, "n"), (sheet["B2"].value, "s")]
    assert (sheet["I2"].value, sheet["I2"].data_type, "€" in sheet["I2"].number_format) == (85, "n", True)
    assert book["Les projets lancés"]["F2"].is_date


def test_the_document_is_tagged_with_its_language_and_title_and_every_picture_speaks(report):
    document, root = read(pdf_of(report))

    assert document.Root.MarkInfo.Marked is True
    assert str(document.Root.Lang) == "fr"
    assert str(document.docinfo["/Title"]) == f"OCCE 15\u00a0: rapport annuel {report.year}"
    with document.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
    figures = root.find("Figure")
    assert figures
    assert all(figure.alt for figure in figures)
    assert figures[0].alt == "2 pierres, une par coopérative, dont 1 nouvelle, en jaune"
    assert [heading.kind for heading in root.find("H1", "H2")].count("H1") == 1
    assert all(kind == "LI" for node in root.find("L") for kind in {part.kind for part in node.parts})


def test_the_document_says_its_state_its_definitions_and_the_day_of_its_data(report):
    words = read(pdf_of(report))[1].text

    for said in (
        "1 coopérative sur 2 a ses comptes acceptés.",
        f"Données du {TODAY:%d/%m/%Y}",
        "Les projets qui sont passés à l’action dans l’année",
        "elles sont éliminées des deux côtés",
        pdf.fingerprint(report),
    ):
        assert said in words


def test_the_document_speaks_english(report):
    with override("en"):
        document, root = read(pdf_of(report))

    assert str(document.Root.Lang) == "en"
    assert root.find("H1")[0].text.split() == ["A", "year", "in", "2", "school", "cooperatives"]
    assert "€60.00" in root.text


def test_heads_repeat_on_each_page_of_a_long_table(world, year):
    make_many(world, year, range(101, 151))

    found = [
        rows for rows in tables(read(pdf_of(read_report(year, on=TODAY)))[1]) if rows[0][:2] == ["N°", "Coopérative"]
    ]

    of_cooperatives = [rows for rows in found if "Forme" in rows[0]]
    assert len(of_cooperatives) > 1
    assert len({tuple(rows[0]) for rows in of_cooperatives}) == 1
    assert sum(len(rows) - 1 for rows in of_cooperatives) == 52 + 1  # the total stands once, at the end


def test_a_table_of_many_small_groups_goes_over_its_pages(report):
    """Rows keep a group together, and never the whole table: the printer would find no page for it."""
    (project,) = report.projects
    groups = tuple(replace(project, kind=kind) for _ in range(40) for kind in ("environment", "culture"))

    grouped = tables(read(pdf_of(replace(report, projects=groups)))[1])

    assert sum(row[0] == project.title for rows in grouped for row in rows) == 80


def test_the_same_data_give_the_same_bytes(world, year):
    def files():
        report = read_report(year, on=TODAY)
        return csv_file(report).data, xlsx_file(report).data, pdf_of(report)

    first, second = files(), int(time.time())
    begun, again = second, first
    while begun == second:  # until they are made in another second of the clock: none stands in a file
        begun, again = int(time.time()), files()

    assert again == first


def test_what_people_typed_stays_text_in_every_format(world, year):
    Cooperative.objects.filter(pk=world.cooperative.pk).update(name=FORMULA)
    Cooperative.objects.filter(pk=world.other_cooperative.pk).update(name=TURNED)
    Project.objects.filter(cooperative=world.cooperative).update(title=MARKUP)
    report = read_report(year, on=TODAY)

    assert [row[1] for row in rows_of_csv(report, "cooperatives")[1:]] == [f"'{FORMULA}", "École ecal-ua al des Lilas"]
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_file(report).data))["Les coopératives, une par une"]
    assert [(sheet[f"B{row}"].value, sheet[f"B{row}"].data_type) for row in (2, 3)] == [
        (FORMULA, "s"),
        ("École ecal-ua al des Lilas", "s"),
    ]
    data = pdf_of(report)
    words = read(data)[1].text.replace(" ", "")
    assert FORMULA.replace(" ", "") in words
    assert "Écoleecal-uaaldesLilas" in words
    assert MARKUP.replace(" ", "") in words
    assert not any("/URI" in action for action in _actions(data))


def test_the_longest_name_keeps_its_figures_beside_it(world, year):
    Cooperative.objects.filter(pk=world.cooperative.pk).update(name=LONG)

    found = tables(read(pdf_of(read_report(year, on=TODAY)))[1])

    rows = [row for table in found if "Forme" in table[0] for row in table if row[0] == "18"]
    assert [(row[1].replace(" ", ""), row[7], row[11]) for row in rows] == [(LONG, "100,00", "97,25")]


def test_a_year_without_anything_is_a_short_document(world):
    report = read_report(last_year(world.federation), on=TODAY)

    words = read(pdf_of(report))[1].text

    assert "Aucun cahier n’est ouvert cette année." in words
    assert "Les coopératives, une par une" not in words


@pytest.mark.long
def test_the_document_of_a_hundred_and_fifty_cooperatives(world, year, capsys):
    make_many(world, year, range(101, 249))
    begun = time.perf_counter()
    report = read_report(year, on=TODAY)
    read_in = time.perf_counter() - begun
    data = pdf_of(report)
    took = time.perf_counter() - begun

    with capsys.disabled():
        pages = len(pikepdf.open(io.BytesIO(data)).pages)
        sys.stdout.write(f"\n150 cooperatives: read in {read_in:.2f} s, {pages} pages in {took:.1f} s\n")
    assert len(report.cooperatives) == 150


def _actions(data: bytes) -> list:
    pages = pikepdf.open(io.BytesIO(data)).pages
    return [note.get("/A", {}) for page in pages for note in page.get("/Annots", [])]
