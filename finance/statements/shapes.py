"""What a bank's file says, once understood.

Amounts are `Decimal` in euros with two decimals; what comes in is above zero, what goes out below (the bank's own
"débit" and "crédit" are the mirror of a book's, so neither word is used). Days are the bank's booking days.
"""

import datetime
from dataclasses import asdict, dataclass, fields
from decimal import Decimal
from typing import Any

ZERO = Decimal("0.00")


@dataclass(frozen=True)
class Warning:
    """Something to know about a statement that was read all the same. `line` is that of the file, from 1, or None."""

    key: str
    sentence: str
    line: int | None = None


@dataclass(frozen=True)
class StatementLine:
    """One movement of a bank account. `bank_id` is the bank's own name for it, "" when the file gives none; `kind` is
    its code or word for the means of payment, as it stands in the file.
    """

    date: datetime.date
    amount: Decimal
    label: str
    bank_id: str = ""
    value_date: datetime.date | None = None
    cheque_number: str = ""
    reference: str = ""
    kind: str = ""

    @property
    def way(self) -> str:
        """`in` or `out`, as the pages draw it."""
        return "in" if self.amount > 0 else "out"

    @property
    def sum(self) -> Decimal:
        """How much moved, whichever way."""
        return abs(self.amount)


@dataclass(frozen=True)
class ReadStatement:
    """The movements of one account over one period. `account` is the IBAN or number as the file writes it, without its
    spaces, "" when it names none; `iban` is written out where the file gives bank, branch and number, too. Balances and
    days are None when the file does not say them.
    """

    account: str
    currency: str
    start: Decimal | None
    end: Decimal | None
    starts_on: datetime.date | None
    ends_on: datetime.date | None
    lines: tuple[StatementLine, ...]
    warnings: tuple[Warning, ...] = ()
    iban: str = ""

    @property
    def comes_in(self) -> Decimal:
        """The sum of what comes in, zero or more."""
        return sum((line.amount for line in self.lines if line.amount > 0), ZERO)

    @property
    def goes_out(self) -> Decimal:
        """The sum of what goes out, as a sum of money: zero or more."""
        return -sum((line.amount for line in self.lines if line.amount < 0), ZERO)


@dataclass(frozen=True)
class ReadFile:
    """A file that was understood, or the sentence that says why it was not: then there is no statement at all.

    `format` is one of FORMATS, "" for a file that no reader knows. `needs` names what a person can still tell so that
    the file be read: "mapping" (which column is what) or "date_order" (day or month first), "" otherwise.
    """

    format: str
    statements: tuple[ReadStatement, ...] = ()
    refused: str | None = None
    refused_line: int | None = None
    needs: str = ""


FORMATS = ("ofx1", "ofx2", "camt053", "cfonb120", "qif", "csv")
DATE_ORDERS = ("dmy", "mdy", "ymd")


@dataclass(frozen=True)
class CsvMapping:
    """Which column of a bank's CSV is what; columns are counted from 0, None where the bank gives none.

    Either `amount` (signed) or both `goes_out` and `comes_in`. `header` holds the cells of the row of titles, by which
    the next file of this bank is recognised and its table found below whatever stands above it; without titles, the
    table begins below `skip` rows. `label` may join several columns. `account` is the column that names the account of
    each row, in a file of many accounts.
    """

    date: int
    label: tuple[int, ...]
    amount: int | None = None
    goes_out: int | None = None
    comes_in: int | None = None
    balance: int | None = None
    value_date: int | None = None
    cheque: int | None = None
    reference: int | None = None
    currency: int | None = None
    account: int | None = None
    header: tuple[str, ...] = ()
    skip: int = 0
    separator: str = ";"
    encoding: str = ""
    date_order: str = "dmy"
    decimal: str = ","
    bank: str = ""

    def to_json(self) -> dict[str, Any]:
        """Plain values, to be kept in a column of JSON."""
        return asdict(self) | {"label": list(self.label), "header": list(self.header)}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "CsvMapping":
        """The mapping that `to_json` gave; keys that no mapping has are left out. Raises TypeError without a `date`."""
        known = {field.name for field in fields(cls)}
        values: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value for key, value in kept.items() if key in known
        }
        return cls(**values)


@dataclass(frozen=True)
class ProposedMapping:
    """What an unknown CSV seems to be, for a person to confirm: the mapping (None when no column of dates or of sums
    was found), the titles, the first rows as they stand, whether its dates read both ways (`needs_date_order`), and
    `refused`, the sentence when the file is no table at all.
    """

    mapping: CsvMapping | None
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    needs_date_order: bool = False
    separator: str = ";"
    encoding: str = "utf-8"
    refused: str | None = None
