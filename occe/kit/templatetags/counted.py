"""Pictures that count, with their words: the part of `look` that draws walls, votes, maps and charts from figures.

Templates do not load it: `look` takes its tags over.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

from occe.kit.drawing import ballot, charts, reports
from occe.kit.drawing import map as maps
from occe.kit.drawing import wall as walls
from occe.kit.euros import format_euros

register = template.Library()


@register.simple_tag
def wall(total: int, new: int = 0) -> SafeString:
    """`{% wall total new %}`: one stone a cooperative, new ones yellow, wide and narrow; nothing for none."""
    words = ngettext(
        "Un muret de %(total)s pierre, une par coopérative", "Un muret de %(total)s pierres, une par coopérative", total
    )
    title = words % {"total": total}
    if new:
        title += ngettext(", dont %(new)s nouvelle, en jaune", ", dont %(new)s nouvelles, en jaune", new) % {"new": new}
    return SafeString(walls.wall(total, new, title=title) + walls.wall(total, new, narrow=True, title=title))


@register.simple_tag
def towers(pro: int, contra: int, blank: int) -> SafeString:
    """`{% towers 11 4 2 %}`: the result of a ballot, one stone a voice."""
    labels = (gettext("Pour"), gettext("Contre"), gettext("Sans avis"))
    title = gettext("%(pro)s pour, %(contra)s contre, %(blank)s sans avis") % {
        "pro": pro,
        "contra": contra,
        "blank": blank,
    }
    return SafeString(ballot.towers((pro, contra, blank), labels, title=title))


@register.simple_tag
def turnout(voted: int, total: int) -> SafeString:
    """`{% turnout 11 17 %}`: who has voted so far, never how."""
    title = ngettext("%(voted)s pierre posée sur %(total)s", "%(voted)s pierres posées sur %(total)s", voted)
    return SafeString(ballot.turnout(voted, total, title=title % {"voted": voted, "total": total}))


@register.simple_tag
def tally(pro: int, contra: int) -> SafeString:
    """`{% tally 16 1 %}`: a vote in the small, beside its words."""
    return SafeString(ballot.tally(pro, contra))


@register.simple_tag
def vote_stone(kind: str) -> SafeString:
    """`{% vote_stone "for" %}`: one stone of a kind: for, against, blank."""
    return SafeString(ballot.vote_stone(kind))


@register.simple_tag
def vote_column(count: int, most: int, kind: str = "for") -> SafeString:
    """`{% vote_column 7 12 %}`: the tower of one choice, beside others of which the highest has `most` stones."""
    return SafeString(ballot.column(count, kind, most=most))


@register.simple_tag
def vote_face(mark: int) -> SafeString:
    """`{% vote_face 4 %}`: one of the five faces, 0 (not at all) to 4 (very much)."""
    return SafeString(ballot.face(mark))


@register.simple_tag
def department_map(places: Sequence[maps.Place]) -> SafeString:
    """`{% department_map places %}`: wide and narrow; `places` are `drawing.map.Place`. A list stands beside."""
    title = gettext("Carte du Cantal : une pierre par coopérative")
    return SafeString(maps.department_map(places, title=title) + maps.department_map(places, title=title, narrow=True))


@register.simple_tag
def report_wall(rows: Sequence[reports.Report]) -> SafeString:
    """`{% report_wall rows %}`: one stone a cooperative, in its report's state; `rows` are `drawing.reports.Report`."""
    counts = [sum(row.state == state for row in rows) for state in reports.STATES]
    title = gettext("%(accepted)s bilans acceptés, %(received)s reçus, %(returned)s à compléter, %(due)s à rendre")
    return SafeString(reports.report_wall(rows, title=title % dict(zip(reports.STATES, counts, strict=True))))


@register.simple_tag
def report_key(state: str) -> SafeString:
    """`{% report_key "received" %}`: one stone of a state, beside its count."""
    return SafeString(reports.report_key(state))


@register.inclusion_tag("components/_chart.html")
def chart(
    bars: Iterable[Any],
    title: str,
    head: str,
    value_head: str,
    euros: bool = False,
    unit: int = 0,
    opened: bool = False,
) -> dict:
    """`{% chart bars title="Projets lancés" head="Année" value_head="Projets" %}`: columns of stones and their table.

    `bars`: (label, value), (label, value, class), or `drawing.charts.Bar`. With `euros` the values are
    amounts: to the cent in the table, in whole euros above the columns.
    """
    show, figure = (_euros, _whole_euros) if euros else (_count, _count)
    drawn = charts.columns([_bar(bar) for bar in bars], title=title, unit=unit, show=show, figure=figure)
    return {
        "wide": SafeString(drawn.wide),
        "narrow": SafeString(drawn.narrow),
        "rows": drawn.rows,
        "title": title,
        "head": head,
        "value_head": value_head,
        "opened": opened,
    }


@register.inclusion_tag("components/_kinds.html")
def kind_rows(bars: Iterable[Any], what: str, icon_names: dict[str, str] | None = None, unit: int = 0) -> dict:
    """`{% kind_rows bars what="projets" %}`: one row of stones a kind; `icon_names` gives the icon of a label."""
    bars = [_bar(bar) for bar in bars]
    drawn = charts.kinds(bars, title=lambda bar: _counted(bar, what), unit=unit, show=_count)
    rows = [
        {
            "label": label,
            "figure": figure,
            "icon": (icon_names or {}).get(label, ""),
            "wide": SafeString(c.wide),
            "narrow": SafeString(c.narrow),
        }
        for c in drawn
        for label, figure in c.rows
    ]
    return {"rows": rows, "unit": drawn[0].unit if drawn else 1, "what": what}


def _counted(bar: charts.Bar, what: str) -> str:
    words = gettext("%(label)s\u00a0: %(count)s %(what)s")
    return (words % {"label": bar.label, "count": _count(bar.value), "what": what}).strip()


def _bar(bar: Any) -> charts.Bar:
    return bar if isinstance(bar, charts.Bar) else charts.Bar(*bar)


def _euros(value: Any) -> str:
    return format_euros(Decimal(value))


def _whole_euros(value: Any) -> str:
    """Euros without their cents, for the figure above a column: the table has the cents."""
    figure = _count(round(Decimal(value)))
    return f"€{figure}" if (get_language() or "fr").startswith("en") else f"{figure}\u00a0€"


def _count(value: Any) -> str:
    """A whole number as people read it: 1 234 with a space that does not break, 1,234 in English."""
    separator = "," if (get_language() or "fr").startswith("en") else "\u00a0"
    return f"{int(value):,}".replace(",", separator)
