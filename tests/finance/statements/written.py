"""Bank files of the tests' own making, in each format: a statement in, the bytes that a bank would give out.

Nobody's real statement: accounts are counted up, labels are invented.
"""

from datetime import date
from decimal import Decimal
from itertools import accumulate
from xml.sax.saxutils import escape

from finance.statements.shapes import ReadStatement, StatementLine

BANK, BRANCH, NUMBER = "20041", "01005", "0500013M026"
IBAN = "FR1420041010050500013M02606"


def line(day, amount, label="REMISE ESPECES", **more):
    """A movement of October 2026 from a day and a sum in text."""
    return StatementLine(date(2026, 10, day), Decimal(amount), label, **more)


def statement(*lines, start="100.00", account=NUMBER, begins=date(2026, 10, 1), ends=date(2026, 10, 31), **more):
    """A statement whose sum holds."""
    first = Decimal(start)
    end = first + sum((each.amount for each in lines), Decimal("0.00"))
    return ReadStatement(account, "EUR", first, end, begins, ends, tuple(lines), **more)


# --- OFX -------------------------------------------------------------------------------------------------------------

_OFX1 = (
    "OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:102\r\nSECURITY:NONE\r\nENCODING:USASCII\r\nCHARSET:1252\r\n"
    "COMPRESSION:NONE\r\nOLDFILEUID:NONE\r\nNEWFILEUID:NONE\r\n\r\n"
)
_OFX2 = (
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\r\n'
    '<?OFX OFXHEADER="200" VERSION="211" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>\r\n'
)


def ofx1(*statements, encoding="cp1252"):
    """SGML: the tags of values are left open."""
    return (_OFX1 + _ofx(statements, close=False)).encode(encoding)


def ofx2(*statements):
    """XML: every tag is closed."""
    return (_OFX2 + _ofx(statements, close=True)).encode()


def _ofx(statements, *, close):
    def value(name, text):
        return f"<{name}>{escape(str(text))}" + (f"</{name}>" if close else "")

    def movement(each):
        facts = [
            ("TRNTYPE", each.kind or "OTHER"), ("DTPOSTED", f"{each.date:%Y%m%d}120000"), ("TRNAMT", each.amount),
            ("FITID", each.bank_id), ("CHECKNUM", each.cheque_number), ("REFNUM", each.reference),
            ("DTAVAIL", f"{each.value_date:%Y%m%d}" if each.value_date else ""), ("NAME", each.label[:32]),
            ("MEMO", each.label),
        ]  # fmt: skip
        return ["<STMTTRN>", *(value(name, text) for name, text in facts), "</STMTTRN>"]

    parts = ["<OFX>", "<BANKMSGSRSV1>"]
    for each in statements:
        parts += ["<STMTTRNRS>", value("TRNUID", 1), "<STMTRS>", value("CURDEF", each.currency), "<BANKACCTFROM>"]
        parts += [value("BANKID", BANK), value("BRANCHID", BRANCH), value("ACCTID", each.account)]
        parts += ["</BANKACCTFROM>", "<BANKTRANLIST>", value("DTSTART", f"{each.starts_on:%Y%m%d}")]
        parts += [tag for moved in each.lines for tag in movement(moved)]
        parts += ["</BANKTRANLIST>", "<LEDGERBAL>", value("BALAMT", each.end)]
        parts += [value("DTASOF", f"{each.ends_on:%Y%m%d}"), "</LEDGERBAL>", "</STMTRS>", "</STMTTRNRS>"]
    return "\r\n".join([*parts, "</BANKMSGSRSV1>", "</OFX>", ""])


# --- CAMT.053 --------------------------------------------------------------------------------------------------------


def camt(*statements, version=2, extra=""):
    """Version 001.02 to 001.08; from 001.04 on the status is an element of its own. `extra` goes into each entry."""
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version:02d}">',
        "<BkToCstmrStmt>",
    ]
    for each in statements:
        parts += ["<Stmt>", f"<Acct><Id><IBAN>{each.account}</IBAN></Id><Ccy>{each.currency}</Ccy></Acct>"]
        parts += [_balance("OPBD", each.start, each.starts_on), _balance("CLBD", each.end, each.ends_on)]
        parts += [f"<TxsSummry><TtlNtries><NbOfNtries>{len(each.lines)}</NbOfNtries></TtlNtries></TxsSummry>"]
        parts += [_entry(moved, version, extra) for moved in each.lines]
        parts += ["</Stmt>"]
    return "\n".join([*parts, "</BkToCstmrStmt>", "</Document>"]).encode()


def _balance(kind, amount, day):
    named = f"<Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp>"
    return f"<Bal>{named}{_amount(amount)}<Dt><Dt>{day.isoformat()}</Dt></Dt></Bal>"


def _amount(amount):
    way = "DBIT" if amount < 0 else "CRDT"
    return f'<Amt Ccy="EUR">{abs(amount)}</Amt><CdtDbtInd>{way}</CdtDbtInd>'


def _entry(each, version, extra):
    status = "<Sts><Cd>BOOK</Cd></Sts>" if version > 3 else "<Sts>BOOK</Sts>"
    value = f"<ValDt><Dt>{each.value_date.isoformat()}</Dt></ValDt>" if each.value_date else ""
    cheque = f"<ChqNb>{each.cheque_number}</ChqNb>" if each.cheque_number else ""
    return (
        f"<Ntry>{_amount(each.amount)}{status}<BookgDt><Dt>{each.date.isoformat()}</Dt></BookgDt>{value}"
        f"<AcctSvcrRef>{escape(each.bank_id)}</AcctSvcrRef>{extra}<NtryDtls><TxDtls><Refs>"
        f"<EndToEndId>{escape(each.reference)}</EndToEndId>{cheque}</Refs></TxDtls></NtryDtls>"
        f"<AddtlNtryInf>{escape(each.label)}</AddtlNtryInf></Ntry>"
    )


# --- CFONB 120 -------------------------------------------------------------------------------------------------------


def cfonb(*statements):
    """Records of 120 signs; a label of more than 31 signs goes on in a record 05."""
    rows = []
    for each in statements:
        rows.append(_record("01", each, each.starts_on, 34 * " ", each.start))
        for moved in each.lines:
            rows.append(_movement(each, moved))
            if len(moved.label) > 31:
                rows.append(_record("05", each, moved.date, "", None)[:45] + f"LIB{moved.label:<70.70}  ")
        rows.append(_record("07", each, each.ends_on, 34 * " ", each.end))
    return "\r\n".join([*rows, ""]).encode("cp1252")


def _record(code, each, day, middle, amount, end=""):
    left = f"{code}{BANK}    {BRANCH}{each.currency}2 {each.account:<11.11}  {day:%d%m%y}"
    return f"{left}{middle:<50.50}{overpunch(amount) if amount is not None else '':<14}{end:<16.16}"


def _movement(each, moved):
    value = f"{moved.value_date:%d%m%y}" if moved.value_date else 6 * " "
    number = moved.cheque_number.zfill(7) if moved.cheque_number else 7 * " "
    middle = f"  {value}{moved.label:<31.31}  {number}  "
    record = _record("04", each, moved.date, middle, moved.amount, moved.reference)
    return record[:32] + f"{moved.kind:<2.2}" + record[34:]


def overpunch(amount):
    """Thirteen digits and a last sign that holds the digit and the direction."""
    cents = f"{abs(amount) * 100:014.0f}"
    return cents[:-1] + ("}JKLMNOPQR" if amount < 0 else "{ABCDEFGHI")[int(cents[-1])]


# --- QIF -------------------------------------------------------------------------------------------------------------


def qif(*lines, order="%d/%m/%Y", account=""):
    """One account; neither balance nor currency."""
    rows = ["!Account", f"N{account}", "TBank", "^"] if account else []
    rows.append("!Type:Bank")
    for each in lines:
        rows += [f"D{each.date.strftime(order)}", f"T{each.amount}", f"P{each.label}"]
        rows += [f"N{each.cheque_number}"] * bool(each.cheque_number) + ["^"]
    return "\n".join([*rows, ""]).encode()


# --- the CSV of five banks -------------------------------------------------------------------------------------------


def french(amount, sign=""):
    """`-1234,56`."""
    return f"{sign if amount > 0 else ''}{amount:.2f}".replace(".", ",")


def _csv(rows, encoding):
    return "".join(row + "\r\n" for row in rows).encode(encoding)


def postale(each, encoding="cp1252"):
    """La Banque Postale: account, day and balance above the table."""
    rows = [
        f"Numéro Compte   ;{each.account}", "Type         ;CCP", "Compte tenu en  ;euros",
        f"Date            ;{each.ends_on:%d/%m/%Y}", f"Solde (EUROS)   ;{french(each.end)}", "",
        "Date;Libellé;Montant(EUROS)",
        *(f'{moved.date:%d/%m/%Y};"{moved.label}";{french(moved.amount)}' for moved in each.lines),
    ]  # fmt: skip
    return _csv(rows, encoding)


def generale(each, encoding="iso-8859-15"):
    """Société Générale: a formula that keeps the zeros of the account, and the period."""
    rows = [
        f'="{each.account}";{each.starts_on:%d/%m/%Y};{each.ends_on:%d/%m/%Y};',
        "date_comptabilisation;libellé_complet_operation;montant_operation;devise;",
        *(f"{moved.date:%d/%m/%Y};{moved.label};{french(moved.amount)};EUR;" for moved in each.lines),
    ]
    return _csv(rows, encoding)


def mutuel(each, encoding="cp1252"):
    """Crédit Mutuel: the balance stands in each row."""
    balances = accumulate((moved.amount for moved in each.lines), initial=each.start)
    next(balances)
    rows = ["Date;Date de valeur;Débit;Crédit;Libellé;Solde"]
    for moved, balance in zip(each.lines, balances, strict=True):
        out, into = (french(moved.amount), "") if moved.amount < 0 else ("", french(moved.amount))
        day = moved.value_date or moved.date
        rows.append(f"{moved.date:%d/%m/%Y};{day:%d/%m/%Y};{out};{into};{moved.label};{french(balance)}")
    return _csv(rows, encoding)


def epargne(each, encoding="utf-8-sig"):
    """Caisse d'Épargne: no account and no balance inside; see `epargne_name`."""
    rows = [
        "Date de comptabilisation;Libelle simplifie;Libelle operation;Reference;Informations complementaires;"
        "Type operation;Categorie;Sous categorie;Debit;Credit;Date operation;Date de valeur;Pointage operation"
    ]
    for moved in each.lines:
        out, into = (french(moved.amount), "") if moved.amount < 0 else ("", french(moved.amount, "+"))
        rows.append(
            f"{moved.date:%d/%m/%Y};{moved.label[:12]};{moved.label};{moved.reference};;Virement;;;{out};{into};"
            f"{moved.date:%d/%m/%Y};{moved.date:%d/%m/%Y};0"
        )
    return _csv(rows, encoding)


def epargne_name(each):
    return f"{each.ends_on:%d%m%Y}_{each.account}.csv"


def agricole(each, encoding="iso-8859-15"):
    """Crédit Agricole: words above the table, labels over two lines."""
    rows = [
        f"Téléchargement du {each.ends_on:%d/%m/%Y};", "", "COOPERATIVE SCOLAIRE",
        f"Compte de Dépôt n° {each.account};", f"Solde au {each.ends_on:%d/%m/%Y} {french(each.end)} €", "",
        f"Liste des opérations du compte entre le {each.starts_on:%d/%m/%Y} et le {each.ends_on:%d/%m/%Y};", "",
        "Date;Libellé;Débit euros;Crédit euros;",
    ]  # fmt: skip
    for moved in each.lines:
        out, into = (french(-moved.amount), "") if moved.amount < 0 else ("", french(moved.amount))
        first, _, rest = moved.label.partition(" ")
        rows.append(f'{moved.date:%d/%m/%Y};"{first}       \n{rest}\n";{out};{into};')
    return _csv(rows, encoding)
