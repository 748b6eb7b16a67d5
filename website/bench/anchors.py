"""The references: what the same work costs with nothing of ours around it."""

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.views.decorators.cache import cache_page

from finance.models import Entry
from occe.kit.access import public

CACHED_FILE = "BENCH_PAGE"
RAW_TABLES = """
    CREATE TABLE bench_entry (LIKE finance_entry INCLUDING ALL);
    CREATE TABLE bench_line (LIKE finance_entryline INCLUDING ALL);
    GRANT SELECT, INSERT ON bench_entry, bench_line TO occe_app;
"""
"""Columns, checks and indexes of the ledger's tables, without its keys and guards."""

PLAIN_PAGE = """<!doctype html><html lang="fr"><head><title>Lines</title></head><body><h1>Lines</h1><table>
{% for entry in entries %}<tr><td>{{ entry.number }}</td><td>{{ entry.date }}</td><td>{{ entry.label }}</td>
{% for line in entry.lines.all %}<td>{{ line.account.code }} {{ line.account.label }}</td><td>{{ line.debit }}</td>
<td>{{ line.credit }}</td>{% endfor %}</tr>{% endfor %}</table></body></html>"""

COPY_BOOK = """
    COPY (
        SELECT e.number, e.date, v.number, e.label, a.code, a.label_fr, e.kind, l.debit, l.credit
        FROM finance_entry e
        JOIN finance_entryline l ON l.entry_id = e.id
        JOIN finance_account a ON a.id = l.account_id
        LEFT JOIN finance_voucher v ON v.id = e.voucher_id
        WHERE e.book_id = {book} ORDER BY e.number, l.position
    ) TO STDOUT WITH (FORMAT csv)
"""


def raw_two_line_write(entry: Entry) -> None:
    """An entry like this one with two lines, in its own transaction, in plain SQL on the same connection."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO bench_entry (public_id, federation_id, book_id, number, kind, date, label, direct, reason,
                request_id, posted_at, line_count, total, digest, previous_digest)
            VALUES (%s, %s, %s, (SELECT coalesce(max(number), 0) + 1 FROM bench_entry WHERE book_id = %s), %s, %s, %s,
                false, '', %s, now(), 2, %s, %s, '')
            RETURNING id
            """,
            [uuid4(), entry.federation_id, entry.book_id, entry.book_id, entry.kind, entry.date, entry.label, uuid4(),
             entry.total, entry.digest],
        )  # fmt: skip
        [written] = cursor.fetchone()
        debit, credit = (line.account_id for line in entry.lines.all())
        cursor.execute(
            "INSERT INTO bench_line (federation_id, entry_id, position, account_id, debit, credit)"
            " VALUES (%s, %s, 1, %s, %s, 0), (%s, %s, 2, %s, 0, %s)",
            [entry.federation_id, written, debit, entry.total, entry.federation_id, written, credit, entry.total],
        )


@public
def entries_page(request: HttpRequest, book: int) -> HttpResponse:
    """Fifty entries with their lines and accounts, the latest first, in a plain template."""
    entries = Entry.objects.filter(book=book).order_by("-number").prefetch_related("lines__account")[:50]
    return HttpResponse(_plain_template().render({"entries": entries}))


@cache
def _plain_template():
    return engines["django"].from_string(PLAIN_PAGE)


@public
@cache_page(600, cache="bench")
def cached_page(request: HttpRequest) -> HttpResponse:
    """The portal's own page as it was first read, behind Django's cache in memory."""
    body = Path(os.environ[CACHED_FILE]).read_bytes()
    return HttpResponse(body, headers={"Content-Length": str(len(body))})


def copy_book(book_id: int) -> int:
    """The book as COPY gives it, lines joined and in order; returns the bytes read."""
    size = 0
    with connection.cursor() as cursor, cursor.cursor.copy(COPY_BOOK.format(book=int(book_id))) as copy:
        for block in copy:
            size += len(block)
    return size


def bare_pdf(html: str, pictures: Mapping[str, bytes] | None = None) -> bytes:
    """WeasyPrint alone, tagged, on the same files and the same pictures of the document."""
    from weasyprint import HTML

    from occe.kit.pdf_engine import BASE, OwnFilesOnly

    files = OwnFilesOnly(pictures or {}, settings.STATIC_URL, [str(settings.STATIC_ROOT)])
    return HTML(string=html, base_url=BASE, url_fetcher=files).write_pdf(pdf_variant="pdf/ua-1")
