"""The lines of a book as CSV, written by the database: one pass, the running total with it, sent in pieces.

What each cell holds is what `finance.queries.entries` says of an entry (a test compares the two). Written in SQL, for a
year of a large book is ten thousand lines: row by row through models it takes twenty times as long.
"""

from collections.abc import Iterator, Sequence

from django.core.exceptions import EmptyResultSet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from finance.models import Book, Entry
from finance.models.claims import words_of_category
from finance.queries.entries import EntryFilter, entries_of
from occe.kit.csvfiles import csv_copy, csv_sql
from occe.kit.drawing.categories import CATEGORIES

NUMBER = "#"
"""Stands for the number of a corrected entry in the sentence that names it."""

LINES = f"""
WITH account AS MATERIALIZED (
    SELECT id, holds, label, title, {csv_sql("label")} AS label_cell, {csv_sql("title")} AS title_cell
    FROM (SELECT id, kind = 'treasury' AS holds, {{label}} AS label, code || ' ' || {{label}} AS title
          FROM finance_account WHERE federation_id = %s AND year_id = %s) told
),
kind AS MATERIALIZED (
    SELECT kind, {csv_sql("label")} AS cell FROM unnest(%s::text[], %s::text[]) AS told (kind, label)
),
bought AS MATERIALIZED (SELECT * FROM unnest(%s::text[], %s::text[]) AS told (category, words)),
moved AS (
    SELECT e.id, e.number, e.date, e.kind, e.voucher_id, e.reverses_id,
        sum(l.debit - l.credit) FILTER (WHERE a.holds) AS sum,
        count(*) FILTER (WHERE NOT a.holds) AS purposes, min(a.id) FILTER (WHERE NOT a.holds) AS purpose
    FROM finance_entry e
    JOIN finance_entryline l ON l.entry_id = e.id
    JOIN account a ON a.id = l.account_id
    WHERE e.book_id = %s
    GROUP BY e.id
),
told AS (
    SELECT m.id, m.number, m.date, v.number AS voucher, k.cell AS kind, m.sum,
        CASE WHEN m.purposes < 2 THEN one.title_cell
            ELSE (SELECT {csv_sql("titles")} FROM (SELECT string_agg(title, ', ' ORDER BY first) AS titles FROM (
                SELECT a.title, min(l.position) AS first FROM finance_entryline l JOIN account a ON a.id = l.account_id
                WHERE l.entry_id = m.id AND NOT a.holds GROUP BY a.title) each_once) joined) END AS accounts,
        CASE WHEN m.kind = 'reversal'
            THEN (SELECT replace(%s, '{NUMBER}', r.number::text) FROM finance_entry r WHERE r.id = m.reverses_id)
            ELSE coalesce(
                nullif(c.what, ''), bought.words, nullif(c.shop, ''), nullif(s.label, ''),
                nullif(v.caption, '')) END AS words,
        CASE WHEN m.kind = 'transfer' THEN coalesce((SELECT {csv_sql("way")} FROM (
                SELECT string_agg(a.label, ' → ' ORDER BY l.debit, a.label COLLATE "C") AS way FROM finance_entryline l
                JOIN account a ON a.id = l.account_id WHERE l.entry_id = m.id AND a.holds) w WHERE way <> ''), k.cell)
            WHEN m.kind NOT IN ('expense', 'income') OR m.purposes = 0 THEN k.cell
            WHEN m.purposes = 1 THEN one.label_cell
            ELSE (SELECT a.label_cell FROM finance_entryline l JOIN account a ON a.id = l.account_id
                  WHERE l.entry_id = m.id AND NOT a.holds ORDER BY l.position LIMIT 1) END AS composed,
        sum(coalesce(m.sum, 0.00)) OVER (ORDER BY m.number ROWS UNBOUNDED PRECEDING) AS after
    FROM moved m
    LEFT JOIN kind k ON k.kind = m.kind
    LEFT JOIN account one ON one.id = m.purpose
    LEFT JOIN finance_voucher v ON v.id = m.voucher_id
    LEFT JOIN finance_expenseclaim c ON c.entry_id = m.id
    LEFT JOIN bought ON bought.category = c.category
    LEFT JOIN finance_depositslip s ON s.entry_id = m.id
)
SELECT concat(
    number, ';', to_char(date, 'DD/MM/YYYY'), ';', voucher, ';',
    CASE WHEN words IS NULL THEN composed ELSE {csv_sql("words")} END, ';', accounts, ';', kind, ';',
    replace(concat(CASE WHEN sum > 0 THEN sum END, ';', CASE WHEN sum < 0 THEN -sum END, ';', after), '.', ','))
FROM told {{where}} ORDER BY number DESC
"""  # noqa: S608 - made of our own columns; what varies is a parameter


def entry_chunks(book: Book, wanted: EntryFilter, header: Sequence[str]) -> Iterator[bytes]:
    """The file in pieces: the header, then the entries that the filter lets through, the latest number first."""
    return csv_copy(header, *_statement(book, wanted))


def _statement(book: Book, wanted: EntryFilter) -> tuple[str, list]:
    label = "label_en" if (get_language() or "fr").startswith("en") else "label_fr"
    kinds, labels = zip(*Entry.Kind.choices, strict=True)
    correction = _("Correction de l’écriture n° %(number)s") % {"number": NUMBER}
    bought = {key: words for key in CATEGORIES if (words := words_of_category(key))}
    parameters = [
        book.federation_id, book.year_id, list(kinds), [str(text) for text in labels],
        list(bought), list(bought.values()), book.pk, correction,
    ]  # fmt: skip
    if wanted.is_empty:
        return LINES.format(label=label, where=""), parameters
    # The running total is the whole book's; the filter only chooses what is shown of it.
    try:
        chosen, more = entries_of(book, wanted).order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:  # no entry holds these words
        chosen, more = "SELECT NULL::bigint WHERE false", ()
    return LINES.format(label=label, where=f"WHERE id IN ({chosen})"), [*parameters, *more]
