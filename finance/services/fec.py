"""The file of accounting entries (FEC) of a year: eighteen columns, tabs, comma decimals, one row a ledger line.

An exchange file for the auditor: an association that pays no tax is not bound to give one. The association is one legal
person, so that there is one file; each cooperative is a journal of it, its entry numbers without gap. Rows leave the
database by COPY, so that the memory stays flat.
"""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from cooperatives.models import Federation, SchoolYear
from finance.errors import FecRefused
from occe.kit.csvfiles import copied
from occe.kit.patience import as_long_as_it_takes

ENCODINGS = ("utf-8", "iso-8859-15")
# Typographic signs that ISO-8859-15 lacks and that have a plain sister.
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "→": ">"})
COLUMNS = (
    "JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib", "CompAuxNum", "CompAuxLib",
    "PieceRef", "PieceDate", "EcritureLib", "Debit", "Credit", "EcritureLet", "DateLet", "ValidDate", "Montantdevise",
    "Idevise",
)  # fmt: skip

# A tab or a line break in a name would make a nineteenth column: white space is one space in each free text. What an
# account, a class or an entry says in each of its lines is written once, and a row leaves as one text; CSV passes it as
# it is, for no row holds a control character but the tab.
ROWS = r"""
COPY (
    WITH account AS MATERIALIZED (
        SELECT id, concat(coalesce(nullif(auditor_code, ''), code), E'\t', regexp_replace(label_fr, '\s+', ' ', 'g'))
            AS text
        FROM finance_account WHERE federation_id = %(federation)s AND year_id = %(year)s
    ),
    classroom AS MATERIALIZED (
        SELECT k.id, concat(k.id, E'\t', regexp_replace(k.name, '\s+', ' ', 'g')) AS text
        FROM cooperatives_classroom k JOIN cooperatives_cooperative c ON c.id = k.cooperative_id
        WHERE c.federation_id = %(federation)s AND k.year_id = %(year)s
    ),
    journal AS MATERIALIZED (
        SELECT b.id, row_number() OVER (ORDER BY c.number NULLS FIRST) AS place,
            concat(CASE WHEN c.id IS NULL THEN 'AD' ELSE lpad(c.number::text, 4, '0') END, E'\t',
                regexp_replace(coalesce(c.name, f.name), '\s+', ' ', 'g'), E'\t') AS text
        FROM finance_book b
        JOIN cooperatives_federation f ON f.id = b.federation_id
        LEFT JOIN cooperatives_cooperative c ON c.id = b.cooperative_id
        WHERE b.federation_id = %(federation)s AND b.year_id = %(year)s
    ),
    entry AS (
        SELECT d.id, d.place, concat(j_text, d.number, d.day) AS head,
            concat(E'\t', coalesce(v.number, d.number::text), d.day, d.label, E'\t') AS piece,
            concat(E'\t\t\t', d.valid, E'\t\t') AS tail
        FROM (
            SELECT e.id, (j.place << 32) + e.number AS place, j.text AS j_text, e.number, e.label, e.voucher_id,
                to_char(e.date, E'\tYYYYMMDD\t') AS day,
                to_char(e.posted_at AT TIME ZONE 'Europe/Paris', 'YYYYMMDD') AS valid
            FROM journal j JOIN finance_entry e ON e.book_id = j.id OFFSET 0
        ) d
        LEFT JOIN finance_voucher v ON v.id = d.voucher_id
        OFFSET 0
    )
    SELECT concat(e.head, a.text, E'\t', coalesce(k.text, E'\t'), e.piece, replace(l.debit::text, '.', ','), E'\t',
        replace(l.credit::text, '.', ','), e.tail)
    FROM entry e
    JOIN finance_entryline l ON l.entry_id = e.id
    JOIN account a ON a.id = l.account_id
    LEFT JOIN classroom k ON k.id = l.classroom_id
    ORDER BY e.place, l.position
) TO STDOUT (FORMAT csv, DELIMITER E'\x03', QUOTE E'\x04')
"""


def fec_name(federation: Federation, year: SchoolYear) -> str:
    """`123456789FEC20260831.txt`: the legal person, the closing day. Raises FecRefused without a SIRET."""
    if not re.fullmatch(r"[0-9]{14}", federation.siret):
        raise FecRefused(_("Le fichier porte le SIREN de l’association : écrivez d’abord son SIRET dans ses réglages."))
    return f"{federation.siren}FEC{year.ends:%Y%m%d}.txt"


def fec_chunks(federation: Federation, year: SchoolYear, *, encoding: str = "utf-8") -> Iterator[bytes]:
    """The file in pieces, the header first; in UTF-8, or in ISO-8859-15, where a sign that it lacks is a question mark.

    Those are the two that the auditors' programs read.
    """
    yield ("\t".join(COLUMNS) + "\n").encode()
    pieces = copied(ROWS, {"federation": federation.pk, "year": year.pk})
    if encoding == "utf-8":
        yield from pieces
        return
    decoder = codecs.getincrementaldecoder("utf-8")()
    for piece in pieces:
        yield decoder.decode(piece).translate(_PLAIN).encode(encoding, errors="replace")


def write_fec(federation: Federation, year: SchoolYear, folder: Path, *, encoding: str = "utf-8") -> Path:
    """Write the file into a folder, under its right name, whole or not at all; where it is.

    Raises FecRefused.
    """
    target = folder / fec_name(federation, year)
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(".part")
    with open(unfinished, "wb") as file, as_long_as_it_takes():
        for chunk in fec_chunks(federation, year, encoding=encoding):
            file.write(chunk)
    unfinished.replace(target)
    return target
