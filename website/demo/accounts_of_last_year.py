"""The accounts of the 22 invented cooperatives for the year that has just ended (N-1), to the cent.

`data/last_year.txt` holds a line a cooperative: number | classes with pupils | pupils + adults | opening bank and
cash | income 707 708 741 742 7562 77 | expense 607 618 628 616 65 68 67 | closing. *Opening + income − expense =
closing* holds in each line (a test adds them up), the fee is members × 2,00 and the insurance members × 0,25: an
invented tariff, and said to be.
"""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

INCOME_LINES = ("707", "708", "741", "742", "7562", "77")
EXPENSE_LINES = ("607", "618", "628", "616", "65", "68", "67")
# Aid of the association itself, inside column 742: eliminated when accounts are added up.
AID_OF_THE_ASSOCIATION = {3: Decimal(100), 14: Decimal(250), 18: Decimal(250), 20: Decimal(100)}

TABLE = Path(__file__).parent / "data" / "last_year.txt"


@dataclass(frozen=True)
class YearOfAccounts:
    """One line of the table. `income` and `expense` map the report's lines to euros (only those that are not zero)."""

    number: int
    classes: tuple[tuple[str, int], ...]
    pupils: int
    adults: int
    opening_bank: Decimal
    opening_cash: Decimal
    income: dict[str, Decimal]
    expense: dict[str, Decimal]
    closing: Decimal


def read_table() -> dict[int, YearOfAccounts]:
    """The table, by the cooperative's number."""
    return {line.number: line for line in (_read(row) for row in TABLE.read_text(encoding="utf-8").splitlines())}


def _read(row: str) -> YearOfAccounts:
    number, classes, members, opening, income, expense, closing = (cell.strip() for cell in row.split("|"))
    pupils, adults = members.split("+")
    bank, cash = opening.split()
    return YearOfAccounts(
        number=int(number),
        classes=tuple(_class(text) for text in classes.split(", ")),
        pupils=int(pupils),
        adults=int(adults),
        opening_bank=Decimal(bank),
        opening_cash=Decimal(cash),
        income=_amounts(INCOME_LINES, income),
        expense=_amounts(EXPENSE_LINES, expense),
        closing=Decimal(closing),
    )


def _class(text: str) -> tuple[str, int]:
    name, count = text.rsplit(" ", 1)
    return name, int(count)


def _amounts(lines: tuple[str, ...], text: str) -> dict[str, Decimal]:
    amounts = zip(lines, map(Decimal, text.split()), strict=True)
    return {line: amount for line, amount in amounts if amount}
