"""What a reader understood of a file before it is judged: the same shapes with the lines where they stand.

A reader gathers drafts and refuses what it cannot read; whether the sums hold, the periods follow and the currency is
ours is asked of all formats alike, in `checks`.
"""

import datetime
import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

from finance.statements.shapes import StatementLine, Warning
from occe.kit.folded import LineEmpty, clean_line

LONGEST_LABEL = 250
LONGEST_WORD = 60
_CHEQUE = re.compile(r"\b(?:CH[EÈ]QUE|CHQ)[ .:]{0,3}(?:N[°OUM.]{0,4} ?)?([0-9]{4,10})\b", re.IGNORECASE)


@dataclass
class Draft:
    """One statement as a reader found it; `rows` holds the file's line of each of `lines`, in step with them."""

    account: str = ""
    iban: str = ""
    currency: str = "EUR"
    start: Decimal | None = None
    end: Decimal | None = None
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None
    lines: list[StatementLine] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    warnings: list[Warning] = field(default_factory=list)
    row: int = 1
    last_row: int = 1

    def add(self, line: StatementLine, row: int) -> None:
        """The next line. A cheque that only the label names ("CHEQUE N° 0000123") is read from there."""
        if line.amount < 0 and not line.cheque_number and (found := _CHEQUE.search(line.label)):
            line = replace(line, cheque_number=found[1].lstrip("0"))
        self.lines.append(line)
        self.rows.append(row)


def label_of(*parts: str | None) -> str:
    """The parts of a label as one line without hidden signs, a part that another one holds left out; "" for none."""
    said: list[str] = []
    for part in parts:
        words = _line(part or "", LONGEST_LABEL)
        if not words or any(words.casefold() in earlier.casefold() for earlier in said):
            continue
        said = [earlier for earlier in said if earlier.casefold() not in words.casefold()] + [words]
    return " ".join(said)[:LONGEST_LABEL].rstrip()


def word_of(text: str | None) -> str:
    """A reference, a number or a code as one short line; "" for none."""
    return _line(text or "", LONGEST_WORD)


def account_of(text: str | None) -> str:
    """An account as the file writes it, without spaces."""
    return "".join(word_of(text).split())


def _line(text: str, longest: int) -> str:
    try:
        return clean_line(text[: 4 * longest])[:longest].rstrip()
    except LineEmpty:
        return ""
