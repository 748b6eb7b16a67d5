"""What an unknown CSV seems to be: its separator, its titles, and which column holds what, for a person to confirm."""

import re
from collections import Counter
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from stdnum import iban as iban_rule

from finance.statements.banks import known_layout
from finance.statements.decoding import decoded, refuse_what_is_no_text, sniffed
from finance.statements.errors import FileRefused
from finance.statements.figures import NotADay, NotASum, orders_that_fit, read_day, read_sum
from finance.statements.shapes import CsvMapping, ProposedMapping
from finance.statements.tables import PREAMBLE, Row, rows_of, titles
from occe.kit.folded import fold

SEPARATORS = (";", "\t", ",", "|")
PREVIEW = 8
_LOOKED_AT = 200
_NUMBER = re.compile(r"(?=.*[0-9])[0-9A-Z]{6,30}")
# The words of titles, the surer ones first; a title is taken by the first kind that knows it.
_WORDS = {
    "value_date": ("valeur", "value date"),
    "date": ("date comptable", "comptabilisation", "date operation", "date", "jour"),
    "goes_out": ("debit", "sortie", "depense", "retrait", "paid out"),
    "comes_in": ("credit", "entree", "recette", "versement", "paid in"),
    "balance": ("solde", "balance"),
    "amount": ("montant", "somme", "amount"),
    "cheque": ("cheque", "chq"),
    "currency": ("devise", "currency"),
    "reference": ("reference", "numero d operation"),
    "label": ("libelle", "intitule", "nature", "description", "detail", "motif", "label", "communication"),
}


def propose_mapping(data: bytes, *, name: str = "") -> ProposedMapping:
    """A mapping for a CSV of any bank, with its first rows. Never raises: `refused` says why there is no table."""
    try:
        refuse_what_is_no_text(data)
        text, encoding = decoded(data), sniffed(data)
        separator = separator_of(text)
        rows = rows_of(text, separator)
        return _proposed(rows, separator, encoding)
    except FileRefused as refusal:
        return ProposedMapping(None, refused=refusal.reason)


def separator_of(text: str) -> str:
    """The sign that parts the cells: the one that parts the most lines into the same number of two cells or more."""
    lines = [line for line in text.split("\n")[:_LOOKED_AT] if line.strip()]

    def agreement(separator: str) -> tuple[int, int]:
        widths = Counter(line.count(separator) for line in lines if separator in line)
        width, times = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        return times, width

    return max(SEPARATORS, key=agreement)


def _proposed(rows: list[Row], separator: str, encoding: str) -> ProposedMapping:
    first = next((at for at, row in enumerate(rows[:PREAMBLE]) if _is_movement(row)), None)
    if first is None:
        told = _("Aucune ligne avec une date et une somme n’a été trouvée dans ce fichier.")
        return ProposedMapping(None, separator=separator, encoding=encoding, refused=told)
    above, body = rows[first - 1 : first], rows[first:]
    header = above[0].cells[: len(titles(above[0]))] if above and len(titles(above[0])) > 1 else ()
    mapping = known_layout(above) or _guessed(header, body, skip=0 if header else first)
    shown = tuple(row.cells for row in body[:PREVIEW])
    if mapping is None:
        return ProposedMapping(None, header, shown, separator=separator, encoding=encoding)
    days = [row.cell(mapping.date) for row in body[:_LOOKED_AT]]
    orders = orders_that_fit([day for day in days if _is_day(day)])
    mapping = replace(
        mapping, separator=separator, encoding=encoding, date_order=orders[0] if orders else "dmy",
        decimal=_decimal(body, mapping),
    )  # fmt: skip
    return ProposedMapping(mapping, header, shown, len(orders) == 2, separator, encoding)


def _guessed(header: tuple[str, ...], body: list[Row], *, skip: int) -> CsvMapping | None:
    """By the titles first, by what the cells hold where no title says it."""
    columns: dict[str, Any] = _by_content(body) | _by_titles(header)
    if "amount" in columns:
        columns = {kind: at for kind, at in columns.items() if kind not in ("goes_out", "comes_in")}
    if (account := _accounts(header, body)) is not None:
        columns = {kind: at for kind, at in columns.items() if at != account} | {"account": account}
    if "date" not in columns or not ("amount" in columns or {"goes_out", "comes_in"} <= set(columns)):
        return None
    label = columns.pop("label", None)
    words = (label,) if label is not None else _longest_words(body, set(columns.values()))
    return CsvMapping(**columns, label=words, header=header, skip=skip)


def _by_titles(header: tuple[str, ...]) -> dict[str, int]:
    """The first column of each kind whose title has one of its words."""
    found: dict[str, int] = {}
    for kind, words in _WORDS.items():
        for word in words:
            at = next((at for at, title in enumerate(map(fold, header)) if word in title), None)
            if at is not None and at not in found.values() and kind not in found:
                found[kind] = at
    return found


def _accounts(header: tuple[str, ...], body: list[Row]) -> int | None:
    """The column that names the account of each row: an IBAN, or a number under a title that says so."""
    rows = body[:_LOOKED_AT]
    for at in range(max(len(row.cells) for row in rows)):
        cells = ["".join(row.cell(at).split()).upper() for row in rows]
        titled = at < len(header) and any(word in fold(header[at]).split() for word in ("compte", "iban", "account"))
        if all(map(iban_rule.is_valid, cells)) or (titled and all(map(_NUMBER.fullmatch, cells))):
            return at
    return None


def _by_content(body: list[Row]) -> dict[str, int]:
    """Days are days, and sums are sums: one column of them is the amount, two that are never filled together are what
    goes out and what comes in, a second one always filled is the balance.
    """
    rows = body[:_LOOKED_AT]
    filled = {at: [row.cell(at) for row in rows if row.cell(at)] for at in range(max(len(row.cells) for row in rows))}
    days = [at for at, cells in filled.items() if cells and all(map(_is_day, cells))]
    sums = [at for at, cells in filled.items() if cells and at not in days and all(map(_is_sum, cells))]
    found = dict(zip(("date", "value_date"), days, strict=False))
    if len(sums) > 1 and not any(row.cell(sums[0]) and row.cell(sums[1]) for row in rows):
        return found | dict(zip(("goes_out", "comes_in", "balance"), sums, strict=False))
    return found | dict(zip(("amount", "balance"), sums, strict=False))


def _longest_words(body: list[Row], taken: set[int]) -> tuple[int, ...]:
    width = max(len(row.cells) for row in body)
    lengths = {at: sum(len(row.cell(at)) for row in body[:_LOOKED_AT]) for at in range(width) if at not in taken}
    best = max(lengths, key=lambda at: lengths[at], default=None)
    return () if best is None or not lengths[best] else (best,)


def _is_movement(row: Row) -> bool:
    return any(map(_is_day, row.cells)) and any(_is_sum(cell) for cell in row.cells if not _is_day(cell))


def _is_day(cell: str) -> bool:
    for order in ("dmy", "mdy", "ymd"):
        try:
            read_day(cell, order)
        except NotADay:
            continue
        return True
    return False


def _is_sum(cell: str) -> bool:
    return _reads_as_sum(cell, ",") or _reads_as_sum(cell, ".")


def _reads_as_sum(cell: str, decimal: str) -> bool:
    try:
        read_sum(cell, decimal=decimal)
    except NotASum:
        return False
    return True


def _decimal(body: list[Row], mapping: CsvMapping) -> str:
    """The sign before the cents: the comma, unless the sums only read with a point, or show one there."""
    columns = [at for at in (mapping.amount, mapping.goes_out, mapping.comes_in) if at is not None]
    cells = [row.cell(at) for row in body[:_LOOKED_AT] for at in columns if row.cell(at)]
    pointed = any(len(cell) > 2 and "." in cell[-3:] for cell in cells)
    return "." if pointed and not any("," in cell[-3:] for cell in cells) else ","
