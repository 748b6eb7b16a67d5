"""The impact figures as the page shows them: by year and by kind, in stones, with the table under each."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from occe.kit.drawing.charts import Bar, unit_for
from projects.kinds import Kind
from website.impact import COOPERATIVES, EUROS, PROJECTS, PUPILS, Impact, Slice, YearFigures
from website.queries import language

MOST_STONES = 40
MOST_IN_A_ROW = 60


@dataclass(frozen=True, slots=True)
class Block:
    """One figure of the impact page. `years` and `kinds` are bars; `unit` and `kinds_unit` what one stone stands for.

    `hidden`: some kinds are too small to be published; `stone` and `kinds_stone` tell the unit in words; `icons` has
    those of the kinds, by label; `notes` say what the euros of a year that is over rest on.
    """

    key: str
    title: str
    sentence: str
    value_head: str
    kinds_title: str
    years: list[Bar]
    unit: int
    stone: str
    kinds: list[Bar]
    kinds_unit: int
    kinds_stone: str
    icons: dict[str, str]
    hidden: bool
    is_euros: bool
    notes: list[str]


def blocks(impact: Impact, domains: dict[str, Kind]) -> list[Block]:
    """The figures that have something to say this year or before; `domains` are the association's kinds of projects."""
    return [_block(key, impact, domains) for key in (PROJECTS, PUPILS, COOPERATIVES, EUROS) if impact.past(key)]


def _block(key: str, impact: Impact, domains: dict[str, Kind]) -> Block:
    years = impact.past(key)
    latest = years[-1]
    bars = [
        Bar(figures.year, figures.totals[key], "fill-new" if figures.live else "fill-done", _short(figures.year))
        for figures in years
    ]
    parts = [part for part in latest.details.get(key, ()) if part.value]
    kinds = [Bar(_label(part), part.value or 0, css) for part, css in zip(parts, _paints(), strict=False)]
    unit = unit_for([bar.value for bar in bars], MOST_STONES)
    kinds_unit = unit_for([bar.value for bar in kinds], MOST_IN_A_ROW)
    words = _words(key)
    return Block(
        key=key,
        title=words["title"],
        sentence=_sentence(key, latest),
        value_head=words["head"],
        kinds_title=words["kinds"] % {"year": latest.year},
        years=bars,
        unit=unit,
        stone=_stone(key, unit),
        kinds=kinds if len(kinds) > 1 else [],
        kinds_unit=kinds_unit,
        kinds_stone=_stone(key, kinds_unit),
        icons={_label(part): domains[part.key].icon for part in parts if key == PROJECTS and part.key in domains},
        hidden=any(part.value is None for part in latest.details.get(key, ())),
        is_euros=key == EUROS,
        notes=[_accepted(figures) for figures in years if key == EUROS and not figures.live],
    )


def _words(key: str) -> dict[str, str]:
    return {
        PROJECTS: {
            "title": _("Combien de projets\u00a0?"),
            "head": _("Projets"),
            "kinds": _("Dans quels domaines, en %(year)s ?"),
        },
        PUPILS: {
            "title": _("Combien d’élèves ?"),
            "head": _("Élèves"),
            "kinds": _("Dans quelles coopératives, en %(year)s ?"),
        },
        COOPERATIVES: {
            "title": _("Combien de coopératives ?"),
            "head": _("Coopératives"),
            "kinds": _("De quelle forme, en %(year)s ?"),
        },
        EUROS: {
            "title": _("Combien d’argent réuni ?"),
            "head": _("Euros"),
            "kinds": _("D’où vient-il, en %(year)s ?"),
        },
    }[key]


def _sentence(key: str, figures: YearFigures) -> str:
    total = int(figures.totals[key])
    facts = {"year": figures.year, "count": _thousands(total)}
    if key == PROJECTS:
        return ngettext("%(count)s projet lancé en %(year)s.", "%(count)s projets lancés en %(year)s.", total) % facts
    if key == PUPILS:
        text = ngettext("%(count)s élève en %(year)s.", "%(count)s élèves en %(year)s.", total)
        return text % facts
    if key == COOPERATIVES:
        return _cooperatives(figures, facts)
    if figures.live:
        return _("Depuis la rentrée, ce que les cahiers portent à ce jour.")
    return _accepted(figures)


def _accepted(figures: YearFigures) -> str:
    text = ngettext(
        "%(year)s : %(accepted)s coopérative sur %(all)s a ses comptes acceptés.",
        "%(year)s : %(accepted)s coopératives sur %(all)s ont leurs comptes acceptés.",
        figures.books_accepted,
    )
    return text % {"year": figures.year, "accepted": figures.books_accepted, "all": figures.books}


def _cooperatives(figures: YearFigures, facts: dict) -> str:
    total = int(figures.totals[COOPERATIVES])
    text = ngettext("%(count)s coopérative en %(year)s", "%(count)s coopératives en %(year)s", total) % facts
    if not figures.new:
        return f"{text}."
    more = ngettext("dont %(new)s nouvelle", "dont %(new)s nouvelles", figures.new) % {"new": figures.new}
    return f"{text}, {more}."


def _stone(key: str, unit: int) -> str:
    """What one stone is, in words."""
    words = {
        PROJECTS: ngettext("Une pierre : %(count)s projet", "Une pierre : %(count)s projets", unit),
        PUPILS: ngettext("Une pierre : %(count)s élève", "Une pierre : %(count)s élèves", unit),
        COOPERATIVES: ngettext("Une pierre : %(count)s coopérative", "Une pierre : %(count)s coopératives", unit),
        EUROS: ngettext("Une pierre : %(count)s euro", "Une pierre : %(count)s euros", unit),
    }
    return words[key] % {"count": _thousands(unit)}


def _paints():
    """One paint a row; the word beside it carries the meaning."""
    while True:
        yield from ("fill-done", "fill-press", "fill-plain", "fill-new", "fill-ink")


def _label(part: Slice) -> str:
    text = part.en if language() == "en" else part.fr
    return text[:1].upper() + text[1:]


def _short(year: str) -> str:
    """`2025-2026` where there is little room: `25-26`."""
    return f"{year[2:4]}-{year[7:9]}"


def _thousands(value: int | Decimal) -> str:
    return f"{int(value):,}".replace(",", "," if language() == "en" else "\u00a0")
