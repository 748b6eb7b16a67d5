"""Real documents against WeasyPrint alone: a substitute's sheet of one page, and an annual report of twenty."""

from dataclasses import replace
from functools import partial
from io import BytesIO

import pikepdf
from django.template.loader import render_to_string

from cooperatives.models import DayPass
from desk.reports import pdf
from desk.reports.figures import Report, read_report
from occe.kit.dates import today
from occe.kit.pdf import render_pdf
from website.bench import anchors
from website.bench.ground import Ground
from website.bench.table import Row, ratio
from website.bench.timing import Work, interleaved, medians

REFERENCE = "bare WeasyPrint, tagged"
LIMIT = 1.3


def one_page(ground: Ground) -> list[Row]:
    """A substitute's sheet, from its facts to its bytes."""
    sheet = DayPass(classroom=ground.classroom, day=ground.day)
    context = {"cooperative": ground.cooperative, "day_pass": sheet, "code": "314 159", "title": "Passe d’un jour",
               "entry": "https://portail.example/fr/class/", "language": "fr"}  # fmt: skip
    draw = partial(render_to_string, "cooperatives/pdf/day_pass.html", context)
    html = draw()
    works: dict[str, Work] = {
        "ours": lambda: render_pdf(draw(), title="Passe d’un jour", language="fr"),
        "bare": lambda: anchors.bare_pdf(html),
    }
    middle = medians(interleaved(works, rounds=8, warm=1))
    return [Row("PDF, one page", ratio(middle["ours"], middle["bare"]), LIMIT, REFERENCE, note=_told(middle))]


def twenty_pages(ground: Ground) -> list[Row]:
    """The annual report, from the year's figures in hand to its bytes; its lines are repeated until it is as long."""
    report, pages = long_report(ground, at_least=20)
    drawn = pdf.draw(report)
    works: dict[str, Work] = {
        "ours": lambda: pdf.lay_out(report, pdf.draw(report)),
        "bare": lambda: anchors.bare_pdf(drawn.html, drawn.pictures),
    }
    middle = medians(interleaved(works, rounds=3, warm=1))
    told = f"an annual report of {pages} pages; {_told(middle)}"
    return [Row("PDF, twenty pages", ratio(middle["ours"], middle["bare"]), LIMIT, REFERENCE, note=told)]


def long_report(ground: Ground, *, at_least: int) -> tuple[Report, int]:
    """A report of so many pages, or a few more, and how many they are."""
    once = read_report(ground.year, on=today())
    for times in range(4, 40, 4):
        report = replace(
            once, cooperatives=once.cooperatives * times, projects=once.projects * times, mandates=once.mandates * times
        )
        with pikepdf.open(BytesIO(pdf.lay_out(report, pdf.draw(report)).data)) as made:
            pages = len(made.pages)
        if pages >= at_least:
            return report, pages
    raise RuntimeError(f"the report has {pages} pages")


def _told(middle: dict[str, float]) -> str:
    return ", ".join(f"{name} {seconds * 1000:.0f} ms" for name, seconds in middle.items())
