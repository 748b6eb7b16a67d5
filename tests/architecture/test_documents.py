"""Every PDF that the portal makes can be read aloud: tagged, with a title and a language. None is forgotten here."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from cooperatives.services.people import use_day_pass
from desk.reports import pdf as report_pdf
from desk.reports.figures import read_report
from occe.kit.dates import today
from tests.cooperatives.drafts import year_of_today
from tests.councils import papers as council_papers
from tests.desk.pdf_reader import read
from tests.desk.report_rows import make_small_year
from tests.finance import bank_papers, papers, papers_cash, year_documents
from tests.projects import papers as project_papers
from tests.website.rows import TODAY
from tests.world import make_classroom, make_pupils

CHECKOUT = Path(settings.CHECKOUT)


# --- the documents ---------------------------------------------------------------------------------------------------


def day_pass(world) -> tuple[bytes, str]:
    """The sheet that answers the form, as a mandataire gets it."""
    room = make_classroom(world.cooperative, year_of_today(world), "CM1-CM2")
    page = reverse("cooperatives:pass-new", args=[world.cooperative.public_id])
    answer = world.client(world.claire).post(page, {"classroom": room.public_id, "day": today().isoformat()})
    return answer.content, _("Passe d’un jour, classe %(classroom)s") % {"classroom": room.name}


def cards(world) -> tuple[bytes, str]:
    return _of_class(world, "members:roster-cards"), _("Cartes de la classe %(name)s") % {"name": world.classroom.name}


def secrets(world) -> tuple[bytes, str]:
    title = _("Images secrètes de la classe %(name)s") % {"name": world.classroom.name}
    return _of_class(world, "members:roster-secrets"), title


def _of_class(world, name: str) -> bytes:
    make_pupils(world.classroom, "Lina")
    return (
        world.client(world.claire)
        .get(reverse(name, args=[world.cooperative.public_id, world.classroom.public_id]))
        .content
    )


def about_child(world) -> tuple[bytes, str]:
    where = [world.cooperative.public_id, world.lina.public_id]
    answer = world.client(world.claire).get(reverse("members:pupil-held-paper", args=where))
    return answer.content, _("Tout ce que nous avons sur un enfant")


def data_protection(world) -> tuple[bytes, str]:
    """One of its seven documents; `tests/desk/test_privacy.py` lays out the whole file."""
    answer = world.client(world.martine).get(reverse("desk:privacy-paper", args=["impact"]))
    return answer.content, _("Analyse d’impact, projet")


def report(world) -> tuple[bytes, str]:
    year = read_report(make_small_year(world), on=TODAY)
    return report_pdf.lay_out(year, report_pdf.draw(year)).data, report_pdf.title_of(year)


DOCUMENTS: dict[str, tuple[Callable, ...]] = {
    "cooperatives/views/people.py:_sheet": (day_pass,),
    "desk/reports/pdf.py:lay_out": (report,),
    "occe/kit/documents.py:pdf_response": (
        *council_papers.ALL,
        *papers_cash.ALL,
        *year_documents.ALL,
        *bank_papers.ALL,
        papers.goods,
        papers.internal_slip,
        about_child,
        data_protection,
        *project_papers.ALL,
    ),
    "members/exports.py:_render": (cards, secrets),
}
"""What each function that calls `render_pdf` makes, each named as its template. None may be missing."""

NOT_SERVED = "website/bench/"
"""The benchmark lays out pages that nobody reads."""


def callers() -> Iterator[str]:
    for folder in ("occe", *settings.ROOMS):
        for path in sorted((CHECKOUT / folder).rglob("*.py")):
            place = path.relative_to(CHECKOUT).as_posix()
            source = path.read_text()
            if "render_pdf" in source and not place.startswith(NOT_SERVED):
                yield from (f"{place}:{name}" for name in _functions_that_call(ast.parse(source)))


def _functions_that_call(tree: ast.Module) -> Iterator[str]:
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        called = (node.func for node in ast.walk(function) if isinstance(node, ast.Call))
        if any(getattr(one, "id", getattr(one, "attr", "")) == "render_pdf" for one in called):
            yield function.name


def test_each_function_that_makes_a_pdf_is_told_here():
    assert set(callers()) == set(DOCUMENTS)


def test_each_page_that_is_laid_out_as_a_pdf_is_told_here():
    """One template a document: a second one of the same function is not forgotten either."""
    templates = [path for path in (CHECKOUT / "templates").rglob("*/pdf/*.html") if not path.name.startswith("_")]

    assert {path.stem for path in templates} == {make.__name__ for made in DOCUMENTS.values() for make in made}


# --- what each must be -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("make", [make for made in DOCUMENTS.values() for make in made], ids=lambda make: make.__name__)
def test_a_document_is_tagged_and_has_a_title_a_language_and_a_heading(world, make, language):
    with override(language):
        content, title = make(world)

    document, root = read(content)
    with document.open_metadata() as metadata:
        universal = metadata["pdfuaid:part"]
    assert (document.Root.MarkInfo.Marked, universal) == (True, "1")
    assert (str(document.Root.Lang), str(document.docinfo["/Title"])) == (language, title)
    assert document.Root.ViewerPreferences.DisplayDocTitle is True
    assert [bool(heading.text) for heading in root.find("H1")] == [True]
    assert all(picture.alt for picture in root.find("Figure"))


def test_the_day_pass_says_the_class_the_way_in_and_its_code(world):
    content, _title = day_pass(world)

    _document, root = read(content)
    assert root.find("H1")[0].text == "Classe CM1-CM2"
    assert "http://testserver/fr/class/" in root.text
    code = re.search(r"glissez sous enveloppe\. (\S+)", root.text)[1]
    assert use_day_pass(code, federation=world.federation, holder="Paul", by=world.actor(None)).day == today()
