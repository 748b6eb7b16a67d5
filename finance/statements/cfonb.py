"""CFONB 120: records of 120 signs, one a line. 01 the old balance, 04 a movement, 05 more about it, 07 the new balance.

The last sign of a sum is "overpunched": it holds the last digit and the direction. Days are ddmmyy, the number of
decimals stands in the record. Some banks cut the blanks at the end of a line, none cuts within a sum.
"""

import datetime
import re
from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _

from finance.statements.accounts import iban_of
from finance.statements.checks import refuse_currency
from finance.statements.drafts import Draft, account_of, label_of, word_of
from finance.statements.errors import FileRefused
from finance.statements.figures import NotASum, overpunched
from finance.statements.shapes import StatementLine

LENGTH = 120
_SUM = slice(90, 104)
_RECORD = re.compile(r"0[1457][0-9]{5}")
# Interbank codes of movements that carry a cheque number of ours in the entry number.
_CHEQUE_PAID = "01"


def is_cfonb(text: str) -> bool:
    """Whether the first line is a record of this format."""
    first = text.lstrip("\r\n").split("\n", 1)[0].rstrip("\r")
    return bool(_RECORD.match(first)) and len(first) >= 104 and ";" not in first


def read_cfonb(text: str) -> list[Draft]:
    """The statements of a file. Raises FileRefused where a record is cut, strange or out of its place."""
    drafts: list[Draft] = []
    current: Draft | None = None
    owner: tuple[str, ...] = ()
    row = 0
    for row, raw in enumerate(_rows(text), 1):
        if not raw.strip():
            continue
        record = _record(raw, row)
        code = record[:2]
        if code == "01":
            if current:
                raise FileRefused(_("Un relevé commence avant que le précédent soit fini."), line=row)
            current, owner = _opened(record, row), _owner(record)
            continue
        if current is None or _owner(record) != owner:
            raise FileRefused(_("Cette ligne est d’un autre compte, ou sans relevé ouvert."), line=row)
        if code == "04":
            current.add(_movement(record, row), row)
        elif code == "05":
            _complete(current, record, row)
        else:
            drafts.append(_closed(current, record, row))
            current = None
    if current:
        raise FileRefused(_("Le fichier est coupé : le relevé n’a pas de solde de fin."), line=row)
    return drafts


def _rows(text: str) -> list[str]:
    """The records; some banks write them one behind the other without any line break."""
    rows = [row.rstrip("\r") for row in text.split("\n")]
    if len(rows[0]) > LENGTH and len(rows[0]) % LENGTH == 0 and not "".join(rows[1:]).strip():
        return [rows[0][start : start + LENGTH] for start in range(0, len(rows[0]), LENGTH)]
    return rows


def _record(raw: str, row: int) -> str:
    if not _RECORD.match(raw):
        raise FileRefused(_("Cette ligne n’est pas un enregistrement CFONB 120."), line=row)
    shortest = 48 if raw.startswith("05") else _SUM.stop
    if len(raw) > LENGTH or (len(raw.rstrip()) < shortest and len(raw) < LENGTH):
        told = _("Cette ligne compte %(length)s signes au lieu de 120 : le fichier est coupé ou modifié.")
        raise FileRefused(told % {"length": len(raw)}, line=row)
    return raw.ljust(LENGTH)


def _owner(record: str) -> tuple[str, ...]:
    return record[2:7], record[11:16], record[21:32]


def _opened(record: str, row: int) -> Draft:
    bank, branch, number = _owner(record)
    refuse_currency(record[16:19], row)
    return Draft(
        account=account_of(number),
        iban=iban_of(bank, branch, number.strip()),
        starts_on=_day(record[34:40], row),
        start=_sum(record, row),
        row=row,
    )


def _movement(record: str, row: int) -> StatementLine:
    refuse_currency(record[16:19], row)
    code, number = record[32:34], record[81:88].strip()
    return StatementLine(
        date=_day(record[34:40], row),
        amount=_sum(record, row),
        label=label_of(record[48:79]),
        value_date=_day(record[42:48], row) if record[42:48].strip(" 0") else None,
        cheque_number=number.lstrip("0") if code == _CHEQUE_PAID and number.isdigit() else "",
        reference=word_of(record[104:120]),
        kind=word_of(code),
    )


def _complete(draft: Draft, record: str, row: int) -> None:
    """More words about the last movement."""
    if not draft.lines:
        raise FileRefused(_("Un complément sans mouvement au-dessus de lui."), line=row)
    last = draft.lines[-1]
    if record[45:48].strip() in ("", "LIB", "LCC", "LC2", "LCS"):
        draft.lines[-1] = replace(last, label=label_of(last.label, record[48:118]))


def _closed(draft: Draft, record: str, row: int) -> Draft:
    refuse_currency(record[16:19], row)
    draft.end, draft.ends_on, draft.last_row = _sum(record, row), _day(record[34:40], row), row
    return draft


def _sum(record: str, row: int) -> Decimal:
    try:
        return overpunched(record[_SUM], int(record[19]) if record[19] in "0123" else -1)
    except NotASum as error:
        told = _("La somme « %(sum)s » ne se lit pas.")
        raise FileRefused(told % {"sum": record[_SUM].strip()}, line=row) from error


def _day(written: str, row: int) -> datetime.date:
    try:
        if not (written.isascii() and written.isdigit()):
            raise ValueError(written)
        return datetime.date(2000 + int(written[4:]), int(written[2:4]), int(written[:2]))
    except ValueError as error:
        raise FileRefused(_("La date « %(day)s » ne se lit pas.") % {"day": written.strip()}, line=row) from error
