"""The annual report beside the public pages: the same figures to the cent, the same silence about very few pupils, and
nothing said where there is nothing to say."""

import io
import re
from decimal import Decimal

import openpyxl
import pytest
from django.test import Client

from cooperatives.models import Classroom, Cooperative
from desk.reports import pdf
from desk.reports.charts import charts_of
from desk.reports.figures import PUPILS, read_report
from desk.reports.files import csv_file, xlsx_file
from desk.reports.tables import tables_of
from occe.kit.euros import format_euros
from projects.kinds import STANDARD_KEYS
from tests.desk.pdf_reader import read
from tests.desk.report_reader import from_csv, from_xlsx
from tests.desk.report_rows import make_small_year
from tests.website.rows import ENDED, TODAY, last_year, make_project
from tests.world import make_classroom, make_cooperative, make_mandate, make_school

COLUMNS = {
    "pupils": "Élèves",
    "cooperatives": "Coopératives",
    "projects": "Projets lancés",
    "euros": "Euros réunis",
}


@pytest.fixture
def year(world):
    return make_small_year(world)


def report_of(year):
    return read_report(year, on=TODAY)


def pdf_of(report) -> bytes:
    return pdf.lay_out(report, pdf.draw(report)).data


def make_tiny(world, year) -> Cooperative:
    """A class cooperative of three pupils."""
    school = make_school("0159903H", "École du Pré-Volant", commune="Aurillac")
    tiny = make_cooperative(world.federation, school, 3, kind=Cooperative.Kind.CLASS)
    make_classroom(tiny, year, "CP", pupil_count=3)
    make_mandate(tiny, world.nina, starts_on=year.starts)
    return tiny


def test_each_file_says_what_the_public_addresses_say_of_the_year(world, year):
    report = report_of(year)
    public = {found["year"]: found for found in Client().get("/impact.json").json()["years"]}[year.slug]
    page = Client().get("/fr/impact/").content.decode()

    in_csv = from_csv(csv_file(report).data)["annees"][-1]
    in_xlsx = from_xlsx(xlsx_file(report).data)["Année par année"][-1]
    words = read(pdf_of(report))[1].text

    totals = {key: Decimal(value) for key, value in public["totals"].items()}
    assert totals == {"pupils": 49, "cooperatives": 2, "projects": 1, "euros": Decimal("60.00")}
    assert {key: in_csv[column] for key, column in COLUMNS.items()} == totals
    assert {key: in_xlsx[column] for key, column in COLUMNS.items()} == totals
    for text in (words, page):
        assert format_euros(totals["euros"], "fr") in text
    assert (public["books"], public["books_accepted"]) == (in_csv["Cahiers"], in_csv["dont acceptés"]) == (2, 1)


def test_a_kind_of_fewer_than_five_pupils_is_told_no_more_than_on_the_public_page(world, year):
    make_tiny(world, year)
    report = report_of(year)

    public = {found["year"]: found for found in Client().get("/impact.json").json()["years"]}[year.slug]
    kinds = [row["Chiffre"] for row in from_csv(csv_file(report).data)["sortes"]]
    sheet = [row["Chiffre"] for row in from_xlsx(xlsx_file(report).data)["De quoi l’année est faite"]]

    assert report.kinds[PUPILS] == {part["key"]: part["value"] for part in public["details"][PUPILS]}
    assert report.kinds[PUPILS] == {"school": None, "class": None}
    assert "Élèves" not in kinds + sheet
    assert "Dans quelles coopératives\u00a0?" not in [block.title for block in charts_of(report).kinds]
    assert report.count.pupils == sum(line.pupils for line in report.cooperatives) == 52


def test_of_three_kinds_the_one_that_may_be_told_is_told(world, year):
    make_tiny(world, year)
    hidden = "Les formes qui compteraient moins de cinq élèves ne sont pas montrées."
    assert _about_kinds(report_of(year)).endswith(hidden)
    Cooperative.objects.filter(number=20).update(kind=Cooperative.Kind.FOYER)

    report = report_of(year)

    rows = [row for row in from_csv(csv_file(report).data)["sortes"] if row["Chiffre"] == "Élèves"]
    assert [(row["Sorte"], row["Nombre"]) for row in rows] == [("coopérative d’école", 36)]
    Classroom.objects.filter(cooperative__number=3).update(pupil_count=5)
    assert report_of(year).kinds[PUPILS] == {"school": 36, "class": 5, "foyer": 13}
    assert _about_kinds(report_of(year)) == "Les mêmes chiffres par forme, par domaine et par compte."


def _about_kinds(report) -> str:
    return next(str(table.about) for table in tables_of(report) if table.key == "sortes")


def test_projects_stand_in_the_order_of_their_fields_and_then_of_their_days(world, year):
    for kind in reversed(list(STANDARD_KEYS)):
        make_project(world.cooperative, f"Projet {kind}", slug=f"projet-{kind}", kind=kind, launched=ENDED)

    kinds = [line.kind for line in report_of(year).projects]

    assert list(dict.fromkeys(kinds)) == list(STANDARD_KEYS)


def test_a_year_without_anything_never_says_nought(world):
    year = last_year(world.federation)
    report = report_of(year)

    words = " ".join(read(pdf_of(report))[1].text.split())
    html = world.client(world.martine).get(f"/fr/desk/reports/{year.slug}/").content.decode()

    assert "Une année qui attend sa première coopérative" in words
    nought = r"(?<![\d,.\u00a0])0(?:,00)?[\s\u00a0]*(?:€|élève|adulte|coopérative|projet|pierre)"
    assert re.findall(nought, words) == []
    assert re.findall(nought, re.sub(r"<[^>]+>", " ", html)) == []
    assert openpyxl.load_workbook(io.BytesIO(xlsx_file(report).data)).sheetnames[0] == "Les chiffres de l’année"
