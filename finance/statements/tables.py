"""CSV: the rows of a table, and the statement in them once a mapping says which column is what."""

import csv
import datetime
import io
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _
from stdnum import iban as iban_rule

from finance.statements.checks import refuse_currency
from finance.statements.drafts import Draft, account_of, label_of, word_of
from finance.statements.errors import FileRefused
from finance.statements.figures import NotADay, NotASum, read_day, read_sum
from finance.statements.shapes import CsvMapping, StatementLine
from occe.kit.euros import format_euros
from occe.kit.folded import fold

MOST_ROWS = 60_000
MOST_CELLS = 60
# How far down the row of titles may stand.
PREAMBLE = 40


class Row(NamedTuple):
    """A row of the file: where it begins (the file's line, from 1), and its cells without blanks around them."""

    line: int
    cells: tuple[str, ...]

    def cell(self, column: int | None) -> str:
        return self.cells[column] if column is not None and column < len(self.cells) else ""


def rows_of(text: str, separator: str) -> list[Row]:
    """The rows that are not empty; a quoted cell may run over several lines. Raises FileRefused."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows, before = [], 0
    try:
        for cells in reader:
            kept = tuple(cell.strip() for cell in cells[:MOST_CELLS])
            if any(kept):
                rows.append(Row(before + 1, kept))
            before = reader.line_num
            if len(rows) > MOST_ROWS:
                raise FileRefused(
                    _("Ce fichier contient trop de lignes. Demandez à la banque une période plus courte.")
                )
    except csv.Error as error:
        told = _("Un guillemet ne se ferme pas : le fichier est coupé ou modifié.")
        raise FileRefused(told, line=before + 1) from error
    return rows


def titles(row: Row) -> tuple[str, ...]:
    """The cells of a row of titles, as they are compared: folded, without the empty ones behind them."""
    folded = [fold(cell) for cell in row.cells]
    while folded and not folded[-1]:
        folded.pop()
    return tuple(folded)


def header_at(rows: list[Row], header: tuple[str, ...]) -> int | None:
    """The index of the row that holds just the titles of `header`."""
    wanted = titles(Row(0, header))
    return next((index for index, row in enumerate(rows[:PREAMBLE]) if titles(row) == wanted), None)


def read_table(rows: list[Row], mapping: CsvMapping) -> list[Draft]:
    """The statement below the titles of `mapping`, or one of each account that its rows name, in their order. Raises
    FileRefused, also when a balance in each row does not follow from the row before it.
    """
    if mapping.header:
        at = header_at(rows, mapping.header)
        if at is None:
            raise FileRefused(_("Les titres des colonnes ne sont pas ceux de cette banque."), needs="mapping")
        body, width = rows[at + 1 :], len(titles(rows[at]))
    else:
        body, width = rows[mapping.skip :], 0
    by_account: dict[str, list[Row]] = {} if body else {"": []}
    for row in body:
        _refuse_short(row, width, mapping)
        by_account.setdefault(_account(row, mapping), []).append(row)
    return [_draft(account, own, mapping) for account, own in by_account.items()]


def _account(row: Row, mapping: CsvMapping) -> str:
    """The account that a row names, "" in a file of one."""
    if mapping.account is None:
        return ""
    account = account_of(row.cell(mapping.account)).upper()
    if not account:
        raise FileRefused(_("Cette ligne ne dit pas de quel compte elle est."), line=row.line)
    return account


def _draft(account: str, rows: list[Row], mapping: CsvMapping) -> Draft:
    iban = account if iban_rule.is_valid(account) else ""
    draft = Draft(account=account, iban=iban, row=rows[0].line if rows else 1)
    balances = []
    for row in rows:
        draft.add(_movement(row, mapping), row.line)
        draft.last_row = row.line
        if mapping.balance is not None and row.cell(mapping.balance):
            balances.append(_sum(row, mapping.balance, mapping))
    _follow_balances(draft, balances)
    return draft


def _refuse_short(row: Row, width: int, mapping: CsvMapping) -> None:
    """A row that stops before its last column was cut; blank columns behind the last title mean nothing."""
    if width and any(row.cells[width:]):
        raise FileRefused(_("Cette ligne a plus de colonnes que le titre : un séparateur est de trop."), line=row.line)
    sums = (mapping.amount, mapping.goes_out, mapping.comes_in, mapping.balance)
    needed = (mapping.date, *mapping.label, mapping.account, *sums)
    least = width or 1 + max(column for column in needed if column is not None)
    if len(row.cells) < least:
        told = _("Cette ligne a moins de colonnes que le titre : le fichier est coupé ou modifié.")
        raise FileRefused(told, line=row.line)


def _movement(row: Row, mapping: CsvMapping) -> StatementLine:
    if mapping.currency is not None and row.cell(mapping.currency):
        refuse_currency(row.cell(mapping.currency), row.line)
    value_day = row.cell(mapping.value_date)
    return StatementLine(
        date=_day(row.cell(mapping.date), mapping, row),
        amount=_amount(row, mapping),
        label=label_of(*(row.cell(column) for column in mapping.label)),
        value_date=_day(value_day, mapping, row) if value_day else None,
        cheque_number=word_of(row.cell(mapping.cheque)).lstrip("0"),
        reference=word_of(row.cell(mapping.reference)),
    )


def _amount(row: Row, mapping: CsvMapping) -> Decimal:
    """What moved; banks with two columns write what goes out with or without its minus sign."""
    if mapping.amount is not None:
        return _sum(row, mapping.amount, mapping)
    out, into = row.cell(mapping.goes_out), row.cell(mapping.comes_in)
    gone = _sum(row, mapping.goes_out, mapping) if out else Decimal(0)
    come = _sum(row, mapping.comes_in, mapping) if into else Decimal(0)
    if (gone and come) or not (out or into):
        raise FileRefused(_("Cette ligne a deux sommes, ou aucune."), line=row.line)
    return come - abs(gone)


def _follow_balances(draft: Draft, balances: list[Decimal]) -> None:
    """Start and end from the balance that stands in each row, in the order of the file or from its end."""
    if not balances:
        return
    if len(balances) != len(draft.lines):
        raise FileRefused(_("Des lignes disent le solde, d’autres non : le fichier est modifié."), line=draft.row)
    amounts = [line.amount for line in draft.lines]
    downward, upward = _break(balances, amounts), _break(balances[::-1], amounts[::-1])
    if downward is None:
        draft.start, draft.end = balances[0] - amounts[0], balances[-1]
    elif upward is None:
        draft.start, draft.end = balances[-1] - amounts[-1], balances[0]
    else:
        newest_first = draft.lines[0].date > draft.lines[-1].date
        at = len(amounts) - 1 - upward if newest_first else downward
        told = _("Le solde de cette ligne, %(balance)s, ne suit pas celui d’à côté : une ligne manque ou a changé.")
        raise FileRefused(told % {"balance": format_euros(balances[at])}, line=draft.rows[at])


def _break(balances: list[Decimal], amounts: list[Decimal]) -> int | None:
    """The first row whose balance is not the one before it plus its sum."""
    return next((at for at in range(1, len(amounts)) if balances[at - 1] + amounts[at] != balances[at]), None)


def _sum(row: Row, column: int | None, mapping: CsvMapping) -> Decimal:
    written = row.cell(column)
    try:
        return read_sum(written, decimal=mapping.decimal)
    except NotASum as error:
        raise FileRefused(
            _("La somme « %(sum)s » ne se lit pas.") % {"sum": word_of(written)}, line=row.line
        ) from error


def _day(written: str, mapping: CsvMapping, row: Row) -> datetime.date:
    try:
        return read_day(written, mapping.date_order)
    except NotADay as error:
        raise FileRefused(_("La date « %(day)s » ne se lit pas.") % {"day": word_of(written)}, line=row.line) from error
