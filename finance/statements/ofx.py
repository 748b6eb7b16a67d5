"""OFX 1 (SGML, its tags often unclosed) and OFX 2 (XML), by ofxtools' own parser; read without its strict models, for
French banks leave out what the standard asks (status, name of the bank, the known kinds of movement).

The end balance stands in the file, the start balance never does.
"""

import datetime
import html
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _
from ofxtools.Parser import TreeBuilder

from finance.statements.accounts import iban_of
from finance.statements.checks import refuse_currency
from finance.statements.drafts import Draft, account_of, label_of, word_of
from finance.statements.errors import FileRefused
from finance.statements.figures import NotADay, NotASum, read_day, read_sum
from finance.statements.shapes import StatementLine

_TAG = re.compile(r"<(/?)([A-Z0-9._]+)>")
_EMPTY = re.compile(r"<([A-Z0-9._]+)>\s*(?=<(?!/\1>))")
_FRAME = frozenset({"OFX", "STMTRS", "BANKACCTFROM", "BANKTRANLIST", "STMTTRN", "LEDGERBAL"})
_OTHERS = frozenset({"CCSTMTRS", "INVSTMTRS"})
_CDATA = ("<![CDATA[", "]]>")


def is_ofx(text: str) -> bool:
    """Whether the text begins as OFX does: by its header, or by the tag or the XML that leads to it."""
    head = text.lstrip("\ufeff \t\r\n")[:2000].upper()
    return head.startswith(("OFXHEADER", "<OFX")) or (head.startswith("<?") and "<OFX>" in head)


def version_of(text: str) -> str:
    """`ofx1` or `ofx2`, by the header."""
    head = text[:2000].upper()
    return "ofx2" if "<?OFX" in head or "<?XML" in head else "ofx1"


def read_ofx(text: str) -> list[Draft]:
    """The statements of the bank accounts of a file. Raises FileRefused."""
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise FileRefused(_("Ce fichier définit ses propres signes (DOCTYPE) : il n’est pas lu."))
    text = _without_cdata(text)
    _refuse_broken_frame(text)
    root = _tree(text)
    rows, places = _rows(text, "<STMTTRN>"), _rows(text, "<STMTRS>")
    return [_draft(statement, next(places), rows) for statement in root.iter("STMTRS")]


def _without_cdata(text: str) -> str:
    """The same with the words of CDATA sections written as any other words, line for line."""
    pieces, place = [], 0
    while (start := text.find(_CDATA[0], place)) >= 0 and (end := text.find(_CDATA[1], start)) >= 0:
        pieces += [text[place:start], html.escape(text[start + len(_CDATA[0]) : end], quote=False)]
        place = end + len(_CDATA[1])
    return "".join([*pieces, text[place:]])


def _refuse_broken_frame(text: str) -> None:
    """The parser forgives what is missing, so what holds statements and movements is counted here: each opens and
    closes in its turn, and nothing stands behind the end.
    """
    held: list[tuple[str, int]] = []
    for found in _TAG.finditer(text):
        closes, name = found.groups()
        if name in _OTHERS:
            told = _("Ce fichier mêle un relevé de carte ou de titres. Téléchargez le seul compte bancaire.")
            raise FileRefused(told, line=_row(text, found.start()))
        if name not in _FRAME:
            continue
        if not closes and name not in [tag for tag, place in held]:
            held.append((name, found.start()))
        elif closes and held and held[-1][0] == name:
            held.pop()
        else:
            told = _("La balise %(tag)s n’est pas à sa place : le fichier est coupé ou modifié.")
            raise FileRefused(told % {"tag": name}, line=_row(text, found.start()))
    ends = text.rstrip()
    if held or not ends.endswith("</OFX>"):
        told = _("Le fichier est coupé, ou suivi d’autre chose : il ne finit pas par sa balise de fin.")
        raise FileRefused(told, line=_row(text, len(ends)))


def _tree(text: str) -> Element:
    start = text.index("<OFX>")
    body = text[start:].rstrip()
    opened, closed = Counter(), Counter()
    for found in _TAG.finditer(body):
        (closed if found[1] else opened)[found[2]] += 1
    # A value that is neither there nor closed would swallow all that follows it: its tag is left out.
    body = _EMPTY.sub(lambda found: found[0] if opened[found[1]] == closed[found[1]] else "", body)
    builder = TreeBuilder()
    try:
        builder.feed(body)
        root: Element = builder.close()
    except (SyntaxError, AssertionError, ValueError, TypeError, IndexError) as error:  # ofxtools' ParseError, and xml's
        raise FileRefused(
            _("Une balise ne se lit pas : le fichier est coupé ou modifié."), line=_row(text, start)
        ) from error
    return root


def _draft(statement: Element, row: int, rows: Iterator[int]) -> Draft:
    refuse_currency(_value(statement, "CURDEF") or "EUR", row)
    bank, branch, number = (_value(statement, f"BANKACCTFROM/{name}") for name in ("BANKID", "BRANCHID", "ACCTID"))
    draft = Draft(account=account_of(number), iban=iban_of(bank, branch, account_of(number)), row=row)
    draft.starts_on = _day_or_none(_value(statement, "BANKTRANLIST/DTSTART"), row)
    for movement in statement.iter("STMTTRN"):
        draft.last_row = next(rows)
        draft.add(_movement(movement, draft.last_row), draft.last_row)
    if balance := _value(statement, "LEDGERBAL/BALAMT"):
        draft.end = _sum(balance, row)
    as_of = _value(statement, "LEDGERBAL/DTASOF") or _value(statement, "BANKTRANLIST/DTEND")
    draft.ends_on = _day_or_none(as_of, row)
    return draft


def _movement(movement: Element, row: int) -> StatementLine:
    refuse_currency(_value(movement, "CURRENCY/CURSYM") or "EUR", row)
    return StatementLine(
        date=_day(_value(movement, "DTPOSTED"), row),
        amount=_sum(_value(movement, "TRNAMT"), row),
        label=label_of(_value(movement, "NAME") or _value(movement, "PAYEE/NAME"), _value(movement, "MEMO")),
        bank_id=word_of(_value(movement, "FITID")),
        value_date=_day_or_none(_value(movement, "DTAVAIL"), row),
        cheque_number=word_of(_value(movement, "CHECKNUM")).lstrip("0"),
        reference=word_of(_value(movement, "REFNUM")),
        kind=word_of(_value(movement, "TRNTYPE")),
    )


def _value(parent: Element, path: str) -> str:
    return html.unescape(parent.findtext(path) or "").strip()


def _sum(written: str, row: int) -> Decimal:
    try:
        return read_sum(written, decimal=".", grouped=False)
    except NotASum as error:
        raise FileRefused(_("La somme « %(sum)s » ne se lit pas.") % {"sum": word_of(written)}, line=row) from error


def _day(written: str, row: int) -> datetime.date:
    try:
        return read_day(written[:8], "ymd")
    except NotADay as error:
        raise FileRefused(_("La date « %(day)s » ne se lit pas.") % {"day": word_of(written)}, line=row) from error


def _day_or_none(written: str, row: int) -> datetime.date | None:
    """A day that many banks leave empty or fill with zeros."""
    return _day(written, row) if written.strip("0") else None


def _rows(text: str, tag: str) -> Iterator[int]:
    """The line of each place where the tag stands, in one walk over the text."""
    row, before = 1, 0
    for found in re.finditer(tag, text):
        row, before = row + text.count("\n", before, found.start()), found.start()
        yield row


def _row(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1
