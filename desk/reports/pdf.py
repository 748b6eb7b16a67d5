"""The annual report as a tagged PDF: cover, figures, charts, and the tables of `desk.reports.tables`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cooperatives.services.exports import MadeFile
from desk.reports.charts import charts_of, thousands
from desk.reports.figures import Report
from desk.reports.files import stem
from desk.reports.tables import Table, fingerprint, tables_of
from desk.reports.words import figures_of, standing_sentence
from finance.queries.combined import ELIMINATED
from occe.kit.dates import format_day
from occe.kit.drawing.landscape import landscape, ridge
from occe.kit.drawing.mark import mark
from occe.kit.drawing.paint import painted, tokens_css
from occe.kit.drawing.wall import wall
from occe.kit.euros import format_figures
from occe.kit.pdf import render_pdf
from occe.kit.workbooks import Column

NOTHING = "–"
PRINTED = ("cooperatives", "comptes", "projets", "adhesions", "mandats")
ACCOUNTS = "comptes"
LANDSCAPE = ("cooperatives", "adhesions")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it is printed: its words and the class that sets it."""

    text: str
    css: str
    is_head: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """The rows of one group, with its title and its totals where there are any."""

    title: str
    rows: list[list[Cell]]
    total: list[Cell]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it is printed: `span` columns wide, on a page that is `wide` or upright."""

    key: str
    title: str
    lead: str
    heads: list[Cell]
    bodies: list[Body]
    wide: bool

    @property
    def span(self) -> int:
        return len(self.heads)


@dataclass(frozen=True, slots=True)
class Drawn:
    """The page that the document is laid out from, and the pictures that it names."""

    html: str
    pictures: dict[str, bytes]


def draw(report: Report) -> Drawn:
    """The quick half: words, tables and pictures."""
    charts = charts_of(report)
    tables = {table.key: table for table in tables_of(report)}
    context = {
        "report": report,
        "title": title_of(report),
        "language": _language(),
        "paint": SafeString(tokens_css()),
        "years": charts.years,
        "kinds": charts.kinds,
        "figures": figures_of(report),
        "standing": standing_sentence(report),
        "sheets": [sheet_of(tables[key]) for key in PRINTED if tables[key].rows],
        "adults": sum(line.adults for line in report.cooperatives),
        "wall_words": wall_words(report),
        "fingerprint": fingerprint(report),
    }
    return Drawn(render_to_string("desk/reports/pdf/report.html", context), charts.pictures | _scenery(report))


def lay_out(report: Report, drawn: Drawn) -> MadeFile:
    """The slow half: the tagged document. Raises PdfUnavailable where Pango is missing."""
    data = render_pdf(drawn.html, title=title_of(report), language=_language(), pictures=drawn.pictures)
    return MadeFile(f"{stem(report)}.pdf", "application/pdf", data)


def title_of(report: Report) -> str:
    return _("%(place)s : rapport annuel %(year)s") % {"place": report.short_name, "year": report.year}


def wall_words(report: Report) -> str:
    """What the wall of the cover counts; nothing where there is no wall."""
    count = report.count.cooperatives
    if not count:
        return ""
    words = ngettext("%(count)s pierre, une par coopérative", "%(count)s pierres, une par coopérative", count)
    said, new = words % {"count": thousands(count)}, report.count.new
    if new:
        said += ngettext(", dont %(new)s nouvelle, en jaune", ", dont %(new)s nouvelles, en jaune", new) % {"new": new}
    return said


def sheet_of(table: Table) -> Sheet:
    """A table in printed words: the group leaves its column for a line of its own, an empty column leaves."""
    kept = [place for place in range(len(table.columns)) if place != table.group and not _is_empty(table, place)]
    grouped = groupby(table.rows, key=lambda row: row[table.group]) if table.group is not None else [("", table.rows)]
    bodies = [_body(table, str(title), list(rows), kept) for title, rows in grouped]
    heads = [_cell(table.columns[place], str(table.columns[place].title)) for place in kept]
    return Sheet(
        table.key,
        str(table.title),
        str(ELIMINATED if table.key == ACCOUNTS else table.about),
        heads,
        bodies,
        table.key in LANDSCAPE,
    )


def printed(value: Any, kind: str) -> str:
    """A value as it is read: thousands apart, no currency in a column of euros, a dash where there is nothing."""
    match value:
        case None | "":
            return NOTHING
        case bool():
            return _("oui") if value else NOTHING
        case Decimal():
            return format_figures(value) if value else NOTHING
        case int():
            return (thousands(value) if value else NOTHING) if kind == "whole" else str(value)
        case date():
            return format_day(value)
        case _:
            return str(value)


def _body(table: Table, title: str, rows: Sequence[Sequence[Any]], kept: list[int]) -> Body:
    printed_rows = [
        [_cell(table.columns[place], row[place], is_head=place == table.head) for place in kept] for row in rows
    ]
    total: list[Cell] = []
    if table.sums:
        for place in kept:
            found = sum(row[place] for row in rows) if place in table.sums else ""
            total.append(_cell(table.columns[place], found) if found != "" else Cell("", "text"))
        total[kept.index(table.head)] = Cell(_("Total"), "text", True)
    return Body(title[:1].upper() + title[1:], printed_rows, total)


def _cell(column: Column, value: Any, *, is_head: bool = False) -> Cell:
    return Cell(printed(value, column.kind), "amount" if column.kind in ("euros", "whole") else column.kind, is_head)


def _is_empty(table: Table, place: int) -> bool:
    """Whether a column of euros says nothing anywhere: an association without a book of its own in the year."""
    return table.columns[place].kind == "euros" and not any(row[place] for row in table.rows)


def _scenery(report: Report) -> dict[str, bytes]:
    count = report.count
    return {
        "landscape": painted(landscape()),
        "ridge": painted(ridge()),
        "mark": painted(mark(57)),
        **({"wall": painted(wall(count.cooperatives, count.new))} if count.cooperatives else {}),
    }


def _language() -> str:
    return "en" if (get_language() or "fr").startswith("en") else "fr"
