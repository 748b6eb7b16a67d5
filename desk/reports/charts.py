"""The charts of the annual report: the house's stones, each with the rows of the table that stands beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from desk.reports.figures import COOPERATIVES, EUROS, KEYS, PROJECTS, PUPILS, Report, YearCount
from desk.reports.tables import figure_label, kind_label
from occe.kit.drawing.charts import Bar, columns, kinds, unit_for
from occe.kit.drawing.paint import painted
from occe.kit.euros import format_euros

MOST_STONES, MOST_IN_A_ROW = 40, 60
PAINTS = ("fill-done", "fill-press", "fill-plain", "fill-new", "fill-ink")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a chart's table: its words, its figure, and by kind its own drawing (`picture` and what it says)."""

    label: str
    figure: str
    picture: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One figure by year or by kind. `picture` names a drawing in `pictures`, `says` is read in its place.

    `note` says what the euros of a year that is over rest on.
    """

    title: str
    head: str
    value_head: str
    stone: str
    rows: list[Row]
    picture: str = ""
    says: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Charts:
    """The blocks by year and by kind, and the drawings that they name. What has nothing to say is not there."""

    years: list[Block]
    kinds: list[Block]
    pictures: dict[str, bytes]


def charts_of(report: Report) -> Charts:
    """Every chart of the report, in the language in hand."""
    pictures: dict[str, bytes] = {}
    years = [_by_year(key, report, pictures) for key in KEYS if any(_value(year, key) for year in report.years)]
    parts = [_by_kind(key, report, pictures) for key in KEYS if _told(report, key) > 1]
    return Charts(years, parts, pictures)


def thousands(value: int | Decimal) -> str:
    """A whole number as people read it: 1 234 with a space that does not break, 1,234 in English."""
    return f"{int(value):,}".replace(",", "," if (get_language() or "fr").startswith("en") else "\u00a0")


def _by_year(key: str, report: Report, pictures: dict[str, bytes]) -> Block:
    told = [year for year in report.years if _value(year, key)]
    bars = [
        Bar(year.year, _value(year, key), "fill-new" if year.live else "fill-done", f"{year.year[2:4]}-{year.year[7:]}")
        for year in told
    ]
    unit = unit_for([bar.value for bar in bars], MOST_STONES)
    drawn = columns(bars, title="", unit=unit, figure=_short(key))
    name = f"years-{key}"
    pictures[name] = painted(drawn.narrow)
    rows = [Row(bar.label, _figure(key, bar.value)) for bar in bars]
    return Block(
        title=_titles(key)[0],
        head=_("Année"),
        value_head=figure_label(key),
        stone=_stone(key, unit),
        rows=rows,
        picture=name,
        says=_said(figure_label(key), rows),
        note=_resting_on(report.count) if key == EUROS else "",
    )


def _by_kind(key: str, report: Report, pictures: dict[str, bytes]) -> Block:
    found = [(code, value) for code, value in report.kinds[key].items() if value is not None]
    paints = [PAINTS[place % len(PAINTS)] for place in range(len(found))]
    bars = [Bar(kind_label(key, code, report), value, css) for (code, value), css in zip(found, paints, strict=True)]
    unit = unit_for([bar.value for bar in bars], MOST_IN_A_ROW)
    rows = []
    for (code, value), bar, drawn in zip(found, bars, kinds(bars, title=lambda bar: "", unit=unit), strict=True):
        name = f"kinds-{key}-{code}"
        pictures[name] = painted(drawn.wide)
        label = bar.label[:1].upper() + bar.label[1:]
        rows.append(Row(label, _figure(key, value), name, _said(label, [Row("", _figure(key, value))])))
    return Block(_titles(key)[1], _("Sorte"), figure_label(key), _stone(key, unit), rows)


def _told(report: Report, key: str) -> int:
    """How many parts of a figure may be shown."""
    return sum(value is not None for value in report.kinds.get(key, {}).values())


def _titles(key: str) -> tuple[str, str]:
    """The question that a figure answers by year, and by kind."""
    return {
        PUPILS: (_("Combien d’élèves ?"), _("Dans quelles coopératives ?")),
        COOPERATIVES: (_("Combien de coopératives ?"), _("De quelle forme ?")),
        PROJECTS: (_("Combien de projets ?"), _("De quoi parlent-ils ?")),
        EUROS: (_("Combien d’argent réuni ?"), _("D’où vient-il ?")),
    }[key]


def _resting_on(year: YearCount) -> str:
    """What the euros of a year that is over rest on; nothing when every book is accepted."""
    if year.live or year.accepted == year.books:
        return ""
    text = ngettext(
        "%(year)s : %(accepted)s coopérative sur %(books)s a ses comptes acceptés.",
        "%(year)s : %(accepted)s coopératives sur %(books)s ont leurs comptes acceptés.",
        year.accepted,
    )
    return text % {"year": year.year, "accepted": year.accepted, "books": year.books}


def _said(name: str, rows: Sequence[Row]) -> str:
    """What a reader hears in place of a drawing: its figures."""
    return f"{name}\u00a0: " + ", ".join(f"{row.label} {row.figure}".strip() for row in rows)


def _stone(key: str, unit: int) -> str:
    """What one stone stands for, in words."""
    words = {
        PUPILS: ngettext("Une pierre : %(count)s élève", "Une pierre : %(count)s élèves", unit),
        COOPERATIVES: ngettext("Une pierre : %(count)s coopérative", "Une pierre : %(count)s coopératives", unit),
        PROJECTS: ngettext("Une pierre : %(count)s projet", "Une pierre : %(count)s projets", unit),
        EUROS: ngettext("Une pierre : %(count)s euro", "Une pierre : %(count)s euros", unit),
    }
    return words[key] % {"count": thousands(unit)}


def _figure(key: str, value: int | Decimal | float) -> str:
    return format_euros(Decimal(value)) if key == EUROS else thousands(int(value))


def _short(key: str):
    """How a figure is written where there is little room: whole euros."""
    if key != EUROS:
        return thousands
    english = (get_language() or "fr").startswith("en")
    return lambda value: f"€{thousands(round(value))}" if english else f"{thousands(round(value))}\u00a0€"


def _value(year: YearCount, key: str) -> int | Decimal:
    return getattr(year, key)
