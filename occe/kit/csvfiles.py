"""CSV as French spreadsheets open it with a double click: UTF-8 with BOM, semicolons, comma decimals, 14/10/2026.

A cell of text that a spreadsheet would take for a formula is led by an apostrophe; real numbers stay numbers.
"""

import csv
import datetime
import io
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import connection
from django.http import FileResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from occe.kit.dates import format_day
from occe.kit.uploads.names import safe_disposition

CONTENT_TYPE = "text/csv; charset=utf-8"
CHUNK = 64 * 1024
# Also behind spaces and signs that nobody sees, and in full width, which some spreadsheets read alike.
_FORMULA = re.compile("[\t\r\n]|[\\s\u200b-\u200f\u2060\ufeff]*[=+\\-@\uff1d\uff0b\uff0d\uff20]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


# The same in PostgreSQL, for files whose lines the database writes. Most cells begin with a letter or a figure and hold
# nothing to quote: one look, and they pass as they are. A line break inside a cell travels as a control character, for
# COPY ends its rows with one; no cell holds those (they are taken out).
_SQL_PLAIN = "'^[[:alnum:]][^;\"[:cntrl:]]*$'"
_SQL_CONTROLS = "E'" + "".join(f"\\x{code:02x}" for code in (*range(1, 9), 11, 12, *range(14, 32), 127)) + "'"
_SQL_SPACES = r"\u0009-\u000d\u0020\u0085\u00a0\u1680\u2000-\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
_SQL_FORMULA = rf"'^(?=[\t\r\n]|[{_SQL_SPACES}]*[=+@\uff1d\uff0b\uff0d\uff20-])'"
_SQL_TRAVEL = r"E'\r\n', E'\x01\x02'"
_COPY = r"COPY ({}) TO STDOUT (FORMAT csv, DELIMITER E'\x03', QUOTE E'\x04')"
_ARRIVE = ((b"\n", b"\r\n"), (b"\x01", b"\r"), (b"\x02", b"\n"))


def csv_response(name: str, header: Sequence[object], rows: Iterable[Sequence[Any]]) -> StreamingHttpResponse:
    """A download named `name` (with its .csv), written while `rows` is read, so that memory stays flat."""
    response = StreamingHttpResponse(csv_chunks(header, rows), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = safe_disposition(name)
    return response


def csv_file_response(name: str, chunks: Iterable[bytes]) -> FileResponse:
    """The same of pieces that the database writes: they lie on disk until they are sent, so that no statement of it
    waits for a slow reader.
    """
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    file.writelines(chunks)
    file.seek(0)
    response = FileResponse(file, content_type=CONTENT_TYPE)
    response.block_size = CHUNK
    response["Content-Disposition"] = safe_disposition(name)
    return response


def csv_sql(column: str) -> str:
    """The SQL expression that writes a column of text as `csv_chunks` would, for `csv_copy`: guarded, quoted where it
    must. `column` is named several times in it: a column, and not what computes one.
    """
    text = f"regexp_replace(translate({column}, {_SQL_CONTROLS}, ''), {_SQL_FORMULA}, '''')"
    quoted = rf"""CASE WHEN {text} ~ '[;"\r\n]' THEN '"' || replace({text}, '"', '""') || '"' ELSE {text} END"""
    return f"CASE WHEN {column} ~ {_SQL_PLAIN} THEN {column} ELSE translate({quoted}, {_SQL_TRAVEL}) END"


def csv_copy(header: Sequence[object], select: str, parameters: Sequence[object]) -> Iterator[bytes]:
    """The file of `csv_chunks`, of lines that the database writes: `select` gives each as one text, its cells by
    `csv_sql` (sums with a comma before the cents), semicolons between them.
    """
    yield from csv_chunks(header, ())
    yield from map(_arrived, copied(_COPY.format(select), parameters))


def _arrived(chunk: bytes) -> bytes:
    for travelling, written in _ARRIVE:
        chunk = chunk.replace(travelling, written)
    return chunk


def copied(statement: str, parameters: Sequence[object] | Mapping[str, object]) -> Iterator[bytes]:
    """What `COPY … TO STDOUT` gives row by row, in pieces of about 64 kB.

    Asked of psycopg's own cursor: Django's, while it keeps what it asks (`CaptureQueriesContext`), takes no parameters.
    """
    gathered = bytearray()
    with connection.cursor() as cursor, cursor.cursor.copy(statement, parameters) as rows:
        for row in rows:
            gathered += row
            if len(gathered) >= CHUNK:
                yield bytes(gathered)
                gathered.clear()
    yield bytes(gathered)


def csv_chunks(header: Sequence[object], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """The file in pieces of about 64 kB, the byte order mark first.

    Cells are text, `Decimal`, whole numbers, days, moments, yes or no, or None (empty). A float raises TypeError: no
    figure of ours is one.
    """
    buffer = io.StringIO()
    buffer.write("\ufeff")
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow([_text(cell) for cell in header])
    for row in rows:
        writer.writerow([csv_cell(value) for value in row])
        if buffer.tell() >= CHUNK:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def csv_cell(value: Any) -> str:
    """One value as it stands in the file, before quoting."""
    match value:
        case None:
            return ""
        case str():
            return _text(value)
        case bool():
            return _("oui") if value else _("non")
        case Decimal():
            return f"{value:f}".replace(".", ",")
        case int():
            return str(value)
        case datetime.datetime():
            local = timezone.localtime(value) if timezone.is_aware(value) else value
            return f"{format_day(local.date(), 'fr')} {local:%H:%M}"
        case datetime.date():
            return format_day(value, "fr")
        case float():
            raise TypeError("a float is no figure of ours: use a Decimal")
        case _:
            return _text(value)


def _text(value: object) -> str:
    """Text that stays text in every spreadsheet."""
    text = _CONTROLS.sub("", str(value))
    return f"'{text}" if _FORMULA.match(text) else text
