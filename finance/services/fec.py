"""The file of accounting entries (FEC) of a year: eighteen columns, tabs, comma decimals, one row a ledger line.

An exchange file for the auditor: an association that pays no tax is not bound to give one. The association is one legal
person, so that there is one file; each cooperative is a journal of it, its entry numbers without gap. Rows leave the
database by COPY, so that the memory stays flat and the speed is that of COPY.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from django.db import connection
from django.utils.translation import gettext as _

from cooperatives.models import Federation, SchoolYear
from finance.errors import FecRefused

COLUMNS = (
    "JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib", "CompAuxNum", "CompAuxLib",
    "PieceRef", "PieceDate", "EcritureLib", "Debit", "Credit", "EcritureLet", "DateLet", "ValidDate", "Montantdevise",
    "Idevise",
)  # fmt: skip

# A tab or a line break in a name would make a nineteenth column: \s is spelt out in each free text.
ROWS = r"""
COPY (
    SELECT
        CASE WHEN c.id IS NULL THEN 'AD' ELSE lpad(c.number::text, 4, '0') END,
        regexp_replace(coalesce(c.name, f.name), '\s+', ' ', 'g'),
        e.number,
        to_char(e.date, 'YYYYMMDD'),
        coalesce(nullif(a.auditor_code, ''), a.code),
        regexp_replace(a.label_fr, '\s+', ' ', 'g'),
        coalesce(k.id::text, ''),
        coalesce(regexp_replace(k.name, '\s+', ' ', 'g'), ''),
        coalesce(v.number, e.number::text),
        to_char(e.date, 'YYYYMMDD'),
        e.label,
        replace(l.debit::text, '.', ','),
        replace(l.credit::text, '.', ','),
        '', '',
        to_char(e.posted_at AT TIME ZONE 'Europe/Paris', 'YYYYMMDD'),
        '', ''
    FROM finance_book b
    JOIN finance_entry e ON e.book_id = b.id
    JOIN finance_entryline l ON l.entry_id = e.id
    JOIN finance_account a ON a.id = l.account_id
    JOIN cooperatives_federation f ON f.id = b.federation_id
    LEFT JOIN cooperatives_cooperative c ON c.id = b.cooperative_id
    LEFT JOIN cooperatives_classroom k ON k.id = l.classroom_id
    LEFT JOIN finance_voucher v ON v.id = e.voucher_id
    WHERE b.federation_id = %s AND b.year_id = %s
    ORDER BY c.number NULLS FIRST, e.number, l.position
) TO STDOUT (FORMAT text, NULL '')
"""


def fec_name(federation: Federation, year: SchoolYear) -> str:
    """`123456789FEC20260831.txt`: the legal person, the closing day. Raises FecRefused without a SIRET."""
    if not re.fullmatch(r"[0-9]{14}", federation.siret):
        raise FecRefused(_("Le fichier porte le SIREN de l’association : écrivez d’abord son SIRET dans ses réglages."))
    return f"{federation.siren}FEC{year.ends:%Y%m%d}.txt"


def fec_chunks(federation: Federation, year: SchoolYear) -> Iterator[bytes]:
    """The file in pieces, the header first; UTF-8."""
    yield ("\t".join(COLUMNS) + "\n").encode()
    with connection.cursor() as cursor, cursor.copy(ROWS, [federation.pk, year.pk]) as rows:
        for chunk in rows:
            yield bytes(chunk)


def write_fec(federation: Federation, year: SchoolYear, folder: Path) -> Path:
    """Write the file into a folder, under its right name, whole or not at all; where it is.

    Raises FecRefused.
    """
    target = folder / fec_name(federation, year)
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(".part")
    with open(unfinished, "wb") as file:
        for chunk in fec_chunks(federation, year):
            file.write(chunk)
    unfinished.replace(target)
    return target
