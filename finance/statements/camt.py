"""CAMT.053 (ISO 20022), versions 001.02 to 001.08 and later, by lxml: no version is asked, elements go by their names.

The readers of ISO 20022 that exist bring models of every message, and none says the line of what it refuses; what a
statement needs are twenty elements. Entities, DTD and network are off; a document that declares a DTD is refused.

One entry of the bank is one line here, also when it groups several payments: it is what the paper statement shows, and
what a deposit slip adds up to. Names of the other party are not taken: only what the bank itself writes as a label.
"""

import datetime
from decimal import Decimal

from django.utils.translation import gettext as _
from lxml import etree

from finance.statements.checks import refuse_currency
from finance.statements.drafts import Draft, account_of, label_of, word_of
from finance.statements.errors import FileRefused
from finance.statements.figures import NotADay, NotASum, read_day, read_sum
from finance.statements.shapes import StatementLine, Warning
from occe.kit.euros import format_euros

_START, _END, _PAGE = ("OPBD", "PRCD"), ("CLBD",), "ITBD"
_NOT_PROVIDED = "NOTPROVIDED"


def is_camt(data: bytes) -> bool:
    """Whether the file is XML with a bank's statement to its customer (OFX 2 is asked first)."""
    return b"BkToCstmr" in data[:4000] or b"camt.05" in data[:4000]


def read_camt(data: bytes) -> list[Draft]:
    """The statements of a file. Raises FileRefused."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data.strip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        raise FileRefused(_("Le fichier est coupé ou modifié : son XML ne se lit pas."), line=line) from error
    if root.getroottree().docinfo.doctype:
        raise FileRefused(_("Ce fichier définit ses propres signes (DOCTYPE) : il n’est pas lu."))
    for element in root.iter("{*}BkToCstmrAcctRpt", "{*}BkToCstmrDbtCdtNtfctn"):
        told = _("C’est un avis du jour, pas un relevé : demandez à la banque le format CAMT.053.")
        raise FileRefused(told, line=element.sourceline)
    return [_draft(statement) for statement in root.iter("{*}Stmt")]


def _draft(statement: etree._Element) -> Draft:
    draft = Draft(row=statement.sourceline or 1, last_row=statement.sourceline or 1)
    draft.account = account_of(_text(statement, "Acct/Id/IBAN") or _text(statement, "Acct/Id/Othr/Id"))
    draft.iban = account_of(_text(statement, "Acct/Id/IBAN"))
    refuse_currency(_text(statement, "Acct/Ccy") or "EUR", draft.row)
    draft.starts_on = _day(statement, "FrToDt/FrDtTm", "FrToDt/FrDt")
    draft.ends_on = _day(statement, "FrToDt/ToDtTm", "FrToDt/ToDt")
    _balances(draft, statement)
    for entry in _all(statement, "Ntry"):
        _add(draft, entry)
    _refuse_wrong_count(draft, statement)
    return draft


def _balances(draft: Draft, statement: etree._Element) -> None:
    """Start and end; a statement in pages has balances "in between" at both ends of a page."""
    pages = []
    for balance in _all(statement, "Bal"):
        kind = _text(balance, "Tp/CdOrPrtry/Cd")
        day = _day(balance, "Dt/Dt", "Dt/DtTm")
        if kind in _START and (draft.start is None or kind == _START[0]):
            draft.start, draft.starts_on = _amount(balance), draft.starts_on or day
        elif kind in _END:
            draft.end, draft.ends_on, draft.last_row = _amount(balance), draft.ends_on or day, balance.sourceline or 1
        elif kind == _PAGE:
            pages.append(_amount(balance))
    if pages and draft.start is None:
        draft.start = pages.pop(0)
    if pages and draft.end is None:
        draft.end = pages.pop()


def _add(draft: Draft, entry: etree._Element) -> None:
    row = entry.sourceline or draft.row
    status = _text(entry, "Sts/Cd") or _text(entry, "Sts") or "BOOK"
    amount = _amount(entry)
    if status != "BOOK":
        told = _("%(amount)s annoncés mais pas encore passés au compte : laissés de côté.")
        draft.warnings.append(Warning("pending", told % {"amount": format_euros(amount)}, row))
        return
    date = _day(entry, "BookgDt/Dt", "BookgDt/DtTm")
    value_date = _day(entry, "ValDt/Dt", "ValDt/DtTm")
    day = date or value_date
    if day is None:
        raise FileRefused(_("Un mouvement n’a pas de date."), line=row)
    details = _all(entry, "NtryDtls/TxDtls")
    _tell_group(draft, entry, len(details), row)
    only = details[0] if len(details) == 1 else None
    line = StatementLine(
        date=day,
        amount=amount,
        label=label_of(_text(entry, "AddtlNtryInf"), *_words(only)) or label_of(_text(entry, "BkTxCd/Prtry/Cd")),
        bank_id=_name(entry, "AcctSvcrRef") or _name(only, "Refs/AcctSvcrRef") or _name(entry, "NtryRef"),
        value_date=value_date,
        cheque_number=_name(only, "Refs/ChqNb").lstrip("0"),
        reference=_name(only, "Refs/EndToEndId") or _name(entry, "NtryRef"),
        kind=_name(entry, "BkTxCd/Domn/Fmly/SubFmlyCd") or _name(entry, "BkTxCd/Prtry/Cd"),
    )
    draft.add(line, row)
    draft.last_row = max(draft.last_row, row)


def _words(detail: etree._Element | None) -> list[str]:
    if detail is None:
        return []
    return [_text(detail, "AddtlTxInf"), *(found.text or "" for found in _all(detail, "RmtInf/Ustrd"))]


def _tell_group(draft: Draft, entry: etree._Element, details: int, row: int) -> None:
    said = _text(entry, "NtryDtls/Btch/NbOfTxs")
    number = int(said) if said.isascii() and said.isdigit() and len(said) < 6 else 0
    if max(number, details) > 1:
        told = _("%(amount)s groupent %(number)s opérations : une seule ligne, comme sur le relevé.")
        if not details:
            told = _("%(amount)s groupent %(number)s opérations dont la banque ne dit pas le détail : une seule ligne.")
        named = {"amount": format_euros(_amount(entry)), "number": max(number, details)}
        draft.warnings.append(Warning("grouped", told % named, row))


def _refuse_wrong_count(draft: Draft, statement: etree._Element) -> None:
    """The bank may say how many entries there are: fewer or more is a file that was cut or changed."""
    said = _find(statement, "TxsSummry/TtlNtries/NbOfNtries")
    entries = len(_all(statement, "Ntry"))
    if said is not None and (said.text or "").strip().isdecimal() and int(said.text) != entries:
        told = _("La banque annonce %(said)s mouvements, le fichier en contient %(entries)s.")
        raise FileRefused(told % {"said": word_of(said.text), "entries": entries}, line=said.sourceline)


def _amount(parent: etree._Element) -> Decimal:
    """The signed sum of an entry or a balance. A reversal already says by itself in which direction it goes."""
    row = parent.sourceline
    found, way = _find(parent, "Amt"), _text(parent, "CdtDbtInd")
    if found is None or way not in ("CRDT", "DBIT"):
        raise FileRefused(_("Un mouvement n’a pas de somme ou pas de sens."), line=row)
    refuse_currency(found.get("Ccy", "EUR"), found.sourceline)
    try:
        value = read_sum(found.text or "", decimal=".", grouped=False)
    except NotASum as error:
        told = _("La somme « %(sum)s » ne se lit pas.")
        raise FileRefused(told % {"sum": word_of(found.text)}, line=found.sourceline) from error
    return -value if way == "DBIT" and value else value


def _day(parent: etree._Element, *paths: str) -> datetime.date | None:
    """The day at the first of `paths` that is there; a moment counts by its day."""
    found = next((each for each in (_find(parent, path) for path in paths) if each is not None), None)
    if found is None:
        return None
    try:
        return read_day((found.text or "").strip()[:10], "ymd")
    except NotADay as error:
        told = _("La date « %(day)s » ne se lit pas.")
        raise FileRefused(told % {"day": word_of(found.text)}, line=found.sourceline) from error


def _find(parent: etree._Element, path: str) -> etree._Element | None:
    return parent.find("/".join(f"{{*}}{name}" for name in path.split("/")))


def _all(parent: etree._Element, path: str) -> list[etree._Element]:
    return parent.findall("/".join(f"{{*}}{name}" for name in path.split("/")))


def _text(parent: etree._Element | None, path: str) -> str:
    found = None if parent is None else _find(parent, path)
    return "" if found is None else (found.text or "").strip()


def _name(parent: etree._Element | None, path: str) -> str:
    """A reference, "" also when the bank writes that it has none."""
    word = word_of(_text(parent, path))
    return "" if word.upper() == _NOT_PROVIDED else word
