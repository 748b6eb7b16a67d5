"""The CSV layouts of five banks, known by their titles, and what stands above the table or in the file's name.

La Banque Postale: account, day and balance in front. Société Générale: `="account";from;to`. Crédit Mutuel: the balance
in each row. Caisse d'Épargne: nothing but the table, account and day in the file's name. Crédit Agricole: words in
front, labels of several lines.
"""

import datetime
import re
from dataclasses import dataclass, replace

from finance.statements.drafts import Draft, account_of
from finance.statements.figures import NotADay, NotASum, read_day, read_sum
from finance.statements.shapes import CsvMapping
from finance.statements.tables import PREAMBLE, Row, titles
from occe.kit.folded import fold

_NAMED_FILE = re.compile(r"(?:.*/)?([0-9]{8})_([A-Z0-9]{5,30})\.[a-z]{3}", re.IGNORECASE)
_ACCOUNT = re.compile(r"n\s?°\s*([0-9A-Z]{8,30})", re.IGNORECASE)
_IBAN = re.compile(r"\bFR[0-9]{2}(?: ?[0-9A-Z]){23}\b")
_BALANCE = re.compile(r"solde au ([0-9/]{8,10})\s*:?\s*(.+?)\s*(?:€|eur.*)?$", re.IGNORECASE)
_PERIOD = re.compile(r"entre le ([0-9/]{8,10}) et le ([0-9/]{8,10})", re.IGNORECASE)


# A bank that gives many accounts in one file writes the account of each row.
ACCOUNTS = ("iban", "compte", "numero de compte")


@dataclass(frozen=True)
class Layout:
    """The titles that a bank's table has at least, folded, each with the column of `CsvMapping` that it fills."""

    bank: str
    columns: dict[str, str]

    def mapping(self, row: Row) -> CsvMapping | None:
        """The mapping of a table under these titles, None when one lacks."""
        names = titles(row)
        if not set(self.columns) <= set(names):
            return None
        values: dict[str, object] = {
            kind: names.index(title) for title, kind in self.columns.items() if kind != "label"
        }
        values["account"] = next((names.index(title) for title in ACCOUNTS if title in names), None)
        labels = tuple(names.index(title) for title, kind in self.columns.items() if kind == "label")
        return CsvMapping(**values, label=labels, header=row.cells[: len(names)], bank=self.bank)  # type: ignore[arg-type]


POSTALE = Layout("La Banque Postale", {"date": "date", "libelle": "label", "montant euros": "amount"})
GENERALE = Layout(
    "Société Générale",
    {
        "date comptabilisation": "date", "libelle complet operation": "label", "montant operation": "amount",
        "devise": "currency",
    },
)  # fmt: skip
MUTUEL = Layout(
    "Crédit Mutuel",
    {
        "date": "date", "date de valeur": "value_date", "debit": "goes_out", "credit": "comes_in", "libelle": "label",
        "solde": "balance",
    },
)  # fmt: skip
EPARGNE = Layout(
    "Caisse d’Épargne",
    {
        "date de comptabilisation": "date", "libelle operation": "label", "informations complementaires": "label",
        "reference": "reference", "debit": "goes_out", "credit": "comes_in", "date de valeur": "value_date",
    },
)  # fmt: skip
EPARGNE_FORMER = Layout(
    "Caisse d’Épargne",
    {
        "date": "date", "numero d operation": "reference", "libelle": "label", "debit": "goes_out",
        "credit": "comes_in", "detail": "label",
    },
)  # fmt: skip
AGRICOLE = Layout(
    "Crédit Agricole",
    {"date": "date", "libelle": "label", "debit euros": "goes_out", "credit euros": "comes_in"},
)
LAYOUTS = (POSTALE, GENERALE, MUTUEL, EPARGNE, EPARGNE_FORMER, AGRICOLE)


def known_layout(rows: list[Row]) -> CsvMapping | None:
    """The mapping of the first row that has a known bank's titles."""
    for row in rows[:PREAMBLE]:
        for layout in LAYOUTS:
            if mapping := layout.mapping(row):
                return mapping
    return None


def told_around(draft: Draft, rows: list[Row], mapping: CsvMapping, name: str) -> Draft:
    """The same draft with what stands above the table, or in the name of the file."""
    above = _above(rows, mapping)
    if mapping.bank == EPARGNE.bank:
        return _of_name(draft, name)
    if mapping.bank == GENERALE.bank:
        return _of_first_row(draft, above)
    if mapping.bank in (POSTALE.bank, AGRICOLE.bank):
        return _of_preamble(draft, above)
    return _of_iban(draft, above)


def _above(rows: list[Row], mapping: CsvMapping) -> list[Row]:
    wanted = titles(Row(0, mapping.header))
    at = next((index for index, row in enumerate(rows[:PREAMBLE]) if titles(row) == wanted), 0)
    return rows[:at]


def _of_iban(draft: Draft, above: list[Row]) -> Draft:
    """An IBAN anywhere above the table, at a bank that nobody knows."""
    found = _IBAN.search(" ".join(cell for row in above for cell in row.cells).upper())
    return replace(draft, account=account_of(found[0]), iban=account_of(found[0])) if found else draft


def _of_name(draft: Draft, name: str) -> Draft:
    """`30092026_04123456789.csv`: the day of the download and the account."""
    found = _NAMED_FILE.fullmatch(name.strip()[:200])
    if not found:
        return draft
    day = found[1]
    return replace(draft, account=account_of(found[2]), ends_on=_day(f"{day[:2]}/{day[2:4]}/{day[4:]}"))


def _of_first_row(draft: Draft, above: list[Row]) -> Draft:
    """`="00012345678";01/09/2026;30/09/2026`: a formula that keeps the zeros, for a spreadsheet."""
    if not above or len(above[0].cells) < 3:
        return draft
    account, begins, ends = above[0].cells[:3]
    return replace(
        draft, account=account_of(account.strip('="')), starts_on=_day(begins), ends_on=_day(ends), row=above[0].line
    )


def _of_preamble(draft: Draft, above: list[Row]) -> Draft:
    """Pairs of a word and its value at La Banque Postale, sentences at the Crédit Agricole."""
    for row in above:
        title, value = fold(row.cells[0]), row.cell(1)
        sentence = " ".join(cell for cell in row.cells if cell)
        if title == "numero compte":
            draft = replace(draft, account=account_of(value), row=row.line)
        elif title == "date" and value:
            draft = replace(draft, ends_on=_day(value))
        elif title == "solde euros" and value:
            draft = _with_end(draft, value)
        elif found := _BALANCE.search(sentence):
            draft = replace(_with_end(draft, found[2]), ends_on=_day(found[1]))
        elif found := _PERIOD.search(sentence):
            draft = replace(draft, starts_on=_day(found[1]))
        elif found := _ACCOUNT.search(sentence):
            draft = replace(draft, account=account_of(found[1]), row=row.line)
    return draft


def _with_end(draft: Draft, written: str) -> Draft:
    try:
        return replace(draft, end=read_sum(written))
    except NotASum:
        return draft


def _day(written: str) -> datetime.date | None:
    try:
        return read_day(written)
    except NotADay:
        return None
