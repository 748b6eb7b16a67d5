"""QIF: `!Type:Bank`, one fact a line (D day, T sum, P and M words, N cheque), `^` after each movement.

No account, no balance and no currency, unless an `!Account` block names one. Days may be written month first: when all
of them read both ways, a person is asked.
"""

import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from finance.statements.drafts import Draft, account_of, label_of, word_of
from finance.statements.errors import FileRefused
from finance.statements.figures import NotADay, NotASum, orders_that_fit, read_day, read_sum
from finance.statements.shapes import StatementLine

Record = tuple[int, dict[str, str]]
_FACTS = "DTUMCNPALSE$"
_OPENING = "opening balance"


def is_qif(text: str) -> bool:
    """Whether the first words are those of this format."""
    return text.lstrip("\ufeff \t\r\n")[:9].upper().startswith(("!TYPE:", "!ACCOUNT", "!OPTION"))


def read_qif(text: str, date_order: str = "") -> list[Draft]:
    """The one statement of a file. Raises FileRefused, with `needs="date_order"` when the days read both ways and
    `date_order` does not say which.
    """
    account, records = _records(text)
    order = date_order or _order(records)
    draft = Draft(account=account)
    for row, facts in records:
        amount = _sum(facts.get("T") or facts.get("U", ""), row)
        label = label_of(facts.get("P"), facts.get("M"))
        draft.last_row = row
        if not draft.lines and draft.start is None and label.casefold() == _OPENING:
            draft.start, draft.starts_on = amount, _day(facts.get("D", ""), order, row)
            continue
        number = word_of(facts.get("N"))
        line = StatementLine(
            date=_day(facts.get("D", ""), order, row),
            amount=amount,
            label=label,
            cheque_number=number.lstrip("0") if number.isdecimal() else "",
            kind="" if number.isdecimal() else number,
        )
        draft.add(line, row)
    return [draft]


def _records(text: str) -> tuple[str, list[Record]]:
    """The account, if one is named, and the movements with the line where each begins."""
    account, records, facts, begins, kind = "", [], {}, 0, ""
    row = 0
    for row, raw in enumerate(text.split("\n"), 1):
        line = raw.strip()
        if not line:
            continue
        if line.startswith("!"):
            if facts:
                raise FileRefused(_("Une opération n’est pas finie : le fichier est coupé ou mêlé."), line=row)
            kind = _kind(line, row, kind)
        elif line == "^":
            if kind == "account":
                account = account_of(facts.get("N"))
            elif kind == "bank":
                records.append((begins, facts))
            facts = {}
        else:
            if not kind or (kind == "bank" and line[0] not in _FACTS):
                raise FileRefused(_("Cette ligne n’est pas du QIF."), line=row)
            begins = begins if facts else row
            facts.setdefault(line[0], line[1:].strip())
    if facts:
        raise FileRefused(_("Le fichier est coupé : la dernière opération n’est pas finie."), line=row)
    return account, records


def _kind(line: str, row: int, before: str) -> str:
    header = line.upper()
    if header.startswith(("!OPTION:", "!CLEAR:")):
        return before
    if header.startswith("!ACCOUNT"):
        if before == "bank":
            raise FileRefused(
                _("Ce fichier mêle plusieurs comptes sans dire leurs soldes. Importez-les un par un."), line=row
            )
        return "account"
    if header.startswith("!TYPE:BANK") and before != "bank":
        return "bank"
    raise FileRefused(_("Ce fichier contient autre chose que les lignes d’un compte bancaire."), line=row)


def _order(records: list[Record]) -> str:
    fitting = orders_that_fit([_plain(facts.get("D", "")) for row, facts in records])
    if len(fitting) == 2:
        told = _("Les dates se lisent de deux façons (%(day)s). Dites si le jour ou le mois vient d’abord.")
        raise FileRefused(told % {"day": word_of(records[0][1].get("D"))}, line=records[0][0], needs="date_order")
    return fitting[0] if fitting else "dmy"


def _plain(written: str) -> str:
    """Quicken's own way: `14/10'26` for 2026."""
    return written.replace("'", "/").replace(" ", "")


def _day(written: str, order: str, row: int) -> datetime.date:
    try:
        return read_day(_plain(written), order)
    except NotADay as error:
        raise FileRefused(_("La date « %(day)s » ne se lit pas.") % {"day": word_of(written)}, line=row) from error


def _sum(written: str, row: int) -> Decimal:
    # American by birth; the last comma or point before two figures stands before the cents in either case.
    try:
        return read_sum(written, decimal="." if written.rfind(".") >= written.rfind(",") else ",")
    except NotASum as error:
        raise FileRefused(_("La somme « %(sum)s » ne se lit pas.") % {"sum": word_of(written)}, line=row) from error
