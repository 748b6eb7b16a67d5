"""The register of the inventory as CSV and as a workbook."""

from collections.abc import Iterator
from typing import Any

from django.http.response import HttpResponseBase
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cooperatives.models import Cooperative
from finance.queries.goods import Good, Register
from occe.kit.csvfiles import csv_response
from occe.kit.workbooks import Column, Sheet, workbook_response


def goods_csv(cooperative: Cooperative, register: Register) -> HttpResponseBase:
    """One line a thing, those that left at the end."""
    header = [str(column.title) for column in _columns()]
    return csv_response(f"{file_name(cooperative, register)}.csv", header, _rows(register))


def goods_xlsx(cooperative: Cooperative, register: Register) -> HttpResponseBase:
    """The same as a workbook of one sheet."""
    name = _("Inventaire")
    sheet, title = Sheet(name, _columns(), _rows(register)), f"{name} {cooperative.name}"
    return workbook_response(f"{file_name(cooperative, register)}.xlsx", [sheet], title=title, language=_language())


def file_name(cooperative: Cooperative, register: Register) -> str:
    """What each of its files is called, before the dot."""
    return _("inventaire-%(number)s-%(day)s") % {"number": cooperative.number, "day": register.day.isoformat()}


def _language() -> str:
    return get_language() or "fr"


def _columns() -> list[Column]:
    return [
        Column(_("Bien")),
        Column(_("Où")),
        Column(_("À qui")),
        Column(_("Acquis le"), "day"),
        Column(_("Prix"), "euros"),
        Column(_("Valeur assurée"), "euros"),
        Column(_("Pièce")),
        Column(_("Parti le"), "day"),
        Column(_("Pourquoi")),
    ]


def _rows(register: Register) -> Iterator[list[Any]]:
    for good in (*register.own, *register.commune, *register.left):
        yield _cells(good, register)


def _cells(good: Good, register: Register) -> list[Any]:
    item = good.item
    gone = item.left_on is not None and item.left_on <= register.day
    voucher = item.line.entry.voucher if item.line else None
    own = item.owner == item.Owner.COOPERATIVE
    return [
        item.label,
        item.place,
        item.get_owner_display(),
        item.acquired_on,
        item.price,
        good.value if own and not gone and item.price is not None else None,
        voucher.number if voucher else "",
        item.left_on if gone else None,
        item.get_left_why_display() if gone else "",
    ]
